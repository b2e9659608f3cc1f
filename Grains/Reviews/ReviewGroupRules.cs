using System.Collections.Immutable;
using System.Globalization;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>Somebody in reserve, opened, with a seat prepared: id and sealed tokens of a desk not used yet.</summary>
/// <param name="Reserve">Place in the list of reserves.</param>
/// <param name="Recused">Projects they must not see.</param>
/// <param name="Seat">The desk they would get; projects and alias are filled in by the rule.</param>
public sealed record ReadyReserve(int Reserve, ImmutableHashSet<string> Recused, SeatedDesk Seat);

/// <summary>
/// Who fills which slot; pure. A slot has one desk at a time and is given out again only after that desk has closed the
/// sheet for good, so that a project never gets more sheets than wanted (R-REV-11).
/// </summary>
public static class ReviewGroupRules
{
    /// <summary>Opens the group; by its activity alone.</summary>
    public static Decision<ReviewGroupEvent> Open(
        ReviewGroupState state, string id, OpenReviewGroup command, Caller caller, DateTimeOffset now) =>
        !caller.By.IsPlatform ? SharedRefusals.NotFound
        : state.Terms is not null ? SharedRefusals.Exists
        : new GroupOpened(
            now, id, command.Terms, command.Name, command.Projects, command.Desks, command.Reserves,
            command.MessagesAt);

    /// <summary>May the caller see the group?</summary>
    public static bool MayRead(ReviewGroupState state, Caller caller) =>
        state.Terms is { } terms && caller.May("review.read", ReviewFacts.Of(terms));

    /// <summary>Why the expert of a desk cannot be replaced by the caller now.</summary>
    public static Refusal? MayReplace(ReviewGroupState state, string desk, Caller caller) =>
        !MayRead(state, caller) ? SharedRefusals.NotFound
        : !caller.May("review.manage", ReviewFacts.Of(state.Terms!)) ? SharedRefusals.NotAllowed
        : state.Frozen ? ReviewRefusals.Closed
        : state.Desks.FirstOrDefault(known => known.Desk == desk) is not { } found
            || state.Slots.All(slot => slot.Desk != desk) ? ReviewRefusals.DeskUnknown
        : found.Replacing ? ReviewRefusals.Replacing
        : null;

    /// <summary>Orders the replacement; the desk then closes what has not come in.</summary>
    public static Decision<ReviewGroupEvent> Replace(
        ReviewGroupState state, ReplaceExpert command, Caller caller, DateTimeOffset now) =>
        (MayReplace(state, command.Desk, caller)
            ?? (command.Reason.Trim().Length < 4 || command.Reason.Length > 500
                ? SharedRefusals.Length("reason", 4, 500)
                : null)) is { } refusal
            ? refusal
            : new ReplacementOrdered(now, Actor.Of(caller), command.Desk, command.Reason.Trim());

    /// <summary>Whether the news of a desk changes anything; repeated news do not.</summary>
    public static bool IsVacating(ReviewGroupState state, VacatedSlots news) =>
        state.Slots.Any(slot => slot.Desk == news.Desk && news.Projects.Contains(slot.Project));

    /// <summary>
    /// Takes the slots from the desk that has closed its sheets and gives them to the next in reserve, in order, each
    /// those they may see; a frozen group gives nothing out.
    /// </summary>
    public static Decision<ReviewGroupEvent> Vacate(
        ReviewGroupState state, VacatedSlots news, ImmutableArray<ReadyReserve> reserves, DateTimeOffset messagesAt,
        Caller caller, DateTimeOffset now)
    {
        if (!caller.By.IsPlatform || state.Terms is null || !IsVacating(state, news))
        {
            return SharedRefusals.NotFound;
        }

        return Seating(state, new SlotsVacated(now, news.Desk, news.Projects), reserves, messagesAt, now);
    }

    /// <summary>Adds to the reserve, by the activity alone; slots that nobody fills are given out at once.</summary>
    /// <param name="reserves">All in reserve, the new ones included.</param>
    public static Decision<ReviewGroupEvent> AddReserves(
        ReviewGroupState state, AddReserves command, ImmutableArray<ReadyReserve> reserves, DateTimeOffset messagesAt,
        Caller caller, DateTimeOffset now) =>
        !caller.By.IsPlatform || state.Terms is null ? SharedRefusals.NotFound
        : state.Frozen ? ReviewRefusals.Closed
        : Seating(state, new ReservesAdded(now, command.Reserves), reserves, messagesAt, now);

    /// <summary>What happened, and the vacant slots given to the next in reserve.</summary>
    private static Decision<ReviewGroupEvent> Seating(
        ReviewGroupState state, ReviewGroupEvent happened, ImmutableArray<ReadyReserve> reserves,
        DateTimeOffset messagesAt, DateTimeOffset now)
    {
        var events = ImmutableArray.CreateBuilder<ReviewGroupEvent>();
        events.Add(happened);
        var next = ReviewGroupState.Evolve(state, happened);
        foreach (var reserve in next.Frozen ? [] : reserves)
        {
            var mine = next.Vacant.Select(slot => slot.Project).Distinct()
                .Where(project => !reserve.Recused.Contains(project)).ToImmutableArray();
            if (!mine.IsEmpty)
            {
                var alias = (next.Desks.Length + 1).ToString(CultureInfo.InvariantCulture);
                events.Add(new ReserveSeated(
                    now, reserve.Reserve, reserve.Seat with { Alias = alias, Projects = mine }, messagesAt));
                next = ReviewGroupState.Evolve(next, events[^1]);
            }
        }

        return new Decision<ReviewGroupEvent>(null, events.ToImmutable());
    }

    /// <summary>Freezes; by the activity alone.</summary>
    public static Decision<ReviewGroupEvent> Freeze(ReviewGroupState state, Caller caller, DateTimeOffset now) =>
        !caller.By.IsPlatform || state.Terms is null ? SharedRefusals.NotFound
        : state.Frozen ? ReviewRefusals.Closed
        : new GroupFrozen(now);

    /// <summary>What the activity needs for a later draw.</summary>
    public static ReviewPanel PanelOf(ReviewGroupState state) => new(
        [.. state.Desks.Select(desk => desk.Desk)],
        [.. state.Reserves.Where(reserve => reserve.Length > 0)],
        [.. state.Vacant.Select(slot => slot.Project).Distinct()]);

    /// <summary>What the activity learns of a frozen group.</summary>
    public static FrozenReviewGroup FrozenOf(ReviewGroupState state) =>
        new([.. state.Desks.Select(desk => desk.Desk)], state.Slots);

    /// <summary>What the group tells its desks.</summary>
    public static ImmutableArray<Sending> SendingsOf(
        ReviewGroupState state, ImmutableArray<ReviewGroupEvent> events) =>
        [.. events.SelectMany(happened => SendingsOf(state, happened))];

    /// <summary>The group as its organisers see it.</summary>
    public static ReviewGroupView View(string key, long version, ReviewGroupState state, Caller caller) => new(
        key,
        version,
        state.Terms!.Activity,
        state.Name,
        state.Slots,
        [.. state.Desks.Select(desk => new ReviewDeskName(desk.Desk, desk.Alias, desk.Replacing))],
        state.Reserves.Count(reserve => reserve.Length > 0),
        state.Vacant.Count(),
        state.Frozen,
        [
            .. state.Desks.Where(desk => MayReplace(state, desk.Desk, caller) is null)
                .Select(desk => new Allowed(
                    "replace", new Words("更换专家", "Replace the expert"), desk.Desk, false, "required", [])),
        ]);

    private static IEnumerable<Sending> SendingsOf(ReviewGroupState state, ReviewGroupEvent happened) =>
        happened switch
        {
            GroupOpened e => e.Desks.Select(seat => Open(state, seat, e.MessagesAt)),
            ReserveSeated e => [Open(state, e.Seat, e.MessagesAt)],
            ReplacementOrdered e => [ReviewOrders.To(new CloseSheets(e.Desk))],
            GroupFrozen => state.Desks.Select(desk => ReviewOrders.FenceOf(desk.Desk)),
            _ => [],
        };

    private static Sending Open(ReviewGroupState state, SeatedDesk seat, DateTimeOffset messagesAt) =>
        ReviewOrders.To(new OpenDesk(
            state.Id, state.Terms!, seat,
            [.. state.Projects.Where(project => seat.Projects.Contains(project.Project))], messagesAt));
}
