using System.Globalization;
using System.Text.Json;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>
/// Checks content against JSON Schema 2020-12, of which it knows the keywords that forms need
/// (<see cref="SchemaKeywords"/>). Every finding names its field. Pure; bounded in steps and depth, whatever schema
/// and content.
/// </summary>
public sealed class SchemaCheck
{
    private const int MostSteps = 500_000;
    private const int MostDepth = 200;

    private readonly JsonElement _root;
    private readonly bool _formats;
    private int _steps = MostSteps;

    private SchemaCheck(JsonElement root, bool formats) => (_root, _formats) = (root, formats);

    /// <summary>Adds what is wrong with the content.</summary>
    /// <param name="schema">A schema of known keywords.</param>
    /// <param name="content">What was filled in.</param>
    /// <param name="path">Path of the content, e.g. <c>budget/lines/0</c>.</param>
    /// <param name="findings">Where findings go.</param>
    public static void Add(JsonElement schema, JsonElement content, string path, ICollection<Refusal> findings) =>
        new SchemaCheck(schema, formats: true).Add(schema, content, path, findings, 0);

    /// <summary>Whether content fits a schema.</summary>
    /// <param name="formats">Whether <c>format</c> is asserted, as forms do, or an annotation.</param>
    public static bool Fits(JsonElement schema, JsonElement content, bool formats) =>
        new SchemaCheck(schema, formats).Fits(schema, content, 0);

    private bool Fits(JsonElement schema, JsonElement content, int depth)
    {
        var findings = new List<Refusal>();
        Add(schema, content, "", findings, depth);
        return findings.Count == 0;
    }

    private void Add(JsonElement schema, JsonElement content, string path, ICollection<Refusal> findings, int depth)
    {
        if (--_steps < 0 || depth > MostDepth)
        {
            findings.Add(ProgrammeRefusals.RuleTooCostly(path, "schema"));
            return;
        }

        if (schema.ValueKind != JsonValueKind.Object)
        {
            if (schema.ValueKind == JsonValueKind.False)
            {
                findings.Add(ProgrammeRefusals.NotAnOption(path));
            }

            return;
        }

        if (SchemaKeywords.Referred(_root, schema) is { } target)
        {
            Add(target, content, path, findings, depth + 1);
        }

        if (schema.TryGetProperty("type", out var type) && !SchemaValues.HasType(content, type))
        {
            findings.Add(content.ValueKind == JsonValueKind.Null
                ? SharedRefusals.Required(path)
                : ProgrammeRefusals.TypeWrong(path, type.ToString()));
            return;
        }

        var before = findings.Count;
        AddOwn(schema, content, path, findings, depth);
        if (findings.Count == before)
        {
            AddOptions(schema, content, path, findings);
            AddCombined(schema, content, path, findings, depth);
        }
    }

    private void AddOwn(JsonElement schema, JsonElement content, string path, ICollection<Refusal> findings, int depth)
    {
        switch (content.ValueKind)
        {
            case JsonValueKind.Object:
                AddMembers(schema, content, path, findings, depth);
                break;
            case JsonValueKind.Array:
                AddItems(schema, content, path, findings, depth);
                break;
            case JsonValueKind.String
                when SchemaValues.OfText(schema, content.GetString()!, path, _formats) is { } text:
                findings.Add(text);
                break;
            case JsonValueKind.Number when SchemaValues.OfNumber(schema, content, path) is { } number:
                findings.Add(number);
                break;
            default:
                break;
        }
    }

    private static void AddOptions(
        JsonElement schema, JsonElement content, string path, ICollection<Refusal> findings)
    {
        if (schema.TryGetProperty("const", out var wanted) && !JsonElement.DeepEquals(wanted, content))
        {
            findings.Add(wanted.ValueKind == JsonValueKind.True
                ? ProgrammeRefusals.NotAccepted(path)
                : ProgrammeRefusals.NotAnOption(path));
        }

        if (schema.TryGetProperty("enum", out var values)
            && !values.EnumerateArray().Any(value => JsonElement.DeepEquals(value, content)))
        {
            findings.Add(ProgrammeRefusals.NotAnOption(path));
        }
    }

    private void AddCombined(
        JsonElement schema, JsonElement content, string path, ICollection<Refusal> findings, int depth)
    {
        if (schema.TryGetProperty("allOf", out var all))
        {
            foreach (var part in all.EnumerateArray())
            {
                Add(part, content, path, findings, depth + 1);
            }
        }

        var fits = (JsonElement part) => Fits(part, content, depth + 1);
        if ((schema.TryGetProperty("anyOf", out var any) && !any.EnumerateArray().Any(fits))
            || (schema.TryGetProperty("oneOf", out var one) && one.EnumerateArray().Where(fits).Take(2).Count() != 1)
            || (schema.TryGetProperty("not", out var not) && fits(not)))
        {
            findings.Add(ProgrammeRefusals.NotAnOption(path));
        }

        if (schema.TryGetProperty("if", out var condition)
            && schema.TryGetProperty(fits(condition) ? "then" : "else", out var branch))
        {
            Add(branch, content, path, findings, depth + 1);
        }
    }

    private void AddMembers(
        JsonElement schema, JsonElement content, string path, ICollection<Refusal> findings, int depth)
    {
        foreach (var name in SchemaKeywords.Needed(schema, content).Where(name => !content.TryGetProperty(name, out _)))
        {
            findings.Add(SharedRefusals.Required($"{path}/{name}"));
        }

        var properties = schema.TryGetProperty("properties", out var known) ? known : default;
        var others = schema.TryGetProperty("additionalProperties", out var additional) ? additional : default;
        foreach (var member in content.EnumerateObject())
        {
            var field = $"{path}/{member.Name}";
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(member.Name, out var inner))
            {
                Add(inner, member.Value, field, findings, depth + 1);
            }
            else if (others.ValueKind == JsonValueKind.False)
            {
                findings.Add(ProgrammeRefusals.FieldUnknown(field));
            }
            else if (others.ValueKind == JsonValueKind.Object)
            {
                Add(others, member.Value, field, findings, depth + 1);
            }
        }
    }

    private void AddItems(
        JsonElement schema, JsonElement content, string path, ICollection<Refusal> findings, int depth)
    {
        var count = content.GetArrayLength();
        if (SchemaValues.Bound(schema, "minItems") > count || SchemaValues.Bound(schema, "maxItems") < count)
        {
            findings.Add(ProgrammeRefusals.Rows(
                path, SchemaValues.Text(schema, "minItems"), SchemaValues.Text(schema, "maxItems")));
        }

        if (schema.TryGetProperty("uniqueItems", out var unique) && unique.ValueKind == JsonValueKind.True)
        {
            var compared = Math.Min((long)count * count / 16, int.MaxValue / 2);
            _steps -= (int)compared;
            if (_steps >= 0 && SchemaValues.Repeats(content))
            {
                findings.Add(ProgrammeRefusals.Repeated(path));
            }
        }

        if (!schema.TryGetProperty("items", out var items))
        {
            return;
        }

        var index = 0;
        foreach (var item in content.EnumerateArray())
        {
            Add(items, item, string.Create(CultureInfo.InvariantCulture, $"{path}/{index++}"), findings, depth + 1);
        }
    }
}
