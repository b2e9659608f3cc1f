using System.Collections.Immutable;
using Orleans;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Projects;

/// <summary>Takes a running project over to another version of its definition (R-BUS-06).</summary>
/// <param name="From">Number of the version it stands on.</param>
/// <param name="To">Number of the version it goes on with.</param>
/// <param name="Stages">Stages that have another id there: old id, new id.</param>
/// <param name="Fields">
/// Fields that have another place there: <c>form/section/field</c> of a draft, or <c>decided/stage/field</c>; to an
/// empty text what is knowingly left behind.
/// </param>
/// <param name="Note">Why.</param>
[Immutable, Alias("SunGov.MigrateProject")]
public sealed record MigrateProject(
    int From,
    int To,
    ImmutableDictionary<string, string> Stages,
    ImmutableDictionary<string, string> Fields,
    string Note);

/// <summary>What a migration would change of a project, or why it is refused.</summary>
/// <param name="Stage">The open stage now, and what it would be; null for a project without one.</param>
/// <param name="Refusal">Why not, with one detail for each thing unmapped; null when it can.</param>
[Immutable, Alias("SunGov.MigrationPreview")]
public sealed record MigrationPreview(
    string Project, string? Number, string? Stage, ImmutableArray<MigrationChange> Changes, Refusal? Refusal);

/// <summary>Something of a project that would stand elsewhere.</summary>
/// <param name="From">Its place now: <c>stages/id</c>, <c>form/section/field</c>, <c>decided/stage/field</c>.</param>
/// <param name="To">Its place then; empty for what is left behind.</param>
[Immutable, Alias("SunGov.MigrationChange")]
public sealed record MigrationChange(string From, string To);
