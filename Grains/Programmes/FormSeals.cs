using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SunGov.Grains.Programmes;

/// <summary>
/// Sensitive fields of a form (R-NFR-08): stored as <c>{sealed: token, mask}</c>, shown with a reference in place of
/// the token, which is the token's end and enough to say 'unchanged' with. Pure.
/// </summary>
public static class FormSeals
{
    private const string Token = "sealed";
    private const string Mask = "mask";
    private const string Stars = "****";
    private const int Shown = 4;
    private const int LengthOfReference = 16;

    /// <summary>Whether any of the fields, or of their columns, is sealed.</summary>
    public static bool Any(ImmutableArray<FieldDefinition> fields) =>
        fields.Any(field => field.Sensitive || Any(field.Columns));

    /// <summary>The values of sensitive fields in order, with their places: field names without rows.</summary>
    public static IEnumerable<(string Place, JsonElement Value)> Values(
        ImmutableArray<FieldDefinition> fields, JsonElement content, string path = "")
    {
        foreach (var field in content.ValueKind == JsonValueKind.Object ? fields : [])
        {
            if (!content.TryGetProperty(field.Id, out var value))
            {
                continue;
            }

            if (field.Sensitive)
            {
                yield return (path + field.Id, value);
            }

            var rows = Any(field.Columns) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default;
            foreach (var inner in rows.SelectMany(row => Values(field.Columns, row, $"{path}{field.Id}/")))
            {
                yield return inner;
            }
        }
    }

    /// <summary>The content with other values for its sensitive fields, in the order of <see cref="Values"/>.</summary>
    public static JsonElement With(
        ImmutableArray<FieldDefinition> fields, JsonElement content, IEnumerable<JsonNode?> values)
    {
        using var next = values.GetEnumerator();
        return Any(fields) ? JsonSerializer.SerializeToElement(Replaced(fields, content, next)) : content;
    }

    /// <summary>The content as it may be shown.</summary>
    public static JsonElement Masked(SectionDefinition section, JsonElement content) => With(
        section.Whole(),
        content,
        Values(section.Whole(), content).Select(one => TokenOf(one.Value) is { } token
            ? Sealed(ReferenceOf(token), MaskOf(one.Value))
            : JsonNode.Parse(one.Value.GetRawText())));

    /// <summary>What stands for a value: token or reference, and mask.</summary>
    public static JsonNode Sealed(string token, string mask) => new JsonObject { [Token] = token, [Mask] = mask };

    /// <summary>The token, or reference, that stands for a value; null where the value itself is there.</summary>
    public static string? TokenOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(Token, out var token)
        && token.ValueKind == JsonValueKind.String ? token.GetString() : null;

    /// <summary>The mask beside a token; empty for none.</summary>
    public static string MaskOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(Mask, out var mask)
        && mask.ValueKind == JsonValueKind.String ? mask.GetString()! : "";

    /// <summary>By what a token is told from others without showing it.</summary>
    public static string ReferenceOf(string token) =>
        token.Length > LengthOfReference ? token[^LengthOfReference..] : token;

    /// <summary>A value as all may see it: its last four characters where it is long enough to spare them.</summary>
    public static string MaskOf(string plain) => plain.Length >= 2 * Shown ? Stars + plain[^Shown..] : Stars;

    private static JsonNode? Replaced(
        ImmutableArray<FieldDefinition> fields, JsonElement content, IEnumerator<JsonNode?> next)
    {
        if (content.ValueKind != JsonValueKind.Object)
        {
            return JsonNode.Parse(content.GetRawText());
        }

        var made = JsonNode.Parse(content.GetRawText())!.AsObject();
        foreach (var field in fields)
        {
            if (!content.TryGetProperty(field.Id, out var value))
            {
                continue;
            }

            if (field.Sensitive && next.MoveNext())
            {
                made[field.Id] = next.Current;
            }
            else if (Any(field.Columns) && value.ValueKind == JsonValueKind.Array)
            {
                made[field.Id] = new JsonArray([
                    .. value.EnumerateArray().Select(row => Replaced(field.Columns, row, next)),
                ]);
            }
        }

        return made;
    }
}
