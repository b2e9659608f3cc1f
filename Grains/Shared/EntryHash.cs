using System.Globalization;

namespace SunGov.Grains.Shared;

/// <summary>
/// The hash chain of one thing: <c>hash = SM3(prev ‖ header ‖ body)</c>, bytes as docs/journal.md has them. A format
/// for ever.
/// </summary>
public static class EntryHash
{
    private const string Format = "sungov-entry-1";

    /// <summary>What stands as the previous hash of a thing's first entry.</summary>
    public static byte[] Genesis { get; } = new byte[ICrypto.HashLength];

    /// <summary>The previous hash as it is stored and hashed.</summary>
    public static byte[] Previous(byte[] hash) => hash.Length == 0 ? Genesis : hash;

    /// <summary>The hash of an entry.</summary>
    public static byte[] Of(ICrypto crypto, EntryHeader header, ReadOnlySpan<byte> prev, ReadOnlySpan<byte> body)
    {
        var framed = new Framed()
            .Add(prev)
            .Add(Format)
            .Add(header.Kind)
            .Add(header.Key)
            .Add(header.Version)
            .Add(header.Command.ToString("D", CultureInfo.InvariantCulture))
            .Add(header.Digest)
            .Add(header.Answer is null ? "0" : "1" + header.Answer)
            .Add(header.Actor)
            .Add(header.Identity)
            .Add(header.OnBehalf)
            .Add(Microseconds(header.At))
            .Add(body.Length)
            .ToArray();
        var hash = new byte[ICrypto.HashLength];
        crypto.Sm3(framed, body, hash);
        return hash;
    }

    /// <summary>Instants as PostgreSQL keeps them: whole microseconds since 1970.</summary>
    public static long Microseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10;
}

/// <summary>Everything of an entry but its links and its body.</summary>
public readonly record struct EntryHeader(
    string Kind,
    string Key,
    long Version,
    Guid Command,
    byte[] Digest,
    string? Answer,
    string Actor,
    string Identity,
    string OnBehalf,
    DateTimeOffset At);
