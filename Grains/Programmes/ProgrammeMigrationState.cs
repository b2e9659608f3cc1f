using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NpgsqlTypes;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>What happened to a migration of projects.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(MigrationPlanned), "migration-planned")]
[JsonDerivedType(typeof(MigrationAdvanced), "migration-advanced")]
public abstract record ProgrammeMigrationEvent;

/// <summary>The plan: which projects go over, and why others do not.</summary>
public sealed record MigrationPlanned(
    DateTimeOffset At, Actor By, string Programme, string Owner, MigrateProject Migration,
    ImmutableArray<PlannedProject> Projects, bool More) : ProgrammeMigrationEvent;

/// <summary>A project of the plan.</summary>
/// <param name="Refusal">Why it does not go over; null when it does.</param>
public sealed record PlannedProject(
    string Project, string? Number, string? Stage, ImmutableArray<MigrationChange> Changes, Refusal? Refusal);

/// <summary>Projects had their turn.</summary>
public sealed record MigrationAdvanced(DateTimeOffset At, ImmutableArray<MigratedProject> Projects)
    : ProgrammeMigrationEvent;

/// <summary>What became of a project at its turn.</summary>
/// <param name="Refusal">Why it did not go over after all; null when it did.</param>
public sealed record MigratedProject(string Project, Refusal? Refusal);

/// <summary>A migration as of its last entry. A stored format: new members need defaults that are not written.
/// </summary>
public sealed record ProgrammeMigrationState
{
    /// <summary>Nothing planned yet.</summary>
    public static ProgrammeMigrationState Initial { get; } = new();

    /// <summary>The plan; null while there is none.</summary>
    public MigrationPlanned? Planned { get; init; }

    /// <summary>What became of the projects that had their turn.</summary>
    public ImmutableArray<MigratedProject> Results { get; init; } = [];

    /// <summary>Projects that wait for their turn, in order.</summary>
    [JsonIgnore]
    public ImmutableArray<PlannedProject> Waiting => Planned is null
        ? []
        : Planned.Projects.RemoveAll(project =>
            project.Refusal is not null || Results.Any(result => result.Project == project.Project));

    /// <summary>State after an event; an event it does not know throws.</summary>
    public static ProgrammeMigrationState Evolve(ProgrammeMigrationState state, ProgrammeMigrationEvent happened) =>
        happened switch
        {
            MigrationPlanned e => state with { Planned = e },
            MigrationAdvanced e => state with { Results = state.Results.AddRange(e.Projects) },
            _ => throw new InvalidOperationException($"{happened.GetType().Name} is not an event of a migration"),
        };
}

/// <summary>What the journal knows of migrations.</summary>
public static class ProgrammeMigrationKind
{
    /// <summary>The kind.</summary>
    public static Kind<ProgrammeMigrationState, ProgrammeMigrationEvent> Kind { get; } = new(
        "programme_migration",
        ProgrammeMigrationState.Initial,
        ProgrammeMigrationState.Evolve,
        state =>
        [
            new Column("programme", NpgsqlDbType.Text, state.Planned?.Programme),
            new Column("owner", NpgsqlDbType.Text, state.Planned?.Owner),
        ],
        state => state.Waiting.IsEmpty
            ? []
            : [new DueWish(state.Planned!.At, $"migrate:{state.Results.Length}")],
        (_, _) => [])
    {
        Facts = ["owner"],
    };
}
