using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SunGov.Grains.Programmes;

namespace SunGov.Tests.Rules.Programmes;

/// <summary>R-APP-02, R-BUS-11: what is missing or wrong is told with its field, for the whole form at once.</summary>
public sealed class FormsAreChecked
{
    public static TheoryData<string, string?, string> Cases => new()
    {
        { "basic/title", null, "required@basic/title" },
        { "basic/title", "\"\"", "required@basic/title" },
        { "basic/title", "\"短\"", "length@basic/title" },
        { "basic/title", "7", "type@basic/title" },
        { "basic/title", "null", "required@basic/title" },
        { "basic/field", "\"alchemy\"", "option@basic/field" },
        { "basic/entity", "\"lnu\"", "type@basic/entity" },
        { "basic/entity/name", null, "required@basic/entity/name" },
        { "basic/starts", "\"2027-02-30\"", "date@basic/starts" },
        { "basic/ends", "\"2026-12-31\"", "rule@basic/ends" },
        { "basic/colour", "1", "field-unknown@basic/colour" },
        { "research/targets", "[]", "rows@research/targets" },
        { "research/targets/0/final", null, "required@research/targets/0/final" },
        { "members/people/0/months", "0", "range@members/people/0/months" },
        { "members/people/0/months", "1.5", "type@members/people/0/months" },
        { "members/people", "[]", "rows@members/people rule@members/people" },
        { "budget/requested", "100000001", "rule@budget/requested rule@budget/total" },
        { "budget/lines/0/requested", "-1", "range@budget/lines/0/requested" },
        { "budget/lines/1/category", "\"equipment\"", "" },
        { "budget/lines/0/category", "\"labour\"", "rule@budget/lines" },
        { "attachments/integrity", "false", "not-accepted@attachments/integrity" },
        { "attachments/integrity", null, "required@attachments/integrity" },
        { "attachments/proofs", """[{"file":"f9","name":"a.pdf","size":3}]""", "file-unknown@attachments/proofs/0" },
        { "attachments/proofs", """[{"file":"f1","name":"a.pdf","size":3}]""", "" },
    };

    [Fact]
    public void A_complete_form_has_no_findings() => Assert.Equal("", Findings(Definitions.Complete()));

    [Fact]
    public void A_form_never_filled_names_what_every_section_misses()
    {
        var sections = FormContent.Findings(
                Definitions.Application, new Dictionary<string, JsonElement>(), _ => false, Prefills.None)
            .Select(finding => finding.Field!.Split('/')[0]).Distinct();
        Assert.Equal(["basic", "research", "members", "budget", "attachments"], sections);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_wrong_is_told_at_its_field(string place, string? json, string expected)
    {
        var contents = Definitions.Complete();
        var steps = place.Split('/');
        var section = JsonNode.Parse(contents[steps[0]].GetRawText())!;
        var parent = steps[1..^1].Aggregate(section, (at, step) =>
            at is JsonArray rows ? rows[int.Parse(step, CultureInfo.InvariantCulture)]! : at.AsObject()[step]!);
        if (json is null)
        {
            parent.AsObject().Remove(steps[^1]);
        }
        else
        {
            parent.AsObject()[steps[^1]] = JsonNode.Parse(json);
        }

        contents[steps[0]] = Definitions.Json(section.ToJsonString());
        var found = Findings(contents);
        Assert.True(
            expected.Length == 0 ? found.Length == 0 : expected.Split(' ').All(found.Split(' ').Contains),
            $"{place}: {found}");
    }

    [Fact]
    public void The_sum_asked_for_and_the_title_come_from_the_content()
    {
        var forms = new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>
        {
            ["application"] = Definitions.Complete(),
        };
        Assert.Equal(100_000_000, FormContent.Requested(Definitions.KeyRnd, forms));
        Assert.Equal("低温共烧陶瓷基板的关键工艺", FormContent.TextAt("application/basic/title", forms));
        Assert.Null(FormContent.TextAt("application/basic/none", forms));
    }

    [Fact]
    public void A_section_never_saved_starts_with_what_is_known()
    {
        var facts = new Prefills(new Dictionary<string, JsonElement>
        {
            ["title"] = Definitions.Json("\"题目\""),
            ["leader"] = Definitions.Json("\"李明\""),
            ["entity"] = Definitions.Json("""{"id":"lnu","name":"岭南大学"}"""),
            ["year"] = Definitions.Json("\"2027\""),
        }.ToImmutableDictionary());
        var content = facts.Of(Definitions.Application.Section("basic")!.Definition);
        Assert.Equal(
            """{"title":"题目","entity":{"id":"lnu","name":"岭南大学"},"leader":"李明"}""",
            JsonSerializer.Serialize(content, Definitions.Plain));
    }

    [Fact]
    public void Schemas_say_2020_12_and_name_fields_in_both_languages()
    {
        var budget = Definitions.Application.Section("budget")!;
        Assert.Equal(
            "https://json-schema.org/draft/2020-12/schema", budget.Schema.GetProperty("$schema").GetString());
        var column = budget.Schema.GetProperty("properties").GetProperty("lines").GetProperty("items")
            .GetProperty("properties").GetProperty("requested");
        Assert.Equal("integer", column.GetProperty("type").GetString());
        var ui = budget.Ui.GetProperty("lines").GetProperty("items").GetProperty("requested").GetProperty("ui:options");
        Assert.Equal("Requested", ui.GetProperty("name").GetProperty("en").GetString());
        Assert.True(ui.GetProperty("sum").GetBoolean());
    }

    [Theory]
    [InlineData("{year}B0101{serial:4}", true)]
    [InlineData("{serial:4}-{serial:2}", false)]
    [InlineData("{year}", false)]
    [InlineData("{month}{serial:4}", false)]
    public void A_number_has_one_serial(string format, bool valid) =>
        Assert.Equal(valid, NumberFormat.IsValid(format));

    [Fact]
    public void A_number_is_its_series_with_a_serial() =>
        Assert.Equal("2027B01010042", NumberFormat.Number(NumberFormat.Series("{year}B0101{serial:4}", 2027), 42));

    private static string Findings(Dictionary<string, JsonElement> contents) => Definitions.Codes(
        FormContent.Findings(Definitions.Application, contents, file => file == "f1", Prefills.None));
}
