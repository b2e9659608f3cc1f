using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SunGov.Silo.Crypto;

/// <summary>The functions used of OpenSSL 3's libcrypto, under their own names, and the way to find it.</summary>
internal static unsafe partial class Libcrypto
{
    /// <summary>Names another libcrypto than the system's, e.g. one with SM4-GCM.</summary>
    internal const string PathVariable = "SUNGOV_LIBCRYPTO";

    internal const int AeadGetTag = 0x10;
    internal const int AeadSetTag = 0x11;

    private const string Name = "libcrypto";
    private static readonly string[] Candidates = ["libcrypto.so.3", "libcrypto.3.dylib", "libcrypto-3-x64.dll"];

    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255",
        Justification = "The resolver must stand before the first native call, whoever makes it.")]
    internal static void Register() =>
        NativeLibrary.SetDllImportResolver(typeof(Libcrypto).Assembly, Resolve);

    private static nint Resolve(string library, Assembly assembly, DllImportSearchPath? search)
    {
        if (library != Name)
            return 0;
        if (Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } path)
            return NativeLibrary.Load(path);
        foreach (var candidate in Candidates)
        {
            if (NativeLibrary.TryLoad(candidate, assembly, search, out var handle))
                return handle;
        }
        throw new CryptographicException("libcrypto of OpenSSL 3 was not found. Install it "
            + $"(Debian: apt install libssl3) or name its path in {PathVariable}.");
    }

    /// <summary>An exception that names the step and OpenSSL's own reason; empties its error queue.</summary>
    internal static CryptographicException Failure(string step)
    {
        Span<byte> text = stackalloc byte[256];
        var reason = "no reason given";
        for (var code = ERR_get_error(); code != 0; code = ERR_get_error())
        {
            fixed (byte* p = text)
            {
                ERR_error_string_n(code, p, (nuint)text.Length);
                reason = Marshal.PtrToStringUTF8((nint)p) ?? reason;
            }
        }
        return new CryptographicException($"{step} failed in libcrypto: {reason}");
    }

    internal static void Check(int result, string step)
    {
        if (result <= 0)
            throw Failure(step);
    }

    internal static nint Check(nint pointer, string step) => pointer != 0 ? pointer : throw Failure(step);

    [LibraryImport(Name)]
    internal static partial nuint ERR_get_error();

    [LibraryImport(Name)]
    internal static partial void ERR_clear_error();

    [LibraryImport(Name)]
    internal static partial void ERR_error_string_n(nuint code, byte* text, nuint length);

    [LibraryImport(Name)]
    internal static partial nint OpenSSL_version(int what);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint EVP_MD_fetch(nint library, string algorithm, string? properties);

    [LibraryImport(Name)]
    internal static partial nint EVP_MD_CTX_new();

    [LibraryImport(Name)]
    internal static partial void EVP_MD_CTX_free(nint context);

    [LibraryImport(Name)]
    internal static partial int EVP_DigestInit_ex2(nint context, nint digest, nint parameters);

    [LibraryImport(Name)]
    internal static partial int EVP_DigestUpdate(nint context, byte* data, nuint length);

    [LibraryImport(Name)]
    internal static partial int EVP_DigestFinal_ex(nint context, byte* hash, uint* length);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint EVP_MAC_fetch(nint library, string algorithm, string? properties);

    [LibraryImport(Name)]
    internal static partial nint EVP_MAC_CTX_new(nint mac);

    [LibraryImport(Name)]
    internal static partial void EVP_MAC_CTX_free(nint context);

    [LibraryImport(Name)]
    internal static partial int EVP_MAC_CTX_set_params(nint context, Parameter* parameters);

    [LibraryImport(Name)]
    internal static partial int EVP_MAC_init(nint context, byte* key, nuint length, nint parameters);

    [LibraryImport(Name)]
    internal static partial int EVP_MAC_update(nint context, byte* data, nuint length);

    [LibraryImport(Name)]
    internal static partial int EVP_MAC_final(nint context, byte* mac, nuint* length, nuint size);

    [LibraryImport(Name)]
    internal static partial int PKCS5_PBKDF2_HMAC(byte* password, int passwordLength, byte* salt, int saltLength,
        int iterations, nint digest, int length, byte* derived);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint EVP_CIPHER_fetch(nint library, string algorithm, string? properties);

    [LibraryImport(Name)]
    internal static partial nint EVP_CIPHER_CTX_new();

    [LibraryImport(Name)]
    internal static partial void EVP_CIPHER_CTX_free(nint context);

    [LibraryImport(Name)]
    internal static partial int EVP_CipherInit_ex2(nint context, nint cipher, byte* key, byte* iv, int encrypt,
        nint parameters);

    [LibraryImport(Name)]
    internal static partial int EVP_CipherUpdate(nint context, byte* output, int* written, byte* input, int length);

    [LibraryImport(Name)]
    internal static partial int EVP_CipherFinal_ex(nint context, byte* output, int* written);

    [LibraryImport(Name)]
    internal static partial int EVP_CIPHER_CTX_ctrl(nint context, int command, int length, byte* data);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint EVP_PKEY_CTX_new_from_name(nint library, string name, string? properties);

    [LibraryImport(Name)]
    internal static partial nint EVP_PKEY_CTX_new_from_pkey(nint library, nint key, nint properties);

    [LibraryImport(Name)]
    internal static partial void EVP_PKEY_CTX_free(nint context);

    [LibraryImport(Name)]
    internal static partial int EVP_PKEY_keygen_init(nint context);

    [LibraryImport(Name)]
    internal static partial int EVP_PKEY_generate(nint context, nint* key);

    [LibraryImport(Name)]
    internal static partial void EVP_PKEY_free(nint key);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int EVP_PKEY_is_a(nint key, string name);

    [LibraryImport(Name)]
    internal static partial int EVP_PKEY_CTX_set1_id(nint context, byte* id, int length);

    [LibraryImport(Name)]
    internal static partial nint EVP_PKEY2PKCS8(nint key);

    [LibraryImport(Name)]
    internal static partial void PKCS8_PRIV_KEY_INFO_free(nint info);

    [LibraryImport(Name)]
    internal static partial int i2d_PKCS8_PRIV_KEY_INFO(nint info, byte** output);

    [LibraryImport(Name)]
    internal static partial int i2d_PUBKEY(nint key, byte** output);

    [LibraryImport(Name)]
    internal static partial nint d2i_AutoPrivateKey(nint* key, byte** input, nint length);

    [LibraryImport(Name)]
    internal static partial nint d2i_PUBKEY(nint* key, byte** input, nint length);

    [LibraryImport(Name)]
    internal static partial void EVP_MD_CTX_set_pkey_ctx(nint context, nint keyContext);

    [LibraryImport(Name)]
    internal static partial int EVP_DigestSignInit(nint context, nint* keyContext, nint digest, nint engine, nint key);

    [LibraryImport(Name)]
    internal static partial int EVP_DigestSign(nint context, byte* signature, nuint* signatureLength, byte* data,
        nuint length);

    [LibraryImport(Name)]
    internal static partial int EVP_DigestVerifyInit(nint context, nint* keyContext, nint digest, nint engine,
        nint key);

    [LibraryImport(Name)]
    internal static partial int EVP_DigestVerify(nint context, byte* signature, nuint signatureLength, byte* data,
        nuint length);

    /// <summary>OSSL_PARAM of OpenSSL 3.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Parameter
    {
        internal byte* Key;
        internal uint Type;
        internal void* Data;
        internal nuint Size;
        internal nuint ReturnSize;

        internal const uint Utf8Text = 4;
    }
}
