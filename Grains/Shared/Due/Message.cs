using System.Text.Json;

namespace SunGov.Grains.Shared.Due;

/// <summary>The text of an outbox row: a verb, a space, and its argument as JSON.</summary>
public static class Message
{
    /// <summary>Writes the text.</summary>
    public static string Of<T>(string verb, T argument) =>
        verb + " " + JsonSerializer.Serialize(argument, StoredJson.Options);

    /// <summary>The argument of a text with this verb; another verb is a fault of the sender and throws.</summary>
    public static T Read<T>(string what, string verb) =>
        what.StartsWith(verb + " ", StringComparison.Ordinal)
            ? JsonSerializer.Deserialize<T>(what.AsSpan(verb.Length + 1), StoredJson.Options)
                ?? throw new JsonException($"'{verb}' has no argument")
            : throw new InvalidOperationException($"'{what.Split(' ')[0]}' is not '{verb}'");
}
