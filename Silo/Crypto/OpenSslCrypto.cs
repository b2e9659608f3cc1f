using System.Security.Cryptography;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Crypto;

/// <summary>The national algorithms of the system's OpenSSL 3 (docs/decisions/0002-crypto.md).</summary>
public sealed unsafe class OpenSslCrypto : ICrypto
{
    private static readonly Lazy<OpenSslCrypto> Loaded = new(() => new OpenSslCrypto());

    private OpenSslCrypto() => OpenSslAlgorithms.Require();

    /// <summary>The one instance; throws with the remedy where libcrypto is missing or lacks SM algorithms.</summary>
    public static ICrypto Instance => Loaded.Value;

    /// <summary>The library's own name and version, for the line printed at start.</summary>
    public static string Version => OpenSslAlgorithms.Version;

    /// <inheritdoc/>
    public int SealOverhead => Sealing.Overhead(Sealing.Preferred);

    /// <inheritdoc/>
    public void Sm3(ReadOnlySpan<byte> data, Span<byte> hash) => Sm3(default, data, hash);

    /// <inheritdoc/>
    public void Sm3(ReadOnlySpan<byte> head, ReadOnlySpan<byte> data, Span<byte> hash)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hash.Length, ICrypto.HashLength);
        var context = OpenSslContexts.Mine.Digest;
        Libcrypto.Check(Libcrypto.EVP_DigestInit_ex2(context, OpenSslAlgorithms.Sm3, 0), "SM3");
        fixed (byte* h = head, d = data, o = hash)
        {
            if (!head.IsEmpty)
                Libcrypto.Check(Libcrypto.EVP_DigestUpdate(context, h, (nuint)head.Length), "SM3");
            Libcrypto.Check(Libcrypto.EVP_DigestUpdate(context, d, (nuint)data.Length), "SM3");
            Libcrypto.Check(Libcrypto.EVP_DigestFinal_ex(context, o, null), "SM3");
        }
    }

    /// <inheritdoc/>
    public ISm3 BeginSm3() => new Sm3Stream();

    /// <inheritdoc/>
    public void HmacSm3(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> mac) =>
        HmacSm3(key, default, data, mac);

    /// <inheritdoc/>
    public void HmacSm3(ReadOnlySpan<byte> key, ReadOnlySpan<byte> head, ReadOnlySpan<byte> data, Span<byte> mac)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mac.Length, ICrypto.HashLength);
        // libcrypto takes an empty key for 'the key used last'.
        ArgumentOutOfRangeException.ThrowIfZero(key.Length, nameof(key));
        var context = OpenSslContexts.Mine.Mac;
        nuint written;
        fixed (byte* k = key, h = head, d = data, o = mac)
        {
            Libcrypto.Check(Libcrypto.EVP_MAC_init(context, k, (nuint)key.Length, 0), "HMAC-SM3");
            if (!head.IsEmpty)
                Libcrypto.Check(Libcrypto.EVP_MAC_update(context, h, (nuint)head.Length), "HMAC-SM3");
            if (!data.IsEmpty)
                Libcrypto.Check(Libcrypto.EVP_MAC_update(context, d, (nuint)data.Length), "HMAC-SM3");
            Libcrypto.Check(Libcrypto.EVP_MAC_final(context, o, &written, ICrypto.HashLength), "HMAC-SM3");
        }
    }

    /// <inheritdoc/>
    public void Pbkdf2(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations, Span<byte> derived)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
        fixed (byte* p = password, s = salt, o = derived)
        {
            Libcrypto.Check(Libcrypto.PKCS5_PBKDF2_HMAC(p, password.Length, s, salt.Length, iterations,
                OpenSslAlgorithms.Sm3, derived.Length, o), "PBKDF2-HMAC-SM3");
        }
    }

    /// <inheritdoc/>
    public int Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated,
        Span<byte> @sealed) => Sealing.Seal(this, Sealing.Preferred, key, plain, associated, @sealed);

    /// <inheritdoc/>
    public bool TryOpen(ReadOnlySpan<byte> key, ReadOnlySpan<byte> @sealed, ReadOnlySpan<byte> associated,
        Span<byte> plain, out int written) => Sealing.TryOpen(this, key, @sealed, associated, plain, out written);

    /// <inheritdoc/>
    public Sm2KeyPair NewSm2Key() => Sm2.NewKey();

    /// <inheritdoc/>
    public byte[] SignSm2(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> data) => Sm2.Sign(privateKey, data);

    /// <inheritdoc/>
    public bool VerifySm2(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        Sm2.Verify(publicKey, data, signature);

    /// <inheritdoc/>
    public void Random(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);

    /// <inheritdoc/>
    public bool FixedTimeEquals(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        CryptographicOperations.FixedTimeEquals(left, right);

    private sealed class Sm3Stream : ISm3
    {
        private nint _context;

        internal Sm3Stream()
        {
            _context = Libcrypto.Check(Libcrypto.EVP_MD_CTX_new(), "Making a digest context");
            Start();
        }

        ~Sm3Stream() => Libcrypto.EVP_MD_CTX_free(_context);

        public void Add(ReadOnlySpan<byte> data)
        {
            ObjectDisposedException.ThrowIf(_context == 0, this);
            fixed (byte* d = data)
                Libcrypto.Check(Libcrypto.EVP_DigestUpdate(_context, d, (nuint)data.Length), "SM3");
        }

        public void Finish(Span<byte> hash)
        {
            ObjectDisposedException.ThrowIf(_context == 0, this);
            ArgumentOutOfRangeException.ThrowIfLessThan(hash.Length, ICrypto.HashLength);
            fixed (byte* o = hash)
                Libcrypto.Check(Libcrypto.EVP_DigestFinal_ex(_context, o, null), "SM3");
            Start();
        }

        public void Dispose()
        {
            Libcrypto.EVP_MD_CTX_free(_context);
            _context = 0;
            GC.SuppressFinalize(this);
        }

        private void Start() =>
            Libcrypto.Check(Libcrypto.EVP_DigestInit_ex2(_context, OpenSslAlgorithms.Sm3, 0), "SM3");
    }
}
