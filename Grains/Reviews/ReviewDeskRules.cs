using System.Collections.Immutable;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>
/// What can happen at a desk; pure. <c>isExpert</c> says whether the caller is who sits there: for others the desk does
/// not exist, except that organisers may give sheets back.
/// </summary>
public static class ReviewDeskRules
{
    /// <summary>Cause of closed sheets: the organiser replaced the expert.</summary>
    public const string ReplacedCause = "replaced";

    /// <summary>Cause of closed sheets: the expert declared an interest.</summary>
    public const string ConflictCause = "conflict";

    /// <summary>Opens the desk; by its group alone.</summary>
    public static Decision<ReviewDeskEvent> Open(
        ReviewDeskState state, OpenDesk order, Caller caller, DateTimeOffset now) =>
        !caller.By.IsPlatform ? SharedRefusals.NotFound
        : state.Opened is not null ? SharedRefusals.Exists
        : new DeskOpened(
            now, order.Seat.Desk, order.Group, order.Terms, order.Seat.Alias, order.Seat.Person, order.Seat.Expert,
            order.Seat.Box, order.Projects, order.MessagesAt);

    /// <summary>Where the desk stands, as views and columns name it.</summary>
    public static string StatusOf(ReviewDeskState state) =>
        state.Declined is not null ? "declined"
        : state.Replaced is not null ? "replaced"
        : state.Fenced is not null ? "closed"
        : state.Accepted is null ? "invited"
        : state.SignedAt is null && state.Opened!.Terms.HasCommitment ? "accepted"
        : "working";

    /// <summary>Why the invitation cannot be accepted now.</summary>
    public static Refusal? MayAccept(ReviewDeskState state, bool isExpert) =>
        Alive(state, isExpert) ?? (state.Accepted is not null ? ReviewRefusals.AcceptedAlready : null);

    /// <summary>Accepts.</summary>
    public static Decision<ReviewDeskEvent> Accept(ReviewDeskState state, bool isExpert, DateTimeOffset now) =>
        MayAccept(state, isExpert) is { } refusal ? refusal : new ReviewAccepted(now);

    /// <summary>Why the expert cannot decline now.</summary>
    public static Refusal? MayDecline(ReviewDeskState state, bool isExpert) =>
        Alive(state, isExpert) ?? (state.Sheets.Any(sheet => sheet.IsOpen) ? null : ReviewRefusals.NothingLeft);

    /// <summary>Declines; what has not come in goes to another.</summary>
    /// <param name="reason">The reason, sealed.</param>
    public static Decision<ReviewDeskEvent> Decline(
        ReviewDeskState state, DeclineReview command, string reason, bool isExpert, DateTimeOffset now) =>
        (MayDecline(state, isExpert) ?? Reason(command.Reason, 2)) is { } refusal
            ? refusal
            : new ReviewDeclined(now, reason, OpenOf(state));

    /// <summary>Why the commitment cannot be signed now.</summary>
    public static Refusal? MaySign(ReviewDeskState state, bool isExpert) =>
        Alive(state, isExpert)
        ?? (state.Accepted is null ? ReviewRefusals.NotAccepted
            : state.SignedAt is not null || !state.Opened!.Terms.HasCommitment ? ReviewRefusals.SignedAlready
            : null);

    /// <summary>Signs.</summary>
    public static Decision<ReviewDeskEvent> Sign(
        ReviewDeskState state, SignCommitment command, string textSm3, bool isExpert, DateTimeOffset now) =>
        (MaySign(state, isExpert) ?? (command.Agreed ? null : SharedRefusals.Required("agreed"))) is { } refusal
            ? refusal
            : new CommitmentSigned(now, textSm3);

    /// <summary>Why the material of a project does not open.</summary>
    public static Refusal? MayRead(ReviewDeskState state, string project, bool isExpert) =>
        Working(state, isExpert)
        ?? (state.Sheet(project) is not { } sheet ? SharedRefusals.NotFound
            : sheet.State == SheetState.Closed ? ReviewRefusals.SheetClosed
            : null);

    /// <summary>Why a sheet cannot be shown to the caller.</summary>
    public static Refusal? MaySee(ReviewDeskState state, string project, bool isExpert) =>
        !isExpert || state.Sheet(project) is null ? SharedRefusals.NotFound
        : state.Accepted is null ? ReviewRefusals.NotAccepted
        : null;

    /// <summary>Why a sheet cannot be written now.</summary>
    public static Refusal? MayWrite(ReviewDeskState state, string project, bool isExpert) =>
        MayRead(state, project, isExpert)
        ?? (state.Sheet(project)!.IsOpen ? null : ReviewRefusals.SheetSubmitted);

    /// <summary>Submits a sheet: complete, and final.</summary>
    /// <param name="sealedContent">The sheet, sealed.</param>
    public static Decision<ReviewDeskEvent> Submit(
        ReviewDeskState state, SubmitScoreSheet command, SheetDefinition sheet, string sealedContent, bool isExpert,
        DateTimeOffset now)
    {
        if (MayWrite(state, command.Project, isExpert) is { } refusal)
        {
            return refusal;
        }

        var findings = Scoring.Findings(sheet, command.Content);
        return findings.IsEmpty
            ? new SheetSubmitted(now, command.Project, sealedContent)
            : ReviewRefusals.SheetIncomplete(findings);
    }

    /// <summary>Why an interest cannot be declared in this project now.</summary>
    public static Refusal? MayRecuse(ReviewDeskState state, string project, bool isExpert) =>
        Alive(state, isExpert)
        ?? (state.Sheet(project) is not { } sheet ? SharedRefusals.NotFound
            : sheet.IsOpen ? null
            : ReviewRefusals.SheetSubmitted);

    /// <summary>Declares an interest; the sheet goes to another.</summary>
    /// <param name="reason">The reason, sealed.</param>
    public static Decision<ReviewDeskEvent> Recuse(
        ReviewDeskState state, DeclareConflict command, string reason, bool isExpert, DateTimeOffset now) =>
        (MayRecuse(state, command.Project, isExpert) ?? Reason(command.Reason, 2)) is { } refusal
            ? refusal
            : new SheetsClosed(now, ConflictCause, [command.Project], reason);

    /// <summary>Gives a sheet back; by an organiser, before the fence.</summary>
    public static Decision<ReviewDeskEvent> Return(
        ReviewDeskState state, ReturnScoreSheet command, Caller caller, DateTimeOffset now)
    {
        var refusal = state.Opened is not { } opened || !caller.May("review.manage", ReviewFacts.Of(opened.Terms))
                ? SharedRefusals.NotFound
            : state.Fenced is not null ? ReviewRefusals.Closed
            : state.Sheet(command.Project) is not { } sheet ? SharedRefusals.NotFound
            : sheet.State != SheetState.Submitted ? ReviewRefusals.SheetNotSubmitted
            : state.Declined is not null || state.Replaced is not null ? ReviewRefusals.GivenUp
            : Reason(command.Reason, 4);
        return refusal is not null
            ? refusal
            : new SheetReturned(now, Actor.Of(caller), command.Project, command.Reason.Trim());
    }

    /// <summary>Closes what has not come in, since the expert is replaced; by the group alone.</summary>
    public static Decision<ReviewDeskEvent> CloseOpen(ReviewDeskState state, Caller caller, DateTimeOffset now) =>
        !caller.By.IsPlatform || state.Opened is null ? SharedRefusals.NotFound
        : new SheetsClosed(now, ReplacedCause, OpenOf(state), null);

    /// <summary>Whether closing would change anything; a repeated order does not.</summary>
    public static bool IsClosable(ReviewDeskState state) =>
        state is { Declined: null, Replaced: null, Fenced: null };

    /// <summary>Puts up the fence; by the group alone.</summary>
    public static Decision<ReviewDeskEvent> Fence(ReviewDeskState state, Caller caller, DateTimeOffset now) =>
        !caller.By.IsPlatform || state.Opened is null ? SharedRefusals.NotFound
        : state.Fenced is not null ? ReviewRefusals.Closed
        : new DeskFenced(now);

    /// <summary>Sends what the expert is to be told; by the platform alone.</summary>
    public static Decision<ReviewDeskEvent> Tell(
        ReviewDeskState state, ReviewDeskEvent told, Caller caller) =>
        caller.By.IsPlatform && IsUnfinished(state) ? told : SharedRefusals.NotFound;

    /// <summary>Whether the expert still has something to do.</summary>
    public static bool IsUnfinished(ReviewDeskState state) =>
        state is { Opened: not null, Declined: null, Replaced: null, Fenced: null }
        && state.Sheets.Any(sheet => sheet.IsOpen);

    private static Refusal? Alive(ReviewDeskState state, bool isExpert) =>
        !isExpert || state.Opened is null ? SharedRefusals.NotFound
        : state.Fenced is not null ? ReviewRefusals.Closed
        : state.Declined is not null || state.Replaced is not null ? ReviewRefusals.GivenUp
        : null;

    private static Refusal? Working(ReviewDeskState state, bool isExpert) =>
        Alive(state, isExpert)
        ?? (state.Accepted is null ? ReviewRefusals.NotAccepted
            : state.SignedAt is null && state.Opened!.Terms.HasCommitment ? ReviewRefusals.NotSigned
            : null);

    private static ImmutableArray<string> OpenOf(ReviewDeskState state) =>
        [.. state.Sheets.Where(sheet => sheet.IsOpen).Select(sheet => sheet.Project)];

    private static Refusal? Reason(string reason, int least) =>
        reason.Trim().Length < least || reason.Length > 500 ? SharedRefusals.Length("reason", least, 500) : null;
}
