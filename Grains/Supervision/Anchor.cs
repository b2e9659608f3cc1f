using Npgsql;
using SunGov.GrainInterfaces.Supervision;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Supervision;

/// <summary>
/// A signed root over all entries of the journal with <c>First &lt;= seq &lt;= Last</c>, chained to the anchor before.
/// Numbers without an entry were given to writes that were rolled back, and never have one.
/// </summary>
/// <param name="Number">1 for the first anchor, then one more each.</param>
/// <param name="Entries">How many entries the range has.</param>
/// <param name="Root">Root of the <see cref="MerkleTree"/> over them in order.</param>
/// <param name="Previous">Hash of the anchor before; 32 zero bytes for the first.</param>
/// <param name="At">When it was made, whole microseconds.</param>
/// <param name="Key">SM3 of the public key that checks it, hexadecimal.</param>
/// <param name="Signature">SM2 over <see cref="Statement"/>, DER.</param>
public sealed record Anchor(
    long Number,
    long First,
    long Last,
    long Entries,
    byte[] Root,
    byte[] Previous,
    DateTimeOffset At,
    string Key,
    byte[] Signature)
{
    /// <summary>The columns of <see cref="Read"/>.</summary>
    public const string Columns = "a.n, a.first_seq, a.last_seq, a.entries, a.root, a.prev, a.at, a.key, a.signature";

    private const string Form = "sungov-anchor-1";

    /// <summary>What is hashed and signed; docs/journal.md. Instants count in microseconds since 1970.</summary>
    public byte[] Statement() => new Framed()
        .Add(Previous).Add(Form).Add(Number).Add(First).Add(Last).Add(Entries).Add(Root)
        .Add((At.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond).Add(Key).ToArray();

    /// <summary>What the next anchor is chained to.</summary>
    public byte[] Hash(ICrypto crypto) => crypto.Sm3(Statement());

    /// <summary>Whether the key signed it.</summary>
    public bool IsSignedBy(ICrypto crypto, byte[] publicKey) =>
        Key == IPlatformKey.NameOf(crypto, publicKey) && crypto.VerifySm2(publicKey, Statement(), Signature);

    /// <summary>The row the reader stands on; the columns begin at <paramref name="o"/>.</summary>
    public static Anchor Read(NpgsqlDataReader reader, int o = 0) => new(
        reader.GetInt64(o),
        reader.GetInt64(o + 1),
        reader.GetInt64(o + 2),
        reader.GetInt64(o + 3),
        reader.GetFieldValue<byte[]>(o + 4),
        reader.GetFieldValue<byte[]>(o + 5),
        reader.GetFieldValue<DateTimeOffset>(o + 6),
        reader.GetString(o + 7),
        reader.GetFieldValue<byte[]>(o + 8));

    /// <summary>As it is published.</summary>
    public AnchorView View(ICrypto crypto) => new(
        Number,
        First,
        Last,
        Entries,
        Convert.ToHexStringLower(Root),
        Convert.ToHexStringLower(Previous),
        At,
        Key,
        Convert.ToBase64String(Signature),
        Convert.ToHexStringLower(Hash(crypto)));

    /// <summary>From what was published; throws <see cref="FormatException"/> where it is none.</summary>
    public static Anchor Of(AnchorView view) => new(
        view.Number,
        view.First,
        view.Last,
        view.Entries,
        Convert.FromHexString(view.Root),
        Convert.FromHexString(view.Previous),
        view.At,
        view.Key,
        Convert.FromBase64String(view.Signature));
}
