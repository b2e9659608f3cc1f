using System.Collections.Immutable;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>
/// The history of one thing that the journal does not know yet, entry by entry, hashed and folded as the journal would,
/// for <see cref="BulkWriter"/>. What it sends goes back to the caller, who delivers it.
/// </summary>
/// <param name="kind">What the journal knows of its kind.</param>
/// <param name="key">Its key.</param>
/// <param name="crypto">SM3.</param>
/// <param name="first">Sequence of its first entry; the others follow without a gap.</param>
public sealed class History<TState, TEvent>(Kind<TState, TEvent> kind, string key, ICrypto crypto, long first)
    where TState : class
    where TEvent : class
{
    private readonly List<StoredEntry> _entries = [];

    /// <summary>The state as of the last entry.</summary>
    public TState State { get; private set; } = kind.Initial;

    /// <summary>The entries so far, as grains see them.</summary>
    public ImmutableArray<Entry> Entries => [.. _entries.Select(entry => entry.ToEntry(verified: true))];

    /// <summary>Adds an accepted command.</summary>
    /// <param name="by">Its author, with its id.</param>
    /// <param name="digest">SM3 of the command.</param>
    /// <param name="answer">What is recorded as its answer.</param>
    /// <param name="at">When.</param>
    /// <param name="events">What happened.</param>
    /// <param name="onBehalf">The person stood in for; empty for nobody.</param>
    /// <returns>What it sends, each under the id that delivers it.</returns>
    public ImmutableArray<(Guid Id, Sending Sending)> Add(
        By by, byte[] digest, string? answer, DateTimeOffset at, ImmutableArray<TEvent> events, string onBehalf = "")
    {
        var body = StoredJson.Body(events);
        var header = new EntryHeader(
            kind.Name, key, _entries.Count + 1, by.Command, digest, answer, by.Person, by.Identity, onBehalf,
            PendingWrite.Instant(at));
        var previous = _entries is [.., var last] ? last.Hash : EntryHash.Genesis;
        var hash = EntryHash.Of(crypto, header, previous, body);
        _entries.Add(new StoredEntry(first + _entries.Count, header, body, previous, hash));
        State = events.Aggregate(State, kind.Evolve);
        var scope = PendingWrite.DueScope(by.Command, kind.Name, key, crypto);
        return [.. kind.Outbox(State, events).Select(
            (sending, i) => (CommandIds.Derive(crypto, scope, $"outbox {i}"), sending))];
    }

    /// <summary>The thing as it is written: its row, sealed, and what it still wants to happen later.</summary>
    public BulkThing Finish(IRowSeal seals, params ImmutableArray<Claim> claims)
    {
        var (data, last) = (StoredJson.Bytes(State), _entries[^1]);
        var scope = PendingWrite.DueScope(last.Header.Command, kind.Name, key, crypto);
        return new BulkThing(
            kind.Name,
            key,
            data,
            kind.Rows(State),
            seals.Seal(kind.Name, key, last.Header.Version, last.Hash, CanonicalJson.Of(data)),
            claims)
        {
            Entries = _entries,
            Due =
            [
                .. kind.Due(State).Select((wish, i) => new DueRow(
                    CommandIds.Derive(crypto, scope, $"due {i}"), wish.At, kind.Name, key, wish.What, true)),
            ],
        };
    }
}

/// <summary>A thing with all its entries, ready to be written.</summary>
/// <param name="Kind">Kind and table name.</param>
/// <param name="Key">Its key.</param>
/// <param name="Data">Its state as JSON.</param>
/// <param name="Columns">The plain columns of its row.</param>
/// <param name="Seal">The seal of its row.</param>
/// <param name="Claims">Values that are its alone.</param>
public sealed record BulkThing(
    string Kind, string Key, byte[] Data, ImmutableArray<Column> Columns, byte[] Seal, ImmutableArray<Claim> Claims)
{
    internal IReadOnlyList<StoredEntry> Entries { get; init; } = [];

    internal IReadOnlyList<DueRow> Due { get; init; } = [];

    /// <summary>How many entries it has.</summary>
    public int Count => Entries.Count;
}

/// <summary>A saved version of a section.</summary>
/// <param name="Last">True for the one that stands in the draft.</param>
public sealed record BulkSection(
    string Project, string Form, string Section, int Version, byte[] Content, DateTimeOffset SavedAt, string SavedBy,
    Guid Command, bool Last);

/// <summary>What is written beside the things.</summary>
/// <param name="Contents">Contents by their SM3.</param>
/// <param name="Sections">Drafts.</param>
/// <param name="Sums">Sums of drafts by project.</param>
public sealed record BulkPapers(
    IReadOnlyDictionary<string, byte[]> Contents,
    IReadOnlyList<BulkSection> Sections,
    IReadOnlyList<(string Project, long? Fen)> Sums);
