using System.Text.Json.Nodes;
using SunGov.Grains.Programmes;
using SunGov.Tests.Rules.Projects;

namespace SunGov.Tests.Rules.Programmes;

/// <summary>R-BUS-10, R-BUS-13, R-APV-03: findings name place and remedy before anything is published.</summary>
public sealed class StagesOfEveryKindAreChecked
{
    private const string End = """{"id":"done","kind":"end","name":{"zh":"终","en":"end"} }""";

    public static TheoryData<string, string> Cases => new()
    {
        { "\"kind\":\"approve\",\"join\":\"all\"", "definition-part-missing@stages/first/join" },
        {
            "\"kind\":\"approve\",\"join\":\"quorum\"",
            "definition-part-missing@stages/first definition-part-missing@stages/first"
                + " definition-part-missing@stages/first/join"
        },
        { "\"kind\":\"wait\"", "definition-part-missing@stages/first definition-part-missing@stages/first" },
        { "\"kind\":\"archive\"", "definition-part-missing@stages/first/actions" },
        { "\"kind\":\"issue\"", "definition-part-missing@stages/first/actions" },
        { "\"kind\":\"register\"", "definition-part-missing@stages/first/actions" },
        { "\"kind\":\"wait\",\"period\":{},\"then\":\"done\"", "definition-part-missing@stages/first/period" },
        {
            "\"kind\":\"wait\",\"period\":{\"days\":3},\"then\":\"moon\"",
            "definition-reference-unknown@stages/first/then"
        },
        { "\"kind\":\"approve\",\"form\":\"paper\"", "definition-part-not-used@stages/first" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_fault_is_named_with_its_place(string members, string findings)
    {
        var stage = $$"""
            {"id":"first","name":{"zh":"一","en":"first"},{{members}},
             "tasks":[{"id":"t0","holder":"o0","name":{"zh":"办","en":"do"} }],
             "actions":[{"id":"go","name":{"zh":"去","en":"go"},"target":"done"}]}
            """;
        Assert.Equal(findings, Findings(SmallWays.Definition(stage, End)));
    }

    [Fact]
    public void A_field_cannot_start_from_a_form_that_no_earlier_stage_freezes()
    {
        var definition = SmallWays.Definition(
            """
            {"id":"first","kind":"fill","form":"paper","name":{"zh":"一","en":"first"},
             "tasks":[{"id":"t0","holder":"leader","name":{"zh":"填","en":"fill"} }],
             "actions":[{"id":"go","name":{"zh":"去","en":"go"},"target":"done"}]}
            """,
            End);
        definition["forms"]![0]!["sections"]![0]!["fields"]![0]!["prefill"] = "paper/main/text";
        Assert.Equal(
            "definition-reference-unknown@forms/paper/sections/main/fields/text/prefill", Findings(definition));
    }

    [Theory]
    [InlineData("number", "review/score", "")]
    [InlineData("integer", "review/score", "definition-reference-unknown@stages/first/actions/go/asks/result/prefill")]
    [InlineData("number", "review/mood", "definition-reference-unknown@stages/first/actions/go/asks/result/prefill")]
    public void Results_of_a_review_are_asked_for_by_actions_in_their_kind(string kind, string source, string codes)
    {
        var stage = $$"""
            {"id":"first","kind":"review","name":{"zh":"一","en":"first"},
             "tasks":[{"id":"t0","holder":"o0","name":{"zh":"办","en":"do"} }],
             "actions":[{"id":"go","name":{"zh":"去","en":"go"},"target":"done",
               "asks":[{"id":"result","kind":"{{kind}}","prefill":"{{source}}","internal":true,
                 "name":{"zh":"果","en":"result"} }]}]}
            """;
        Assert.Equal(codes, Findings(SmallWays.Definition(stage, End)));
    }

    private static string Findings(JsonObject definition) =>
        Definitions.Codes(DefinitionFile.Read(Definitions.Json(definition.ToJsonString())).Findings);
}
