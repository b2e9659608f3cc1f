using System.Data.Common;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>One row of the journal, whole.</summary>
internal sealed record StoredEntry(long Sequence, EntryHeader Header, byte[] Body, byte[] Previous, byte[] Hash)
{
    /// <summary>Whether its hash follows from its own bytes.</summary>
    public bool Recomputes(ICrypto crypto) =>
        EntryHash.Of(crypto, Header, Previous, Body).AsSpan().SequenceEqual(Hash);

    /// <summary>As grains see it.</summary>
    public Entry ToEntry(bool verified) => new(
        Sequence,
        Header.Version,
        Header.Command,
        Header.Actor,
        Header.Identity,
        Header.OnBehalf,
        Header.At,
        Body,
        Hash,
        verified);
}

/// <summary>Reads rows of the journal.</summary>
internal static class EntryReader
{
    /// <summary>The columns, in the order <see cref="Read"/> expects them.</summary>
    public const string Columns =
        "seq, kind, key, version, command, digest, answer, actor, identity, on_behalf, at, body, prev, hash";

    /// <summary>The row the reader stands on; the entry's columns begin at <paramref name="o"/>.</summary>
    public static StoredEntry Read(DbDataReader reader, int o = 0) => new(
        reader.GetInt64(o),
        new EntryHeader(
            reader.GetString(o + 1),
            reader.GetString(o + 2),
            reader.GetInt64(o + 3),
            reader.GetGuid(o + 4),
            reader.GetFieldValue<byte[]>(o + 5),
            reader.IsDBNull(o + 6) ? null : reader.GetString(o + 6),
            reader.GetString(o + 7),
            reader.GetString(o + 8),
            reader.GetString(o + 9),
            reader.GetFieldValue<DateTimeOffset>(o + 10)),
        reader.GetFieldValue<byte[]>(o + 11),
        reader.GetFieldValue<byte[]>(o + 12),
        reader.GetFieldValue<byte[]>(o + 13));
}

/// <summary>A state row as stored, with its seal.</summary>
internal sealed record StoredRow(long Version, byte[] Data, byte[] Seal);

/// <summary>Whether a state row and the last entry of its journal belong together.</summary>
internal static class RowCheck
{
    /// <summary>What does not hold; null when all does.</summary>
    public static string? Fault(
        ICrypto crypto, IRowSeal seals, string kind, string key, StoredRow? row, StoredEntry? last) =>
        row is null ? "the state row is missing"
        : last is null ? "the journal has no entry of it"
        : last.Header.Version != row.Version
            ? $"the row is at version {row.Version}, its journal at {last.Header.Version}"
        : !last.Recomputes(crypto) ? "the hash of its last entry does not recompute"
        : seals.Check(kind, key, row.Version, last.Hash, CanonicalJson.Of(row.Data), row.Seal) == SealState.Broken
            ? "the seal of the state row does not hold"
        : null;
}

/// <summary>Follows the chain of one thing from its first entry.</summary>
internal sealed class ChainCheck(ICrypto crypto)
{
    private byte[] _previous = EntryHash.Genesis;
    private long _version;

    /// <summary>Takes the next entry; says what does not hold, null when all does.</summary>
    public string? Next(StoredEntry entry)
    {
        var fault = entry.Header.Version != _version + 1 ? $"version {_version + 1} is missing"
            : !entry.Previous.AsSpan().SequenceEqual(_previous) ? "it does not follow from the entry before it"
            : !entry.Recomputes(crypto) ? "its hash does not recompute"
            : null;
        _previous = entry.Hash;
        _version = entry.Header.Version;
        return fault;
    }
}
