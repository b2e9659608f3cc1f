using System.Text.Json;
using SunGov.GrainInterfaces.Supervision;
using SunGov.Grains.Supervision;

namespace SunGov.Tools.Verify;

/// <summary>
/// Anchors that somebody kept outside: answers of <c>GET /api/v1/anchors</c>, as many as one likes after one another,
/// or their items.
/// </summary>
internal static class KeptAnchors
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads a file; throws <see cref="FormatException"/> or <see cref="JsonException"/> where it is none.
    /// </summary>
    public static List<Anchor> Read(string path)
    {
        var reader = new Utf8JsonReader(
            File.ReadAllBytes(path), new JsonReaderOptions { AllowMultipleValues = true });
        var anchors = new List<Anchor>();
        while (reader.Read())
        {
            using var value = JsonDocument.ParseValue(ref reader);
            anchors.AddRange(Items(value.RootElement).Select(item => Anchor.Of(item.Deserialize<AnchorView>(Options)
                ?? throw new FormatException("an anchor is null"))));
        }

        return anchors;
    }

    private static IEnumerable<JsonElement> Items(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray(),
        JsonValueKind.Object when value.TryGetProperty("items", out var items) => items.EnumerateArray(),
        _ => [value],
    };
}
