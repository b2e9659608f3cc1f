using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Identity;
using SunGov.Grains.Programmes;

namespace SunGov.Grains.Reviews;

/// <summary>A project with what was submitted of it.</summary>
public sealed record ProjectContents(string Project, Named Leader, Named Entity, ImmutableArray<FormView> Forms);

/// <summary>
/// Reads who makes a project out of its forms: every legal entity that a field or column names takes part, and every
/// identifying text of a member table is a member's name.
/// </summary>
public static class ReviewTeams
{
    /// <summary>The team.</summary>
    public static async Task<ProjectTeam> OfAsync(
        CompiledProgramme programme, ProjectContents project, IDirectory directory)
    {
        var fields = project.Forms.SelectMany(form => FieldsOf(programme, form)).ToList();
        var ids = fields.Where(one => one.Field.Kind == FieldKind.LegalEntity)
            .Select(one => IdOf(one.Value)).OfType<string>().Append(project.Entity.Id).Distinct();
        var entities = ImmutableArray.CreateBuilder<TeamEntity>();
        foreach (var id in ids)
        {
            entities.Add(new TeamEntity(id, (await directory.OrganisationAsync(id))?.Path ?? id));
        }

        var names = fields.Where(one => one is { InMembers: true, Field: { Kind: FieldKind.Text, Identifying: true } })
            .Select(one => one.Value.ValueKind == JsonValueKind.String ? one.Value.GetString()!.Trim() : "")
            .Where(name => name.Length > 0)
            .Append(project.Leader.Name).Distinct();
        return new ProjectTeam(project.Project, project.Leader.Id, [.. names], entities.ToImmutable());
    }

    private static IEnumerable<(FieldDefinition Field, JsonElement Value, bool InMembers)> FieldsOf(
        CompiledProgramme programme, FormView form) =>
        from section in form.Sections
        let compiled = programme.Forms.GetValueOrDefault(form.Id)?.Section(section.Id)
        where compiled is not null && section.Content.ValueKind == JsonValueKind.Object
        from field in compiled.Definition.Whole()
        where section.Content.TryGetProperty(field.Id, out _)
        from value in Values(field, section.Content.GetProperty(field.Id))
        select value;

    private static IEnumerable<(FieldDefinition Field, JsonElement Value, bool InMembers)> Values(
        FieldDefinition field, JsonElement value) =>
        field.Columns.IsEmpty ? [(field, value, false)]
        : value.ValueKind != JsonValueKind.Array ? []
        : from row in value.EnumerateArray()
          from column in field.Columns
          where row.ValueKind == JsonValueKind.Object && row.TryGetProperty(column.Id, out _)
          select (column, row.GetProperty(column.Id), field.Kind == FieldKind.MemberTable);

    private static string? IdOf(JsonElement entity) =>
        entity.ValueKind == JsonValueKind.Object && entity.TryGetProperty("id", out var id)
        && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 } known ? known : null;
}
