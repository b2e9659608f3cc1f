using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>
/// Checks content against the schemas that <see cref="FormSchema"/> makes, and only those keywords: type, properties,
/// required, additionalProperties, items, minItems, maxItems, minLength, maxLength, minimum, maximum, pattern, format
/// date, oneOf of constants, const. Every finding names its field.
/// </summary>
public static class SchemaCheck
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(200);

    /// <summary>Adds what is wrong with the content.</summary>
    /// <param name="schema">A schema made by <see cref="FormSchema"/>.</param>
    /// <param name="content">What was filled in.</param>
    /// <param name="path">Path of the content, e.g. <c>budget/lines/0</c>.</param>
    /// <param name="findings">Where findings go.</param>
    public static void Add(JsonElement schema, JsonElement content, string path, ICollection<Refusal> findings)
    {
        var type = schema.GetProperty("type").GetString()!;
        if (!HasType(content, type))
        {
            findings.Add(content.ValueKind == JsonValueKind.Null
                ? SharedRefusals.Required(path)
                : ProgrammeRefusals.TypeWrong(path, type));
            return;
        }

        switch (type)
        {
            case "object":
                AddMembers(schema, content, path, findings);
                break;
            case "array":
                AddItems(schema, content, path, findings);
                break;
            case "string":
                AddText(schema, content.GetString()!, path, findings);
                break;
            case "boolean":
                if (schema.TryGetProperty("const", out var wanted) && wanted.ValueKind != content.ValueKind)
                {
                    findings.Add(ProgrammeRefusals.NotAccepted(path));
                }

                break;
            default:
                AddNumber(schema, content, path, findings);
                break;
        }
    }

    private static bool HasType(JsonElement content, string type) => type switch
    {
        "object" => content.ValueKind == JsonValueKind.Object,
        "array" => content.ValueKind == JsonValueKind.Array,
        "string" => content.ValueKind == JsonValueKind.String,
        "boolean" => content.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => content.ValueKind == JsonValueKind.Number && content.TryGetInt64(out _),
        "number" => content.ValueKind == JsonValueKind.Number && content.TryGetDecimal(out _),
        _ => throw new InvalidOperationException($"type '{type}' is none that forms compile to"),
    };

    private static void AddMembers(
        JsonElement schema, JsonElement content, string path, ICollection<Refusal> findings)
    {
        var properties = schema.GetProperty("properties");
        foreach (var name in schema.GetProperty("required").EnumerateArray())
        {
            if (!content.TryGetProperty(name.GetString()!, out _))
            {
                findings.Add(SharedRefusals.Required($"{path}/{name.GetString()}"));
            }
        }

        foreach (var member in content.EnumerateObject())
        {
            var field = $"{path}/{member.Name}";
            if (properties.TryGetProperty(member.Name, out var inner))
            {
                Add(inner, member.Value, field, findings);
            }
            else
            {
                findings.Add(ProgrammeRefusals.FieldUnknown(field));
            }
        }
    }

    private static void AddItems(JsonElement schema, JsonElement content, string path, ICollection<Refusal> findings)
    {
        var count = content.GetArrayLength();
        if (Number(schema, "minItems") > count || Number(schema, "maxItems") < count)
        {
            findings.Add(ProgrammeRefusals.Rows(path, Text(schema, "minItems"), Text(schema, "maxItems")));
        }

        var items = schema.GetProperty("items");
        var index = 0;
        foreach (var item in content.EnumerateArray())
        {
            Add(items, item, string.Create(CultureInfo.InvariantCulture, $"{path}/{index++}"), findings);
        }
    }

    private static void AddText(JsonElement schema, string text, string path, ICollection<Refusal> findings)
    {
        var length = text.EnumerateRunes().Count();
        var (least, most) = (Number(schema, "minLength") ?? 0, Number(schema, "maxLength") ?? int.MaxValue);
        if (length == 0 && least > 0)
        {
            findings.Add(SharedRefusals.Required(path));
        }
        else if (length < least || length > most)
        {
            findings.Add(SharedRefusals.Length(path, (int)least, (int)most));
        }
        else if (schema.TryGetProperty("oneOf", out var options))
        {
            if (!options.EnumerateArray().Any(option => option.GetProperty("const").ValueEquals(text)))
            {
                findings.Add(ProgrammeRefusals.NotAnOption(path));
            }
        }
        else if (schema.TryGetProperty("format", out _))
        {
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                findings.Add(ProgrammeRefusals.NotADate(path));
            }
        }
        else if (length > 0 && schema.TryGetProperty("pattern", out var pattern)
            && !Regex.IsMatch(text, pattern.GetString()!, RegexOptions.NonBacktracking, PatternTime))
        {
            findings.Add(ProgrammeRefusals.Pattern(path));
        }
    }

    private static void AddNumber(JsonElement schema, JsonElement content, string path, ICollection<Refusal> findings)
    {
        var value = content.GetDecimal();
        if (Number(schema, "minimum") > value || Number(schema, "maximum") < value)
        {
            findings.Add(ProgrammeRefusals.OutOfRange(path, Text(schema, "minimum"), Text(schema, "maximum")));
        }
    }

    private static decimal? Number(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var value) ? value.GetDecimal() : null;

    private static string Text(JsonElement schema, string keyword) =>
        Number(schema, keyword)?.ToString(CultureInfo.InvariantCulture) ?? "";
}
