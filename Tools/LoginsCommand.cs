using System.Net;
using System.Text.Json;

namespace SunGov.Tools;

/// <summary>The table of demo logins, as the server itself tells it in demo mode.</summary>
internal static class LoginsCommand
{
    public const string Usage = "./sungov logins ADDRESS    show the demo logins of a server in demo mode";

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var address])
        {
            Console.Error.WriteLine(Usage);
            return CommandTable.Misused;
        }

        using var client = new HttpClient { BaseAddress = new Uri(address) };
        using var answer = await client.GetAsync(new Uri("/api/v1/demo/logins", UriKind.Relative));
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            Console.Error.WriteLine($"sungov: {address} is not in demo mode");
            return 1;
        }

        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var rows = Rows(document.RootElement).Select(Cells).ToList();
        if (rows.Count == 0)
        {
            Console.Error.WriteLine($"sungov: {address} has no demo logins");
            return 1;
        }

        rows.Insert(0, [.. rows[0].Select(cell => (cell.Name, Value: cell.Name))]);
        foreach (var row in rows)
        {
            Console.WriteLine("  " + string.Concat(row.Select((cell, at) => Pad(cell.Value, WidthOf(rows, at)))));
        }

        return 0;
    }

    private static IEnumerable<JsonElement> Rows(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => root.EnumerateArray(),
        JsonValueKind.Object => root.EnumerateObject()
            .Where(property => property.Value.ValueKind == JsonValueKind.Array)
            .SelectMany(property => property.Value.EnumerateArray()),
        _ => [],
    };

    private static List<(string Name, string Value)> Cells(JsonElement row) =>
        [.. row.EnumerateObject().Select(property => (property.Name, property.Value.ToString()))];

    private static int WidthOf(List<List<(string Name, string Value)>> rows, int column) =>
        rows.Max(row => column < row.Count ? Columns(row[column].Value) : 0) + 2;

    private static string Pad(string text, int width) => text + new string(' ', Math.Max(1, width - Columns(text)));

    /// <summary>Columns on a terminal: Chinese characters and full-width marks take two.</summary>
    private static int Columns(string text) => text.Sum(letter => letter is >= '\u2e80' and <= '\uffe6' ? 2 : 1);
}
