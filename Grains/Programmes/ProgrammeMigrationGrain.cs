using System.Collections.Immutable;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>One migration of the running projects of a version.</summary>
public sealed class ProgrammeMigrationGrain(Ground ground)
    : DecidedGrain<ProgrammeMigrationState, ProgrammeMigrationEvent>(ground), IProgrammeMigrationGrain
{
    /// <inheritdoc/>
    protected override Kind<ProgrammeMigrationState, ProgrammeMigrationEvent> Kind => ProgrammeMigrationKind.Kind;

    /// <inheritdoc/>
    public async Task<Outcome<MigrationView>> Preview(string programme, MigrateProject command, By by)
    {
        Leave();
        var (known, refusal) = await Known(programme, command, by);
        if (refusal is not null)
        {
            return refusal;
        }

        var (projects, more) = await Projects(known!.Id, command, by);
        return Outcome.Of(ProgrammeMigrationRules.Preview(known.Id, command, projects, more));
    }

    /// <inheritdoc/>
    public async Task<Outcome<MigrationView>> Plan(PlanMigration command, By by)
    {
        var (known, refusal) = await Known(command.Programme, command.Migration, by);
        var (projects, more) = refusal is null && State.Planned is null
            ? await Projects(known!.Id, command.Migration, by)
            : ([], false);
        return await Decide(
            command,
            by,
            (state, caller, now) => ProgrammeMigrationRules.Plan(state, command, known, projects, more, caller, now),
            (state, caller) => ProgrammeMigrationRules.View(Key, state, caller).Value!);
    }

    /// <inheritdoc/>
    public Task<Outcome<MigrationView>> Read(string programme, By by) =>
        Show(by, (state, caller) => state.Planned?.Programme == programme
            ? ProgrammeMigrationRules.View(Key, state, caller)
            : SharedRefusals.NotFound);

    /// <inheritdoc/>
    public async Task<Outcome<Done>> OnDue(string what, Guid id)
    {
        Leave();
        var had = State.Results.Length;
        if (State.Planned is not { } planned || State.Waiting.IsEmpty || what != $"migrate:{had}")
        {
            return Outcome.Of(Done.It, Version);
        }

        var results = ImmutableArray.CreateBuilder<MigratedProject>();
        foreach (var project in State.Waiting.Take(ProgrammeMigrationRules.AtOnce))
        {
            // Under the identity of who decided; asking again with the derived id is safe.
            var step = CommandIds.Derive(Ground.Crypto, Guid.Empty, $"migration {Key} {project.Project}");
            var outcome = await GrainFactory.GetGrain<IProjectGrain>(project.Project).Migrate(
                planned.Migration, new By(planned.By.Person, planned.By.Identity, "", step));
            if (outcome.Refusal is { Kind: RefusalKind.Unknown } lost)
            {
                return lost;
            }

            results.Add(new MigratedProject(project.Project, outcome.Refusal));
        }

        return await Decide(
            new AdvancedMigration(had),
            By.System(id),
            (state, _, now) => ProgrammeMigrationRules.Advance(state, had, results.ToImmutable(), now),
            (_, _) => Done.It);
    }

    private async Task<(ProgrammeView? Programme, Refusal? Refusal)> Known(
        string programme, MigrateProject command, By by)
    {
        var known = programme.Length == 0
            ? null
            : (await GrainFactory.GetGrain<IProgrammeGrain>(programme).Read(by)).Value;
        return await Ground.Grants.FindAsync(by) is { } caller
            ? (known, ProgrammeMigrationRules.MayPlan(known, command, caller))
            : (known, SharedRefusals.IdentityNotHeld);
    }

    private async Task<(ImmutableArray<PlannedProject> Projects, bool More)> Projects(
        string programme, MigrateProject command, By by)
    {
        var keys = await GrainFactory.GetGrain<IProgrammeQueries>("programmes").ProjectsOf(
            programme, command.From, ProgrammeMigrationRules.MostProjects + 1);
        var asked = by with { Command = Guid.Empty };
        var previews = await Task.WhenAll(keys.Take(ProgrammeMigrationRules.MostProjects).Select(async key => (
            Key: key, Preview: await GrainFactory.GetGrain<IProjectGrain>(key).PreviewMigration(command, asked))));
        return (
            [
                .. previews.Select(one => one.Preview.Value is { } preview
                    ? new PlannedProject(one.Key, preview.Number, preview.Stage, preview.Changes, preview.Refusal)
                    : new PlannedProject(one.Key, null, null, [], one.Preview.Refusal)),
            ],
            keys.Length > ProgrammeMigrationRules.MostProjects);
    }

    /// <summary>The command of projects that had their turn.</summary>
    private sealed record AdvancedMigration(int Had);
}
