using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Tests.Rules.Identity;

namespace SunGov.Tests.Rules.Programmes;

/// <summary>R-BUS-06, R-BUS-11, R-BUS-16: faults are found before publication, and named by place.</summary>
public sealed class ADefinitionIsCheckedWhole
{
    public static TheoryData<string, string, string> Faults => new()
    {
        { "colour", "\"red\"", "definition-unreadable@$.colour" },
        { "name", "null", "definition-unreadable@$.name" },
        { "format", "2", "definition-reference-unknown@format" },
        { "programme", "\"Key R&D\"", "definition-id-malformed@programme/Key R&D" },
        { "class", "\"royal\"", "definition-reference-unknown@class" },
        { "owner", "\"\"", "definition-part-missing@owner" },
        { "title", "\"application/basic/none\"", "definition-reference-unknown@title" },
        { "requested", """{"sum":[]}""", "definition-logic-faulty@requested" },
        { "number", "\"{year}\"", "definition-reference-unknown@number" },
        { "number", "null", "definition-part-missing@number" },
        { "holders/leader/person", "\"boss\"", "definition-reference-unknown@holders/leader/person" },
        { "holders/intake/at", "\"moon\"", "definition-reference-unknown@holders/intake/at" },
        { "forms/0/sections/0/id", "\"research\"", "definition-id-repeated@forms/application/sections/research" },
        {
            "forms/0/sections/0/fields/1/options", "[]",
            "definition-part-missing@forms/application/sections/basic/fields/field"
        },
        {
            "forms/0/sections/0/fields/0/pattern", "\"(\"",
            "definition-pattern-faulty@forms/application/sections/basic/fields/title/pattern"
        },
        {
            "forms/0/sections/0/fields/4/minimum", "1",
            "definition-part-not-used@forms/application/sections/basic/fields/starts"
        },
        {
            "forms/0/sections/3/rules/0/field", "\"lines2\"",
            "definition-reference-unknown@forms/application/sections/budget/rules/requested-adds-up/field"
        },
        { "stages/0/form", "\"reports\"", "definition-reference-unknown@stages/fill/form" },
        { "stages/0/form", "null", "definition-part-missing@stages/fill" },
        { "stages/0/kind", "\"dance\"", "definition-unreadable@$.stages[0].kind" },
        { "stages/0/actions/0/target", "\"moon\"", "definition-reference-unknown@stages/fill/actions/hand-in/target" },
        {
            "stages/1/actions/1/returns", "false",
            "definition-wrong-direction@stages/entity-review/actions/return/target"
        },
        {
            "stages/1/actions/0/returns", "true",
            "definition-wrong-direction@stages/entity-review/actions/submit/target"
        },
        {
            "stages/1/tasks/0/holder", "\"nobody\"",
            "definition-reference-unknown@stages/entity-review/tasks/review/holder"
        },
        { "stages/2/otherwise", "null", "definition-part-missing@stages/recommend" },
        { "stages/2/deadline", "{}", "definition-part-missing@stages/recommend/deadline" },
        { "stages/2/when", """{"or":[{"boo":1}]}""", "definition-logic-faulty@stages/recommend/when" },
        { "stages/1/actions/0/target", "\"intake\"", "definition-stage-unreachable@stages/recommend" },
        {
            "stages/3/actions/0/target", "\"accepted2\"",
            "definition-reference-unknown@stages/intake/actions/accept/target"
        },
        { "quotas/0/limit", "0", "definition-part-missing@quotas/leader-running" },
        { "quotas/1/limitOf", "\"moon\"", "definition-reference-unknown@quotas/entity-in-call/limitOf" },
        {
            "quotas/1",
            """
            {"id":"again","per":"leader","within":"platform","class":"key-rnd-leader","limit":2,
            "name":{"zh":"又","en":"Again"}}
            """,
            "definition-id-repeated@quotas/leader-platform-key-rnd-leader"
        },
        { "withdrawals/0/stages/0", "\"moon\"", "definition-reference-unknown@withdrawals/0/stages" },
    };

    public static TheoryData<string, string, string> FaultsOfRules => new()
    {
        { "requested", """{"var":"application.budget.gone"}""", "definition-rule-over-nothing@requested" },
        {
            "stages/2/when", """{"==":[{"var":"decided.intake.nothing"},1]}""",
            "definition-rule-over-nothing@stages/recommend/when"
        },
        {
            "stages/2/when", """{"<":[{"var":"times.moon"},1]}""",
            "definition-rule-over-nothing@stages/recommend/when"
        },
        {
            "forms/0/sections/3/rules/0/holds",
            """{"==":[{"reduce":[{"var":"lines"},{"+":[{"var":"accumulator"},{"var":"current.gone"}]},0]},1]}""",
            "definition-rule-over-nothing@forms/application/sections/budget/rules/requested-adds-up/holds"
        },
        {
            "forms/0/sections/3/fields/1/id", "\"renamed\"",
            "definition-rule-over-nothing@forms/application/sections/budget/rules/requested-adds-up/holds"
        },
        {
            "stages/1/actions/0/for", """["nobody"]""",
            "definition-reference-unknown@stages/entity-review/actions/submit/for"
        },
    };

    public static TheoryData<string, string, string> FaultsOfSheets => new()
    {
        { "sheets/0/indicators", "[]", "definition-part-missing@sheets/expert-review" },
        {
            "sheets/0/indicators/0/weight", "0",
            "definition-part-missing@sheets/expert-review/indicators/innovation"
        },
        {
            "sheets/0/indicators/1/id", "\"innovation\"",
            "definition-id-repeated@sheets/expert-review/indicators/innovation"
        },
        {
            "sheets/0/indicators/4/max", "100",
            "definition-part-not-used@sheets/expert-review/indicators/budget"
        },
        {
            "sheets/0/indicators/0/max", "0",
            "definition-part-missing@sheets/expert-review/indicators/innovation"
        },
        { "sheets/0/comment/minLength", "-1", "range@sheets/expert-review/comment/minLength" },
    };

    [Fact]
    public void The_first_business_is_without_fault() =>
        Assert.Equal("key-rnd", Definitions.KeyRnd.Definition.Programme);

    [Theory]
    [MemberData(nameof(Faults))]
    [MemberData(nameof(FaultsOfSheets))]
    [MemberData(nameof(FaultsOfRules))]
    public void Every_fault_is_named_with_its_place(string place, string json, string finding)
    {
        var changed = Definitions.Changed(root =>
        {
            var steps = place.Split('/');
            var at = steps[..^1].Aggregate(root, Step);
            if (at is JsonArray array)
            {
                array[int.Parse(steps[^1], CultureInfo.InvariantCulture)] = JsonNode.Parse(json);
            }
            else
            {
                at.AsObject()[steps[^1]] = JsonNode.Parse(json);
            }
        });
        Assert.Contains(finding, Definitions.Codes(DefinitionFile.Read(changed).Findings));
    }

    [Fact]
    public void All_faults_are_told_at_once_also_roles_that_do_not_exist_or_cannot_act()
    {
        var faulty = Definitions.Changed(root =>
        {
            root["holders"]!["intake"]!["role"] = "king";
            root["holders"]!["spare"] = JsonNode.Parse(
                """{"name":{"zh":"监管","en":"Supervisor"},"role":"supervisor","at":"owner"}""");
            root["stages"]![1]!["actions"]![0]!["target"] = "intake";
            root["stages"]![13]!["tasks"] = new JsonArray();
        });
        var told = Definitions.Codes(DefinitionFile.Read(faulty, People.Roles).Findings);
        Assert.Contains("definition-reference-unknown@holders/intake/role", told);
        Assert.Contains("definition-role-cannot-act@holders/spare/role", told);
        Assert.Contains("definition-stage-unreachable@stages/recommend", told);
        Assert.Contains("definition-action-of-nobody@stages/running/actions/", told);
    }

    [Fact]
    public void A_definition_is_the_same_after_writing_and_reading()
    {
        var written = DefinitionFile.Json(Definitions.KeyRnd.Definition);
        var again = DefinitionFile.Json(Definitions.Compiled(written).Definition);
        Assert.True(JsonElement.DeepEquals(written, again));
    }

    [Theory]
    [InlineData("division-head", "kjt", "")]
    [InlineData("administrator", "kjt", "")]
    [InlineData("division-head", "gzkjj", "not-allowed")]
    [InlineData("applicant", "lnu", "not-allowed")]
    public void Only_the_division_in_charge_and_administrators_publish(string role, string organisation, string refusal)
    {
        var read = DefinitionFile.Read(Definitions.Changed(root => root["owner"] = "kjt"));
        var decision = ProgrammeRules.Publish(
            ProgrammeState.Initial, "key-rnd", Alone(read, "aa"), People.Who(role, organisation), People.Now);
        Assert.Equal(refusal, decision.Refusal?.Code ?? "");
    }

    [Fact]
    public void Versions_count_up_and_the_same_content_is_no_new_version()
    {
        var read = DefinitionFile.Read(Definitions.KeyRndJson);
        var state = ProgrammeState.Initial;
        foreach (var (sm3, number) in new[] { ("aa", 1), ("bb", 2), ("aa", 3) })
        {
            var published = (DefinitionPublished)Assert.Single(ProgrammeRules.Publish(
                state, "key-rnd", Alone(read, sm3), People.Platform, People.Now).Events);
            Assert.Equal(number, published.Number);
            state = ProgrammeState.Evolve(state, published);
            Assert.Equal("definition-unchanged", ProgrammeRules.Publish(
                state, "key-rnd", Alone(read, sm3), People.Platform, People.Now).Refusal?.Code);
        }

        Assert.Equal("definition-other-programme", ProgrammeRules.Publish(
                state, "other", Alone(read, "cc"), People.Platform, People.Now).Refusal?.Code);
    }

    [Fact]
    public void Stored_events_are_read_by_this_release()
    {
        Shared.StoredSamples.HoldFor("Programmes", ProgrammeKind.Kind);
        Shared.StoredSamples.HoldFor("Programmes", ProgrammeMigrationKind.Kind);
    }

    private static Publishing Alone(
        (CompiledProgramme? Programme, ImmutableArray<Refusal> Findings) read, string sm3) =>
        new(read, sm3, null, Second: false);

    private static JsonNode Step(JsonNode at, string step) =>
        at is JsonArray array ? array[int.Parse(step, CultureInfo.InvariantCulture)]! : at.AsObject()[step]!;
}
