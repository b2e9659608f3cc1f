using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>A value marked internal, by which a package of those who must not see it names it.</summary>
/// <param name="Event">Its place in the entry's list of events, from 0.</param>
/// <param name="Value">The value's JSON exactly as the entry holds it.</param>
/// <param name="Salt">Follows from the entry's command, which only whoever has the whole entry knows; hex.</param>
/// <param name="Sm3">Hash of salt, place and value, hex; whoever is told salt and value later can compare.</param>
public sealed record InternalValue(int Event, string Field, string Value, string Salt, string Sm3);

/// <summary>
/// Entries for those who must not see what the definition marks internal: each such value is left out by a salted hash
/// (docs/documents.md has the exact bytes, a format for ever). Pure.
/// </summary>
public static class ProjectWithheld
{
    private const string SaltFormat = "sungov-withheld-salt-1";
    private const string ValueFormat = "sungov-withheld-1";
    private const string Decided = "decided";

    private static readonly JsonSerializerOptions AsStored = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The values of an entry that are marked, in order.</summary>
    public static ImmutableArray<InternalValue> Of(
        ICrypto crypto,
        EntryHeader header,
        ReadOnlyMemory<byte> body,
        ImmutableHashSet<(string Stage, string Field)> marked)
    {
        using var events = JsonDocument.Parse(body);
        return
        [
            .. events.RootElement.EnumerateArray().SelectMany((happened, index) => In(happened, marked)
                .Select(field => Named(crypto, header, index, field.Name, field.Value.GetRawText()))),
        ];
    }

    /// <summary>The entry's events without these values.</summary>
    public static string Without(ReadOnlySpan<byte> body, ImmutableArray<InternalValue> values)
    {
        var events = JsonNode.Parse(body)!.AsArray();
        foreach (var value in values)
        {
            events[value.Event]![Decided]!.AsObject().Remove(value.Field);
        }

        return events.ToJsonString(AsStored);
    }

    /// <summary>The hash by which a value is named.</summary>
    public static string NameOf(ICrypto crypto, string salt, int index, string field, string value) =>
        Hash(crypto, new Framed()
            .Add(ValueFormat).Add(Convert.FromHexString(salt)).Add(index).Add(field).Add(value));

    private static InternalValue Named(
        ICrypto crypto, EntryHeader header, int index, string field, string value)
    {
        var salt = Hash(crypto, new Framed()
            .Add(SaltFormat)
            .Add(header.Command.ToString("D", CultureInfo.InvariantCulture))
            .Add(header.Digest)
            .Add(index)
            .Add(field));
        return new InternalValue(index, field, value, salt, NameOf(crypto, salt, index, field, value));
    }

    /// <summary>Marked fields that an event decides; one that does not tell its stage is taken for any.</summary>
    private static IEnumerable<JsonProperty> In(
        JsonElement happened, ImmutableHashSet<(string Stage, string Field)> marked) =>
        happened.TryGetProperty(Decided, out var decided) && decided.ValueKind == JsonValueKind.Object
            ? decided.EnumerateObject().Where(field => marked.Any(known => known.Field == field.Name
                && (!happened.TryGetProperty("stage", out var stage) || stage.GetString() == known.Stage)))
            : [];

    private static string Hash(ICrypto crypto, Framed framed)
    {
        var hash = new byte[ICrypto.HashLength];
        crypto.Sm3(framed.ToArray(), [], hash);
        return Convert.ToHexStringLower(hash);
    }
}
