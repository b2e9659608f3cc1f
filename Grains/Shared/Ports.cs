using System.Collections.Immutable;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Shared;

/// <summary>
/// Writes and reads the journal: one entry per accepted command, with state row, due rows and outbox in one
/// transaction,
/// many grains' commands in one batch (design section 4). Used by <c>DecidedGrain</c> only.
/// </summary>
public interface IJournal
{
    /// <summary>
    /// Snapshot of one thing, its seal checked; null when it has no entry. Throws when the seal is broken.
    /// </summary>
    Task<Snapshot?> LoadAsync(string kind, string key);

    /// <summary>Writes one accepted command. Completes after the commit.</summary>
    Task<Written> WriteAsync(Write write);

    /// <summary>The recorded answer of an accepted command, or null.</summary>
    Task<Recorded?> FindAsync(string kind, string key, Guid command);

    /// <summary>Entries of one thing in order, each with its recomputed hash compared.</summary>
    Task<ImmutableArray<Entry>> EntriesAsync(string kind, string key);

    /// <summary>
    /// Takes a claim for the platform itself, which has no entries, or says who has it. Safe to repeat by the same
    /// owner. Things claim in their writes.
    /// </summary>
    /// <returns>The owner after the call.</returns>
    Task<string> ClaimAsync(Claim claim, string owner);

    /// <summary>Who owns the value; null for nobody.</summary>
    Task<string?> OwnerAsync(Claim claim);
}

/// <summary>A state row as stored.</summary>
public sealed record Snapshot(long Version, byte[] Data, byte[] LastHash);

/// <summary>One accepted command on its way to the journal.</summary>
/// <param name="Digest">SM3 of the command's canonical JSON, to tell a repetition from a reuse of the id.</param>
/// <param name="Body">UTF-8 JSON of the list of events, hashed exactly as stored.</param>
/// <param name="Claims">
/// Values that must be this thing's alone, taken in the same transaction; none is taken if one belongs to another.
/// </param>
public sealed record Write(
    string Kind,
    string Key,
    long Expected,
    By By,
    byte[] Digest,
    string? Answer,
    DateTimeOffset At,
    byte[] Body,
    byte[] PreviousHash,
    byte[] Data,
    ImmutableArray<Column> Columns,
    ImmutableArray<DueWish> Added,
    ImmutableArray<string> Removed,
    ImmutableArray<Sending> Outbox,
    bool ChangesGrants,
    bool Live,
    ImmutableArray<Claim> Claims)
{
    /// <summary>The person stood in for; empty when the author acts for themselves.</summary>
    public string OnBehalf { get; init; } = "";

    /// <summary>As which the thing owns its claims.</summary>
    public string Owner => $"{Kind}:{Key}";
}

/// <summary>How a write ended.</summary>
public enum WrittenState
{
    /// <summary>Committed.</summary>
    Committed,

    /// <summary>The command had been written before; look it up.</summary>
    Repeated,

    /// <summary>Another version is stored than expected.</summary>
    Conflict,

    /// <summary>A claim belongs to another; nothing was written and no other claim taken.</summary>
    Taken,

    /// <summary>Storage could not say; the activation must end.</summary>
    Unknown,
}

/// <summary>The result of a write.</summary>
/// <param name="Hash">Hash of the entry when committed.</param>
/// <param name="Taken">The claim that belongs to another.</param>
public sealed record Written(WrittenState State, byte[] Hash, long Sequence, Claim? Taken = null);

/// <summary>An accepted command as the journal remembers it.</summary>
/// <param name="Actor">The person who gave it; its answer is for them alone.</param>
public sealed record Recorded(long Version, byte[] Digest, string? Answer, string Actor);

/// <summary>One entry as stored.</summary>
/// <param name="Verified">True when hash and link to the entry before recompute.</param>
public sealed record Entry(
    long Sequence,
    long Version,
    Guid Command,
    string Actor,
    string Identity,
    string OnBehalf,
    DateTimeOffset At,
    byte[] Body,
    byte[] Hash,
    bool Verified);

/// <summary>A committed change of a thing of a live kind. No content: who may read it, reads it again.</summary>
public readonly record struct LiveChange(string Kind, string Key, long Version);

/// <summary>Where the publisher of live events hears of commits, of this process and of others.</summary>
public interface ILiveChanges
{
    /// <summary>
    /// Raised once after each commit of this process, in the writer's turn, and once when another process tells of one:
    /// listeners only enqueue, never wait and never throw.
    /// </summary>
    event Action<LiveChange>? Changed;

    /// <summary>Raised when news of other processes may have been lost; anything may have changed.</summary>
    event Action? Missed;

    /// <summary>Raised after a commit of this process that left due or outbox rows.</summary>
    event Action? BecameDue;
}

/// <summary>Tells the other processes of something that has no journal entry, e.g. a message.</summary>
public interface ILiveNews
{
    /// <summary>Never waits, never throws; lost news do no harm.</summary>
    void Tell(LiveChange change);
}
