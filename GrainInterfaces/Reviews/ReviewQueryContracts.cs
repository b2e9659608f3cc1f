using System.Collections.Immutable;
using Orleans;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Reviews;

/// <summary>Lists of review activities, their progress, and one's own desks. Stateless; key: <c>reviews</c>.</summary>
[Alias("SunGov.IReviewQueries")]
public interface IReviewQueries : IGrainWithStringKey
{
    /// <summary>Activities in the scope of the acting identity.</summary>
    [Alias("List")]
    Task<Outcome<Page<ReviewActivityRow>>> List(ReviewActivityFilter filter, PageRequest page, By by);

    /// <summary>Projects of an activity with how many sheets have come in; no scores.</summary>
    [Alias("Projects")]
    Task<Outcome<ImmutableArray<ReviewProjectRow>>> Projects(string activity, By by);

    /// <summary>Progress of an activity, desk by desk under their aliases; no names, no scores.</summary>
    [Alias("Progress")]
    Task<Outcome<ReviewProgress>> Progress(string activity, By by);

    /// <summary>The desks of the person behind the session.</summary>
    [Alias("Mine")]
    Task<Outcome<ImmutableArray<ReviewDeskRow>>> Mine(By by);

    /// <summary>Which of these things of a kind the caller may read; for live events.</summary>
    [Alias("Readable")]
    Task<ImmutableArray<string>> Readable(string kind, ImmutableArray<string> keys, By by);
}

/// <summary>Which activities.</summary>
[Immutable, Alias("SunGov.ReviewActivityFilter")]
public sealed record ReviewActivityFilter(string? Call = null, string? Status = null, string? Search = null);

/// <summary>An activity in a list.</summary>
[Immutable, Alias("SunGov.ReviewActivityRow")]
public sealed record ReviewActivityRow(
    string Id,
    string Status,
    string Title,
    string Call,
    string CallTitle,
    Words StageName,
    int Projects,
    int SheetsPerProject,
    DateOnly Opens,
    DateOnly Closes,
    DateTimeOffset Created);

/// <summary>A project of an activity.</summary>
/// <param name="Group">Name of its group; empty while not arranged.</param>
/// <param name="Submitted">Sheets that have come in.</param>
/// <param name="Wanted">Sheets it gets.</param>
[Immutable, Alias("SunGov.ReviewProjectRow")]
public sealed record ReviewProjectRow(
    string Project, string? Number, string Title, string Entity, string Group, int Submitted, int Wanted);

/// <summary>How far an activity is.</summary>
/// <param name="Submitted">Sheets that have come in.</param>
/// <param name="Wanted">Sheets there will be.</param>
/// <param name="Fenced">Desks that closing has reached.</param>
[Immutable, Alias("SunGov.ReviewProgress")]
public sealed record ReviewProgress(
    int Submitted, int Wanted, int Fenced, ImmutableArray<DeskProgress> Desks);

/// <summary>How far a desk is.</summary>
/// <param name="Group">Key of its group.</param>
/// <param name="Status">invited, accepted, working, declined, replaced or closed.</param>
/// <param name="Nudged">How often it was reminded.</param>
[Immutable, Alias("SunGov.DeskProgress")]
public sealed record DeskProgress(
    string Desk,
    string Group,
    string Alias,
    string Status,
    int Submitted,
    int Sheets,
    ImmutableArray<string> SubmittedProjects,
    DateTimeOffset Changed,
    int Nudged);

/// <summary>One of one's own desks.</summary>
[Immutable, Alias("SunGov.ReviewDeskRow")]
public sealed record ReviewDeskRow(
    string Desk, string Title, string Status, int Submitted, int Sheets, DateOnly Opens, DateOnly Closes);
