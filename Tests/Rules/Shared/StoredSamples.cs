using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SunGov.Grains.Shared;

namespace SunGov.Tests.Rules.Shared;

/// <summary>
/// Samples of stored events: <c>Rules/{Capability}/Stored/{type}.json</c>, each the body of one entry (a list with one
/// event). Stored events are a format for ever, so these files only ever become more.
/// </summary>
internal static class StoredSamples
{
    /// <summary>
    /// Reads the samples of one kind back: each event type has one, each reads as its type, evolves, and is written
    /// again with the same content.
    /// </summary>
    public static void HoldFor<TState, TEvent>(string capability, Kind<TState, TEvent> kind)
        where TState : class
        where TEvent : class
    {
        foreach (var type in typeof(TEvent).GetCustomAttributes<JsonDerivedTypeAttribute>())
        {
            var sample = Read(capability, $"{type.TypeDiscriminator}");
            var happened = Assert.Single(StoredJson.Events<TEvent>(sample));
            Assert.IsType(type.DerivedType, happened);
            Assert.NotEqual(kind.Initial, kind.Evolve(kind.Evolve(kind.Initial, First<TEvent>(capability)), happened));
            var again = JsonNode.Parse(StoredJson.Body<TEvent>([happened]));
            Assert.True(
                JsonNode.DeepEquals(JsonNode.Parse(sample), again),
                $"{type.TypeDiscriminator} is written otherwise now: {again}");
        }
    }

    /// <summary>The first event of every thing of the kind, so that later ones find something to change.</summary>
    private static TEvent First<TEvent>(string capability)
        where TEvent : class
    {
        var first = typeof(TEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().First();
        return StoredJson.Events<TEvent>(Read(capability, $"{first.TypeDiscriminator}")).Single();
    }

    /// <summary>The sample of an event type.</summary>
    public static byte[] Read(string capability, string type)
    {
        var name = $"SunGov.Tests.Rules.{capability}.Stored.{type}.json";
        using var stream = typeof(StoredSamples).Assembly.GetManifestResourceStream(name);
        Assert.True(stream is not null, $"there is no sample Rules/{capability}/Stored/{type}.json");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Encoding.UTF8.GetBytes(reader.ReadToEnd());
    }
}
