using System.Security.Cryptography;
using System.Text;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Crypto;

/// <summary>
/// The platform's SM2 key in a text file beside the master key: two base64 lines, private and public. Made at the first
/// start; never in the database, so that whoever has only the database cannot sign.
/// </summary>
public sealed class AnchorKey : IPlatformKey
{
    /// <summary>Names the file; by default <c>anchor.key</c> in the folder of the master key.</summary>
    public const string PathVariable = "SUNGOV_ANCHOR_KEY_FILE";

    private const string FileName = "anchor.key";

    private readonly ICrypto _crypto;
    private readonly Sm2KeyPair _keys;

    private AnchorKey(ICrypto crypto, Sm2KeyPair keys)
    {
        _crypto = crypto;
        _keys = keys;
    }

    /// <inheritdoc/>
    public byte[] PublicKey => _keys.PublicKey;

    /// <summary>The file that the environment and the folder of the data name.</summary>
    public static string PathOf(string dataFolder) =>
        Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } named ? named
        : Environment.GetEnvironmentVariable(FileMasterKey.PathVariable) is { Length: > 0 } master
            ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(master))!, FileName)
        : Path.Combine(dataFolder, FileName);

    /// <summary>Opens the file; makes it where it is missing.</summary>
    public static AnchorKey OpenOrCreate(ICrypto crypto, string path)
    {
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var made = crypto.NewSm2Key();
            PrivateFile.Write(
                path, [Convert.ToBase64String(made.PrivateKey), Convert.ToBase64String(made.PublicKey)]);
        }

        return Open(crypto, path);
    }

    /// <summary>Opens the file; throws with the remedy when it cannot be used.</summary>
    public static AnchorKey Open(ICrypto crypto, string path)
    {
        PrivateFile.MustBeClosed(path, "anchor key");
        try
        {
            if (File.ReadAllLines(path, Encoding.ASCII) is [var secret, var published, ..])
            {
                var key = new AnchorKey(
                    crypto, new Sm2KeyPair(Convert.FromBase64String(secret), Convert.FromBase64String(published)));
                if (crypto.VerifySm2(key.PublicKey, "anchor"u8, key.Sign("anchor"u8)))
                {
                    return key;
                }
            }
        }
        catch (FormatException)
        {
            throw NotAKey(path);
        }

        throw NotAKey(path);
    }

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> statement) => _crypto.SignSm2(_keys.PrivateKey, statement);

    private static CryptographicException NotAKey(string path) =>
        new($"The anchor key file {path} does not hold a key pair. Put the key back from where it is kept.");
}
