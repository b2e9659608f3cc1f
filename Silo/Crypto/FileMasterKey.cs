using System.Security.Cryptography;
using System.Text;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Crypto;

/// <summary>
/// Master keys in a text file: one base64 line of 32 bytes each, the last one current, '#' for remarks. The file
/// must not be open to other users. A key unknown to the process is looked for in the file again, so that a rotation
/// needs no restart.
/// </summary>
public sealed class FileMasterKey : IMasterKey
{
    /// <summary>Names the file. Unset, development and demo keep it in the data folder.</summary>
    public const string PathVariable = "SUNGOV_MASTER_KEY_FILE";

    private const string FileName = "master.key";

    private readonly ICrypto _crypto;
    private readonly string _path;
    private volatile Ring _ring;

    private FileMasterKey(ICrypto crypto, string path)
    {
        _crypto = crypto;
        _path = path;
        _ring = Read();
    }

    /// <summary>Opens the file; throws with the remedy when it cannot be used.</summary>
    public static FileMasterKey Open(ICrypto crypto, string path) => File.Exists(path)
        ? new FileMasterKey(crypto, path)
        : throw new CryptographicException($"The master key file {path} does not exist. Put the key back from where "
            + "it is kept; a new one would leave everything sealed so far unreadable. For a new installation make one "
            + $"with: (umask 077; head -c 32 /dev/urandom | base64 > {path})");

    /// <summary>The file named by the environment, else the one in the data folder, made where missing.</summary>
    public static FileMasterKey OpenOrCreate(ICrypto crypto, string dataFolder)
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } named)
            return Open(crypto, named);
        var path = Path.Combine(dataFolder, FileName);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(dataFolder);
            PrivateFile.Write(path, [NewLine(crypto)]);
        }
        return Open(crypto, path);
    }

    /// <inheritdoc/>
    public string Current => _ring.Current.Id;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Kept => [.. _ring.All.Keys];

    /// <summary>
    /// Adds a new key to the file and makes it current. Then re-wrap the data keys and re-seal the rows; where several
    /// machines hold the file, give them the new one first.
    /// </summary>
    public void Add()
    {
        PrivateFile.Write(_path, [.. File.ReadAllLines(_path), NewLine(_crypto)]);
        _ring = Read();
    }

    /// <summary>Removes an older key from the file, once nothing needs it.</summary>
    public void Forget(string master)
    {
        if (master == Current)
            throw new InvalidOperationException("The current master key cannot be forgotten.");
        PrivateFile.Write(_path, [.. File.ReadAllLines(_path).Where(line => !IsKey(line) || Key(line).Id != master)]);
        _ring = Read();
    }

    /// <inheritdoc/>
    public byte[] Wrap(string master, ReadOnlySpan<byte> dataKey, ReadOnlySpan<byte> associated) =>
        _crypto.Seal(Derive(master, "wrap"), dataKey, associated);

    /// <inheritdoc/>
    public byte[]? Unwrap(string master, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> associated) =>
        _crypto.Open(Derive(master, "wrap"), wrapped, associated);

    /// <inheritdoc/>
    public byte[] Derive(string master, string use) =>
        _crypto.HmacSm3(Find(master), Encoding.UTF8.GetBytes("sungov/master/" + use));

    private byte[] Find(string master)
    {
        if (!_ring.All.ContainsKey(master))
            _ring = Read();
        return _ring.All.TryGetValue(master, out var key)
            ? key
            : throw new CryptographicException($"The master key {master} is not in {_path}. Put it back: things made "
                + "under it cannot be read without.");
    }

    private Ring Read()
    {
        PrivateFile.MustBeClosed(_path, "master key");
        var keys = File.ReadAllLines(_path).Where(IsKey).Select(Key).ToList();
        return keys.Count > 0
            ? new Ring(keys[^1], keys.DistinctBy(key => key.Id).ToDictionary(key => key.Id, key => key.Bytes))
            : throw new CryptographicException($"The master key file {_path} holds no key.");
    }

    private static bool IsKey(string line) => line.Trim() is { Length: > 0 } text && text[0] != '#';

    private (string Id, byte[] Bytes) Key(string line)
    {
        var bytes = new byte[ICrypto.KeyLength];
        if (!Convert.TryFromBase64String(line.Trim(), bytes, out var length) || length != bytes.Length)
            throw new CryptographicException($"A line of {_path} is not a key of 32 bytes in base64.");
        return (Convert.ToHexStringLower(_crypto.HmacSm3(bytes, "sungov/master-id"u8).AsSpan(0, 4)), bytes);
    }

    private static string NewLine(ICrypto crypto) => Convert.ToBase64String(crypto.Random(ICrypto.KeyLength));

    private sealed record Ring((string Id, byte[] Bytes) Current, Dictionary<string, byte[]> All);
}
