using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SunGov.GrainInterfaces.Reviews;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>What happened at a desk. The expert is named nowhere in clear; scores and reasons are sealed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(DeskOpened), "review-desk-opened")]
[JsonDerivedType(typeof(InvitationSent), "review-invitation-sent")]
[JsonDerivedType(typeof(ReviewAccepted), "review-accepted")]
[JsonDerivedType(typeof(ReviewDeclined), "review-declined")]
[JsonDerivedType(typeof(CommitmentSigned), "review-commitment-signed")]
[JsonDerivedType(typeof(SheetSubmitted), "review-sheet-submitted")]
[JsonDerivedType(typeof(SheetReturned), "review-sheet-returned")]
[JsonDerivedType(typeof(SheetsClosed), "review-sheets-closed")]
[JsonDerivedType(typeof(ExpertNudged), "review-expert-nudged")]
[JsonDerivedType(typeof(DeskFenced), "review-desk-fenced")]
public abstract record ReviewDeskEvent;

/// <summary>The desk was opened with its sheets.</summary>
/// <param name="Person">Person id, sealed.</param>
/// <param name="Expert">What the register said at the draw, sealed.</param>
/// <param name="Box">Blind index by which the person finds the desk.</param>
/// <param name="MessagesAt">When the invitation leaves.</param>
public sealed record DeskOpened(
    DateTimeOffset At,
    string Id,
    string Group,
    ReviewTerms Terms,
    string Alias,
    string Person,
    string Expert,
    string Box,
    ImmutableArray<ReviewedProject> Projects,
    DateTimeOffset MessagesAt) : ReviewDeskEvent;

/// <summary>The invitation left.</summary>
public sealed record InvitationSent(DateTimeOffset At) : ReviewDeskEvent;

/// <summary>The expert accepted.</summary>
public sealed record ReviewAccepted(DateTimeOffset At) : ReviewDeskEvent;

/// <summary>The expert declined; the projects go to another.</summary>
/// <param name="Reason">Why, sealed.</param>
public sealed record ReviewDeclined(DateTimeOffset At, string Reason, ImmutableArray<string> Projects)
    : ReviewDeskEvent;

/// <summary>The expert signed the commitment.</summary>
/// <param name="TextSm3">Hash of the text that was signed (SM3, hex).</param>
public sealed record CommitmentSigned(DateTimeOffset At, string TextSm3) : ReviewDeskEvent;

/// <summary>A sheet came in.</summary>
/// <param name="Content">The whole sheet, sealed; the chain covers these bytes.</param>
public sealed record SheetSubmitted(DateTimeOffset At, string Project, string Content) : ReviewDeskEvent;

/// <summary>An organiser gave a sheet back.</summary>
public sealed record SheetReturned(DateTimeOffset At, Actor By, string Project, string Reason) : ReviewDeskEvent;

/// <summary>Sheets that had not come in were closed for good; their slots go to another expert.</summary>
/// <param name="Cause"><c>replaced</c> or <c>conflict</c>.</param>
/// <param name="Reason">The expert's reason, sealed; null where the organiser replaced them.</param>
public sealed record SheetsClosed(
    DateTimeOffset At, string Cause, ImmutableArray<string> Projects, string? Reason) : ReviewDeskEvent;

/// <summary>The expert was reminded.</summary>
public sealed record ExpertNudged(DateTimeOffset At, int No) : ReviewDeskEvent;

/// <summary>From here on the desk takes no more sheets: what came in before counts, nothing after.</summary>
public sealed record DeskFenced(DateTimeOffset At) : ReviewDeskEvent;

/// <summary>Where a sheet stands.</summary>
public enum SheetState
{
    /// <summary>To be filled in.</summary>
    Open,

    /// <summary>Given back, to be submitted again.</summary>
    Returned,

    /// <summary>Come in.</summary>
    Submitted,

    /// <summary>Gone to another expert.</summary>
    Closed,
}

/// <summary>A sheet of a desk; its content stands in the journal.</summary>
public sealed record DeskSheet(
    string Project, SheetState State = SheetState.Open, DateTimeOffset? Submitted = null, string? Note = null)
{
    /// <summary>Whether it can still come in.</summary>
    [JsonIgnore]
    public bool IsOpen => State is SheetState.Open or SheetState.Returned;
}

/// <summary>A desk as of its last entry. A stored format: new members need defaults.</summary>
public sealed record ReviewDeskState
{
    /// <summary>Not opened yet.</summary>
    public static ReviewDeskState Initial { get; } = new();

    /// <summary>How it began; null while it does not exist.</summary>
    public DeskOpened? Opened { get; init; }

    /// <summary>Its sheets, in the order of its projects.</summary>
    public ImmutableArray<DeskSheet> Sheets { get; init; } = [];

    /// <summary>When the invitation left.</summary>
    public DateTimeOffset? Told { get; init; }

    /// <summary>When the expert accepted.</summary>
    public DateTimeOffset? Accepted { get; init; }

    /// <summary>When the expert signed.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>When the expert declined.</summary>
    public DateTimeOffset? Declined { get; init; }

    /// <summary>When the expert was replaced.</summary>
    public DateTimeOffset? Replaced { get; init; }

    /// <summary>When the fence came.</summary>
    public DateTimeOffset? Fenced { get; init; }

    /// <summary>How often the expert was reminded.</summary>
    public int Nudged { get; init; }

    /// <summary>Instant of the last change.</summary>
    public DateTimeOffset Changed { get; init; }

    /// <summary>The sheet of a project, or null.</summary>
    public DeskSheet? Sheet(string project) => Sheets.FirstOrDefault(sheet => sheet.Project == project);

    /// <summary>State after an event; an event it does not know throws.</summary>
    public static ReviewDeskState Evolve(ReviewDeskState state, ReviewDeskEvent happened) => happened switch
    {
        DeskOpened e => state with
        {
            Opened = e,
            Sheets = [.. e.Projects.Select(project => new DeskSheet(project.Project))],
            Changed = e.At,
        },
        InvitationSent e => state with { Told = e.At },
        ReviewAccepted e => state with { Accepted = e.At, Changed = e.At },
        ReviewDeclined e => state.With(e.Projects, Closed) with { Declined = e.At, Changed = e.At },
        CommitmentSigned e => state with { SignedAt = e.At, Changed = e.At },
        SheetSubmitted e => state.With(
            [e.Project],
            sheet => sheet with { State = SheetState.Submitted, Submitted = e.At, Note = null }) with
        {
            Changed = e.At,
        },
        SheetReturned e => state.With(
            [e.Project],
            sheet => sheet with { State = SheetState.Returned, Submitted = null, Note = e.Reason }) with
        {
            Changed = e.At,
        },
        SheetsClosed e => state.With(e.Projects, Closed) with
        {
            Replaced = e.Cause == ReviewDeskRules.ReplacedCause ? e.At : state.Replaced,
            Changed = e.At,
        },
        ExpertNudged e => state with { Nudged = e.No },
        DeskFenced e => state with { Fenced = e.At, Changed = e.At },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not an event of a desk"),
    };

    private static DeskSheet Closed(DeskSheet sheet) => sheet with { State = SheetState.Closed };

    private ReviewDeskState With(ImmutableArray<string> projects, Func<DeskSheet, DeskSheet> change) => this with
    {
        Sheets = [.. Sheets.Select(sheet => projects.Contains(sheet.Project) ? change(sheet) : sheet)],
    };
}
