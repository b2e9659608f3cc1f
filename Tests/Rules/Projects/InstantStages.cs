using System.Text.Json.Nodes;
using SunGov.GrainInterfaces.Projects;
using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.Identity;
using static SunGov.Tests.Rules.Projects.SmallWays;

namespace SunGov.Tests.Rules.Projects;

/// <summary>R-CHK-05: where all rules hold the platform acts by itself and keeps what it saw; it never refuses.
/// </summary>
public sealed class InstantStages
{
    private const string End = """{"id":"done","kind":"end","name":{"zh":"终","en":"done"}}""";

    private static string Stage(string rules) => $$"""
        {"id":"instant","kind":"register","name":{"zh":"秒批","en":"instant"},
         "tasks":[{"id":"t0","holder":"o0","name":{"zh":"审","en":"examine"} }],
         "actions":[{"id":"register","name":{"zh":"准","en":"register"},"target":"done","primary":true,
                     "serial":{"field":"no","format":"R{serial:4}"} },
                    {"id":"refuse","name":{"zh":"否","en":"refuse"},"target":"done"}],
         "instant":{"action":"register","rules":[{{rules}}]} }
        """;

    private const string Holds =
        """{"id":"here","holds":{"==":[{"var":"region"},"440100"]},"message":{"zh":"在本市","en":"In the city"}}""";

    private const string Fails =
        """{"id":"small","holds":{"==":[{"var":"region"},"440300"]},"message":{"zh":"在他市","en":"Elsewhere"}}""";

    [Fact]
    public void All_rules_held_the_platform_acts_under_its_own_name_with_what_it_looked_at()
    {
        var programme = Compiled(Definition(Stage(Holds), End));
        var state = Start(programme);
        Assert.Empty(state.Tasks);
        Assert.Contains(ProjectRows.Kind.Due(state), wish => wish.What == "instant:1");
        var judged = Assert.Single(state.Now!.Entered.Instant!.Rules);
        Assert.Equal(("here", true, "\"440100\""), (judged.Id, judged.Holds, judged.Values["region"].GetRawText()));
        state = Restarted(state);
        var decision = Automatic(state, programme, Facts(programme));
        var taken = Assert.Single(decision.Events.OfType<ActionTaken>());
        Assert.Equal((By, "register"), (taken.By.Person, taken.Action));
        state = Walks.After(state, decision);
        Assert.Equal((ProjectStatus.Ended, "\"R0001\""), (state.Status, state.Decided["instant"]["no"].GetRawText()));
        Assert.Equal("task-not-open", Automatic(state, programme, Facts(programme)).Refusal?.Code);
    }

    [Fact]
    public void A_rule_broken_the_tasks_open_for_people_with_the_reason_and_nothing_happens_by_itself()
    {
        var programme = Compiled(Definition(Stage($"{Holds},{Fails}"), End));
        var state = Start(programme);
        Assert.Equal("t0", Assert.Single(state.Tasks).Task);
        Assert.DoesNotContain(ProjectRows.Kind.Due(state), wish => wish.What == "instant:1");
        var shown = ProjectInstants.View(state.Now)!;
        Assert.False(shown.Passed);
        Assert.Equal(["small"], shown.Rules.Where(rule => !rule.Holds).Select(rule => rule.Id));
        Assert.Equal("task-not-open", Automatic(state, programme, Facts(programme)).Refusal?.Code);
        state = Walks.After(state, Act(state, programme, "t0", "register", Party(0)));
        Assert.Equal(ProjectStatus.Ended, state.Status);
    }

    [Fact]
    public void What_keeps_the_platform_from_acting_hands_the_stage_over()
    {
        var definition = Definition(Stage(Holds), End);
        definition["stages"]![0]!["actions"]![0]!["complete"] = new JsonArray("paper");
        var programme = Compiled(definition);
        var state = Start(programme);
        var empty = Facts(programme).WithPaper("paper", "", "f1");
        state = Walks.After(state, Automatic(state, programme, empty));
        Assert.Equal("t0", Assert.Single(state.Tasks).Task);
        Assert.Equal("form-incomplete", ProjectInstants.View(state.Now)!.HandedOver?.Code);
        Assert.Empty(ProjectRows.Kind.Due(state).Where(wish => wish.What == "instant:1"));
    }

    [Fact]
    public void Nobody_but_the_platform_takes_the_automatic_action()
    {
        var programme = Compiled(Definition(Stage(Holds), End));
        var state = Start(programme);
        Assert.Equal(
            "task-not-open",
            ProjectInstants.Act(state, 1, Sent, Party(0), Facts(programme), People.Now).Refusal?.Code);
        Assert.Equal("task-not-open", Act(state, programme, "t0", "register", Party(0)).Refusal?.Code);
    }

    [Theory]
    [InlineData("refuse", "definition-part-missing@stages/instant/instant/action")]
    [InlineData("vanish", "definition-reference-unknown@stages/instant/instant/action")]
    public void Only_the_usual_next_step_can_be_automatic(string action, string finding)
    {
        var definition = Definition(Stage(Holds), End);
        definition["stages"]![0]!["instant"]!["action"] = action;
        var found = DefinitionFile.Read(Programmes.Definitions.Json(definition.ToJsonString())).Findings;
        Assert.Equal(finding, string.Join(" ", found.Select(known => $"{known.Code}@{known.Field}")));
    }

    [Fact]
    public void Paths_within_lists_are_no_facts_of_their_own() => Assert.Equal(
        ["facts.lines", "facts.total"],
        CompiledInstantRule.PathsIn(Programmes.Definitions.Json(
            """
            {"==":[{"var":"facts.total"},{"reduce":[{"var":["facts.lines",[]]},
                   {"+":[{"var":"accumulator"},{"var":"current.sum"}]},0]}]}
            """)).Order());

    private const string By = GrainInterfaces.Shared.By.Platform;

    private static ActOnTask Sent { get; } = new("1-t0", "register", null, null);

    private static Decision<ProjectEvent> Automatic(ProjectState state, CompiledProgramme programme, ActFacts facts)
    {
        if (ProjectInstants.IsPending(state))
        {
            Assert.Equal(Sent, ProjectInstants.Command(state, programme.Stages["instant"]));
        }

        return ProjectInstants.Act(state, 1, Sent, People.Platform, facts, People.Now);
    }
}
