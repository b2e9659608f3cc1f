using System.Text.Json;

namespace SunGov.Grains.Programmes;

/// <summary>What a rule reads; pure.</summary>
public static class LogicReads
{
    /// <summary>What the rules of a section and the conditions of its fields read.</summary>
    public static IEnumerable<string> OfSection(SectionDefinition section) => section.Rules
        .SelectMany(rule => Of(rule.Holds))
        .Concat(section.Fields.Concat(section.Fields.SelectMany(field => field.Columns))
            .SelectMany(field => (JsonElement?[])[field.VisibleWhen, field.RequiredWhen])
            .OfType<JsonElement>().SelectMany(Of));

    /// <summary>Paths that a rule reads of what it is over; those within <c>map</c> and the like are of the items.
    /// </summary>
    public static IEnumerable<string> Of(JsonElement logic) => logic.ValueKind switch
    {
        JsonValueKind.Array => logic.EnumerateArray().SelectMany(Of),
        JsonValueKind.Object when logic.GetPropertyCount() == 1 => OfOperation(logic.EnumerateObject().First()),
        _ => [],
    };

    private static IEnumerable<string> OfOperation(JsonProperty operation) => operation switch
    {
        { Name: "var", Value: { ValueKind: JsonValueKind.String } path } => [path.GetString()!],
        { Name: "var", Value: { ValueKind: JsonValueKind.Array } list } when list.GetArrayLength() > 0
            && list[0].ValueKind == JsonValueKind.String => [list[0].GetString()!],
        { Name: "var" } => ["var"],
        { Name: "missing", Value: { ValueKind: JsonValueKind.Array } names } => Texts(names),
        { Name: "missing_some", Value: { ValueKind: JsonValueKind.Array } parts } when parts.GetArrayLength() == 2 =>
            Texts(parts[1]),
        { Name: "map" or "filter" or "all" or "none" or "some" or "reduce", Value.ValueKind: JsonValueKind.Array } over
            when over.Value.GetArrayLength() > 0 => Of(over.Value[0]),
        _ => Of(operation.Value),
    };

    private static IEnumerable<string> Texts(JsonElement list) => list.ValueKind == JsonValueKind.Array
        ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)
        : [];
}
