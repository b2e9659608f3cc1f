using System.Buffers.Binary;
using System.Security.Cryptography;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Crypto;

/// <summary>
/// The format of sealed values; the first byte is the algorithm, and no number is ever used again.
/// 1 is SM4-CTR, then HMAC-SM3 (encrypt then MAC): 01, nonce 16, cipher text, MAC 32. The MAC covers 01, the length
/// of the associated data (8 bytes, big-endian), the associated data, nonce and cipher text.
/// 2 is SM4-GCM: 02, nonce 12, cipher text, tag 16; associated data are 02 and the caller's.
/// Each use has a key of its own, HMAC-SM3 of the given key over a label.
/// </summary>
internal static unsafe class Sealing
{
    internal const byte CtrHmac = 1;
    internal const byte Gcm = 2;

    private const int CtrNonce = 16;
    private const int GcmNonce = 12;
    private const int GcmTag = 16;
    private const int Sm4Key = 16;
    private const int StackLimit = 512;

    /// <summary>What new values are sealed with: GCM where libcrypto has it (3.1 and later).</summary>
    internal static byte Preferred => OpenSslAlgorithms.Sm4Gcm != 0 ? Gcm : CtrHmac;

    internal static int Overhead(byte algorithm) =>
        algorithm == Gcm ? 1 + GcmNonce + GcmTag : 1 + CtrNonce + ICrypto.HashLength;

    internal static int Seal(ICrypto crypto, byte algorithm, ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain,
        ReadOnlySpan<byte> associated, Span<byte> @sealed)
    {
        CheckKey(key);
        var length = plain.Length + Overhead(algorithm);
        ArgumentOutOfRangeException.ThrowIfLessThan(@sealed.Length, length);
        var to = @sealed[..length];
        to[0] = algorithm;
        if (algorithm == Gcm)
            SealGcm(crypto, key, plain, associated, to);
        else
            SealCtr(crypto, key, plain, associated, to);
        return length;
    }

    internal static bool TryOpen(ICrypto crypto, ReadOnlySpan<byte> key, ReadOnlySpan<byte> @sealed,
        ReadOnlySpan<byte> associated, Span<byte> plain, out int written)
    {
        CheckKey(key);
        written = 0;
        if (@sealed.IsEmpty || @sealed[0] is not (CtrHmac or Gcm) || @sealed.Length < Overhead(@sealed[0]))
            return false;
        var length = @sealed.Length - Overhead(@sealed[0]);
        ArgumentOutOfRangeException.ThrowIfLessThan(plain.Length, length);
        var genuine = @sealed[0] == Gcm
            ? OpenGcm(crypto, key, @sealed, associated, plain[..length])
            : OpenCtr(crypto, key, @sealed, associated, plain[..length]);
        if (genuine)
            written = length;
        return genuine;
    }

    /// <summary>SM4 in counter mode over the block <paramref name="counter"/>; its own reverse.</summary>
    internal static void Ctr(ReadOnlySpan<byte> key, ReadOnlySpan<byte> counter, ReadOnlySpan<byte> input,
        Span<byte> output)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, Sm4Key);
        ArgumentOutOfRangeException.ThrowIfNotEqual(counter.Length, CtrNonce);
        ArgumentOutOfRangeException.ThrowIfLessThan(output.Length, input.Length);
        var context = OpenSslContexts.Mine.Cipher;
        int written;
        fixed (byte* k = key, c = counter, i = input, o = output)
        {
            Libcrypto.Check(Libcrypto.EVP_CipherInit_ex2(context, OpenSslAlgorithms.Sm4Ctr, k, c, 1, 0), "SM4-CTR");
            if (input.Length > 0)
                Libcrypto.Check(Libcrypto.EVP_CipherUpdate(context, o, &written, i, input.Length), "SM4-CTR");
        }
    }

    private static void SealCtr(ICrypto crypto, ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain,
        ReadOnlySpan<byte> associated, Span<byte> to)
    {
        Span<byte> use = stackalloc byte[ICrypto.HashLength];
        var nonce = to.Slice(1, CtrNonce);
        crypto.Random(nonce);
        crypto.HmacSm3(key, "sungov/seal/1/encrypt"u8, use);
        Ctr(use[..Sm4Key], nonce, plain, to.Slice(1 + CtrNonce, plain.Length));
        Mac(crypto, key, associated, to[..^ICrypto.HashLength], to[^ICrypto.HashLength..]);
        CryptographicOperations.ZeroMemory(use);
    }

    private static bool OpenCtr(ICrypto crypto, ReadOnlySpan<byte> key, ReadOnlySpan<byte> from,
        ReadOnlySpan<byte> associated, Span<byte> plain)
    {
        Span<byte> use = stackalloc byte[ICrypto.HashLength];
        Mac(crypto, key, associated, from[..^ICrypto.HashLength], use);
        if (!crypto.FixedTimeEquals(use, from[^ICrypto.HashLength..]))
            return false;
        crypto.HmacSm3(key, "sungov/seal/1/encrypt"u8, use);
        Ctr(use[..Sm4Key], from.Slice(1, CtrNonce), from[(1 + CtrNonce)..^ICrypto.HashLength], plain);
        CryptographicOperations.ZeroMemory(use);
        return true;
    }

    private static void Mac(ICrypto crypto, ReadOnlySpan<byte> key, ReadOnlySpan<byte> associated,
        ReadOnlySpan<byte> body, Span<byte> mac)
    {
        Span<byte> use = stackalloc byte[ICrypto.HashLength];
        crypto.HmacSm3(key, "sungov/seal/1/mac"u8, use);
        var headLength = 1 + sizeof(long) + associated.Length;
        var head = headLength <= StackLimit ? stackalloc byte[headLength] : new byte[headLength];
        head[0] = body[0];
        BinaryPrimitives.WriteInt64BigEndian(head[1..], associated.Length);
        associated.CopyTo(head[(1 + sizeof(long))..]);
        crypto.HmacSm3(use, head, body[1..], mac);
        CryptographicOperations.ZeroMemory(use);
    }

    private static void SealGcm(ICrypto crypto, ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain,
        ReadOnlySpan<byte> associated, Span<byte> to)
    {
        Span<byte> use = stackalloc byte[ICrypto.HashLength];
        crypto.Random(to.Slice(1, GcmNonce));
        crypto.HmacSm3(key, "sungov/seal/2/gcm"u8, use);
        GcmEncrypt(use[..Sm4Key], to.Slice(1, GcmNonce), Prefixed(associated), plain,
            to[(1 + GcmNonce)..^GcmTag], to[^GcmTag..]);
        CryptographicOperations.ZeroMemory(use);
    }

    private static bool OpenGcm(ICrypto crypto, ReadOnlySpan<byte> key, ReadOnlySpan<byte> from,
        ReadOnlySpan<byte> associated, Span<byte> plain)
    {
        Span<byte> use = stackalloc byte[ICrypto.HashLength];
        crypto.HmacSm3(key, "sungov/seal/2/gcm"u8, use);
        var genuine = GcmDecrypt(use[..Sm4Key], from.Slice(1, GcmNonce), Prefixed(associated),
            from[(1 + GcmNonce)..^GcmTag], from[^GcmTag..], plain);
        CryptographicOperations.ZeroMemory(use);
        if (!genuine)
            plain.Clear();
        return genuine;
    }

    /// <summary>SM4-GCM as in RFC 8998, with a 12-byte nonce and a 16-byte tag.</summary>
    internal static void GcmEncrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated,
        ReadOnlySpan<byte> plain, Span<byte> cipher, Span<byte> tag)
    {
        var context = OpenSslContexts.Mine.Cipher;
        int written;
        fixed (byte* k = key, n = nonce, a = associated, i = plain, o = cipher, t = tag)
        {
            Libcrypto.Check(Libcrypto.EVP_CipherInit_ex2(context, NeedGcm(), k, n, 1, 0), "SM4-GCM");
            if (!associated.IsEmpty)
                Libcrypto.Check(Libcrypto.EVP_CipherUpdate(context, null, &written, a, associated.Length), "SM4-GCM");
            if (!plain.IsEmpty)
                Libcrypto.Check(Libcrypto.EVP_CipherUpdate(context, o, &written, i, plain.Length), "SM4-GCM");
            Libcrypto.Check(Libcrypto.EVP_CipherFinal_ex(context, t, &written), "SM4-GCM");
            Libcrypto.Check(Libcrypto.EVP_CIPHER_CTX_ctrl(context, Libcrypto.AeadGetTag, GcmTag, t), "SM4-GCM");
        }
    }

    private static bool GcmDecrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated,
        ReadOnlySpan<byte> cipher, ReadOnlySpan<byte> tag, Span<byte> plain)
    {
        var context = OpenSslContexts.Mine.Cipher;
        int written;
        var spare = stackalloc byte[GcmTag];
        fixed (byte* k = key, n = nonce, a = associated, i = cipher, o = plain, t = tag)
        {
            Libcrypto.Check(Libcrypto.EVP_CipherInit_ex2(context, NeedGcm(), k, n, 0, 0), "SM4-GCM");
            Libcrypto.Check(Libcrypto.EVP_CIPHER_CTX_ctrl(context, Libcrypto.AeadSetTag, GcmTag, t), "SM4-GCM");
            if (!associated.IsEmpty)
                Libcrypto.Check(Libcrypto.EVP_CipherUpdate(context, null, &written, a, associated.Length), "SM4-GCM");
            if (!cipher.IsEmpty)
                Libcrypto.Check(Libcrypto.EVP_CipherUpdate(context, o, &written, i, cipher.Length), "SM4-GCM");
            var genuine = Libcrypto.EVP_CipherFinal_ex(context, spare, &written) > 0;
            if (!genuine)
                Libcrypto.ERR_clear_error();
            return genuine;
        }
    }

    private static nint NeedGcm() => OpenSslAlgorithms.Sm4Gcm != 0
        ? OpenSslAlgorithms.Sm4Gcm
        : throw new CryptographicException($"A value was sealed with SM4-GCM, which {OpenSslAlgorithms.Version} lacks. "
            + $"Use libcrypto 3.1 or later, or name one in {Libcrypto.PathVariable}.");

    private static byte[] Prefixed(ReadOnlySpan<byte> associated)
    {
        var all = new byte[1 + associated.Length];
        all[0] = Gcm;
        associated.CopyTo(all.AsSpan(1));
        return all;
    }

    private static void CheckKey(ReadOnlySpan<byte> key) =>
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, ICrypto.KeyLength, nameof(key));
}
