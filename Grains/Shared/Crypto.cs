namespace SunGov.Grains.Shared;

/// <summary>
/// The national algorithms (SM2, SM3, SM4) and what is built on them; the only door to cryptography in the code.
/// Thread-safe. Broken infrastructure or a wrong length throws; a forged or foreign value is an answer.
/// Sources: GB/T 32905 (SM3), GB/T 32907 (SM4), GB/T 32918 (SM2); R-NFR-07.
/// </summary>
public interface ICrypto
{
    /// <summary>Bytes of an SM3 hash and of an HMAC-SM3.</summary>
    const int HashLength = 32;

    /// <summary>Bytes of a key for sealing or for HMAC-SM3.</summary>
    const int KeyLength = 32;

    /// <summary>SM3 of the data, written to the first 32 bytes of <paramref name="hash"/>.</summary>
    void Sm3(ReadOnlySpan<byte> data, Span<byte> hash);

    /// <summary>SM3 of head followed by data, without joining them.</summary>
    void Sm3(ReadOnlySpan<byte> head, ReadOnlySpan<byte> data, Span<byte> hash);

    /// <summary>SM3 over data that arrives in pieces; dispose it.</summary>
    ISm3 BeginSm3();

    /// <summary>HMAC-SM3, written to the first 32 bytes of <paramref name="mac"/>; an empty key throws.</summary>
    void HmacSm3(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> mac);

    /// <summary>HMAC-SM3 of head followed by data, without joining them.</summary>
    void HmacSm3(ReadOnlySpan<byte> key, ReadOnlySpan<byte> head, ReadOnlySpan<byte> data, Span<byte> mac);

    /// <summary>PBKDF2 over HMAC-SM3 (RFC 8018); fills <paramref name="derived"/>.</summary>
    void Pbkdf2(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations, Span<byte> derived);

    /// <summary>How many bytes sealing adds to the plain text, on this machine.</summary>
    int SealOverhead { get; }

    /// <summary>
    /// Encrypts and authenticates under a 32-byte key; the associated data is authenticated with it, not stored.
    /// The first byte names the algorithm, so that older values stay readable. Returns the bytes written.
    /// </summary>
    int Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated, Span<byte> @sealed);

    /// <summary>
    /// The reverse of sealing; false if key, associated data or any bit differ. <paramref name="plain"/> must have
    /// room for the sealed length, and holds nothing of a value that is not genuine.
    /// </summary>
    bool TryOpen(ReadOnlySpan<byte> key, ReadOnlySpan<byte> @sealed, ReadOnlySpan<byte> associated,
        Span<byte> plain, out int written);

    /// <summary>A new SM2 key pair.</summary>
    Sm2KeyPair NewSm2Key();

    /// <summary>SM2 signature with SM3 and the default user id 1234567812345678, DER (r, s).</summary>
    byte[] SignSm2(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> data);

    /// <summary>Whether the signature belongs to the data and the public key; malformed signatures are false.</summary>
    bool VerifySm2(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);

    /// <summary>Fills with bytes fit for keys and nonces.</summary>
    void Random(Span<byte> bytes);

    /// <summary>Comparison whose duration does not tell where two values of one length differ.</summary>
    bool FixedTimeEquals(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right);

    /// <summary>SM3 of the data.</summary>
    byte[] Sm3(ReadOnlySpan<byte> data)
    {
        var hash = new byte[HashLength];
        Sm3(data, hash);
        return hash;
    }

    /// <summary>HMAC-SM3 of the data.</summary>
    byte[] HmacSm3(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        var mac = new byte[HashLength];
        HmacSm3(key, data, mac);
        return mac;
    }

    /// <summary>PBKDF2 over HMAC-SM3, <paramref name="length"/> bytes.</summary>
    byte[] Pbkdf2(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations, int length)
    {
        var derived = new byte[length];
        Pbkdf2(password, salt, iterations, derived);
        return derived;
    }

    /// <summary>Encrypts and authenticates; see the span form.</summary>
    byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        var @sealed = new byte[plain.Length + SealOverhead];
        Seal(key, plain, associated, @sealed);
        return @sealed;
    }

    /// <summary>The plain text, or null if key, associated data or any bit differ.</summary>
    byte[]? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> @sealed, ReadOnlySpan<byte> associated)
    {
        var plain = new byte[@sealed.Length];
        return TryOpen(key, @sealed, associated, plain, out var written) ? plain[..written] : null;
    }

    /// <summary>New random bytes.</summary>
    byte[] Random(int length)
    {
        var bytes = new byte[length];
        Random(bytes);
        return bytes;
    }
}

/// <summary>An SM3 under way.</summary>
public interface ISm3 : IDisposable
{
    /// <summary>Takes the next piece.</summary>
    void Add(ReadOnlySpan<byte> data);

    /// <summary>Writes the hash of everything added and starts anew.</summary>
    void Finish(Span<byte> hash);
}

/// <summary>An SM2 key pair: private key as PKCS#8 DER, public key as SubjectPublicKeyInfo DER.</summary>
public sealed record Sm2KeyPair(byte[] PrivateKey, byte[] PublicKey);
