namespace SunGov.Silo.Crypto;

/// <summary>
/// The key that wraps data keys and from which keys of the platform are derived. It never leaves its holder (a file,
/// a hardware module); during a rotation the holder keeps the older ones too. Thread-safe.
/// </summary>
public interface IMasterKey
{
    /// <summary>Id of the key that new things are made under: 8 hexadecimal digits.</summary>
    string Current { get; }

    /// <summary>Ids of all keys kept.</summary>
    IReadOnlyCollection<string> Kept { get; }

    /// <summary>Wraps a data key under the named key.</summary>
    byte[] Wrap(string master, ReadOnlySpan<byte> dataKey, ReadOnlySpan<byte> associated);

    /// <summary>Unwraps under the named key; null when it is not genuine. Throws when the key is not kept.</summary>
    byte[]? Unwrap(string master, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> associated);

    /// <summary>A 32-byte key for one use, always the same for the same master key and use.</summary>
    byte[] Derive(string master, string use);
}
