using System.Collections.Immutable;
using SunGov.GrainInterfaces.Reviews;
using SunGov.Grains.Shared;
using SunGov.Grains.Shared.Due;

namespace SunGov.Grains.Reviews;

/// <summary>Has a desk opened with its sheets.</summary>
/// <param name="Seat">Who sits there, sealed, and the projects.</param>
public sealed record OpenDesk(
    string Group, ReviewTerms Terms, SeatedDesk Seat, ImmutableArray<ReviewedProject> Projects,
    DateTimeOffset MessagesAt);

/// <summary>Has the open sheets of a desk closed, since the expert is replaced.</summary>
public sealed record CloseSheets(string Desk);

/// <summary>Tells a group that sheets of a desk are closed for good and their slots vacant.</summary>
public sealed record VacatedSlots(string Desk, ImmutableArray<string> Projects);

/// <summary>Tells an activity that a desk takes no more sheets.</summary>
public sealed record FencedDesk(string Desk);

/// <summary>Has a desk send a reminder to its expert.</summary>
public sealed record NudgeDesk(int No);

/// <summary>
/// What activity, groups and desks tell each other through the outbox: repeatable, and never a name in clear.
/// </summary>
public static class ReviewOrders
{
    /// <summary>Kind of activities.</summary>
    public const string Activity = "review_activity";

    /// <summary>Kind of groups.</summary>
    public const string Group = "review_group";

    /// <summary>Kind of desks.</summary>
    public const string Desk = "review_desk";

    /// <summary>Verb of <see cref="OpenDesk"/>.</summary>
    public const string Open = "open";

    /// <summary>Verb of <see cref="CloseSheets"/>.</summary>
    public const string Close = "close";

    /// <summary>Verb of a fence: the desk takes no more sheets.</summary>
    public const string Fence = "fence";

    /// <summary>Verb of <see cref="NudgeDesk"/>.</summary>
    public const string Nudge = "nudge";

    /// <summary>Verb of <see cref="VacatedSlots"/>.</summary>
    public const string Vacated = "vacated";

    /// <summary>Verb of <see cref="FencedDesk"/>.</summary>
    public const string Fenced = "fenced";

    /// <summary>To a desk: open.</summary>
    public static Sending To(OpenDesk order) => new(Desk, order.Seat.Desk, Message.Of(Open, order));

    /// <summary>To a desk: close open sheets.</summary>
    public static Sending To(CloseSheets order) => new(Desk, order.Desk, Message.Of(Close, order));

    /// <summary>To a desk: take no more sheets.</summary>
    public static Sending FenceOf(string desk) => new(Desk, desk, Message.Of(Fence, new FencedDesk(desk)));

    /// <summary>To a desk: remind its expert.</summary>
    public static Sending NudgeOf(string desk, int no) => new(Desk, desk, Message.Of(Nudge, new NudgeDesk(no)));

    /// <summary>To a group: slots are vacant.</summary>
    public static Sending ToGroup(string group, VacatedSlots news) => new(Group, group, Message.Of(Vacated, news));

    /// <summary>To an activity: a desk is fenced.</summary>
    public static Sending ToActivity(string activity, string desk) =>
        new(Activity, activity, Message.Of(Fenced, new FencedDesk(desk)));

    /// <summary>The verb of an order, or of a wish of one's own.</summary>
    public static string VerbOf(string what) => what.Split(' ', ':')[0];
}
