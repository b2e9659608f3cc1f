using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Documents;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>One project for its whole life, along the definition it started with.</summary>
public sealed partial class ProjectGrain(
    Ground ground,
    Definitions definitions,
    ISections sections,
    IContents contents,
    IFileStore files,
    FileTickets tickets,
    IPlatformKey platform,
    IPrints prints,
    ISecrets secrets,
    IColleagues colleagues) : DecidedGrain<ProjectState, ProjectEvent>(ground), IProjectGrain
{
    /// <inheritdoc/>
    protected override Kind<ProjectState, ProjectEvent> Kind => ProjectRows.Kind;

    /// <inheritdoc/>
    public async Task<Outcome<ProjectView>> Start(StartProject command, By by)
    {
        var call = (await GrainFactory.GetGrain<ICallGrain>(command.Call).Read(by)).Value;
        var entity = (await GrainFactory.GetGrain<ILegalEntityGrain>(command.Entity).Read(by)).Value;
        var facts = await StartFactsOf(call, entity);
        var views = new ViewFacts(facts.Programme!, call?.Closes ?? Now, Now);
        return await Decide(
            command,
            by,
            (state, caller, now) => ProjectRules.Start(state, Key, command, caller, facts, now),
            (state, caller) => ProjectViews.Of(Version, state, caller, views));
    }

    /// <inheritdoc/>
    public async Task<Outcome<ProjectView>> Act(ActOnTask command, By by)
    {
        if (State.Start is null)
        {
            return Missing;
        }

        var call = await Call();
        var facts = await ActFactsOf(command, by, call);
        var outcome = await Decide(
            command,
            by,
            (state, caller, now) => ProjectActions.Act(state, command, caller, facts, now),
            (state, caller) => ProjectViews.Of(Version, state, caller, Views(facts)),
            facts.Number is { } number ? [new Claim("project-number", number)] : default);
        return await Filled(await Concluded(outcome, by, facts), by);
    }

    /// <inheritdoc/>
    public async Task<Outcome<ProjectView>> Read(By by)
    {
        if (State.Start is null)
        {
            return Missing;
        }

        var views = await Views();
        var shown = await Show(by, (state, caller) => ProjectRules.MayRead(state, caller)
            ? Outcome.Of(ProjectViews.Of(Version, state, caller, views))
            : SharedRefusals.NotFound);
        return await Filled(shown, by);
    }

    /// <inheritdoc/>
    public async Task<Outcome<TrailView>> ReadTrail(By by)
    {
        if (State.Start is null)
        {
            return Missing;
        }

        var (entries, programme) = (await Ground.Journal.EntriesAsync(Kind.Name, Key), (await Views()).Programme);
        return await Show(by, (state, caller) => ProjectRules.MayRead(state, caller)
            ? Outcome.Of(ProjectTrail.Of(entries, ProjectInternals.HiddenFrom(state, caller, programme)))
            : SharedRefusals.NotFound);
    }

    private async Task<CallView> Call() =>
        (await GrainFactory.GetGrain<ICallGrain>(State.Start!.Call.Id).Read(By.System(Guid.Empty))).Value
            ?? throw new InvalidOperationException($"the call of project {Key} cannot be read");

    private async Task<ViewFacts> Views() => new(
        await definitions.FindAsync(State.Start!.Definition.Sm3), (await Call()).Closes, Now);

    private ViewFacts Views(ActFacts facts) => new(facts.Programme, facts.CallCloses, Now);

    private async Task<StartFacts> StartFactsOf(CallView? call, LegalEntityView? entity)
    {
        if (call is not { DefinitionVersion: > 0 })
        {
            return new StartFacts(null, entity, new Named("", ""), null, null);
        }

        var programme = await definitions.FindAsync(call.DefinitionSm3);
        var definition = programme.Definition;
        var owner = await GrainFactory.GetGrain<ILegalEntityGrain>(definition.Owner).Read(By.System(Guid.Empty));
        return new StartFacts(
            call,
            entity,
            new Named(definition.Owner, owner.Value?.Name ?? definition.Owner),
            programme,
            new PinnedDefinition(
                call.Programme, call.DefinitionVersion, call.DefinitionSm3, definition.Name, definition.Class));
    }
}
