using System.Collections.Concurrent;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Crypto;

/// <summary>Seals under keys derived from the master key: 4 bytes name the master key, 32 are the HMAC-SM3.</summary>
public sealed class KeyedSeal(ICrypto crypto, IMasterKey master) : IKeyedSeal
{
    private const int TagLength = IKeyedSeal.Length - ICrypto.HashLength;

    private readonly ConcurrentDictionary<(string Master, string Use), byte[]> _keys = new();

    /// <inheritdoc/>
    public byte[] Seal(string use, ReadOnlySpan<byte> head, ReadOnlySpan<byte> data)
    {
        var current = master.Current;
        var seal = new byte[IKeyedSeal.Length];
        Convert.FromHexString(current, seal, out _, out _);
        crypto.HmacSm3(Key(current, use), head, data, seal.AsSpan(TagLength));
        return seal;
    }

    /// <inheritdoc/>
    public SealState Check(string use, ReadOnlySpan<byte> head, ReadOnlySpan<byte> data, ReadOnlySpan<byte> seal)
    {
        if (seal.Length != IKeyedSeal.Length)
            return SealState.Broken;
        var named = Convert.ToHexStringLower(seal[..TagLength]);
        var current = master.Current;
        if (named != current && !master.Kept.Contains(named))
            return SealState.Broken;
        Span<byte> mac = stackalloc byte[ICrypto.HashLength];
        crypto.HmacSm3(Key(named, use), head, data, mac);
        if (!crypto.FixedTimeEquals(mac, seal[TagLength..]))
            return SealState.Broken;
        return named == current ? SealState.Genuine : SealState.GenuineByOlderKey;
    }

    private byte[] Key(string masterId, string use) =>
        _keys.GetOrAdd((masterId, use), static (at, master) => master.Derive(at.Master, "seal/" + at.Use), master);
}
