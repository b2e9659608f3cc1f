using System.Collections.Immutable;
using Orleans;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Supervision;

/// <summary>Signed roots over the journal, for everybody, and proofs under them. Stateless; key: <c>anchors</c>.
/// </summary>
[Alias("SunGov.IAnchorQueries")]
public interface IAnchorQueries : IGrainWithStringKey
{
    /// <summary>Anchors, oldest first; the cursor is the number of the last one seen. Hashes only, so for anyone.
    /// </summary>
    [Alias("List")]
    Task<Outcome<Page<AnchorView>>> List(PageRequest page);

    /// <summary>The public key that checks them.</summary>
    [Alias("Key")]
    Task<Outcome<AnchorKeyView>> Key();

    /// <summary>Proof that an entry is under an anchor, for those who may read the journal.</summary>
    [Alias("Proof")]
    Task<Outcome<EntryProof>> Proof(long sequence, By by);
}

/// <summary>
/// A signed Merkle root over all journal entries with First &lt;= sequence &lt;= Last; docs/journal.md says over which
/// bytes.
/// </summary>
/// <param name="Number">1 for the first, then one more each.</param>
/// <param name="Entries">How many entries the range has; numbers without an entry never had one.</param>
/// <param name="Root">SM3, hexadecimal.</param>
/// <param name="Previous">Hash of the anchor before, hexadecimal; zeros for the first.</param>
/// <param name="Key">SM3 of the public key that checks it, hexadecimal.</param>
/// <param name="Signature">SM2 with SM3, DER, base64.</param>
/// <param name="Hash">Hash of this anchor, hexadecimal.</param>
[Immutable, Alias("SunGov.AnchorView")]
public sealed record AnchorView(
    long Number,
    long First,
    long Last,
    long Entries,
    string Root,
    string Previous,
    DateTimeOffset At,
    string Key,
    string Signature,
    string Hash);

/// <summary>The key that anchors are checked with.</summary>
/// <param name="Key">SM3 of the public key, hexadecimal, as anchors name it.</param>
/// <param name="Algorithm">SM2 with SM3 and the user id that was signed with.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo, DER, base64.</param>
[Immutable, Alias("SunGov.AnchorKeyView")]
public sealed record AnchorKeyView(string Key, string Algorithm, string PublicKey);

/// <summary>That an entry is under an anchor.</summary>
/// <param name="EntryHash">Hash of the entry, hexadecimal.</param>
/// <param name="Index">Place of the entry among those of the anchor, from 0.</param>
/// <param name="Path">Hashes from the leaf to the root (RFC 6962), hexadecimal.</param>
[Immutable, Alias("SunGov.EntryProof")]
public sealed record EntryProof(
    long Sequence,
    string EntryHash,
    AnchorView Anchor,
    long Index,
    ImmutableArray<string> Path);
