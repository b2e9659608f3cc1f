using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Reviews;

/// <summary>
/// One round of review over a set of projects (R-REV-01 and following). Key: opaque id. Nothing here tells who
/// reviews: experts are aliases, except where <see cref="ReadExperts"/> discloses them and says so in the access log.
/// </summary>
[Alias("SunGov.IReviewActivityGrain")]
public interface IReviewActivityGrain : IGrainWithStringKey
{
    /// <summary>Creates it over projects that stand in a stage of a call and whose task the caller holds.</summary>
    [Alias("Create")]
    Task<Outcome<ReviewActivityView>> Create(CreateReviewActivity command, By by);

    /// <summary>Changes sheet, number of sheets, period or blindness; only before experts are invited.</summary>
    [Alias("ChangePlan")]
    Task<Outcome<ReviewActivityView>> ChangePlan(ReviewPlan command, By by);

    /// <summary>Puts every project into one group, replacing the groups before; an earlier draw is dropped.</summary>
    [Alias("Arrange")]
    Task<Outcome<ReviewActivityView>> Arrange(ArrangeReviewGroups command, By by);

    /// <summary>Groups by a field of the form, at most so many projects each; nothing is changed.</summary>
    /// <param name="field"><c>form/section/field</c>; null for the first choice of the first form.</param>
    [Alias("Propose"), ReadOnly]
    Task<Outcome<ImmutableArray<ReviewGroupPlan>>> Propose(string? field, int most, By by);

    /// <summary>
    /// Draws experts for every group at random from the eligible, recusal applied; only counts are shown (R-REV-06).
    /// May be repeated until the experts are invited.
    /// </summary>
    [Alias("Draw")]
    Task<Outcome<ReviewActivityView>> Draw(DrawExperts command, By by);

    /// <summary>Draws more experts into the reserve of a group that is open; slots nobody fills are given out at
    /// once.</summary>
    [Alias("DrawReserves")]
    Task<Outcome<ReviewActivityView>> DrawReserves(DrawReserves command, By by);

    /// <summary>Opens groups and desks and invites; messages leave after the pause.</summary>
    [Alias("Invite")]
    Task<Outcome<ReviewActivityView>> Invite(InviteExperts command, By by);

    /// <summary>Reminds all who have not finished, after the pause (R-REV-13).</summary>
    [Alias("Nudge")]
    Task<Outcome<ReviewActivityView>> Nudge(NudgeExperts command, By by);

    /// <summary>Takes back a reminder that has not left yet.</summary>
    [Alias("WithdrawNudge")]
    Task<Outcome<ReviewActivityView>> WithdrawNudge(WithdrawNudge command, By by);

    /// <summary>Begins to close: desks are fenced, sheets counted; then it is closed (R-REV-11).</summary>
    [Alias("Close")]
    Task<Outcome<ReviewActivityView>> Close(CloseReviewActivity command, By by);

    /// <summary>What a release would do, project by project; nothing is changed.</summary>
    [Alias("PreviewRelease"), ReadOnly]
    Task<Outcome<ImmutableArray<ReleaseRowView>>> PreviewRelease(ReleaseReviewResults plan, By by);

    /// <summary>Moves projects on by a recorded plan, each under the caller's identity.</summary>
    [Alias("Release")]
    Task<Outcome<ReviewActivityView>> Release(ReleaseReviewResults command, By by);

    /// <summary>The activity with groups, progress and what the caller may do.</summary>
    [Alias("Read"), ReadOnly]
    Task<Outcome<ReviewActivityView>> Read(By by);

    /// <summary>The ranked list, once closed; the disclosure is recorded first.</summary>
    [Alias("ReadRanking"), ReadOnly]
    Task<Outcome<ReviewRanking>> ReadRanking(By by);

    /// <summary>The counted sheets of a project, once closed; the disclosure is recorded first.</summary>
    [Alias("ReadSheets"), ReadOnly]
    Task<Outcome<ImmutableArray<CountedSheet>>> ReadSheets(string project, By by);

    /// <summary>Who reviews; the disclosure is recorded first.</summary>
    [Alias("ReadExperts"), ReadOnly]
    Task<Outcome<ImmutableArray<ReviewExpertRow>>> ReadExperts(By by);

    /// <summary>A due row that fell due, or news of a desk; the activity decides whether it still applies.</summary>
    [Alias("OnDue")]
    Task<Outcome<Done>> OnDue(string what, Guid id);
}

/// <summary>Creates a review activity.</summary>
/// <param name="Title">Title, 4 to 120 characters.</param>
/// <param name="Call">Call of the projects.</param>
/// <param name="Stage">Stage in which they stand.</param>
/// <param name="Projects">Which; empty for all that stand there and whose task the caller holds.</param>
[Immutable, Alias("SunGov.CreateReviewActivity")]
public sealed record CreateReviewActivity(
    string Title, string Call, string Stage, ImmutableArray<string> Projects, ReviewPlan Plan);

/// <summary>How a round is run.</summary>
/// <param name="Sheet">Id of an indicator sheet of the definition.</param>
/// <param name="SheetsPerProject">Sheets each project gets, 1 to 21.</param>
/// <param name="Blind">Whether what identifies applicants is hidden.</param>
/// <param name="Opens">First day.</param>
/// <param name="Closes">Last day; tells the experts, closing itself is an act.</param>
/// <param name="GroupRecusal">Whether experts of a group's applicants judge nothing in that group, since its projects
/// are rivals; left out, they do not. Null in rounds of earlier releases: only their own are kept from them.</param>
[Immutable, Alias("SunGov.ReviewPlan")]
public sealed record ReviewPlan(
    string Sheet, int SheetsPerProject, bool Blind, DateOnly Opens, DateOnly Closes, bool? GroupRecusal = null);

/// <summary>Arranges the groups.</summary>
[Immutable, Alias("SunGov.ArrangeReviewGroups")]
public sealed record ArrangeReviewGroups(ImmutableArray<ReviewGroupPlan> Groups);

/// <summary>A group to be.</summary>
/// <param name="Name">Name, 1 to 60 characters.</param>
/// <param name="Disciplines">GB/T 13745 codes; experts of these or below them are eligible. Empty for all.</param>
/// <param name="Projects">Its projects.</param>
[Immutable, Alias("SunGov.ReviewGroupPlan")]
public sealed record ReviewGroupPlan(
    string Name, ImmutableArray<string> Disciplines, ImmutableArray<string> Projects);

/// <summary>Draws experts.</summary>
/// <param name="Reserves">Most experts in reserve for each group, 0 to 50.</param>
[Immutable, Alias("SunGov.DrawExperts")]
public sealed record DrawExperts(int Reserves);

/// <summary>More experts in reserve for a group of an open activity, drawn among those who were not drawn before.
/// </summary>
/// <param name="Group">Key of the group.</param>
/// <param name="Count">How many, 1 to 50; fewer where fewer are left.</param>
[Immutable, Alias("SunGov.DrawReserves")]
public sealed record DrawReserves(string Group, int Count);

/// <summary>Invites the drawn.</summary>
[Immutable, Alias("SunGov.InviteExperts")]
public sealed record InviteExperts;

/// <summary>Reminds the unfinished.</summary>
[Immutable, Alias("SunGov.NudgeExperts")]
public sealed record NudgeExperts;

/// <summary>Takes back the reminder that waits.</summary>
[Immutable, Alias("SunGov.WithdrawNudge")]
public sealed record WithdrawNudge;

/// <summary>Closes.</summary>
/// <param name="WithMissing">
/// True to close although sheets are missing; projects without all of them are then not ranked.
/// </param>
[Immutable, Alias("SunGov.CloseReviewActivity")]
public sealed record CloseReviewActivity(bool WithMissing);

/// <summary>Releases results: which project goes which way.</summary>
[Immutable, Alias("SunGov.ReleaseReviewResults")]
public sealed record ReleaseReviewResults(ImmutableArray<ReleaseRow> Rows);

/// <summary>What happens to one project.</summary>
/// <param name="Action">Action of the stage, as the definition names it.</param>
/// <param name="Opinion">Opinion recorded with it; null for none.</param>
[Immutable, Alias("SunGov.ReleaseRow")]
public sealed record ReleaseRow(string Project, string Action, string? Opinion);

/// <summary>A project in a release, planned or carried out.</summary>
/// <param name="State">planned, done or refused.</param>
/// <param name="Why">Why it was or would be refused; null where not.</param>
[Immutable, Alias("SunGov.ReleaseRowView")]
public sealed record ReleaseRowView(string Project, string Action, string State, Refusal? Why);

/// <summary>A review activity as a caller may see it.</summary>
/// <param name="Status">preparing, open, closing, closed, releasing or released.</param>
/// <param name="Drawn">True once experts are drawn for the present groups.</param>
/// <param name="NudgeAt">When a waiting reminder leaves; null where none waits.</param>
/// <param name="Release">Progress of the release; empty before.</param>
[Immutable, Alias("SunGov.ReviewActivityView")]
public sealed record ReviewActivityView(
    string Id,
    long Version,
    string Status,
    string Title,
    Named Call,
    string Stage,
    Words StageName,
    Named Owner,
    ReviewPlan Plan,
    Words SheetName,
    int Projects,
    bool Drawn,
    ImmutableArray<ReviewGroupLine> Groups,
    DateTimeOffset Created,
    DateTimeOffset? Invited,
    DateTimeOffset? ClosedAt,
    DateTimeOffset? NudgeAt,
    ImmutableArray<ReleaseRowView> Release,
    ImmutableArray<Allowed> Allowed);

/// <summary>How many candidates were recused for one reason; never who.</summary>
/// <param name="Reason">Why: <c>leader</c>, <c>member</c>, <c>co-member</c>, <c>entity</c>, <c>declared</c>.</param>
[Immutable, Alias("SunGov.RecusalCount")]
public sealed record RecusalCount(string Reason, int Count);

/// <summary>A group of an activity.</summary>
/// <param name="Id">Key of its grain, once invited.</param>
/// <param name="Candidates">Eligible experts at the draw, before recusal.</param>
/// <param name="Recused">How many of them were recused from at least one project.</param>
/// <param name="Desks">Experts drawn.</param>
/// <param name="Reserves">Experts drawn in reserve.</param>
/// <param name="Frozen">True once closing has reached it.</param>
[Immutable, Alias("SunGov.ReviewGroupLine")]
public sealed record ReviewGroupLine(
    string Id,
    string Name,
    ImmutableArray<string> Disciplines,
    ImmutableArray<string> Projects,
    int Candidates,
    int Recused,
    int Desks,
    int Reserves,
    bool Frozen,
    ImmutableArray<RecusalCount> Reasons);

/// <summary>The ranked list of a closed activity.</summary>
/// <param name="Destroyed">True where the key of the round has been destroyed and nothing can be shown.</param>
[Immutable, Alias("SunGov.ReviewRanking")]
public sealed record ReviewRanking(ImmutableArray<RankedProject> Projects, bool Destroyed);

/// <summary>A project in the ranked list.</summary>
/// <param name="Rank">Place among all, 1 is best; equal scores share one. Null where sheets are missing.</param>
/// <param name="GroupRank">Place in its group; null where sheets are missing.</param>
/// <param name="Tied">True where another project has the same rank.</param>
/// <param name="Score">Mean of its sheets, 0 to 100, two decimals; null where sheets are missing.</param>
/// <param name="Spread">Highest less lowest sheet.</param>
/// <param name="Deviation">Mean distance of its sheets from their mean.</param>
/// <param name="Supported">How many of its sheets support it; null where the sheet does not ask.</param>
[Immutable, Alias("SunGov.RankedProject")]
public sealed record RankedProject(
    string Project,
    string? Number,
    string Title,
    string Entity,
    string Group,
    int? Rank,
    int? GroupRank,
    bool Tied,
    decimal? Score,
    decimal? Spread,
    decimal? Deviation,
    int? Supported,
    int Sheets,
    int Wanted);

/// <summary>A sheet that counted, under its alias.</summary>
[Immutable, Alias("SunGov.CountedSheet")]
public sealed record CountedSheet(
    string Desk, string Alias, decimal Score, ScoreSheetContent Content, DateTimeOffset Submitted);

/// <summary>Who sits at a desk.</summary>
[Immutable, Alias("SunGov.ReviewExpertRow")]
public sealed record ReviewExpertRow(
    string Desk, string Alias, string Group, string Expert, string Name, string Entity, string Title, string State);
