using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Reviews;

/// <summary>
/// One expert's sheets in one activity; the expert alone writes here. Key: random id. In the journal the actor of a
/// desk is the desk; who sits there is sealed. For everybody else it does not exist.
/// </summary>
[Alias("SunGov.IReviewDeskGrain")]
public interface IReviewDeskGrain : IGrainWithStringKey
{
    /// <summary>The desk: terms, sheets, what can be done.</summary>
    [Alias("Read"), ReadOnly]
    Task<Outcome<ReviewDeskView>> Read(By by);

    /// <summary>Accepts the invitation.</summary>
    [Alias("Accept")]
    Task<Outcome<ReviewDeskView>> Accept(AcceptReview command, By by);

    /// <summary>Declines, also later; sheets not yet submitted go to another expert.</summary>
    [Alias("Decline")]
    Task<Outcome<ReviewDeskView>> Decline(DeclineReview command, By by);

    /// <summary>Signs the commitment; before that no material opens (R-REV-09).</summary>
    [Alias("Sign")]
    Task<Outcome<ReviewDeskView>> Sign(SignCommitment command, By by);

    /// <summary>What the applicant submitted; in a blind review without what identifies them.</summary>
    [Alias("ReadMaterial"), ReadOnly]
    Task<Outcome<ReviewMaterial>> ReadMaterial(string project, By by);

    /// <summary>A ticket to download a file of the material.</summary>
    [Alias("OpenFile"), ReadOnly]
    Task<Outcome<FileTicketView>> OpenFile(string project, string file, By by);

    /// <summary>The sheet of a project as it stands: its draft, or as submitted.</summary>
    [Alias("ReadSheet"), ReadOnly]
    Task<Outcome<ScoreSheetView>> ReadSheet(string project, By by);

    /// <summary>Saves the draft of a sheet over the version its author saw; it may still be incomplete.</summary>
    [Alias("SaveSheet")]
    Task<Outcome<ScoreSheetView>> SaveSheet(SaveScoreSheet command, By by);

    /// <summary>Submits a sheet: complete, and final unless it is returned.</summary>
    [Alias("SubmitSheet")]
    Task<Outcome<ScoreSheetView>> SubmitSheet(SubmitScoreSheet command, By by);

    /// <summary>Declares an interest in one project; its sheet goes to another expert (R-REV-08).</summary>
    [Alias("Recuse")]
    Task<Outcome<ReviewDeskView>> Recuse(DeclareConflict command, By by);

    /// <summary>Gives a submitted sheet back to its expert before closing; by an organiser.</summary>
    [Alias("ReturnSheet")]
    Task<Outcome<Done>> ReturnSheet(ReturnScoreSheet command, By by);

    /// <summary>A due row that fell due, or an order of group or activity.</summary>
    [Alias("OnDue")]
    Task<Outcome<Done>> OnDue(string what, Guid id);
}

/// <summary>Accepts.</summary>
[Immutable, Alias("SunGov.AcceptReview")]
public sealed record AcceptReview;

/// <summary>Declines.</summary>
/// <param name="Reason">Why, 2 to 500 characters; sealed.</param>
[Immutable, Alias("SunGov.DeclineReview")]
public sealed record DeclineReview(string Reason);

/// <summary>Signs.</summary>
/// <param name="Agreed">True: the text was read and is agreed to.</param>
[Immutable, Alias("SunGov.SignCommitment")]
public sealed record SignCommitment(bool Agreed);

/// <summary>Declares an interest.</summary>
/// <param name="Reason">Why, 2 to 500 characters; sealed.</param>
[Immutable, Alias("SunGov.DeclareConflict")]
public sealed record DeclareConflict(string Project, string Reason);

/// <summary>Saves a draft.</summary>
/// <param name="IfSheetVersion">The draft's version the author saw; 0 for none.</param>
[Immutable, Alias("SunGov.SaveScoreSheet")]
public sealed record SaveScoreSheet(string Project, ScoreSheetContent Content, int IfSheetVersion);

/// <summary>Submits a sheet.</summary>
[Immutable, Alias("SunGov.SubmitScoreSheet")]
public sealed record SubmitScoreSheet(string Project, ScoreSheetContent Content);

/// <summary>Gives a sheet back.</summary>
/// <param name="Reason">Why, 4 to 500 characters.</param>
[Immutable, Alias("SunGov.ReturnScoreSheet")]
public sealed record ReturnScoreSheet(string Project, string Reason);

/// <summary>What an expert writes on a sheet.</summary>
/// <param name="Comment">Comment on the whole, at most 2,000 characters.</param>
/// <param name="Support">Support or not; null while undecided.</param>
[Immutable, Alias("SunGov.ScoreSheetContent")]
public sealed record ScoreSheetContent(ImmutableArray<IndicatorScore> Scores, string? Comment, bool? Support);

/// <summary>What an expert says on one indicator.</summary>
/// <param name="Score">Score, or null where the indicator has grades or none is given yet.</param>
/// <param name="Grade">Grade, or null where the indicator has scores or none is given yet.</param>
[Immutable, Alias("SunGov.IndicatorScore")]
public sealed record IndicatorScore(string Indicator, decimal? Score, string? Grade, string? Comment);

/// <summary>A desk as its expert sees it.</summary>
/// <param name="Status">invited, accepted, working (commitment signed), declined, replaced or closed.</param>
/// <param name="Commitment">Text to be signed; null where nothing is.</param>
[Immutable, Alias("SunGov.ReviewDeskView")]
public sealed record ReviewDeskView(
    string Id,
    long Version,
    string Status,
    string Title,
    string Programme,
    bool Blind,
    DateOnly Opens,
    DateOnly Closes,
    Words? Commitment,
    DateTimeOffset? SignedAt,
    ImmutableArray<DeskSheetLine> Sheets,
    ImmutableArray<Allowed> Allowed);

/// <summary>A sheet on a desk.</summary>
/// <param name="State">open, returned, submitted, or closed where it went to another expert.</param>
/// <param name="Note">Why it was returned; null where it was not.</param>
[Immutable, Alias("SunGov.DeskSheetLine")]
public sealed record DeskSheetLine(
    string Project, string? Number, string Title, string State, DateTimeOffset? Submitted, string? Note);

/// <summary>What an expert reads of one project.</summary>
/// <param name="Hidden">True where something that identifies the applicant was left out.</param>
[Immutable, Alias("SunGov.ReviewMaterial")]
public sealed record ReviewMaterial(
    string Project, string? Number, string Title, bool Hidden, ImmutableArray<FormView> Forms);

/// <summary>A sheet with its indicators, its content and what is missing.</summary>
/// <param name="State">open, returned, submitted or closed.</param>
/// <param name="Version">Counts saves of the draft; sent back as If-Match.</param>
/// <param name="Score">Its score, 0 to 100, two decimals; null while something is missing.</param>
/// <param name="Findings">What is missing or wrong, each with its field.</param>
[Immutable, Alias("SunGov.ScoreSheetView")]
public sealed record ScoreSheetView(
    string Desk,
    string Project,
    string? Number,
    string Title,
    string State,
    int Version,
    DateTimeOffset? SavedAt,
    DateTimeOffset? Submitted,
    SheetForm Form,
    ScoreSheetContent Content,
    decimal? Score,
    ImmutableArray<Refusal> Findings,
    bool Editable);

/// <summary>An indicator sheet to be filled in.</summary>
[Immutable, Alias("SunGov.SheetForm")]
public sealed record SheetForm(
    string Id, Words Name, ImmutableArray<SheetIndicator> Indicators, SheetComment Comment, bool Support);

/// <summary>An indicator.</summary>
/// <param name="Share">Its weight as a share of all, in percent.</param>
/// <param name="Max">Highest score; null where grades are given.</param>
[Immutable, Alias("SunGov.SheetIndicator")]
public sealed record SheetIndicator(
    string Id,
    Words Name,
    Words? Help,
    decimal Share,
    decimal? Max,
    decimal Step,
    ImmutableArray<SheetGrade> Grades,
    SheetComment Comment);

/// <summary>A grade and its points.</summary>
[Immutable, Alias("SunGov.SheetGrade")]
public sealed record SheetGrade(string Value, Words Name, decimal Points);

/// <summary>Whether and how long a comment must be.</summary>
[Immutable, Alias("SunGov.SheetComment")]
public sealed record SheetComment(bool Required, int MinLength);
