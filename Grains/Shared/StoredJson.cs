using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SunGov.Grains.Shared;

/// <summary>
/// The one JSON of stored events and states: camelCase, UTF-8 unescaped, no nulls. A format for ever.
/// </summary>
public static class StoredJson
{
    /// <summary>The options.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        // jsonb keeps members in an order of its own, so a discriminator need not come first.
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>
    /// The list of events as it is stored and hashed; each event carries its type by its base's discriminator.
    /// </summary>
    public static byte[] Body<TEvent>(ImmutableArray<TEvent> events) =>
        JsonSerializer.SerializeToUtf8Bytes(events, Options);

    /// <summary>Events from a stored body; an event type this release does not know throws.</summary>
    public static ImmutableArray<TEvent> Events<TEvent>(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize<ImmutableArray<TEvent>>(body, Options);

    /// <summary>A state as bytes.</summary>
    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>A state from bytes.</summary>
    public static T State<T>(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize<T>(bytes, Options) ?? throw new JsonException("a stored state is null");

    /// <summary>SM3 over a command's type and JSON.</summary>
    public static byte[] Digest<TCommand>(ICrypto crypto, TCommand command)
    {
        var hash = new byte[ICrypto.HashLength];
        crypto.Sm3(
            Encoding.UTF8.GetBytes(typeof(TCommand).Name + '\0'),
            JsonSerializer.SerializeToUtf8Bytes(command, Options),
            hash);
        return hash;
    }
}
