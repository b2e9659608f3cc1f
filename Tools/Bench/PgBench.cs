using System.Diagnostics;
using System.Globalization;
using Npgsql;
using SunGov.Silo.Postgres;

namespace SunGov.Tools.Bench;

/// <summary>PostgreSQL's own yardstick: single-row upserts of 1 KiB of jsonb, prepared, one transaction each.</summary>
internal sealed class PgBench(string connectionString, string folder, int clients, int rows)
{
    private const int Threads = 2;
    private const int TextLength = 1000;

    /// <summary>On a crowded machine the window may end before the clients are connected.</summary>
    private const string Nothing = "actually processed: 0";

    /// <summary>Upserts a second over a window, and the processor time pgbench itself took.</summary>
    public async Task<(double PerSecond, TimeSpan Client)> RunAsync(int seconds)
    {
        var login = new NpgsqlConnectionStringBuilder(connectionString);
        var script = folder + ".pgbench";
        await File.WriteAllTextAsync(
            script,
            $"""
            \set k random(1, {rows})
            insert into bench_plain as t (key, version, data) values (:k::int::text, 1, :data::jsonb)
            on conflict (key) do update set version = t.version + 1, data = excluded.data;
            """);
        var start = new ProcessStartInfo("sh")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PGPASSWORD"] = login.Password },
        };
        string[] words =
        [
            "-c", "\"$@\"; times", "sh", PostgresBinaries.Find()["pgbench"],
            "-n", "-M", "prepared", "-c", Text(clients), "-j", Text(Threads), "-T", Text(seconds), "-f", script,
            "-D", $"data={{\"title\":\"Bench\",\"text\":\"{new string('x', TextLength - 30)}\"}}",
            "-h", login.Host!, "-p", Text(login.Port), "-U", login.Username!, login.Database!,
        ];
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("pgbench does not start");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(script);
        var lines = (await output).Trim().Split('\n');
        return lines.FirstOrDefault(line => line.StartsWith("tps = ", StringComparison.Ordinal)) is { } line
            ? (double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture), Times(lines[^1]))
            : Array.Exists(lines, line => line.EndsWith(Nothing, StringComparison.Ordinal)) ? (0, Times(lines[^1]))
            : throw new InvalidOperationException($"pgbench failed: {errors}");
    }

    /// <summary>User and system time as the shell tells them: <c>0m1.234s 0m0.567s</c>.</summary>
    private static TimeSpan Times(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.TrimEnd('s').Split('m'))
        .Aggregate(TimeSpan.Zero, (sum, part) => sum
            + TimeSpan.FromMinutes(int.Parse(part[0], CultureInfo.InvariantCulture))
            + TimeSpan.FromSeconds(double.Parse(part[1], CultureInfo.InvariantCulture)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
