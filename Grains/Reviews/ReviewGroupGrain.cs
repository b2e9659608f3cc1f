using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Grains.Shared.Due;

namespace SunGov.Grains.Reviews;

/// <summary>Projects reviewed by one panel: who fills which slot.</summary>
public sealed class ReviewGroupGrain(Ground ground, ReviewSeats seats, ReviewPause pause)
    : DecidedGrain<ReviewGroupState, ReviewGroupEvent>(ground), IReviewGroupGrain
{
    /// <inheritdoc/>
    protected override Kind<ReviewGroupState, ReviewGroupEvent> Kind => ReviewGroupRows.Kind;

    /// <inheritdoc/>
    public Task<Outcome<Done>> Open(OpenReviewGroup command, By by) => Decide(
        command,
        by,
        (state, caller, now) => ReviewGroupRules.Open(state, Key, command, caller, now),
        (_, _) => Done.It);

    /// <inheritdoc/>
    public Task<Outcome<FrozenReviewGroup>> Freeze(FreezeReviewGroup command, By by) =>
        Decide(command, by, ReviewGroupRules.Freeze, (state, _) => ReviewGroupRules.FrozenOf(state));

    /// <inheritdoc/>
    public async Task<Outcome<Done>> AddReserves(AddReserves command, By by)
    {
        var ready = State is { Terms: { } terms, Frozen: false } && State.Vacant.Any()
            ? await seats.ReadyAsync(terms.Activity, Key, State.Reserves.AddRange(command.Reserves))
            : [];
        return await Decide(
            command,
            by,
            (state, caller, now) =>
                ReviewGroupRules.AddReserves(state, command, ready, now + pause.Messages, caller, now),
            (_, _) => Done.It);
    }

    /// <inheritdoc/>
    public Task<Outcome<ReviewPanel>> ReadPanel(By by) => Show(by, (state, caller) =>
        caller.By.IsPlatform && state.Terms is not null
            ? Outcome.Of(ReviewGroupRules.PanelOf(state))
            : SharedRefusals.NotFound);

    /// <inheritdoc/>
    public Task<Outcome<ReviewGroupView>> Replace(ReplaceExpert command, By by) => Decide(
        command, by, (state, caller, now) => ReviewGroupRules.Replace(state, command, caller, now), View);

    /// <inheritdoc/>
    public Task<Outcome<ReviewGroupView>> Read(By by) => Show(by, (state, caller) =>
        ReviewGroupRules.MayRead(state, caller) ? Outcome.Of(View(state, caller)) : SharedRefusals.NotFound);

    /// <inheritdoc/>
    public async Task<Outcome<Done>> OnDue(string what, Guid id)
    {
        var news = Message.Read<VacatedSlots>(what, ReviewOrders.Vacated);
        if (State.Terms is not null && !ReviewGroupRules.IsVacating(State, news))
        {
            return Outcome.Of(Done.It, Version);
        }

        var ready = State is { Terms: { } terms, Frozen: false }
            ? await seats.ReadyAsync(terms.Activity, Key, State.Reserves)
            : [];
        return await Decide(
            news,
            By.System(id),
            (state, caller, now) =>
                ReviewGroupRules.Vacate(state, news, ready, now + pause.Messages, caller, now),
            (_, _) => Done.It);
    }

    private ReviewGroupView View(ReviewGroupState state, Caller caller) =>
        ReviewGroupRules.View(Key, Version, state, caller);
}
