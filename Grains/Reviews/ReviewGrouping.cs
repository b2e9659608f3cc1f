using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SunGov.GrainInterfaces.Reviews;
using SunGov.Grains.Programmes;

namespace SunGov.Grains.Reviews;

/// <summary>Proposes groups by the value of a field, split evenly where they grow too large (R-REV-05). Pure.</summary>
public static class ReviewGrouping
{
    private const string Rest = "其他";

    /// <summary>The field to group by: as named, or the first choice there is; null where there is none.</summary>
    public static string? FieldOf(CompiledProgramme programme, string? named) =>
        FieldsOf(programme).Where(one => named is null
                ? one.Field.Kind == FieldKind.Choice
                : one.Path == named && one.Field.Kind is FieldKind.Choice or FieldKind.Text)
            .Select(one => one.Path).FirstOrDefault();

    /// <summary>The groups.</summary>
    /// <param name="most">Most projects of one group.</param>
    public static ImmutableArray<ReviewGroupPlan> Propose(
        CompiledProgramme programme, string path, ImmutableArray<ProjectContents> projects, int most)
    {
        var field = FieldsOf(programme).First(one => one.Path == path).Field;
        var groups = ImmutableArray.CreateBuilder<ReviewGroupPlan>();
        foreach (var same in projects.GroupBy(project => ValueOf(project, path))
            .OrderBy(same => Place(field, same.Key)))
        {
            var name = field.Options.FirstOrDefault(option => option.Value == same.Key)?.Name.Zh
                ?? (same.Key.Length > 0 ? same.Key : Rest);
            var ids = same.Select(project => project.Project).ToImmutableArray();
            var parts = (ids.Length + most - 1) / most;
            for (var part = 0; part < parts; part++)
            {
                var (from, to) = (ids.Length * part / parts, ids.Length * (part + 1) / parts);
                groups.Add(new ReviewGroupPlan(
                    parts == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}（{part + 1}）"),
                    [],
                    ids[from..to]));
            }
        }

        return groups.ToImmutable();
    }

    private static IEnumerable<(string Path, FieldDefinition Field)> FieldsOf(CompiledProgramme programme) =>
        from form in programme.Definition.Forms
        from section in form.Sections
        from field in section.Whole()
        select ($"{form.Id}/{section.Id}/{field.Id}", field);

    private static int Place(FieldDefinition field, string value)
    {
        var at = field.Options.Select(option => option.Value).ToList().IndexOf(value);
        return at < 0 ? int.MaxValue : at;
    }

    private static string ValueOf(ProjectContents project, string path)
    {
        var parts = path.Split('/');
        var content = project.Forms.FirstOrDefault(form => form.Id == parts[0])?.Sections
            .FirstOrDefault(section => section.Id == parts[1])?.Content;
        return content is { ValueKind: JsonValueKind.Object } section
            && section.TryGetProperty(parts[2], out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";
    }
}
