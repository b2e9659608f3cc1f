using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>What JSON Schema says of one value: its type, its bounds, its pattern; pure.</summary>
internal static class SchemaValues
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(200);

    public static bool HasType(JsonElement content, JsonElement type) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Any(one => HasType(content, one))
        : type.GetString() switch
        {
            "object" => content.ValueKind == JsonValueKind.Object,
            "array" => content.ValueKind == JsonValueKind.Array,
            "string" => content.ValueKind == JsonValueKind.String,
            "boolean" => content.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "null" => content.ValueKind == JsonValueKind.Null,
            "integer" => IsNumber(content) && IsWhole(content),
            "number" => IsNumber(content),
            _ => false,
        };

    public static Refusal? OfText(JsonElement schema, string text, string path, bool formats)
    {
        var length = text.EnumerateRunes().Count();
        var (least, most) = (Bound(schema, "minLength") ?? 0, Bound(schema, "maxLength") ?? int.MaxValue);
        return length == 0 && least > 0 ? SharedRefusals.Required(path)
            : length < least || length > most ? SharedRefusals.Length(path, (int)least, (int)most)
            : formats && IsNoDate(schema, text) ? ProgrammeRefusals.NotADate(path)
            : schema.TryGetProperty("pattern", out var pattern) && !Matches(pattern.GetString()!, text)
                ? ProgrammeRefusals.Pattern(path)
            : null;
    }

    public static Refusal? OfNumber(JsonElement schema, JsonElement content, string path)
    {
        var least = schema.TryGetProperty("minimum", out var minimum) ? minimum : default;
        var most = schema.TryGetProperty("maximum", out var maximum) ? maximum : default;
        var above = schema.TryGetProperty("exclusiveMinimum", out var lower) ? lower : default;
        var below = schema.TryGetProperty("exclusiveMaximum", out var upper) ? upper : default;
        if (Compare(content, least) < 0 || Compare(content, most) > 0
            || Compare(content, above) <= 0 || Compare(content, below) >= 0)
        {
            return ProgrammeRefusals.OutOfRange(
                path,
                Text(schema, least.ValueKind == JsonValueKind.Undefined ? "exclusiveMinimum" : "minimum"),
                Text(schema, most.ValueKind == JsonValueKind.Undefined ? "exclusiveMaximum" : "maximum"));
        }

        return schema.TryGetProperty("multipleOf", out var step) && !IsMultiple(content, step)
            ? ProgrammeRefusals.Step(path, Text(schema, "multipleOf"))
            : null;
    }

    public static bool Repeats(JsonElement list)
    {
        var items = list.EnumerateArray().ToList();
        return items.Where((item, at) => items.Take(at).Any(earlier => JsonElement.DeepEquals(earlier, item))).Any();
    }

    /// <summary>Whether a text has the form asked for, as a browser would say.</summary>
    public static bool Matches(string pattern, string text) =>
        Regex.IsMatch(text, BrowserPattern.Of(pattern), RegexOptions.NonBacktracking, PatternTime);

    public static decimal? Bound(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var value) && value.TryGetDecimal(out var bound) ? bound : null;

    public static string Text(JsonElement schema, string keyword) =>
        Bound(schema, keyword)?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static bool IsNoDate(JsonElement schema, string text) =>
        schema.TryGetProperty("format", out var format) && format.ValueEquals("date")
        && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsNumber(JsonElement content) =>
        content.ValueKind == JsonValueKind.Number && double.IsFinite(content.GetDouble());

    private static bool IsWhole(JsonElement content) => content.TryGetDecimal(out var exact)
        ? decimal.Truncate(exact) == exact
        : Math.Floor(content.GetDouble()) == content.GetDouble();

    /// <summary>Exact where decimals can say it.</summary>
    private static int? Compare(JsonElement content, JsonElement bound) => bound.ValueKind != JsonValueKind.Number
        ? null
        : content.TryGetDecimal(out var exact) && bound.TryGetDecimal(out var limit)
            ? exact.CompareTo(limit)
            : content.GetDouble().CompareTo(bound.GetDouble());

    private static bool IsMultiple(JsonElement content, JsonElement step) =>
        content.TryGetDecimal(out var exact) && step.TryGetDecimal(out var size) && size > 0
            ? exact % size == 0
            : content.GetDouble() % step.GetDouble() == 0;
}
