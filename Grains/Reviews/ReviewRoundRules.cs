using System.Collections.Immutable;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>An activity from the invitation to the release of its results; pure.</summary>
public static class ReviewRoundRules
{
    /// <summary>Records that the grains of these groups are open.</summary>
    public static Decision<ReviewActivityEvent> GroupsOpened(
        ReviewActivityState state, ImmutableArray<string> groups, Caller caller, DateTimeOffset now) =>
        caller.By.IsPlatform && state.Status == ReviewStatus.Open
            ? new GroupsWereOpened(now, groups)
            : SharedRefusals.NotFound;

    /// <summary>Why the unfinished cannot be reminded now; null where they can.</summary>
    public static Refusal? MayNudge(ReviewActivityState state, Caller caller) =>
        ReviewActivityRules.MayManage(state, caller)
        ?? ReviewActivityRules.In(state, ReviewStatus.Open)
        ?? (state.NudgeAt is null ? null : ReviewRefusals.NudgeWaiting);

    /// <summary>Orders a reminder.</summary>
    public static Decision<ReviewActivityEvent> Nudge(
        ReviewActivityState state, TimeSpan pause, Caller caller, DateTimeOffset now) =>
        MayNudge(state, caller) is { } refusal
            ? refusal
            : new NudgeOrdered(now, Actor.Of(caller), state.Nudges + 1, now + pause);

    /// <summary>Why the waiting reminder cannot be taken back; null where it can.</summary>
    public static Refusal? MayWithdrawNudge(ReviewActivityState state, Caller caller) =>
        ReviewActivityRules.MayManage(state, caller) ?? (state.NudgeAt is null ? ReviewRefusals.NoNudge : null);

    /// <summary>Takes the waiting reminder back.</summary>
    public static Decision<ReviewActivityEvent> WithdrawNudge(
        ReviewActivityState state, Caller caller, DateTimeOffset now) =>
        MayWithdrawNudge(state, caller) is { } refusal
            ? refusal
            : new NudgeWithdrawn(now, Actor.Of(caller), state.Nudges);

    /// <summary>Sends the reminder to these desks.</summary>
    public static Decision<ReviewActivityEvent> SendNudge(
        ReviewActivityState state, ImmutableArray<string> desks, Caller caller, DateTimeOffset now) =>
        caller.By.IsPlatform && state is { Status: ReviewStatus.Open, NudgeAt: not null }
            ? new NudgeSent(now, state.Nudges, desks)
            : SharedRefusals.NotFound;

    /// <summary>Why the activity cannot be closed now, sheets aside; null where it can.</summary>
    public static Refusal? MayClose(ReviewActivityState state, Caller caller) =>
        ReviewActivityRules.MayManage(state, caller)
        ?? ReviewActivityRules.In(state, ReviewStatus.Open)
        ?? (state.Groups.All(group => group.Opened) ? null : ReviewRefusals.NotNow("open"));

    /// <summary>Begins to close.</summary>
    /// <param name="missing">Sheets that have not come in, by project.</param>
    public static Decision<ReviewActivityEvent> Close(
        ReviewActivityState state, CloseReviewActivity command, ImmutableArray<(string Project, int Sheets)> missing,
        Caller caller, DateTimeOffset now) =>
        MayClose(state, caller) is { } refusal ? refusal
        : !missing.IsEmpty && !command.WithMissing ? ReviewRefusals.SheetsMissing(missing)
        : new ClosingBegun(now, Actor.Of(caller), command.WithMissing);

    /// <summary>Records groups that are frozen.</summary>
    public static Decision<ReviewActivityEvent> GroupsFrozen(
        ReviewActivityState state, ImmutableArray<FrozenGroup> groups, Caller caller, DateTimeOffset now) =>
        caller.By.IsPlatform && state.Status == ReviewStatus.Closing
            ? new GroupsWereFrozen(now, groups)
            : SharedRefusals.NotFound;

    /// <summary>Closes; every desk is fenced and every sheet counted.</summary>
    /// <param name="results">The scores, sealed.</param>
    public static Decision<ReviewActivityEvent> Closed(
        ReviewActivityState state, int sheets, string results, Caller caller, DateTimeOffset now) =>
        caller.By.IsPlatform && state.Status == ReviewStatus.Closing
        && state.Groups.All(group => group.Frozen is not null)
            ? new ReviewClosed(now, sheets, results)
            : SharedRefusals.NotFound;

    /// <summary>Which desk counts for a project: those that hold a slot of it for good.</summary>
    public static ILookup<string, string> CountingDesks(ReviewActivityState state) =>
        state.Groups.SelectMany(group => group.Frozen!.Slots).Where(slot => slot.Desk is not null)
            .ToLookup(slot => slot.Desk!, slot => slot.Project, StringComparer.Ordinal);

    /// <summary>Why results cannot be seen by the caller now; null where they can.</summary>
    public static Refusal? MaySeeResults(ReviewActivityState state, Caller caller) =>
        !ReviewActivityRules.MayRead(state, caller) ? SharedRefusals.NotFound
        : !caller.May("review.results", ReviewActivityRules.FactsOf(state)) ? SharedRefusals.NotAllowed
        : state.Closed is null ? ReviewRefusals.NotClosed
        : null;

    /// <summary>Why the caller cannot be told who reviews; null where they can.</summary>
    public static Refusal? MaySeeExperts(ReviewActivityState state, Caller caller) =>
        !ReviewActivityRules.MayRead(state, caller) ? SharedRefusals.NotFound
        : !caller.May("review.experts", ReviewActivityRules.FactsOf(state)) ? SharedRefusals.NotAllowed
        : null;

    /// <summary>Why results cannot be released now; null where they can.</summary>
    public static Refusal? MayRelease(ReviewActivityState state, Caller caller) =>
        ReviewActivityRules.MayManage(state, caller)
        ?? ReviewActivityRules.In(state, ReviewStatus.Closed, ReviewStatus.Released);

    /// <summary>What is wrong with the rows of a release; null for nothing.</summary>
    public static Refusal? RowsFault(ReviewActivityState state, ImmutableArray<ReleaseRow> rows)
    {
        var wrong = rows.FirstOrDefault(row => rows.Count(other => other.Project == row.Project) > 1
            || state.Created!.Projects.All(known => known.Project != row.Project)
            || state.Release.Any(line => line.Planned.Project == row.Project && line is { Done: true, Why: null }));
        return rows.IsEmpty ? SharedRefusals.Required("rows")
            : wrong is not null ? ReviewRefusals.ReleaseInvalid(wrong.Project)
            : null;
    }

    /// <summary>Decides what becomes of the projects.</summary>
    /// <param name="rows">The rows with the open tasks found for them.</param>
    public static Decision<ReviewActivityEvent> Release(
        ReviewActivityState state, ReleaseReviewResults command, ImmutableArray<PlannedRelease> rows, Caller caller,
        DateTimeOffset now) =>
        (MayRelease(state, caller) ?? RowsFault(state, command.Rows)) is { } refusal
            ? refusal
            : new ReleasePlanned(now, Actor.Of(caller), state.Releases + 1, rows);

    /// <summary>The next rows to be carried out.</summary>
    public static ImmutableArray<PlannedRelease> NextRows(ReviewActivityState state, int most) =>
        [.. state.Release.Where(line => !line.Done).Select(line => line.Planned).Take(most)];

    /// <summary>Records rows that were carried out.</summary>
    public static Decision<ReviewActivityEvent> Advance(
        ReviewActivityState state, ImmutableArray<ReleasedRow> rows, Caller caller, DateTimeOffset now) =>
        caller.By.IsPlatform && state.Status == ReviewStatus.Releasing
            ? new ReleaseAdvanced(now, rows)
            : SharedRefusals.NotFound;
}
