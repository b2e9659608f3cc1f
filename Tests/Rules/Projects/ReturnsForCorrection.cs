using System.Collections.Immutable;
using System.Text.Json.Nodes;
using SunGov.GrainInterfaces.Projects;
using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.Identity;
using static SunGov.Tests.Rules.Projects.SmallWays;

namespace SunGov.Tests.Rules.Projects;

/// <summary>R-GIP-04, R-APV-03, R-APP-06: a return asks again only what was questioned, and its time stands still.
/// </summary>
public sealed class ReturnsForCorrection
{
    private static readonly CompiledProgramme Programme = Compiled(Json());

    [Fact]
    public void A_return_for_the_cost_does_not_cancel_the_opinion_on_cryptography()
    {
        var state = Corrected(Returned(Case()));
        Assert.Equal("case", state.Now!.Entered.Stage);
        Assert.Equal(["t0", "t2"], state.Tasks.Select(task => task.Task));
        Assert.Equal(("密码可行", "p-o1"), (state.Now.Done.Single().Opinion, state.Now.Done.Single().By.Person));
        var shown = View(state, Party(0)).Stages.Single(stage => stage.Id == "case").Tasks;
        Assert.Equal(["open", "done", "open"], shown.Select(task => task.State));
        state = Walks.After(state, Act(state, Programme, "t2", "agree", Party(2)));
        state = Walks.After(state, Act(state, Programme, "t0", "agree", Party(0)));
        Assert.Equal("done", state.Now!.Entered.Stage);
    }

    [Fact]
    public void After_the_correction_it_comes_straight_back_and_the_page_says_so()
    {
        var state = Returned(Case());
        Assert.Equal("draft", state.Now!.Entered.Stage);
        Assert.Equal("case", View(state, Leader).Allowed.Single(a => a.Action == "send").Next!.En);
        Assert.Equal("case", Corrected(state).Now!.Entered.Stage);
        Assert.Equal(5, Corrected(state).Stages.Length);
    }

    [Fact]
    public void A_correction_sent_back_once_more_still_comes_back_to_where_it_was_questioned()
    {
        var definition = Json();
        definition["stages"]![1]!["actions"]!.AsArray().Add(JsonNode.Parse(
            """{"id":"again","name":{"zh":"退","en":"again"},"target":"draft","returns":true,"resume":true}"""));
        definition["stages"]![2]!["actions"]![1]!["target"] = "desk";
        var programme = Compiled(definition);
        var state = ToCase(programme);
        state = Walks.After(state, Act(state, programme, "t2", "back", Party(2)));
        Assert.Equal("desk", state.Now!.Entered.Stage);
        state = Walks.After(state, Act(state, programme, "d", "again", Party(3)));
        Assert.Equal("draft", state.Now!.Entered.Stage);
        state = Walks.After(state, Act(
            state, programme, "t", "send", Leader, facts: Facts(programme).WithPaper("paper", "题", "f3")));
        Assert.Equal("desk", state.Now!.Entered.Stage);
        state = Walks.After(state, Act(state, programme, "d", "pass", Party(3)));
        Assert.Equal("case", state.Now!.Entered.Stage);
        Assert.Null(state.Now.Entered.Resumes);
    }

    [Fact]
    public void The_time_stands_still_while_the_applicant_corrects_and_goes_on_after()
    {
        var state = Case();
        Assert.Equal(Day(2026, 3, 13), Day(state.Now!.Entered.Due));
        state = Returned(state, People.Now.AddDays(4));
        var paused = View(state, Leader).Paused!;
        Assert.Equal(("case", 6, true, false), (paused.Stage.En, paused.Days, paused.Working, paused.Late));
        state = Corrected(state, People.Now.AddDays(30));
        Assert.Equal(Day(2026, 4, 8), Day(state.Now!.Entered.Due));
        Assert.Null(View(state, Leader).Paused);
    }

    [Fact]
    public void A_rest_of_the_whole_project_meanwhile_does_not_cost_the_stage_its_time()
    {
        var state = Returned(Case(), People.Now.AddDays(4));
        var chief = Chief();
        state = Walks.After(state, ProjectCourse.Suspend(state, "停", chief, People.Now.AddDays(5)));
        Assert.Equal("project-suspended", Act(state, Programme, "t", "send", Leader).Refusal?.Code);
        state = Walks.After(state, ProjectCourse.Resume(state, "续", chief, People.Now.AddDays(25)));
        state = Corrected(state, People.Now.AddDays(30));
        Assert.Equal((Day(2026, 4, 8), "case"), (Day(state.Now!.Entered.Due), state.Now.Entered.Stage));
        Assert.Equal(["t0", "t2"], state.Tasks.Select(task => task.Task));
        state = Walks.After(state, ProjectCourse.Terminate(state, "止", chief, People.Now.AddDays(31)));
        Assert.Empty(state.Tasks);
    }

    [Fact]
    public void A_return_after_the_deadline_gives_no_new_time()
    {
        var state = Returned(Case(), People.Now.AddDays(20));
        Assert.True(View(state, Leader).Paused!.Late);
        var back = People.Now.AddDays(30);
        Assert.Equal(back, Corrected(state, back).Now!.Entered.Due);
    }

    [Theory]
    [InlineData("""{"id":"back","name":{"zh":"退","en":"back"},"target":"draft","returns":true,"targets":["done"]}""",
        "definition-wrong-direction@stages/case/actions/back/targets")]
    [InlineData("""{"id":"back","name":{"zh":"退","en":"back"},"target":"done","resume":true}""",
        "definition-part-not-used@stages/case/actions/back")]
    [InlineData("""{"id":"back","name":{"zh":"退","en":"back"},"target":"done","targets":["draft"]}""",
        "definition-part-not-used@stages/case/actions/back "
            + "definition-wrong-direction@stages/case/actions/back/targets")]
    public void Faults_of_returns_are_named(string action, string findings)
    {
        var definition = Json();
        definition["stages"]![2]!["actions"]![1] = JsonNode.Parse(action);
        Assert.Equal(findings, Found(definition));
    }

    [Fact]
    public void What_comes_straight_back_must_be_on_record_and_time_of_the_call_cannot_stand_still()
    {
        var definition = Json();
        definition["stages"]![0]!["actions"]![0]!.AsObject().Remove("submits");
        definition["stages"]![2]!["deadline"] = JsonNode.Parse("""{"callCloses":true,"pauses":true}""");
        Assert.Equal(
            "definition-part-missing@stages/case/actions/back/resume definition-part-not-used@stages/case",
            Found(definition));
    }

    private static string Found(JsonObject definition) => SunGov.Tests.Rules.Programmes.Definitions.Codes(
        DefinitionFile.Read(SunGov.Tests.Rules.Programmes.Definitions.Json(definition.ToJsonString())).Findings);

    private static Caller Chief()
    {
        var everything = new Scope([[]]);
        return Party(4) with
        {
            Grants = ImmutableDictionary<string, Scope>.Empty
                .Add("project.read", everything).Add("project.control", everything),
        };
    }

    private static DateOnly Day(int year, int month, int day) => new(year, month, day);

    private static DateOnly Day(DateTimeOffset? at) => CivilTime.DayOf(at!.Value);

    private static ProjectState Case()
    {
        var state = ToCase(Programme);
        return Walks.After(state, ProjectActions.Act(
            state, new("3-t1", "agree", "密码可行", null), Party(1), Facts(Programme), People.Now));
    }

    private static ProjectState ToCase(CompiledProgramme programme)
    {
        var state = Start(programme);
        state = Walks.After(state, Act(
            state, programme, "t", "send", Leader, facts: Facts(programme).WithPaper("paper", "题", "f1")));
        return Walks.After(state, Act(state, programme, "d", "pass", Party(3)));
    }

    private static ProjectState Returned(ProjectState state, DateTimeOffset? at = null) => Walks.After(
        state, Act(state, Programme, "t2", "back", Party(2), """{"sections":["paper/main"]}""", at: at));

    private static ProjectState Corrected(ProjectState state, DateTimeOffset? at = null) => Restarted(Walks.After(
        state, Act(
            state, Programme, "t", "send", Leader, facts: Facts(Programme).WithPaper("paper", "题", "f2"), at: at)));

    private static ProjectView View(ProjectState state, Caller caller) =>
        ProjectViews.Of(1, state, caller, new ViewFacts(Programme, Closes, People.Now));

    private static JsonObject Json() => Definition(
        """
        {"id":"draft","kind":"fill","form":"paper","name":{"zh":"写","en":"draft"},
         "tasks":[{"id":"t","holder":"leader","name":{"zh":"写","en":"write"}}],
         "actions":[{"id":"send","name":{"zh":"交","en":"send"},"target":"desk","submits":true,
           "complete":["paper"]}]}
        """,
        """
        {"id":"desk","kind":"approve","name":{"zh":"办","en":"desk"},
         "tasks":[{"id":"d","holder":"o3","name":{"zh":"办","en":"handle"}}],
         "actions":[{"id":"pass","name":{"zh":"转","en":"pass"},"target":"case"}]}
        """,
        """
        {"id":"case","kind":"approve","join":"all","name":{"zh":"会","en":"case"},
         "deadline":{"workingDays":10,"pauses":true},
         "tasks":[{"id":"t0","holder":"o0","name":{"zh":"等保","en":"filing"}},
                  {"id":"t1","holder":"o1","name":{"zh":"密码","en":"crypto"}},
                  {"id":"t2","holder":"o2","name":{"zh":"造价","en":"cost"}}],
         "actions":[{"id":"agree","name":{"zh":"同","en":"agree"},"target":"done","opinion":"optional"},
          {"id":"back","name":{"zh":"退","en":"back"},"target":"draft","returns":true,"resume":true,
           "asksSections":true}]}
        """,
        """{"id":"done","kind":"end","name":{"zh":"终","en":"done"}}""");
}
