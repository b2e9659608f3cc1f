using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SunGov.Silo.Documents;

/// <summary>What a package holds, each item with its SM3; a format for ever (docs/documents.md).</summary>
/// <param name="Format">1; 2 where values are withheld.</param>
/// <param name="LastHash">Hash of the project's last entry, hex.</param>
/// <param name="At">When that entry was written.</param>
public sealed record PackageManifest(
    int Format,
    string Project,
    long Version,
    string? Number,
    string Title,
    string Programme,
    string LastHash,
    DateTimeOffset At,
    ImmutableArray<PackageItem> Items)
{
    /// <summary>Path of the manifest.</summary>
    public const string Path = "manifest.json";

    /// <summary>Path of its signature.</summary>
    public const string SignaturePath = "manifest.signature.json";

    /// <summary>Path of the entries, one JSON object a line.</summary>
    public const string EntriesPath = "trail/entries.jsonl";

    /// <summary>Path of the internal values of a package that withholds none, one JSON object a line.</summary>
    public const string InternalPath = "trail/internal.jsonl";

    /// <summary>The JSON of everything in a package.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>The same, a line each.</summary>
    public static JsonSerializerOptions Line { get; } = new(Json) { WriteIndented = false };
}

/// <summary>An item of a package.</summary>
/// <param name="What">What it is, in Chinese.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sm3">Hex.</param>
public sealed record PackageItem(string Path, string What, long Size, string Sm3);

/// <summary>The platform's signature over the bytes of the manifest.</summary>
/// <param name="PublicKey">SubjectPublicKeyInfo, DER, base64.</param>
/// <param name="Signature">DER (r, s), base64.</param>
public sealed record PackageSignature(string Algorithm, string PublicKey, string Signature)
{
    /// <summary>SM2 with SM3 and the default user id.</summary>
    public const string Sm2 = "SM2-SM3, user id 1234567812345678";

    /// <summary>What is signed: these words, then the manifest. No signature over a manifest is one over an anchor.
    /// </summary>
    public static byte[] Statement(ReadOnlySpan<byte> manifest) => [.. "sungov-package-1\n"u8, .. manifest];
}

/// <summary>
/// An entry of the journal with all that its hash is computed over; where values are withheld, without them and without
/// command, digest and answer, from which they could be guessed.
/// </summary>
/// <param name="Body">The list of events, exactly as stored; where values are withheld, the rest of it.</param>
/// <param name="Withheld">The values left out; null for none, and then the hash recomputes.</param>
public sealed record PackageEntry(
    long Sequence,
    string Kind,
    string Key,
    long Version,
    Guid? Command,
    string? Digest,
    string? Answer,
    string Actor,
    string Identity,
    string OnBehalf,
    long AtMicroseconds,
    string Body,
    string Previous,
    string Hash,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    ImmutableArray<WithheldValue>? Withheld = null);

/// <summary>A value that is left out.</summary>
/// <param name="Event">Its place in the list of events, from 0.</param>
/// <param name="Sm3">Salted hash of it, hex (docs/documents.md).</param>
public sealed record WithheldValue(int Event, string Field, string Sm3);

/// <summary>An internal value with what its salted hash is made of.</summary>
/// <param name="Version">The entry.</param>
/// <param name="Value">Its JSON as the entry holds it.</param>
public sealed record PackageInternal(long Version, int Event, string Field, string Value, string Salt, string Sm3);
