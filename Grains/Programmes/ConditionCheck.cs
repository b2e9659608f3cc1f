using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>
/// Conditions of fields: they see only what stands before them, so that one pass settles what is there. Pure.
/// </summary>
internal static class ConditionCheck
{
    /// <summary>Adds what is wrong with the conditions of a section's fields.</summary>
    /// <param name="place">Place of the fields.</param>
    /// <param name="fields">The fields.</param>
    /// <param name="before">Names that stand before: <c>form.section</c> of earlier sections, fields around a table.
    /// </param>
    public static void Add(
        ICollection<Refusal> findings, string place, ImmutableArray<FieldDefinition> fields,
        ImmutableHashSet<string> before)
    {
        var all = before.Union(fields.Select(field => field.Id));
        var seen = before;
        foreach (var field in fields)
        {
            var here = $"{place}/{field.Id}";
            DefinitionCheck.AddLogic(findings, $"{here}/requiredWhen", field.RequiredWhen);
            DefinitionCheck.AddLogic(findings, $"{here}/visibleWhen", field.VisibleWhen);
            AddReads(findings, $"{here}/requiredWhen", field.RequiredWhen, all);
            AddReads(findings, $"{here}/visibleWhen", field.VisibleWhen, seen);
            if (field is { Required: true, RequiredWhen: not null })
            {
                findings.Add(ProgrammeRefusals.PartNotUsed(here, "requiredWhen"));
            }

            Add(findings, $"{here}/columns", field.Columns, seen);
            seen = seen.Add(field.Id);
        }
    }

    private static void AddReads(
        ICollection<Refusal> findings, string place, JsonElement? condition, ImmutableHashSet<string> known)
    {
        foreach (var path in condition is { } logic ? LogicReads.Of(logic).Distinct() : [])
        {
            var steps = path.Split('.');
            var name = steps is [FormConditions.Form, var section, ..] ? $"{FormConditions.Form}.{section}" : steps[0];
            if (!known.Contains(name))
            {
                findings.Add(ProgrammeRefusals.ReferenceUnknown(place, path, known.Order(StringComparer.Ordinal)));
            }
        }
    }
}
