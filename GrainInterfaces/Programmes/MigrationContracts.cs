using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Programmes;

/// <summary>
/// Takes the running projects of one version over to another (R-BUS-06): one recorded plan, refusals row by row,
/// carried out project by project. Key: the plan's id.
/// </summary>
[Alias("SunGov.IProgrammeMigrationGrain")]
public interface IProgrammeMigrationGrain : IGrainWithStringKey
{
    /// <summary>What would change of each project, or why it is refused; nothing is recorded.</summary>
    [Alias("Preview"), ReadOnly]
    Task<Outcome<MigrationView>> Preview(string programme, MigrateProject command, By by);

    /// <summary>Records the plan as it then stands, and begins to carry it out.</summary>
    [Alias("Plan")]
    Task<Outcome<MigrationView>> Plan(PlanMigration command, By by);

    /// <summary>How far it is.</summary>
    [Alias("Read"), ReadOnly]
    Task<Outcome<MigrationView>> Read(string programme, By by);

    /// <summary>The next projects are due.</summary>
    [Alias("OnDue")]
    Task<Outcome<Done>> OnDue(string what, Guid id);
}

/// <summary>Plans a migration.</summary>
/// <param name="Migration">From which version to which, and what becomes what.</param>
[Immutable, Alias("SunGov.PlanMigration")]
public sealed record PlanMigration(string Programme, MigrateProject Migration);

/// <summary>A migration of the projects of a version.</summary>
/// <param name="Id">The plan's id; empty for a preview.</param>
/// <param name="Rows">The projects, at most 500; the plan is repeated for those beyond.</param>
/// <param name="Done">How many went over.</param>
/// <param name="Refused">How many are refused, now or when planned.</param>
/// <param name="Open">True while projects wait for their turn.</param>
/// <param name="More">True when there are projects beyond those listed.</param>
[Immutable, Alias("SunGov.MigrationView")]
public sealed record MigrationView(
    string Id,
    string Programme,
    int From,
    int To,
    string Note,
    ImmutableArray<MigrationRow> Rows,
    int Done,
    int Refused,
    bool Open,
    bool More);

/// <summary>A project of a migration.</summary>
/// <param name="State">open, done or refused.</param>
/// <param name="Stage">The stage it stood in when planned.</param>
/// <param name="Changes">What stands elsewhere afterwards.</param>
/// <param name="Refusal">Why not, with one detail for each thing unmapped; null where it can or did.</param>
[Immutable, Alias("SunGov.MigrationRow")]
public sealed record MigrationRow(
    string Project, string? Number, string? Stage, string State, ImmutableArray<MigrationChange> Changes,
    Refusal? Refusal);

/// <summary>How many projects of a version are on their way.</summary>
[Immutable, Alias("SunGov.RunningProjects")]
public sealed record RunningProjects(int Version, long Count);
