using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>More experts in reserve once the round is open (R-REV-06, R-REV-11); pure.</summary>
public static class ReviewReserveRules
{
    private const int Most = 50;

    /// <summary>Why nobody can be drawn into a reserve now; null where they can.</summary>
    public static Refusal? MayDraw(ReviewActivityState state, Caller caller) =>
        ReviewActivityRules.MayManage(state, caller)
        ?? ReviewActivityRules.In(state, ReviewStatus.Open)
        ?? (state.Groups.All(group => group.Opened) ? null : ReviewRefusals.NotNow("open"));

    /// <summary>Why this cannot be drawn now; null where it can.</summary>
    public static Refusal? MayDraw(ReviewActivityState state, DrawReserves command, Caller caller) =>
        MayDraw(state, caller)
        ?? (state.Groups.All(group => group.Key != command.Group) ? ReviewRefusals.GroupUnknown(command.Group)
            : command.Count is < 1 or > Most ? ReviewRefusals.OutOfRange("count", 1, Most)
            : null);

    /// <summary>Records a draw that was made.</summary>
    /// <param name="draw">The draw; null where it did not come off.</param>
    /// <param name="fault">Why it did not come off; null where it did.</param>
    public static Decision<ReviewActivityEvent> Draw(
        ReviewActivityState state, DrawReserves command, GroupDraw? draw, Refusal? fault, Caller caller,
        DateTimeOffset now) =>
        (MayDraw(state, command, caller) ?? fault) is { } refusal ? refusal
            : draw is not { InReserve: > 0 } ? ReviewRefusals.NobodyLeft
            : new ReservesDrawn(now, Actor.Of(caller), state.LaterDraws + 1, draw);

    /// <summary>Records that the group has its new reserves.</summary>
    public static Decision<ReviewActivityEvent> HandedOver(
        ReviewActivityState state, int number, Caller caller, DateTimeOffset now) =>
        caller.By.IsPlatform && state.Coming.Any(coming => coming.No == number)
            ? new ReservesHandedOver(now, number)
            : SharedRefusals.NotFound;
}
