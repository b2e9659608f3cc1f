using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SunGov.Silo.Crypto;

/// <summary>The algorithms, fetched once per process: fetching by name costs more than hashing.</summary>
internal static class OpenSslAlgorithms
{
    private const string Remedy = "Use a libcrypto built with SM2, SM3 and SM4 (Debian's libssl3 has them), "
        + "or name one in " + Libcrypto.PathVariable + ".";

    internal static readonly nint Sm3 = Libcrypto.EVP_MD_fetch(0, "SM3", null);
    internal static readonly nint Hmac = Libcrypto.EVP_MAC_fetch(0, "HMAC", null);
    internal static readonly nint Sm4Ctr = Libcrypto.EVP_CIPHER_fetch(0, "SM4-CTR", null);

    /// <summary>SM4-GCM, or 0 before OpenSSL 3.1.</summary>
    internal static readonly nint Sm4Gcm = Libcrypto.EVP_CIPHER_fetch(0, "SM4-GCM", null);

    /// <summary>E.g. 'OpenSSL 3.0.19 27 Jan 2026'.</summary>
    internal static string Version => Marshal.PtrToStringUTF8(Libcrypto.OpenSSL_version(0)) ?? "unknown";

    /// <summary>Throws, naming the remedy, where libcrypto is missing or lacks what cannot be done without.</summary>
    internal static void Require()
    {
        var version = Version;
        foreach (var (algorithm, name) in new[] { (Sm3, "SM3"), (Hmac, "HMAC"), (Sm4Ctr, "SM4-CTR") })
        {
            if (algorithm == 0)
                throw new CryptographicException($"{version} lacks {name}. {Remedy}");
        }
        Libcrypto.ERR_clear_error();
    }
}

/// <summary>One thread's working contexts, made at its first call and freed after its end.</summary>
internal sealed unsafe class OpenSslContexts
{
    [ThreadStatic]
    private static OpenSslContexts? _mine;

    internal readonly nint Digest;
    internal readonly nint Mac;
    internal readonly nint Cipher;

    private OpenSslContexts()
    {
        Digest = Libcrypto.Check(Libcrypto.EVP_MD_CTX_new(), "Making a digest context");
        Mac = Libcrypto.Check(Libcrypto.EVP_MAC_CTX_new(OpenSslAlgorithms.Hmac), "Making a MAC context");
        Cipher = Libcrypto.Check(Libcrypto.EVP_CIPHER_CTX_new(), "Making a cipher context");
        fixed (byte* name = "digest\0"u8, value = "SM3\0"u8)
        {
            var parameters = stackalloc Libcrypto.Parameter[2];
            parameters[0] = new Libcrypto.Parameter
            {
                Key = name,
                Type = Libcrypto.Parameter.Utf8Text,
                Data = value,
                Size = 3,
            };
            parameters[1] = default;
            Libcrypto.Check(Libcrypto.EVP_MAC_CTX_set_params(Mac, parameters), "Choosing HMAC-SM3");
        }
    }

    internal static OpenSslContexts Mine => _mine ??= new OpenSslContexts();

    ~OpenSslContexts()
    {
        Libcrypto.EVP_MD_CTX_free(Digest);
        Libcrypto.EVP_MAC_CTX_free(Mac);
        Libcrypto.EVP_CIPHER_CTX_free(Cipher);
    }
}
