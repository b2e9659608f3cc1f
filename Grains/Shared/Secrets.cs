using System.Text;

namespace SunGov.Grains.Shared;

/// <summary>
/// Seals sensitive values before they become part of an event, a row or a blob (design section 4, R-NFR-08). Each
/// owner has a data key of its own; destroying it destroys every value sealed under it, wherever it is stored.
/// </summary>
public interface ISecrets
{
    /// <summary>
    /// Seals a value for one place. The token is compact ASCII, fit for JSON and for a text column, and opens in this
    /// place only. Throws <see cref="InvalidOperationException"/> when the owner's key has been destroyed.
    /// </summary>
    ValueTask<string> SealAsync(SecretOwner owner, SecretPlace place, ReadOnlyMemory<byte> plain);

    /// <summary>Opens a token in its place.</summary>
    ValueTask<Opened> OpenAsync(string token, SecretPlace place);

    /// <summary>
    /// HMAC-SM3 of a value under the index key, base64url: equal values of one space get equal indexes, for claims and
    /// for search by exact value. The caller normalises the value. Survives rotation of the master key.
    /// </summary>
    ValueTask<string> BlindIndexAsync(string space, string value);

    /// <summary>
    /// Destroys the owner's data key for good; false if it had none or it was destroyed before. Other processes
    /// follow within <see cref="ForgetAfter"/>. Backups keep what they hold until they are deleted themselves.
    /// </summary>
    Task<bool> DestroyAsync(SecretOwner owner);

    /// <summary>How long another process may go on with a data key it has cached.</summary>
    static TimeSpan ForgetAfter { get; } = TimeSpan.FromSeconds(60);
}

/// <summary>Whose data key: a person, a review round, or a purpose of the platform.</summary>
/// <param name="Purpose">What the key is for, e.g. <c>person</c>, <c>round</c>, <c>bank</c>.</param>
/// <param name="Id">Opaque id of the owner; empty for a key of the whole purpose.</param>
public readonly record struct SecretOwner(string Purpose, string Id)
{
    /// <summary>The key of a person's own data.</summary>
    public static SecretOwner Person(string id) => new("person", id);

    /// <summary>The key of one review round: experts, sheets, ballots.</summary>
    public static SecretOwner Round(string id) => new("round", id);

    /// <summary>A key shared by one purpose of the platform.</summary>
    public static SecretOwner Platform(string purpose) => new(purpose, "");
}

/// <summary>Where a sealed value stands; it opens nowhere else.</summary>
public readonly record struct SecretPlace(string Kind, string Key, string Field);

/// <summary>How opening ended.</summary>
public enum OpenedState
{
    /// <summary>The value is there.</summary>
    Plain,

    /// <summary>Its data key has been destroyed (deletion duty, end of retention); the content is gone.</summary>
    Destroyed,

    /// <summary>Not a token, not of this place, or changed since it was sealed.</summary>
    Broken,
}

/// <summary>The result of opening a token.</summary>
/// <param name="State">How it ended.</param>
/// <param name="Value">The value when <see cref="OpenedState.Plain"/>, else empty.</param>
public readonly record struct Opened(OpenedState State, ReadOnlyMemory<byte> Value)
{
    /// <summary>The value as UTF-8 text; null unless it is there.</summary>
    public string? Text => State == OpenedState.Plain ? Encoding.UTF8.GetString(Value.Span) : null;
}

/// <summary>Text in and out of <see cref="ISecrets"/>.</summary>
public static class SecretText
{
    /// <summary>Seals text as UTF-8.</summary>
    public static ValueTask<string> SealAsync(this ISecrets secrets, SecretOwner owner, SecretPlace place,
        string plain) => secrets.SealAsync(owner, place, Encoding.UTF8.GetBytes(plain));
}

/// <summary>How a seal compares.</summary>
public enum SealState
{
    /// <summary>Genuine, under the present key.</summary>
    Genuine,

    /// <summary>Genuine, under an older key; to be sealed anew before that key is forgotten.</summary>
    GenuineByOlderKey,

    /// <summary>Forged, or made under a key that is no longer kept.</summary>
    Broken,
}

/// <summary>
/// HMAC-SM3 under keys derived from the master key, one per use. A seal names its key, so that those of older master
/// keys verify for as long as the master key is kept.
/// </summary>
public interface IKeyedSeal
{
    /// <summary>Bytes of a seal.</summary>
    const int Length = 4 + ICrypto.HashLength;

    /// <summary>Seals head followed by data, for one use.</summary>
    byte[] Seal(string use, ReadOnlySpan<byte> head, ReadOnlySpan<byte> data);

    /// <summary>Compares in fixed time.</summary>
    SealState Check(string use, ReadOnlySpan<byte> head, ReadOnlySpan<byte> data, ReadOnlySpan<byte> seal);
}

/// <summary>The seal of a state row: nobody but the application makes one that holds (R-NFR-07).</summary>
public interface IRowSeal
{
    /// <summary>
    /// Seals a row. <paramref name="data"/> are the bytes that will be read back: where the column reorders or
    /// reformats them (jsonb), give their canonical form.
    /// </summary>
    byte[] Seal(string kind, string key, long version, ReadOnlySpan<byte> lastHash, ReadOnlySpan<byte> data);

    /// <summary>Whether the row is as it was sealed.</summary>
    SealState Check(string kind, string key, long version, ReadOnlySpan<byte> lastHash, ReadOnlySpan<byte> data,
        ReadOnlySpan<byte> seal);
}

/// <inheritdoc/>
public sealed class RowSeal(IKeyedSeal seals) : IRowSeal
{
    private const string Use = "row";

    /// <inheritdoc/>
    public byte[] Seal(string kind, string key, long version, ReadOnlySpan<byte> lastHash, ReadOnlySpan<byte> data) =>
        seals.Seal(Use, Head(kind, key, version, lastHash), data);

    /// <inheritdoc/>
    public SealState Check(string kind, string key, long version, ReadOnlySpan<byte> lastHash,
        ReadOnlySpan<byte> data, ReadOnlySpan<byte> seal) =>
        seals.Check(Use, Head(kind, key, version, lastHash), data, seal);

    private static byte[] Head(string kind, string key, long version, ReadOnlySpan<byte> lastHash) =>
        new Framed().Add(kind).Add(key).Add(version).Add(lastHash).ToArray();
}
