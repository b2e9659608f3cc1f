using System.Text.Json.Nodes;
using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;
using SunGov.Tests.Rules.Identity;
using static SunGov.Tests.Rules.Projects.SmallWays;

namespace SunGov.Tests.Rules.Projects;

/// <summary>R-BUS-09: one business, several ways of managing it; the way of a project is fixed as it is submitted.
/// </summary>
public sealed class ModesOfManagement
{
    private const string Designated = """{"in":[{"var":"entity"},["lnu","other"]]}""";

    public static TheoryData<string, string, string> Cases => new()
    {
        { Designated, "direct", "desk" },
        { """{"in":[{"var":"entity"},["other"]]}""", "usual", "recommend" },
        { """{"==":[{"var":"entityKind"},"university"]}""", "direct", "desk" },
        { """{"==":[{"var":"region"},"440300"]}""", "usual", "recommend" },
        { """{">":[{"var":"requestedFen"},100]}""", "direct", "desk" },
        { """{"<":[{"var":"requestedFen"},100]}""", "usual", "recommend" },
        { """{"==":[{"var":"facts.text"},"题"]}""", "direct", "desk" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_first_that_holds_is_fixed_and_leads_the_way(string when, string mode, string stage)
    {
        var programme = Programme(when);
        var state = Submitted(programme);
        Assert.Equal((mode, stage), (state.Mode!.Mode, state.Now!.Entered.Stage));
        var view = ProjectViews.Of(1, state, Leader, new ViewFacts(programme, Closes, People.Now));
        Assert.Equal(mode, view.Mode!.En);
    }

    [Fact]
    public void It_stays_as_it_was_fixed_through_corrections_and_is_fixed_anew_after_a_withdrawal()
    {
        var programme = Programme("""{"<":[{"var":"today"},"2026-03-02"]}""");
        var state = Submitted(programme);
        state = Walks.After(state, Act(state, programme, "t1", "back", Party(1)));
        state = Walks.After(state, Act(
            state, programme, "t", "send", Leader,
            facts: Facts(programme).WithPaper("paper", "题", "f2"), at: People.Now.AddDays(5)));
        Assert.Equal("direct", state.Mode!.Mode);
        state = Walks.After(state, ProjectRules.Withdraw(state, new("原因"), Leader, programme, Closes, People.Now));
        Assert.Null(state.Mode);
        state = Walks.After(state, Act(
            state, programme, "t", "send", Leader,
            facts: Facts(programme).WithPaper("paper", "题", "f3"), at: People.Now.AddDays(5)));
        Assert.Equal("usual", state.Mode!.Mode);
    }

    [Theory]
    [InlineData("""[{"id":"a","name":{"zh":"a","en":"a"}},{"id":"b","name":{"zh":"b","en":"b"}}]""",
        "definition-part-missing@modes/a")]
    [InlineData("""[{"id":"a","name":{"zh":"a","en":"a"},"when":true}]""", "definition-part-not-used@modes/a")]
    [InlineData("""[{"id":"a","name":{"zh":"a","en":"a"}},{"id":"a","name":{"zh":"b","en":"b"}}]""",
        "definition-id-repeated@modes/a definition-part-missing@modes/a")]
    public void The_last_applies_always_and_the_others_have_a_condition(string modes, string findings)
    {
        var definition = Json(Designated);
        definition["modes"] = JsonNode.Parse(modes);
        Assert.Equal(findings, Found(definition));
    }

    [Fact]
    public void A_business_without_submission_has_no_modes()
    {
        var definition = Json(Designated);
        definition["stages"]![0]!["actions"]![0]!.AsObject().Remove("submits");
        Assert.Equal("definition-part-missing@modes", Found(definition));
    }

    private static string Found(JsonObject definition) => SunGov.Tests.Rules.Programmes.Definitions.Codes(
        DefinitionFile.Read(SunGov.Tests.Rules.Programmes.Definitions.Json(definition.ToJsonString())).Findings);

    private static ProjectState Submitted(CompiledProgramme programme)
    {
        var started = Start(programme);
        return Walks.After(started, Act(
            started, programme, "t", "send", Leader, facts: Facts(programme).WithPaper("paper", "题", "f1")));
    }

    private static CompiledProgramme Programme(string when) => Compiled(Json(when));

    private static JsonObject Json(string when)
    {
        var definition = Definition(
            """
            {"id":"draft","kind":"fill","form":"paper","name":{"zh":"写","en":"draft"},
             "tasks":[{"id":"t","holder":"leader","name":{"zh":"写","en":"write"}}],
             "actions":[{"id":"send","name":{"zh":"交","en":"send"},"target":"recommend","submits":true,
               "complete":["paper"]}]}
            """,
            """
            {"id":"recommend","kind":"review","name":{"zh":"荐","en":"recommend"},"otherwise":"desk",
             "when":{"==":[{"var":"mode"},"usual"]},
             "tasks":[{"id":"t0","holder":"o0","name":{"zh":"荐","en":"recommend"}}],
             "actions":[{"id":"pass","name":{"zh":"转","en":"pass"},"target":"desk"}]}
            """,
            """
            {"id":"desk","kind":"approve","name":{"zh":"办","en":"desk"},
             "tasks":[{"id":"t1","holder":"o1","name":{"zh":"办","en":"handle"}}],
             "actions":[{"id":"agree","name":{"zh":"同","en":"agree"},"target":"done"},
              {"id":"back","name":{"zh":"退","en":"back"},"target":"draft","returns":true}]}
            """,
            """{"id":"done","kind":"end","name":{"zh":"终","en":"done"}}""");
        definition["facts"] = JsonNode.Parse("""{"text":["paper/main/text"]}""");
        definition["requested"] = JsonNode.Parse("500");
        definition["withdrawals"] = JsonNode.Parse(
            """[{"name":{"zh":"撤","en":"withdraw"},"stages":["desk"],"target":"draft"}]""");
        definition["modes"] = JsonNode.Parse($$"""
            [{"id":"direct","name":{"zh":"直管","en":"direct"},"when":{{when}} },
             {"id":"usual","name":{"zh":"常规","en":"usual"} }]
            """);
        return definition;
    }
}
