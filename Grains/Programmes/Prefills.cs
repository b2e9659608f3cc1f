using System.Collections.Immutable;
using System.Text.Json;

namespace SunGov.Grains.Programmes;

/// <summary>What fields start with (R-APP-02, R-BUS-13): values by the path that <c>prefill</c> names; pure.</summary>
/// <param name="Values">Value by path; paths without a value are not there.</param>
public sealed record Prefills(ImmutableDictionary<string, JsonElement> Values)
{
    /// <summary>Sections as they were submitted, for fields that stay so from now on.</summary>
    public ImmutableDictionary<string, JsonElement> Submitted { get; init; } =
        ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>Stages that ended once: what is fixed after them is fixed.</summary>
    public ImmutableHashSet<string> Ended { get; init; } = [];

    /// <summary>Nothing starts with anything.</summary>
    public static Prefills None { get; } = new(ImmutableDictionary<string, JsonElement>.Empty);

    /// <summary>A section that was never saved.</summary>
    public JsonElement Of(SectionDefinition section)
    {
        var content = new Dictionary<string, JsonElement>();
        foreach (var field in section.Whole())
        {
            if (Of(field) is { } value)
            {
                content[field.Id] = value;
            }
        }

        return JsonSerializer.SerializeToElement(content);
    }

    /// <summary>What the field starts with, as its kind holds it; null for nothing.</summary>
    public JsonElement? Of(FieldDefinition field)
    {
        if (field.Prefill is not { } path || !Values.TryGetValue(path, out var value))
        {
            return null;
        }

        return (field.Kind, value.ValueKind) switch
        {
            (FieldKind.LegalEntity or FieldKind.Person or FieldKind.TreeChoice, JsonValueKind.Object) => value,
            (_, JsonValueKind.Object) => value.TryGetProperty("name", out var name) ? name : null,
            (FieldKind.Table or FieldKind.MemberTable, JsonValueKind.Array) => Rows(field, value),
            _ => value,
        };
    }

    /// <summary>Fields that stay as they were submitted.</summary>
    public ImmutableArray<string> Fixed(SectionDefinition section) => Submitted.ContainsKey(section.Id)
        ? [.. section.Whole().Where(IsFixed).Select(field => field.Id)]
        : [];

    /// <summary>Whether this content changes what stays as it was submitted.</summary>
    public bool Changes(SectionDefinition section, FieldDefinition field, JsonElement content)
    {
        if (!IsFixed(field) || !Submitted.TryGetValue(section.Id, out var submitted))
        {
            return false;
        }

        var was = submitted.TryGetProperty(field.Id, out var before);
        var stands = content.TryGetProperty(field.Id, out var now);
        return was != stands || (was && !JsonElement.DeepEquals(before, now));
    }

    private bool IsFixed(FieldDefinition field) => field.FixedAfter is { } stage && Ended.Contains(stage);

    /// <summary>Fields that start with something of an earlier stage and have another value now.</summary>
    public ImmutableArray<string> Differing(SectionDefinition section, JsonElement content) =>
    [
        .. section.Fields.Where(field => field.Prefill?.Contains('/') is true
            && Of(field) is { } start
            && !(content.TryGetProperty(field.Id, out var value) && JsonElement.DeepEquals(start, value)))
            .Select(field => field.Id),
    ];

    /// <summary>Rows with the columns this table has too.</summary>
    private static JsonElement Rows(FieldDefinition field, JsonElement rows) => JsonSerializer.SerializeToElement(
        rows.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object).Select(row => row.EnumerateObject()
            .Where(cell => field.Columns.Any(column => column.Id == cell.Name))
            .ToDictionary(cell => cell.Name, cell => cell.Value)));
}
