using System.Collections.Immutable;
using System.Text.Json;

namespace SunGov.Grains.Programmes;

/// <summary>The keywords of JSON Schema that <see cref="SchemaCheck"/> knows; pure.</summary>
public static class SchemaKeywords
{
    private static readonly ImmutableHashSet<string> Checked =
    [
        "type", "properties", "required", "additionalProperties", "dependentRequired", "items", "minItems", "maxItems",
        "uniqueItems", "minLength", "maxLength", "pattern", "format", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "multipleOf", "const", "enum", "oneOf", "anyOf", "allOf", "not", "if", "then", "else",
        "$ref",
        "$defs",
    ];

    private static readonly ImmutableHashSet<string> Told =
    [
        "$schema", "$comment", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly",
        "contentEncoding", "contentMediaType", "contentSchema",
    ];

    private static readonly ImmutableHashSet<string> OfSchemas =
        ["additionalProperties", "items", "not", "if", "then", "else"];

    private static readonly ImmutableHashSet<string> OfLists = ["oneOf", "anyOf", "allOf"];

    private static readonly ImmutableHashSet<string> OfNames = ["properties", "$defs"];

    /// <summary>What a schema uses that is not checked here, each once.</summary>
    public static ImmutableSortedSet<string> Unsupported(JsonElement schema) =>
        In(schema, schema).ToImmutableSortedSet(StringComparer.Ordinal);

    internal static IEnumerable<string> Needed(JsonElement schema, JsonElement content)
    {
        var needed = schema.TryGetProperty("required", out var always) ? Texts(always) : [];
        return schema.TryGetProperty("dependentRequired", out var dependent)
            ? needed.Concat(dependent.EnumerateObject()
                .Where(part => content.TryGetProperty(part.Name, out _)).SelectMany(part => Texts(part.Value)))
            : needed;
    }

    /// <summary>The schema that <c>$ref</c> points at within the same document; null for none.</summary>
    internal static JsonElement? Referred(JsonElement root, JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference) && reference.GetString() is { } pointer
            ? At(root, pointer)
            : null;

    private static JsonElement? At(JsonElement root, string pointer)
    {
        if (!pointer.StartsWith('#') || (pointer.Length > 1 && pointer[1] != '/'))
        {
            return null;
        }

        JsonElement? here = root;
        foreach (var step in Uri.UnescapeDataString(pointer[1..]).Split('/').Skip(1))
        {
            var name = step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            here = here switch
            {
                { ValueKind: JsonValueKind.Object } parts when parts.TryGetProperty(name, out var part) => part,
                { ValueKind: JsonValueKind.Array } parts when int.TryParse(name, out var index)
                    && index >= 0 && index < parts.GetArrayLength() => parts[index],
                _ => null,
            };
        }

        return here;
    }

    private static IEnumerable<string> In(JsonElement root, JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var keyword in schema.EnumerateObject())
        {
            if (!Checked.Contains(keyword.Name) && !Told.Contains(keyword.Name))
            {
                yield return keyword.Name;
            }

            if ((keyword.Name == "$ref" && At(root, keyword.Value.GetString() ?? "") is null)
                || (keyword.Name == "pattern" && !IsPattern(keyword.Value.GetString()!)))
            {
                yield return $"{keyword.Name} {keyword.Value}";
            }

            foreach (var inner in Parts(keyword).SelectMany(part => In(root, part)))
            {
                yield return inner;
            }
        }
    }

    private static IEnumerable<JsonElement> Parts(JsonProperty keyword) =>
        OfSchemas.Contains(keyword.Name) ? [keyword.Value]
        : OfLists.Contains(keyword.Name) ? keyword.Value.EnumerateArray()
        : OfNames.Contains(keyword.Name) ? keyword.Value.EnumerateObject().Select(part => part.Value)
        : [];

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = SchemaValues.Matches(pattern, "");
            return true;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Texts(JsonElement list) =>
        list.EnumerateArray().Select(item => item.GetString()!);
}
