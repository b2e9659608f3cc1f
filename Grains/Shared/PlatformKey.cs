namespace SunGov.Grains.Shared;

/// <summary>
/// The platform's SM2 key: it signs anchors, packages, and for parties what they sign. The private key never leaves
/// the implementation; the public one is published (<c>GET /api/v1/anchors/key</c>).
/// </summary>
public interface IPlatformKey
{
    /// <summary>SubjectPublicKeyInfo, DER.</summary>
    byte[] PublicKey { get; }

    /// <summary>Signature over a statement: SM2 with SM3, DER. No two kinds of statement begin alike.</summary>
    byte[] Sign(ReadOnlySpan<byte> statement);

    /// <summary>How a key is named: SM3 of the public key, hexadecimal.</summary>
    static string NameOf(ICrypto crypto, ReadOnlySpan<byte> publicKey) =>
        Convert.ToHexStringLower(crypto.Sm3(publicKey));
}
