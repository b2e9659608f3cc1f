using System.Text.Json;
using System.Text.Json.Nodes;
using SunGov.Grains.Programmes;
using Xunit.Abstractions;

namespace SunGov.Tests.Rules.Programmes;

/// <summary>R-BUS-11: thousands of random rules over random data give the same in server and browser.</summary>
public sealed class RulesMeanTheSameInTheBrowser(ITestOutputHelper output)
{
    private const int Cases = 6_000;

    private static readonly string[] Operators =
    [
        "var", "missing", "missing_some", "if", "?:", "==", "===", "!=", "!==", "!", "!!", "or", "and", ">", ">=", "<",
        "<=", "max", "min", "+", "-", "*", "/", "%", "map", "reduce", "filter", "all", "none", "some", "merge", "in",
        "cat",
        "substr", "log",
    ];

    private static readonly string[] Paths =
    [
        "", "a", "b", "list", "rows", "list.0", "list.01", "rows.1.fen", "rows.length", "text", "text.0", "text.length",
        "none", "a.b", "current", "accumulator", "fen", "nested.deep.x", "1", "0",
    ];

    private static readonly string[] Texts =

       [
        "", "0", "1", "10", "9", "-3", "1.50", "1e3", "12px", " 7 ", "0x1F", "abc", "b", "Infinity", "true",
        "null", "中文",
        "2026-11-21", "1e-7", ".5", "5.", "-", "+2", "1,2",
    ];

    private static readonly double[] Numbers =
        [0, 1, -1, 2, 3, 10, 0.1, 0.2, -2.5, 1e21, 1e-7, 123456789012, 350, 1.5e20, -0.000001];

    [Fact]
    public async Task Whatever_the_rule_and_the_data()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var cases = Enumerable.Range(0, Cases)
            .Select(_ => new JsonArray(Rule(random, 4), Data(random, 3))).ToList();
        var browser = await Browser.RunAsync("browser.mjs", cases);
        var differing = cases.Zip(browser.EnumerateArray()).Select(pair => Difference(pair.First, pair.Second))
            .OfType<string>().ToList();
        Assert.True(differing.Count == 0, $"seed {seed}:\n{string.Join('\n', differing.Take(20))}");
    }

    private static string? Difference(JsonArray one, JsonElement browser)
    {
        var (rule, data) = (Definitions.Json(Text(one[0])), Definitions.Json(Text(one[1])));
        var (compiled, fault) = JsonLogic.Compile(rule);
        if (browser.TryGetProperty("threw", out _) || compiled is null)
        {
            // What a browser cannot judge it leaves to the server.
            return compiled is null && !browser.TryGetProperty("threw", out _) ? $"{rule}: {fault}" : null;
        }

        var result = compiled.Evaluate(LogicData.Of(data));
        var expected = browser.GetProperty("value");
        return result.Exhausted || JsonElement.DeepEquals(result.Json, expected)
            ? null
            : $"{rule} over {data}: server {result.Json.GetRawText()}, browser {expected.GetRawText()}";
    }

    private static string Text(JsonNode? node) => node?.ToJsonString(Definitions.Plain) ?? "null";

    private static JsonNode? Rule(Random random, int depth)
    {
        if (depth == 0 || random.Next(4) == 0)
        {
            return random.Next(3) == 0 ? new JsonObject { ["var"] = One(random, Paths) } : Leaf(random);
        }

        var name = One(random, Operators);
        var count = name switch
        {
            "map" or "filter" or "all" or "none" or "some" => 2,
            "reduce" => 3,
            "missing_some" => 2,
            _ => random.Next(1, 4),
        };
        var arguments = new JsonArray();
        for (var i = 0; i < count; i++)
        {
            arguments.Add(Argument(random, name, i, depth));
        }

        return new JsonObject
        {
            [name] = count == 1 && arguments[0] is not JsonArray && random.Next(2) == 0
                ? arguments[0]?.DeepClone()
                : arguments,
        };
    }

    private static JsonNode? Argument(Random random, string name, int place, int depth) => (name, place) switch
    {
        ("var", 0) or ("missing", _) => JsonValue.Create(One(random, Paths)),
        ("missing_some", 0) => JsonValue.Create(random.Next(3)),
        ("missing_some", _) => new JsonArray(One(random, Paths), One(random, Paths)),
        ("map" or "filter" or "all" or "none" or "some" or "reduce", 0) when random.Next(3) > 0 =>
            new JsonObject { ["var"] = random.Next(2) == 0 ? "rows" : "list" },
        _ when random.Next(8) == 0 => new JsonArray(Rule(random, depth - 1), Leaf(random)),
        _ => Rule(random, depth - 1),
    };

    private static JsonNode? Leaf(Random random) => random.Next(6) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(2) == 0),
        2 => new JsonArray(Enumerable.Range(0, random.Next(3)).Select(_ => Scalar(random)).ToArray()),
        _ => Scalar(random),
    };

    private static JsonValue Scalar(Random random) => random.Next(2) == 0
        ? JsonValue.Create(One(random, Texts))
        : JsonValue.Create(Numbers[random.Next(Numbers.Length)]);

    private static JsonObject Data(Random random, int depth)
    {
        var data = new JsonObject();
        foreach (var name in (string[])["a", "b", "list", "rows", "text", "nested", "fen", "1"])
        {
            if (random.Next(4) > 0)
            {
                data[name] = (name, depth) switch
                {
                    ("list", _) => new JsonArray(
                        Enumerable.Range(0, random.Next(4)).Select(_ => Leaf(random)).ToArray()),
                    ("rows", > 0) => new JsonArray(
                        Enumerable.Range(0, random.Next(4)).Select(_ => Data(random, 0)).ToArray()),
                    ("nested", > 0) => new JsonObject { ["deep"] = new JsonObject { ["x"] = Leaf(random), ["y"] = 1 } },
                    ("text", _) => JsonValue.Create(One(random, Texts)),
                    _ => Leaf(random),
                };
            }
        }

        return data;
    }

    private static string One(Random random, string[] of) => of[random.Next(of.Length)];
}
