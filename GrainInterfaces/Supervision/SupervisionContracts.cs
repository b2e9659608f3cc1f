using System.Collections.Immutable;
using System.Text.Json;
using Orleans;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Supervision;

/// <summary>Search in the journal and its proofs. Stateless; key: <c>journal</c>.</summary>
[Alias("SunGov.IJournalQueries")]
public interface IJournalQueries : IGrainWithStringKey
{
    /// <summary>
    /// Entries by time, kind, thing, person; newest first. Reading is itself recorded in the access log.
    /// </summary>
    [Alias("Search")]
    Task<Outcome<Page<JournalRow>>> Search(JournalFilter filter, PageRequest page, By by);

    /// <summary>One entry with its events and whether its hash recomputes.</summary>
    [Alias("Read")]
    Task<Outcome<JournalEntryView>> Read(long sequence, By by);

    /// <summary>Due rows that failed ten times, for the administrator.</summary>
    [Alias("Stuck")]
    Task<Outcome<Page<StuckRow>>> Stuck(PageRequest page, By by);

    /// <summary>Gives a stuck due row another try now.</summary>
    [Alias("Retry")]
    Task<Outcome<Done>> Retry(string id, By by);

    /// <summary>The access log: logins, refusals, disclosures; newest first.</summary>
    [Alias("Accesses")]
    Task<Outcome<Page<AccessRow>>> Accesses(AccessFilter filter, PageRequest page, By by);
}

/// <summary>Which entries.</summary>
[Immutable, Alias("SunGov.JournalFilter")]
public sealed record JournalFilter(
    string? Kind = null,
    string? Key = null,
    string? Actor = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null);

/// <summary>An entry in a list.</summary>
/// <param name="Events">Types of its events.</param>
[Immutable, Alias("SunGov.JournalRow")]
public sealed record JournalRow(
    long Sequence,
    DateTimeOffset At,
    string Kind,
    string Key,
    long Version,
    string Actor,
    string ActorName,
    string Identity,
    ImmutableArray<string> Events,
    string Hash);

/// <summary>An entry whole.</summary>
/// <param name="Anchor">Number of the anchor it is under; null until the next one is made.</param>
[Immutable, Alias("SunGov.JournalEntryView")]
public sealed record JournalEntryView(
    JournalRow Row,
    string Command,
    string Previous,
    JsonElement Body,
    bool Verified,
    long? Anchor = null);

/// <summary>A due row that does not get through.</summary>
[Immutable, Alias("SunGov.StuckRow")]
public sealed record StuckRow(
    string Id,
    DateTimeOffset At,
    string Kind,
    string Key,
    string What,
    int Attempts,
    string Error);

/// <summary>Which accesses.</summary>
/// <param name="What">login, refusal or disclosure.</param>
[Immutable, Alias("SunGov.AccessFilter")]
public sealed record AccessFilter(string? Person = null, string? What = null);

/// <summary>One line of the access log.</summary>
[Immutable, Alias("SunGov.AccessRow")]
public sealed record AccessRow(
    long Id,
    DateTimeOffset At,
    string What,
    string Person,
    string PersonName,
    string Identity,
    string Kind,
    string Key,
    string Code,
    string From);
