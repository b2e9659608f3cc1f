using System.Collections.Immutable;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>Who may migrate projects, and what becomes of the plan; pure.</summary>
public static class ProgrammeMigrationRules
{
    /// <summary>Projects of one plan.</summary>
    public const int MostProjects = 500;

    /// <summary>Projects that have their turn together.</summary>
    public const int AtOnce = 20;

    /// <summary>Why the caller may not migrate projects of the programme; null when they may.</summary>
    /// <param name="programme">The programme; null when there is none.</param>
    public static Refusal? MayPlan(ProgrammeView? programme, MigrateProject migration, Caller caller) =>
        !caller.MayAny("programme.publish") ? SharedRefusals.NotAllowed
        : programme is null || programme.Current == 0 ? SharedRefusals.NotFound
        : !ProgrammeRules.MayPublish(programme.Owner, caller) ? SharedRefusals.NotAllowed
        : programme.Versions.All(version => version.Number != migration.From)
            ? ProgrammeRefusals.VersionUnknown(migration.From)
        : programme.Versions.All(version => version.Number != migration.To)
            ? ProgrammeRefusals.VersionUnknown(migration.To)
        : null;

    /// <summary>Records the plan.</summary>
    /// <param name="projects">Each as it would be.</param>
    public static Decision<ProgrammeMigrationEvent> Plan(
        ProgrammeMigrationState state, PlanMigration command, ProgrammeView? programme,
        ImmutableArray<PlannedProject> projects, bool more, Caller caller, DateTimeOffset now) =>
        MayPlan(programme, command.Migration, caller) is { } refusal ? refusal
        : state.Planned is not null ? SharedRefusals.Exists
        : projects.IsEmpty ? ProgrammeRefusals.NothingToMigrate(command.Migration.From)
        : new MigrationPlanned(
            now, Actor.Of(caller), programme!.Id, programme.Owner, command.Migration, projects, more);

    /// <summary>Projects had their turn.</summary>
    public static Decision<ProgrammeMigrationEvent> Advance(
        ProgrammeMigrationState state, int had, ImmutableArray<MigratedProject> projects, DateTimeOffset now) =>
        state.Results.Length == had && !projects.IsEmpty
            ? new MigrationAdvanced(now, projects)
            : ProgrammeRefusals.NothingToMigrate(had);

    /// <summary>The migration, for those who may plan it.</summary>
    public static Outcome<MigrationView> View(string key, ProgrammeMigrationState state, Caller caller)
    {
        if (state.Planned is not { } planned || !ProgrammeRules.MayPublish(planned.Owner, caller))
        {
            return SharedRefusals.NotFound;
        }

        var results = state.Results.ToDictionary(result => result.Project, result => result.Refusal);
        return Outcome.Of(ViewOf(
            key, planned.Programme, planned.Migration,
            [
                .. planned.Projects.Select(project => results.TryGetValue(project.Project, out var refusal)
                    ? Row(project with { Refusal = refusal }, "done")
                    : Row(project, "open")),
            ],
            planned.More));
    }

    /// <summary>A migration as it would be.</summary>
    public static MigrationView Preview(
        string programme, MigrateProject migration, ImmutableArray<PlannedProject> projects, bool more) =>
        ViewOf("", programme, migration, [.. projects.Select(project => Row(project, "open"))], more);

    private static MigrationRow Row(PlannedProject project, string state) => new(
        project.Project, project.Number, project.Stage, project.Refusal is null ? state : "refused", project.Changes,
        project.Refusal);

    private static MigrationView ViewOf(
        string key, string programme, MigrateProject migration, ImmutableArray<MigrationRow> rows, bool more) => new(
        key, programme, migration.From, migration.To, migration.Note, rows,
        rows.Count(row => row.State == "done"), rows.Count(row => row.State == "refused"),
        key.Length > 0 && rows.Any(row => row.State == "open"), more);
}
