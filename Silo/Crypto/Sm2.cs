using System.Security.Cryptography;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Crypto;

/// <summary>SM2 key pairs and signatures (GB/T 32918.2, curve of GB/T 32918.5).</summary>
internal static unsafe class Sm2
{
    /// <summary>The user id that GM/T 0009 prescribes where none is agreed.</summary>
    private static ReadOnlySpan<byte> DefaultId => "1234567812345678"u8;

    internal static Sm2KeyPair NewKey()
    {
        var context = Libcrypto.Check(Libcrypto.EVP_PKEY_CTX_new_from_name(0, "SM2", null), "SM2");
        nint key = 0;
        try
        {
            Libcrypto.Check(Libcrypto.EVP_PKEY_keygen_init(context), "Making an SM2 key");
            Libcrypto.Check(Libcrypto.EVP_PKEY_generate(context, &key), "Making an SM2 key");
            return new Sm2KeyPair(WritePrivate(key), WritePublic(key));
        }
        finally
        {
            Libcrypto.EVP_PKEY_free(key);
            Libcrypto.EVP_PKEY_CTX_free(context);
        }
    }

    internal static byte[] Sign(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> data)
    {
        using var work = new Work(ReadPrivate(privateKey));
        Libcrypto.Check(Libcrypto.EVP_DigestSignInit(work.Digest, null, OpenSslAlgorithms.Sm3, 0, work.Key), "SM2");
        nuint length = 0;
        fixed (byte* d = data)
        {
            Libcrypto.Check(Libcrypto.EVP_DigestSign(work.Digest, null, &length, d, (nuint)data.Length), "SM2");
            var signature = new byte[length];
            fixed (byte* s = signature)
                Libcrypto.Check(Libcrypto.EVP_DigestSign(work.Digest, s, &length, d, (nuint)data.Length), "SM2");
            return signature[..(int)length];
        }
    }

    internal static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        using var work = new Work(ReadPublic(publicKey));
        Libcrypto.Check(Libcrypto.EVP_DigestVerifyInit(work.Digest, null, OpenSslAlgorithms.Sm3, 0, work.Key), "SM2");
        fixed (byte* d = data, s = signature)
        {
            var genuine = Libcrypto.EVP_DigestVerify(work.Digest, s, (nuint)signature.Length, d,
                (nuint)data.Length) == 1;
            Libcrypto.ERR_clear_error();
            return genuine;
        }
    }

    private static byte[] WritePrivate(nint key)
    {
        var info = Libcrypto.Check(Libcrypto.EVP_PKEY2PKCS8(key), "Writing an SM2 key");
        try
        {
            var der = new byte[Positive(Libcrypto.i2d_PKCS8_PRIV_KEY_INFO(info, null))];
            fixed (byte* start = der)
            {
                var at = start;
                Positive(Libcrypto.i2d_PKCS8_PRIV_KEY_INFO(info, &at));
            }
            return der;
        }
        finally
        {
            Libcrypto.PKCS8_PRIV_KEY_INFO_free(info);
        }
    }

    private static byte[] WritePublic(nint key)
    {
        var der = new byte[Positive(Libcrypto.i2d_PUBKEY(key, null))];
        fixed (byte* start = der)
        {
            var at = start;
            Positive(Libcrypto.i2d_PUBKEY(key, &at));
        }
        return der;
    }

    private static nint ReadPrivate(ReadOnlySpan<byte> der)
    {
        fixed (byte* start = der)
        {
            var at = start;
            return NeedSm2(Libcrypto.d2i_AutoPrivateKey(null, &at, der.Length));
        }
    }

    private static nint ReadPublic(ReadOnlySpan<byte> der)
    {
        fixed (byte* start = der)
        {
            var at = start;
            return NeedSm2(Libcrypto.d2i_PUBKEY(null, &at, der.Length));
        }
    }

    private static nint NeedSm2(nint key)
    {
        Libcrypto.Check(key, "Reading an SM2 key");
        if (Libcrypto.EVP_PKEY_is_a(key, "SM2") == 1)
            return key;
        Libcrypto.EVP_PKEY_free(key);
        throw new CryptographicException("The key is not an SM2 key.");
    }

    private static int Positive(int length) =>
        length > 0 ? length : throw Libcrypto.Failure("Writing an SM2 key");

    /// <summary>Key, key context with the user id, and digest context of one signature.</summary>
    private readonly ref struct Work
    {
        internal readonly nint Key;
        internal readonly nint Digest;
        private readonly nint _context;

        internal Work(nint key)
        {
            Key = key;
            Digest = Libcrypto.Check(Libcrypto.EVP_MD_CTX_new(), "SM2");
            _context = Libcrypto.Check(Libcrypto.EVP_PKEY_CTX_new_from_pkey(0, key, 0), "SM2");
            fixed (byte* id = DefaultId)
                Libcrypto.Check(Libcrypto.EVP_PKEY_CTX_set1_id(_context, id, DefaultId.Length), "SM2");
            Libcrypto.EVP_MD_CTX_set_pkey_ctx(Digest, _context);
        }

        public void Dispose()
        {
            Libcrypto.EVP_MD_CTX_free(Digest);
            Libcrypto.EVP_PKEY_CTX_free(_context);
            Libcrypto.EVP_PKEY_free(Key);
        }
    }
}
