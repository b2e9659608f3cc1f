using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace SunGov.Tools;

/// <summary>Waits for `/health/ready` of a server that is starting and tells what it says meanwhile.</summary>
internal static class AwaitCommand
{
    public const string Usage = """
        ./sungov await ADDRESS PID LOG [SECONDS]
            wait until ADDRESS/health/ready answers 200 and tell what it says meanwhile;
            exit code 1 and the last line of LOG if the process PID ends first or the time (900 s) is up
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var address, var pid, var log, ..])
        {
            Console.Error.WriteLine(Usage);
            return CommandTable.Misused;
        }

        var limit = TimeSpan.FromSeconds(
            args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 900);
        using var client = new HttpClient { BaseAddress = new Uri(address), Timeout = OneAnswer };
        var watch = Stopwatch.StartNew();
        var shown = "";
        while (watch.Elapsed < limit)
        {
            var (ready, says) = await AskAsync(client);
            if (ready)
            {
                return 0;
            }

            if (!Directory.Exists($"/proc/{pid}"))
            {
                var last = LastLine(log);
                Console.Error.WriteLine(
                    last.StartsWith("sungov: ", StringComparison.Ordinal)
                        ? last
                        : $"sungov: the server ended before it was ready: {last}");
                return 1;
            }

            if (says != shown && says.Length > 0)
            {
                Console.WriteLine($"  {watch.Elapsed.TotalSeconds,4:F0} s  {says}");
                shown = says;
            }

            await Task.Delay(Pause);
        }

        Console.Error.WriteLine($"sungov: not ready after {limit.TotalSeconds:F0} s: {LastLine(log)}");
        return 1;
    }

    private static async Task<(bool Ready, string Says)> AskAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            var text = (await answer.Content.ReadAsStringAsync()).Trim();
            return (answer.StatusCode == HttpStatusCode.OK, FirstLine(text));
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return (false, "");
        }
    }

    /// <summary>The words of a plain answer, or the `status`, `detail` or `title` of a JSON one.</summary>
    private static string FirstLine(string text)
    {
        if (!text.StartsWith('{'))
        {
            return text.Split('\n')[0];
        }

        using var document = JsonDocument.Parse(text);
        foreach (var name in (string[])["detail", "status", "title"])
        {
            if (document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
            {
                return value.GetString() ?? "";
            }
        }

        return "";
    }

    private static string LastLine(string log) =>
        File.Exists(log)
            ? File.ReadLines(log).LastOrDefault(line => line.Trim().Length > 0)?.Trim() ?? "it said nothing"
            : $"there is no {log}";
}
