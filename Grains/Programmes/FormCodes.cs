using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>Codes that tree choices hold; pure.</summary>
public static class FormCodes
{
    /// <summary>Adds a finding for every code that its table does not offer under this name.</summary>
    public static void AddUnknown(
        CompiledSection section, JsonElement content, ICollection<Refusal> findings) => Add(
        section.Definition.Whole(), content, section.Codes, section.Definition.Id, findings);

    private static void Add(
        ImmutableArray<FieldDefinition> fields,
        JsonElement content,
        CodeTables codes,
        string path,
        ICollection<Refusal> findings)
    {
        foreach (var field in content.ValueKind == JsonValueKind.Object ? fields : [])
        {
            if (!content.TryGetProperty(field.Id, out var value))
            {
                continue;
            }

            var here = $"{path}/{field.Id}";
            if (field.Kind == FieldKind.TreeChoice && Text(value, "code") is { } code && Text(value, "name") is { } name
                && codes.Find(field.Codes!)?.Takes(code, name, field.Leaves) is not true)
            {
                findings.Add(ProgrammeRefusals.NotAnOption(here));
            }

            if (field.IsList() && value.ValueKind == JsonValueKind.Array)
            {
                foreach (var (row, at) in value.EnumerateArray().Select((row, at) => (row, at)))
                {
                    var place = string.Create(CultureInfo.InvariantCulture, $"{here}/{at}");
                    Add(field.Columns, row, codes, place, findings);
                }
            }
        }
    }

    private static string? Text(JsonElement value, string member) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(member, out var text)
        && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
