using System.Text.Json.Nodes;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.Identity;
using static SunGov.Tests.Rules.Projects.SmallWays;

namespace SunGov.Tests.Rules.Projects;

/// <summary>R-BUS-07, R-APV-03: what is kept apart is done by different people; so are the tasks of several.</summary>
public sealed class PowerBalance
{
    private static readonly CompiledProgramme Programme = Compiled(Json());

    [Theory]
    [InlineData("p-a", "", "p-b", "", "")]
    [InlineData("p-a", "", "p-a", "", "p-a")]
    [InlineData("p-a", "", "p-c", "p-a", "p-a")]
    [InlineData("p-c", "p-a", "p-a", "", "p-a")]
    [InlineData("p-c", "p-a", "p-c", "p-b", "p-c")]
    [InlineData("p-c", "p-a", "p-b", "", "")]
    public void Nobody_acts_in_both_stages_themselves_or_through_stand_ins(
        string first, string forFirst, string second, string forSecond, string conflict)
    {
        var state = Start(Programme);
        state = Walks.After(state, Act(state, Programme, "organise", "pass", Who(0, first, forFirst)));
        var refusal = Act(state, Programme, "award", "grant", Who(1, second, forSecond)).Refusal;
        Assert.Equal(conflict, refusal is null ? "" : refusal.Args["person"]);
        Assert.Equal(
            conflict.Length == 0 ? "" : "kept-apart: review, award · award",
            refusal is null ? "" : $"{refusal.Code}: {refusal.Args["thereEn"]}, {refusal.Args["hereEn"]}");
        var allowed = View(state, Who(1, second, forSecond)).Allowed.Single(a => a.Action == "grant");
        Assert.Equal(conflict.Length > 0, allowed.Why.Any(why => why.Code == "kept-apart"));
    }

    [Fact]
    public void The_pair_keeps_its_distance_after_a_return_and_a_restart_too()
    {
        var state = Start(Programme);
        state = Walks.After(state, Act(state, Programme, "organise", "pass", Who(0, "p-a")));
        state = Walks.After(state, Act(state, Programme, "award", "back", Who(1, "p-b")));
        state = Restarted(state);
        Assert.Equal("kept-apart", Act(state, Programme, "organise", "pass", Who(0, "p-b")).Refusal?.Code);
        Assert.Null(Act(state, Programme, "organise", "pass", Who(0, "p-a")).Refusal);
    }

    [Fact]
    public void Several_people_of_one_office_each_give_an_opinion_of_their_own()
    {
        var state = Panel();
        Assert.Equal(["3-check", "3-check~2", "3-check~3"], state.Tasks.Select(task => task.Id));
        state = Walks.After(state, Act(state, Programme, "check", "agree", Who(2, "p-x")));
        Assert.Equal("another-person", Slot(state, 2, "p-x").Refusal?.Code);
        Assert.Equal("another-person", Slot(state, 2, "p-y", "p-x").Refusal?.Code);
        Assert.Empty(View(state, Who(2, "p-x")).Allowed);
        Assert.NotEmpty(View(state, Who(2, "p-y")).Allowed);
        state = Walks.After(state, Slot(state, 2, "p-y"));
        Assert.Equal("panel", state.Now!.Entered.Stage);
        state = Walks.After(state, Slot(state, 3, "p-z"));
        Assert.Equal("vote", state.Now!.Entered.Stage);
    }

    [Theory]
    [InlineData("v2:no v3:no v4:yes", "yes")]
    [InlineData("v4:yes", "yes")]
    [InlineData("v3:no v4:yes", "yes")]
    [InlineData("v2:no v3:no", "vote")]
    [InlineData("v2:yes v3:yes v4:no", "no")]
    public void Opinions_can_weigh_differently(string votes, string end)
    {
        var state = Panel();
        foreach (var (slot, person) in new[] { (1, "p-x"), (2, "p-y"), (3, "p-z") })
        {
            state = Walks.After(state, Slot(state, slot, person));
        }

        foreach (var vote in votes.Split(' ').Select(vote => vote.Split(':')))
        {
            state = Walks.After(
                state, Act(state, Programme, vote[0], vote[1], Who(vote[0][1] - '0', $"p-{vote[0]}")));
        }

        Assert.Equal(end, state.Now!.Entered.Stage);
    }

    [Theory]
    [InlineData("people", "0", "definition-out-of-range")]
    [InlineData("people", "2", "")]
    [InlineData("weight", "3", "definition-part-not-used")]
    public void People_and_weights_are_checked(string member, string value, string code)
    {
        var definition = Json();
        definition["stages"]![2]!["tasks"]![0]![member] = JsonNode.Parse(value);
        var codes = Found(definition);
        Assert.Equal(
            code.Length == 0 ? "" : code == "definition-out-of-range"
                ? $"definition-part-missing@stages/panel/join range@stages/panel/tasks/check/{member}"
                : $"{code}@stages/panel/tasks/check",
            codes);
    }

    [Fact]
    public void What_is_kept_apart_must_exist_and_be_two()
    {
        var definition = Json();
        definition["apart"] = JsonNode.Parse("""[["review","moon"],["review","review"]]""");
        Assert.Equal(
            "definition-part-missing@apart/1 definition-reference-unknown@apart/0", Found(definition));
    }

    private static string Found(JsonObject definition) => SunGov.Tests.Rules.Programmes.Definitions.Codes(
        DefinitionFile.Read(SunGov.Tests.Rules.Programmes.Definitions.Json(definition.ToJsonString())).Findings);

    private static Decision<ProjectEvent> Slot(ProjectState state, int slot, string person, string of = "") =>
        ProjectActions.Act(
            state, new(slot == 1 ? "3-check" : $"3-check~{slot}", "agree", null, null), Who(2, person, of),
            Facts(Programme), People.Now);

    private static ProjectState Panel()
    {
        var state = Start(Programme);
        state = Walks.After(state, Act(state, Programme, "organise", "pass", Who(0, "p-a")));
        return Walks.After(state, Act(state, Programme, "award", "grant", Who(1, "p-b")));
    }

    private static Caller Who(int party, string person, string of = "") => Party(party) with
    {
        By = new By(person, "i", "s", Guid.NewGuid()),
        Name = person,
        For = of.Length == 0 ? null : new Behalf(of, of, "i2"),
    };

    private static ProjectView View(ProjectState state, Caller caller) =>
        ProjectViews.Of(1, state, caller, new ViewFacts(Programme, Closes, People.Now));

    private static JsonObject Json()
    {
        var definition = Definition(
            """
            {"id":"review","kind":"approve","name":{"zh":"评","en":"review"},
             "tasks":[{"id":"organise","holder":"o0","name":{"zh":"组织","en":"organise"}}],
             "actions":[{"id":"pass","name":{"zh":"过","en":"pass"},"target":"award"}]}
            """,
            """
            {"id":"award","kind":"approve","name":{"zh":"立","en":"award"},
             "tasks":[{"id":"award","holder":"o1","name":{"zh":"立项","en":"award"}}],
             "actions":[{"id":"grant","name":{"zh":"立","en":"grant"},"target":"panel"},
              {"id":"back","name":{"zh":"退","en":"back"},"target":"review","returns":true}]}
            """,
            """
            {"id":"panel","kind":"approve","join":"all","name":{"zh":"核","en":"panel"},
             "tasks":[{"id":"check","holder":"o2","people":3,"name":{"zh":"核","en":"check"}}],
             "actions":[{"id":"agree","name":{"zh":"同","en":"agree"},"target":"vote"}]}
            """,
            """
            {"id":"vote","kind":"approve","join":"quorum","quorum":3,"undecided":"no","name":{"zh":"表","en":"vote"},
             "tasks":[{"id":"v2","holder":"o2","name":{"zh":"二","en":"two"}},
                      {"id":"v3","holder":"o3","name":{"zh":"三","en":"three"}},
                      {"id":"v4","holder":"o4","weight":3,"name":{"zh":"四","en":"four"}}],
             "actions":[{"id":"yes","name":{"zh":"是","en":"yes"},"target":"yes"},
              {"id":"no","name":{"zh":"否","en":"no"},"target":"no"}]}
            """,
            """{"id":"yes","kind":"end","name":{"zh":"是","en":"yes"}}""",
            """{"id":"no","kind":"end","name":{"zh":"否","en":"no"}}""");
        definition["apart"] = JsonNode.Parse("""[["review","award/award"]]""");
        return definition;
    }
}
