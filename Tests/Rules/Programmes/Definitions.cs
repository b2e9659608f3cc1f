using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;

namespace SunGov.Tests.Rules.Programmes;

/// <summary>Definitions and contents for tests of rules.</summary>
internal static class Definitions
{
    public static JsonSerializerOptions Plain { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The first business as it is shipped.</summary>
    public static JsonElement KeyRndJson { get; } = Json(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Programmes", "key-rnd.json")));

    public static CompiledProgramme KeyRnd { get; } = Compiled(KeyRndJson);

    public static CompiledForm Application => KeyRnd.Forms["application"];

    public static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    public static CompiledProgramme Compiled(JsonElement json)
    {
        var (programme, findings) = DefinitionFile.Read(json);
        Assert.Empty(findings);
        return programme!;
    }

    /// <summary>The shipped definition, changed.</summary>
    public static JsonElement Changed(Action<JsonNode> change)
    {
        var copy = JsonNode.Parse(KeyRndJson.GetRawText())!;
        change(copy);
        return Json(copy.ToJsonString());
    }

    /// <summary>A complete application: every section valid.</summary>
    public static Dictionary<string, JsonElement> Complete() => new()
    {
        ["basic"] = Json($$"""
            {"title":"低温共烧陶瓷基板的关键工艺","field":"new-materials","entity":{"id":"lnu","name":"岭南大学"},
             "leader":"李明","starts":"2027-01-01","ends":"2029-12-31","keywords":"陶瓷；基板；共烧",
             "summary":"{{Text(60)}}"}
            """),
        ["research"] = Json($$"""
            {"background":"{{Text(120)}}","content":"{{Text(120)}}","route":"{{Text(60)}}","innovation":"{{Text(40)}}",
             "targets":[{"name":"介电损耗","final":"0.002"}]}
            """),
        ["members"] = Json("""
            {"people":[{"name":"李明","entity":{"id":"lnu","name":"岭南大学"},
                        "title":"senior","duty":"总体","months":12}]}
            """),
        ["budget"] = Json("""
            {"lines":[{"category":"equipment","purpose":"烧结炉","requested":60000000,"own":10000000},
                      {"category":"labour","purpose":"研究生","requested":40000000,"own":0}],
             "requested":100000000,"own":10000000,"total":110000000}
            """),
        ["attachments"] = Json("""{"proofs":[],"integrity":true}"""),
    };

    public static string Codes(IEnumerable<Refusal> findings) =>
        string.Join(" ", findings.Select(f => $"{f.Code}@{f.Field}").Order(StringComparer.Ordinal));

    private static string Text(int length) => string.Concat(Enumerable.Repeat("研究内容", length / 4 + 1));
}
