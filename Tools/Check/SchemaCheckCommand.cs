using System.Text.Json;
using SunGov.Grains.Programmes;

namespace SunGov.Tools.Check;

/// <summary>`schema-check FILE`: runs a file of the public JSON Schema test suite.</summary>
internal static class SchemaCheckCommand
{
    public const string Usage = """
        ./sungov schema-check FILE... [--formats]
            run the cases of FILE, a JSON list of {description, schema, tests: [{description, data, valid}]} as the
            public
            JSON Schema test suite has it, against the check of forms; groups with a keyword that forms do not use are
            left out and the keyword is named. `format` is an annotation, with --formats dates are asserted as in forms.
            Prints each failure, what was left out, and `N passed, N failed` last; exit code 1 if any failed
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        var formats = args.Contains("--formats");
        var files = args.Where(word => word != "--formats").ToList();
        if (files.Count == 0)
        {
            Console.Error.WriteLine(Usage);
            return CommandTable.Misused;
        }

        var (passed, failed, left) = (0, 0, 0);
        var unsupported = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            using var suite = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
            foreach (var group in suite.RootElement.EnumerateArray())
            {
                var (schema, tests) = (group.GetProperty("schema"), group.GetProperty("tests"));
                var unknown = SchemaKeywords.Unsupported(schema);
                foreach (var keyword in unknown)
                {
                    unsupported[keyword] = unsupported.GetValueOrDefault(keyword) + tests.GetArrayLength();
                }

                if (!unknown.IsEmpty)
                {
                    left += tests.GetArrayLength();
                    continue;
                }

                foreach (var test in tests.EnumerateArray())
                {
                    var valid = test.GetProperty("valid").GetBoolean();
                    var fits = SchemaCheck.Fits(schema, test.GetProperty("data"), formats);
                    (passed, failed) = fits == valid ? (passed + 1, failed) : (passed, failed + 1);
                    if (fits != valid)
                    {
                        Console.WriteLine($"{Text(group)}: {Text(test)}: {Word(fits)}, expected {Word(valid)}");
                    }
                }
            }
        }

        foreach (var (keyword, tests) in unsupported)
        {
            Console.WriteLine($"not supported: {keyword} ({tests} tests)");
        }

        Console.WriteLine($"{left} left out");
        Console.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private static string Text(JsonElement of) =>
        of.TryGetProperty("description", out var text) ? text.GetString() ?? "" : "";

    private static string Word(bool fits) => fits ? "valid" : "invalid";
}
