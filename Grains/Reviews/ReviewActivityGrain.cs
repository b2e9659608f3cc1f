using System.Collections.Immutable;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Identity;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>What activities need besides the ground.</summary>
public sealed record ActivityServices(
    Definitions Definitions,
    IDirectory Directory,
    IExpertPool Pool,
    ReviewSeats Seats,
    ReviewTable Table,
    ReviewPause Pause);

/// <summary>One round of review over a set of projects.</summary>
public sealed partial class ReviewActivityGrain(Ground ground, ActivityServices services)
    : DecidedGrain<ReviewActivityState, ReviewActivityEvent>(ground), IReviewActivityGrain
{
    private const int PageSize = 200;

    /// <inheritdoc/>
    protected override Kind<ReviewActivityState, ReviewActivityEvent> Kind => ReviewActivityRows.Kind;

    /// <inheritdoc/>
    public async Task<Outcome<ReviewActivityView>> Create(CreateReviewActivity command, By by)
    {
        command = command with { Projects = command.Projects.IsDefault ? [] : command.Projects };
        var facts = await CreateFactsOf(command, by);
        return await Decide(
            command,
            by,
            (state, caller, now) => ReviewActivityRules.Create(state, Key, command, facts, caller, now),
            View);
    }

    /// <inheritdoc/>
    public async Task<Outcome<ReviewActivityView>> ChangePlan(ReviewPlan command, By by)
    {
        var definition = State.Created is { Definition: var sm3 } ? await services.Definitions.FindAsync(sm3) : null;
        return await Decide(
            command,
            by,
            (state, caller, now) => ReviewActivityRules.ChangePlan(state, command, definition, caller, now),
            View);
    }

    /// <inheritdoc/>
    public Task<Outcome<ReviewActivityView>> Arrange(ArrangeReviewGroups command, By by) => Decide(
        command, by, (state, caller, now) => ReviewActivityRules.Arrange(state, command, caller, now), View);

    /// <inheritdoc/>
    public Task<Outcome<ReviewActivityView>> Invite(InviteExperts command, By by) => Decide(
        command,
        by,
        (state, caller, now) => ReviewActivityRules.Invite(state, services.Pause.Messages, caller, now),
        View);

    /// <inheritdoc/>
    public Task<Outcome<ReviewActivityView>> Nudge(NudgeExperts command, By by) => Decide(
        command,
        by,
        (state, caller, now) => ReviewRoundRules.Nudge(state, services.Pause.Messages, caller, now),
        View);

    /// <inheritdoc/>
    public Task<Outcome<ReviewActivityView>> WithdrawNudge(WithdrawNudge command, By by) =>
        Decide(command, by, ReviewRoundRules.WithdrawNudge, View);

    /// <inheritdoc/>
    public Task<Outcome<ReviewActivityView>> Read(By by) => Show(by, (state, caller) =>
        ReviewActivityRules.MayRead(state, caller) ? Outcome.Of(View(state, caller)) : SharedRefusals.NotFound);

    private ReviewActivityView View(ReviewActivityState state, Caller caller) =>
        ReviewActivityViews.Of(Version, state, caller);

    private async Task<CreateFacts> CreateFactsOf(CreateReviewActivity command, By by)
    {
        var call = (await GrainFactory.GetGrain<ICallGrain>(command.Call).Read(by)).Value;
        if (call is not { DefinitionVersion: > 0 })
        {
            return new CreateFacts(null, null, null, new Named("", ""), []);
        }

        var programme = (await GrainFactory.GetGrain<IProgrammeGrain>(call.Programme).Read(by)).Value!;
        var owner = (await GrainFactory.GetGrain<ILegalEntityGrain>(programme.Owner).Read(By.System(Guid.Empty))).Value;
        return new CreateFacts(
            call,
            programme,
            await services.Definitions.FindAsync(call.DefinitionSm3),
            new Named(programme.Owner, owner?.Name ?? programme.Owner),
            await ProjectsOf(command, by));
    }

    /// <summary>Projects that stand in the stage and whose task the caller holds, page by page.</summary>
    private async Task<ImmutableArray<ActivityProject>> ProjectsOf(CreateReviewActivity command, By by)
    {
        var found = ImmutableArray.CreateBuilder<ActivityProject>();
        var filter = new ProjectFilter(Call: command.Call, Stage: command.Stage, Holder: true);
        string? cursor = null;
        do
        {
            var page = (await GrainFactory.GetGrain<IProjectQueries>("projects").List(
                filter, new PageRequest(cursor, PageSize, "number"), by)).Value;
            found.AddRange((page?.Items ?? []).Select(
                row => new ActivityProject(row.Id, row.Number, row.Title, row.Entity)));
            cursor = page?.Next;
        }
        while (cursor is not null && found.Count <= ReviewActivityRules.MostProjects);
        return found.ToImmutable();
    }
}
