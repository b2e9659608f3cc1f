using System.Collections.Immutable;
using Orleans;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Projects;

/// <summary>Lists of projects and tasks. Stateless; key: <c>projects</c>.</summary>
[Alias("SunGov.IProjectQueries")]
public interface IProjectQueries : IGrainWithStringKey
{
    /// <summary>Projects in the scope of the acting identity.</summary>
    [Alias("List")]
    Task<Outcome<Page<ProjectRow>>> List(ProjectFilter filter, PageRequest page, By by);

    /// <summary>
    /// All rows of <see cref="List"/> for a file, at most 20,000; the disclosure is recorded before this returns.
    /// Refused as invalid with <c>export-too-large</c> beyond that.
    /// </summary>
    [Alias("Export")]
    Task<Outcome<ImmutableArray<ProjectRow>>> Export(ProjectFilter filter, string? sort, By by);

    /// <summary>How many projects of the scope stand in each stage and status, for the filters above a list.</summary>
    [Alias("Counts")]
    Task<Outcome<ImmutableArray<ProjectCount>>> Counts(ProjectFilter filter, By by);

    /// <summary>Open tasks of all identities of the person, soonest deadline first.</summary>
    [Alias("Tasks")]
    Task<Outcome<Page<TaskRow>>> Tasks(PageRequest page, By by);

    /// <summary>Which of these projects the acting identity may read; for live events.</summary>
    [Alias("Readable")]
    Task<ImmutableArray<string>> Readable(ImmutableArray<string> projects, By by);
}

/// <summary>Which projects.</summary>
/// <param name="Search">Words of title, number, leader or entity; or an exact number.</param>
/// <param name="Holder">Only those with an open task of the acting identity.</param>
/// <param name="Year">Year of their call.</param>
[Immutable, Alias("SunGov.ProjectFilter")]
public sealed record ProjectFilter(
    string? Search = null,
    string? Call = null,
    string? Programme = null,
    string? Stage = null,
    string? Status = null,
    string? Entity = null,
    bool Holder = false,
    int? Year = null);

/// <summary>A project in a list.</summary>
/// <param name="Holders">Who holds the open tasks, as shown.</param>
[Immutable, Alias("SunGov.ProjectRow")]
public sealed record ProjectRow(
    string Id,
    string? Number,
    string Title,
    string Status,
    string Stage,
    Words StageName,
    string Programme,
    string Call,
    string CallTitle,
    string Leader,
    string Entity,
    string? RecommendingUnit,
    string Region,
    long? RequestedFen,
    string Holders,
    DateTimeOffset? Submitted,
    DateTimeOffset? Due,
    DateTimeOffset Changed);

/// <summary>How many projects stand in a stage.</summary>
[Immutable, Alias("SunGov.ProjectCount")]
public sealed record ProjectCount(string Stage, Words StageName, string Status, long Count);

/// <summary>A task in the task list.</summary>
/// <param name="Identity">The identity under which it is opened.</param>
/// <param name="For">Name of the person whose task it is, where it was handed over; null for an own one.</param>
/// <param name="Claimed">Name of the colleague who works on it; null for nobody and for oneself.</param>
[Immutable, Alias("SunGov.TaskRow")]
public sealed record TaskRow(
    string Project,
    string? Number,
    string Title,
    string Task,
    Words Name,
    string Programme,
    string Stage,
    Words StageName,
    string Call,
    string CallTitle,
    string Entity,
    string Identity,
    string IdentityName,
    DateTimeOffset Since,
    DateTimeOffset? Due,
    bool Returned,
    string? For = null,
    string? Claimed = null);
