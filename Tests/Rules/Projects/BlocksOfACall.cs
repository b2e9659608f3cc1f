using System.Collections.Immutable;
using System.Text.Json.Nodes;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.Identity;
using static SunGov.Tests.Rules.Projects.SmallWays;

namespace SunGov.Tests.Rules.Projects;

/// <summary>R-BUS-03, R-REC-03: a unit decides within its places and its block of funds, as long as it may.</summary>
public sealed class BlocksOfACall
{
    private static readonly ImmutableArray<CallBlock> Delegated = [new(new Named("gzkjj", "广州"), 2, 1_000, true)];

    private static CompiledProgramme Programme { get; } = Compiled(Ways());

    [Fact]
    public void What_an_action_reserves_is_counted_when_it_is_taken_and_not_at_submission()
    {
        var state = Submitted(Delegated);
        Assert.Empty(state.Quotas);
        state = Walks.After(state, Award(state, 600, Delegated));
        Assert.Equal(
            ["recommending-unit:c1:gzkjj funds 0 600 1000", "recommending-unit:c1:gzkjj places 2  "],
            state.Submission!.Begun.Reservations.Select(place =>
                $"{place.Holder} {place.Class} {place.Limit} {place.Fen} {place.MostFen}"));
        Assert.Equal(ProjectStatus.Submitting, state.Status);
        state = Walks.After(state, ProjectSubmission.Complete(state, Programme, Closes, People.Now));
        Assert.Equal((ProjectStatus.Ended, 2), (state.Status, state.Quotas.Length));
        Assert.Equal("600", state.Decided["decision"]["amount"].GetRawText());
    }

    [Fact]
    public void A_unit_without_a_block_has_no_place_and_a_call_without_blocks_counts_nothing()
    {
        ImmutableArray<CallBlock> others = [new(new Named("szkjj", "深圳"), 9, 9_000, true)];
        var state = Submitted(others);
        var begun = Assert.Single(Award(state, 1, others).Events.OfType<SubmissionBegun>());
        Assert.All(begun.Reservations, place => Assert.Equal(0, place.Limit + (place.MostFen ?? 0)));
        Assert.Empty(Award(state, 1, []).Events.OfType<SubmissionBegun>().Single().Reservations);
    }

    [Fact]
    public void Once_withdrawn_the_next_project_comes_to_somebody_else_and_those_before_stay()
    {
        Assert.Equal("entity-office@o1", Assert.Single(Submitted(Delegated).Tasks).Holder);
        var withdrawn = Delegated.Select(block => block with { Delegated = false }).ToImmutableArray();
        Assert.Equal("entity-office@o2", Assert.Single(Submitted(withdrawn).Tasks).Holder);
        Assert.Equal("entity-office@o2", Assert.Single(Submitted([]).Tasks).Holder);
    }

    [Fact]
    public void A_sum_asked_for_anew_and_refused_leaves_nothing_held()
    {
        var state = Submitted(Delegated);
        state = Walks.After(state, Award(state, 600, Delegated));
        state = Walks.After(state, ProjectSubmission.Complete(state, Programme, Closes, People.Now));
        state = state with { Status = ProjectStatus.Running, Stages = state.Stages.RemoveAt(2) };
        state = state with { Stages = state.Stages.SetItem(1, state.Stages[1] with { Left = null, Done = [] }) };
        var again = Award(state, 900, Delegated);
        Assert.Equal(["funds"], again.Events.OfType<SubmissionBegun>().Single().Reservations.Select(p => p.Class));
        state = Walks.After(state, again);
        var refused = ProjectSubmission.Refuse(
            state, Refusal.Of(RefusalKind.WrongState, "quota-sum-full"), People.Now);
        state = Walks.After(state, refused);
        Assert.Empty(state.Quotas);
        Assert.Equal(ProjectStatus.Running, state.Status);
    }

    private static JsonObject Ways()
    {
        var definition = Definition(
            """
            {"id":"first","kind":"approve","name":{"zh":"交","en":"first"},
             "tasks":[{"id":"t0","holder":"o0","name":{"zh":"交","en":"submit"}}],
             "actions":[{"id":"submit","name":{"zh":"交","en":"submit"},"target":"decision","submits":true}]}
            """,
            """
            {"id":"decision","kind":"approve","name":{"zh":"定","en":"decision"},
             "tasks":[{"id":"t1","holder":"decider","name":{"zh":"定","en":"decide"}}],
             "actions":[{"id":"award","name":{"zh":"立","en":"award"},"target":"done","reserves":["places","funds"],
                         "asks":[{"id":"amount","kind":"money","required":true,"name":{"zh":"额","en":"sum"}}]}]}
            """,
            """{"id":"done","kind":"end","name":{"zh":"终","en":"done"}}""");
        var decider = definition["holders"]!["o1"]!.DeepClone();
        decider["when"] = JsonNode.Parse("""{"==":[{"var":"block.delegated"},true]}""");
        decider["otherwise"] = "o2";
        definition["holders"]!["decider"] = decider;
        definition["quotas"] = JsonNode.Parse(
            """
            [{"id":"places","per":"recommending-unit","within":"call","class":"places","limitOf":"call-block-places",
              "name":{"zh":"名额","en":"Places"}},
             {"id":"funds","per":"recommending-unit","within":"call","class":"funds","limitOf":"call-block-fen",
              "amount":"decided/decision/amount","name":{"zh":"额度","en":"Funds"}}]
            """);
        return definition;
    }

    private static ProjectState Submitted(ImmutableArray<CallBlock> blocks)
    {
        var state = Start(Programme);
        return Walks.After(state, Act(
            state, Programme, "t0", "submit", Party(0), facts: Facts(Programme) with { Blocks = blocks }));
    }

    private static Decision<ProjectEvent> Award(ProjectState state, long fen, ImmutableArray<CallBlock> blocks) => Act(
        state, Programme, "t1", "award", Party(blocks.IsEmpty || !IsDelegated(state) ? 2 : 1),
        $$"""{"amount":{{fen}} }""", Facts(Programme) with { Blocks = blocks });

    private static bool IsDelegated(ProjectState state) => state.Block?.Delegated is true;
}
