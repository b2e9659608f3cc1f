using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using SunGov.Grains.Programmes;
using Xunit.Abstractions;

namespace SunGov.Tests.Rules.Programmes;

/// <summary>
/// R-BUS-11: whatever the form and whatever was typed, the server finds what the browser finds, and what any checker of
/// JSON Schema finds.
/// </summary>
public sealed class FormsAreCheckedAlikeInTheBrowser(ITestOutputHelper output)
{
    private const int Cases = 1_500;

    private static readonly string[] Texts =
    [
        "", "短", "稀土永磁𠮷材料", "2026-02-28", "2026-02-29", "2028-02-29", "2026-13-01", "a", "b",
        "12", "１２", "ab\n", "𠮷𠮷",
    ];

    private static readonly double[] Numbers = [0, 1, -1, 2.5, 12.34, 12.345, 100, 101, 1e6, 0.1];

    private static readonly string[] Patterns = [@"\d{2}", "[a-z]+", ".{2}", @"\w*", "[^a]*"];

    [Fact]
    public async Task Whatever_is_typed()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var cases = Enumerable.Range(0, Cases).Select(_ => Case(random)).ToList();
        var browser = await Browser.RunAsync("browser-forms.mjs", cases.Select(one => new
        {
            schema = one.Section.Schema, ui = one.Section.Ui, content = one.Content, form = one.Form,
        }));
        var differing = cases.Zip(browser.EnumerateArray()).Select(pair => Difference(pair.First, pair.Second))
            .OfType<string>().ToList();
        Assert.True(differing.Count == 0, $"seed {seed}, {differing.Count}:\n{string.Join('\n', differing.Take(12))}");
        Assert.InRange(cases.Count(one => !one.Found.IsEmpty), Cases / 4, Cases);
        Assert.InRange(cases.Count(one => one.Hidden > 0), Cases / 20, Cases);
    }

    private static string? Difference(Typed one, JsonElement browser)
    {
        var found = browser.GetProperty("findings").EnumerateArray().Select(finding => finding.GetString()!)
            .Distinct().Order(StringComparer.Ordinal).ToList();
        var valid = browser.GetProperty("valid").GetBoolean();
        var ruled = one.Found.All(finding => finding.StartsWith("rule@", StringComparison.Ordinal));
        return one.Found.SequenceEqual(found) && valid == ruled
            ? null
            : $"{one.Content} against {one.Section.Schema} {one.Section.Ui}:\n  server  {string.Join(' ', one.Found)}\n"
                + $"  browser {string.Join(' ', found)}; ajv says {(valid ? "valid" : "invalid")}";
    }

    private static Typed Case(Random random)
    {
        var fields = Enumerable.Range(0, random.Next(1, 6)).Select(at => Field(random, $"f{at}", at, 2))
            .ToImmutableArray();
        var definition = new SectionDefinition
        {
            Id = "s",
            Name = new("节", "Section"),
            Fields = fields,
            Repeats = random.Next(6) == 0 ? new RepeatsDefinition(random.Next(2), 3) : null,
            Rules = random.Next(3) > 0 ? [] :
            [
                new RuleDefinition
                {
                    Id = "r", Holds = Condition(random, 9), Message = new("不符", "Not so"), Field = "f0",
                },
            ],
        };
        var section = CompiledSection.Of(definition);
        var content = Definitions.Json(Members(random, definition.Whole()).ToJsonString(Definitions.Plain));
        var form = new Dictionary<string, JsonElement> { ["other"] = Definitions.Json("""{"x":1}"""), ["s"] = content };
        var conditioned = FormConditions.Of(section, content, form, null);
        var found = FormContent.Findings(section, content, _ => true, Prefills.None, form: form)
            .Select(finding => $"{finding.Code}@{finding.Field?[2..]}").Distinct()
            .Order(StringComparer.Ordinal).ToImmutableArray();
        return new Typed(section, content, form, found, conditioned.Hidden.Count);
    }

    private static FieldDefinition Field(Random random, string id, int at, int depth)
    {
        FieldKind[] kinds =
        [
            FieldKind.Text, FieldKind.LongText, FieldKind.Number, FieldKind.WholeNumber, FieldKind.Money,
            FieldKind.Date, FieldKind.Choice, FieldKind.Statement, FieldKind.LegalEntity, FieldKind.Person,
            .. depth > 1 ? (FieldKind[])[FieldKind.Table, FieldKind.MemberTable, FieldKind.File] : [],
        ];
        var kind = kinds[random.Next(kinds.Length)];
        var required = random.Next(3) == 0;
        var isText = kind is FieldKind.Text or FieldKind.LongText;
        var isList = kind is FieldKind.Table or FieldKind.MemberTable;
        return new FieldDefinition
        {
            Id = id,
            Kind = kind,
            Name = new("项", "Field"),
            Required = required,
            RequiredWhen = !required && random.Next(3) == 0 ? Condition(random, 6) : null,
            VisibleWhen = random.Next(3) == 0 ? Condition(random, at) : null,
            MinLength = isText && random.Next(3) == 0 ? random.Next(4) : null,
            MaxLength = isText && random.Next(3) == 0 ? random.Next(4, 8) : null,
            Pattern = isText && random.Next(4) == 0 ? Patterns[random.Next(Patterns.Length)] : null,
            Decimals = kind == FieldKind.Number && random.Next(2) == 0 ? random.Next(3) : null,
            Minimum = kind is FieldKind.Number or FieldKind.Money && random.Next(3) == 0 ? random.Next(3) : null,
            Maximum = kind is FieldKind.Number or FieldKind.WholeNumber && random.Next(3) == 0 ? 100 : null,
            Options = kind == FieldKind.Choice ? [new("a", new("甲", "A")), new("b", new("乙", "B"))] : [],
            Text = kind == FieldKind.Statement ? new("承诺", "I state") : null,
            Columns = isList
                ? [.. Enumerable.Range(0, random.Next(1, 4)).Select(column => Field(random, $"c{column}", column, 1))]
                : [],
            MinItems = isList && random.Next(3) == 0 ? random.Next(3) : null,
            MaxItems = isList && random.Next(3) == 0 ? 2 : null,
        };
    }

    /// <summary>Over fields that stand before; the browser's own operators.</summary>
    private static JsonElement Condition(Random random, int before)
    {
        var path = before == 0 || random.Next(4) == 0 ? "form.other.x" : $"f{random.Next(before)}";
        return Definitions.Json(random.Next(5) switch
        {
            0 => $$"""{"==":[{"var":"{{path}}"},"a"]}""",
            1 => $$"""{"!!":[{"var":"{{path}}"}]}""",
            2 => $$"""{"!":[{"var":"{{path}}"}]}""",
            3 => $$"""{"missing":["{{path}}"]}""",
            _ => $$"""{"or":[{">":[{"var":"{{path}}"},1]},{"in":["稀",{"var":"{{path}}"}]}]}""",
        });
    }

    private static JsonObject Members(Random random, ImmutableArray<FieldDefinition> fields)
    {
        var made = new JsonObject();
        foreach (var field in fields.Where(_ => random.Next(6) > 0))
        {
            made[field.Id] = random.Next(10) == 0 ? Anything(random) : Value(random, field);
        }

        if (random.Next(12) == 0)
        {
            made["stray"] = 1;
        }

        return made;
    }

    private static JsonNode? Value(Random random, FieldDefinition field) => field.Kind switch
    {
        FieldKind.Number => Numbers[random.Next(Numbers.Length)],
        FieldKind.WholeNumber or FieldKind.Money => Math.Round(Numbers[random.Next(Numbers.Length)]),
        FieldKind.Statement => random.Next(3) > 0,
        FieldKind.Choice => random.Next(3) == 0 ? "c" : "a",
        FieldKind.LegalEntity or FieldKind.Person => new JsonObject { ["id"] = "x", ["name"] = Text(random) },
        FieldKind.File => new JsonArray(new JsonObject { ["file"] = "f", ["name"] = Text(random), ["size"] = 3 }),
        FieldKind.Table or FieldKind.MemberTable or FieldKind.Entries => new JsonArray(
            Enumerable.Range(0, random.Next(4)).Select(_ => (JsonNode)Members(random, field.Columns)).ToArray()),
        _ => Text(random),
    };

    private static JsonNode? Anything(Random random) => random.Next(6) switch
    {
        0 => null,
        1 => new JsonArray(),
        2 => new JsonObject(),
        3 => true,
        4 => 2.5,
        _ => "a",
    };

    private static string Text(Random random) => Texts[random.Next(Texts.Length)];

    private sealed record Typed(
        CompiledSection Section, JsonElement Content, Dictionary<string, JsonElement> Form,
        ImmutableArray<string> Found, int Hidden);
}
