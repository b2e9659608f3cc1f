using System.Text.Json;
using SunGov.Grains.Programmes;

namespace SunGov.Tools.Check;

/// <summary>`rules-check FILE`: runs a file of JsonLogic cases.</summary>
internal static class RulesCheckCommand
{
    public const string Usage = """
        ./sungov rules-check FILE
            run the rules of FILE: a JSON list of [rule, data, expected], with comments as plain texts between, as the
            public JsonLogic suite has it; prints each failure and `N passed, N failed` last, exit code 1 if any failed
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var file])
        {
            Console.Error.WriteLine(Usage);
            return CommandTable.Misused;
        }

        using var cases = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
        var (passed, failed, heading) = (0, 0, "");
        foreach (var one in cases.RootElement.EnumerateArray())
        {
            if (one.ValueKind == JsonValueKind.String)
            {
                heading = one.GetString()!;
            }
            else if (Failure(one) is { } failure)
            {
                failed++;
                Console.WriteLine($"{heading}{(heading.Length > 0 ? ": " : "")}{failure}");
            }
            else
            {
                passed++;
            }
        }

        Console.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private static string? Failure(JsonElement one)
    {
        if (one is not { ValueKind: JsonValueKind.Array } || one.GetArrayLength() != 3)
        {
            return $"not a case: {one.GetRawText()}";
        }

        var (rule, data, expected) = (one[0], one[1], one[2]);
        var (compiled, fault) = JsonLogic.Compile(rule);
        if (compiled is null)
        {
            return $"{rule.GetRawText()}: {fault}";
        }

        var result = compiled.Evaluate(LogicData.Of(data));
        return result.Exhausted ? $"{rule.GetRawText()}: too costly"
            : JsonElement.DeepEquals(result.Json, expected) ? null
            : $"{rule.GetRawText()} over {data.GetRawText()} gave {result.Json.GetRawText()}, "
                + $"expected {expected.GetRawText()}";
    }
}
