using Orleans;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Projects;

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
[Immutable, Alias("SunGov.TaskRow")]
public sealed record TaskRow(
    string Project,
    string? Number,
    string Title,
    string Task,
    Words Name,
    Words StageName,
    string Call,
    string CallTitle,
    string Entity,
    string Identity,
    string IdentityName,
    DateTimeOffset Since,
    DateTimeOffset? Due,
    bool Returned,
    string? For = null);
