using System.Text.Json;
using System.Text.Json.Nodes;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Tools.Load;

/// <summary>Definitions of further programmes, made from a shipped one as data.</summary>
internal static class Variation
{
    private const string Serial = "{serial:";

    /// <summary>The same business under another id, name and owner, with series and counting classes of its own.
    /// </summary>
    public static JsonElement Of(JsonElement definition, string id, Words name, string owner)
    {
        var json = JsonObject.Create(definition)!;
        json["programme"] = id;
        json["name"] = new JsonObject { ["zh"] = name.Zh, ["en"] = name.En };
        json["owner"] = owner;
        foreach (var quota in json["quotas"]?.AsArray() ?? [])
        {
            if (quota?["per"]?.GetValue<string>() == "leader")
            {
                quota["class"] = ClassOf(id);
            }
        }

        Number(json, id);
        return JsonSerializer.SerializeToElement(json);
    }

    /// <summary>The class in which projects of one leader count.</summary>
    public static string ClassOf(string id) => $"{id}-leader";

    /// <summary>The series of a programme that stands for one of the shipped definition.</summary>
    public static string SeriesOf(string series, string id) =>
        series.Replace(Serial, $"-{id["load-".Length..]}-{Serial}", StringComparison.Ordinal);

    private static void Number(JsonNode node, string id)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (value is JsonValue text && text.TryGetValue<string>(out var format)
                        && format.Contains(Serial, StringComparison.Ordinal))
                    {
                        members[name] = SeriesOf(format, id);
                    }
                    else if (value is not null)
                    {
                        Number(value, id);
                    }
                }

                break;
            case JsonArray items:
                foreach (var item in items.OfType<JsonNode>())
                {
                    Number(item, id);
                }

                break;
        }
    }
}
