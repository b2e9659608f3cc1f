using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Quotas;

/// <summary>
/// Holds the entries counted against one limit. Key: <c>scope:owner</c>, e.g. <c>leader:person</c> or
/// <c>entity:call:entity</c>. The project decides; a holder never frees a place by itself (design section 5).
/// </summary>
[Alias("SunGov.IQuotaHolderGrain")]
public interface IQuotaHolderGrain : IGrainWithStringKey
{
    /// <summary>Reserves a place for a project, or says why not, naming the entries that fill it.</summary>
    [Alias("Reserve")]
    Task<Outcome<QuotaView>> Reserve(ReserveQuota command, By by);

    /// <summary>Turns a reservation into use.</summary>
    [Alias("Confirm")]
    Task<Outcome<QuotaView>> Confirm(ConfirmQuota command, By by);

    /// <summary>
    /// Frees the project's places of this attempt and earlier ones; nothing happens where it holds none.
    /// </summary>
    [Alias("Release")]
    Task<Outcome<QuotaView>> Release(ReleaseQuota command, By by);

    /// <summary>The entries.</summary>
    [Alias("Read"), ReadOnly]
    Task<Outcome<QuotaView>> Read(By by);
}

/// <summary>Asks for a place.</summary>
/// <param name="Project">Project id.</param>
/// <param name="Title">Its title, to name it in later refusals.</param>
/// <param name="Programme">Programme id.</param>
/// <param name="Class">Counting class of the rule; entries of the same class count together.</param>
/// <param name="Rule">The rule's name.</param>
/// <param name="Limit">Most entries of this class at once.</param>
/// <param name="Attempt">Counts the project's submissions, so that a late release cannot free a newer place.</param>
/// <param name="Leader">The project's leader, by whom entries can be read.</param>
/// <param name="EntityPath">Path of its legal entity, likewise.</param>
/// <param name="Fen">The sum counted instead of a place; null for places.</param>
/// <param name="MostFen">The greatest total of sums; null for places.</param>
/// <param name="Unit">Its recommending unit, by whom entries can be read too; null for none.</param>
[Immutable, Alias("SunGov.ReserveQuota")]
public sealed record ReserveQuota(
    string Project,
    string Title,
    string Programme,
    string Class,
    Words Rule,
    int Limit,
    int Attempt,
    string Leader,
    string EntityPath,
    long? Fen = null,
    long? MostFen = null,
    string? Unit = null);

/// <summary>The submission went through: the reservation is in use.</summary>
[Immutable, Alias("SunGov.ConfirmQuota")]
public sealed record ConfirmQuota(string Project, int Attempt);

/// <summary>The project no longer needs its place.</summary>
[Immutable, Alias("SunGov.ReleaseQuota")]
public sealed record ReleaseQuota(string Project, int Attempt, string Reason);

/// <summary>A holder's entries.</summary>
[Immutable, Alias("SunGov.QuotaView")]
public sealed record QuotaView(string Holder, long Version, ImmutableArray<QuotaEntry> Entries);

/// <summary>One place taken.</summary>
/// <param name="State">reserved or confirmed.</param>
/// <param name="Fen">The sum counted; null where a place is.</param>
[Immutable, Alias("SunGov.QuotaEntry")]
public sealed record QuotaEntry(
    string Project,
    string Title,
    string Programme,
    string Class,
    string State,
    int Attempt,
    DateTimeOffset At,
    long? Fen = null);
