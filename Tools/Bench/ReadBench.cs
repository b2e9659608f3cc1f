using System.Diagnostics;
using System.Globalization;
using System.Net;
using SunGov.Tools.Load;

namespace SunGov.Tools.Bench;

/// <summary>
/// `bench read`: what 200 people see of project page, task list and project list, over HTTP, the load generator on the
/// same machine (median of 3).
/// </summary>
internal static class ReadBench
{
    public const string Usage = """
        bench read [--projects N] [--users N] [--seconds N] [--rows N]
            p50, p95 and p99 of project page, task list and project list, and requests a second, on a throw-away
            PostgreSQL with N projects (1,000) made by commands: N users (200) who each ask once a second, then the same
            users without any pause, 3 rounds of N seconds (5) each; --rows fills the lists up with rows that only
            those read who see by their office, the officer all of them
        """;

    private const int Rounds = 3;
    private const int Logins = 4;
    private const int UsersOfOneOfficer = 20;
    private const int OfficersList = 3;

    private static readonly string[] Pages = ["project page", "task list", "project list", "officer's list"];

    public static async Task<int> RunAsync(string[] args)
    {
        if (Number(args, "--projects", 1_000) is not { } projects || Number(args, "--users", 200) is not { } users
            || Number(args, "--seconds", 5) is not { } seconds || Number(args, "--rows", projects) is not { } rows
            || args.Length % 2 != 0 || users > projects)
        {
            await Console.Error.WriteLineAsync(Usage);
            return CommandTable.Misused;
        }

        using var province = await BenchProvince.MakeAsync(projects);
        if (rows > projects)
        {
            await province.FillAsync(rows);
        }

        await using var silo = new SiloProcess(province.Settings);
        await silo.StartAsync();
        using var client = LoadUser.Connect(silo.Address);
        var readers = await ReadersAsync(client, users, projects);
        var window = TimeSpan.FromSeconds(seconds);
        var server = new ServerClock(province.Settings.DatabaseOwner);
        await MeasureAsync(readers, window, pause: 0);
        foreach (var (pause, name) in new[] { (1.0, "each asks once a second"), (0.0, "without any pause") })
        {
            Console.WriteLine($"{users} users, {name}, median of {Rounds}");
            var used = (Host: silo.ProcessorTime, Server: server.Total, Own: Environment.CpuUsage.TotalTime);
            var rounds = new List<Round>();
            for (var round = 0; round < Rounds; round++)
            {
                rounds.Add(await MeasureAsync(readers, window, pause));
            }

            var asked = rounds.Sum(round => round.Taken.Sum(page => page.Length));
            Print(rounds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"processor time a request: host {(silo.ProcessorTime - used.Host).TotalMicroseconds / asked:F0} us, "
                + $"PostgreSQL {(server.Total - used.Server).TotalMicroseconds / asked:F0} us, "
                + $"load generator {(Environment.CpuUsage.TotalTime - used.Own).TotalMicroseconds / asked:F0} us"));
        }

        return 0;
    }

    private static int? Number(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is var at and >= 0
            ? int.TryParse(args.ElementAtOrDefault(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
                && n > 0 ? n : null
            : otherwise;

    /// <summary>Of twenty users one is the officer of the call, two review for an entity, the others lead.</summary>
    private static async Task<(LoadUser User, int Project)[]> ReadersAsync(HttpClient client, int users, int projects)
    {
        var readers = new (LoadUser, int)[users];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Logins };
        await Parallel.ForAsync(0, users, options, async (n, _) =>
        {
            var project = (int)((long)n * projects / users);
            var entity = LoadProvince.Entities[project % BenchProvince.Entities];
            var (login, seen) = (n % UsersOfOneOfficer) switch
            {
                0 => (LoadProvince.Officer, project & ~1),
                1 or 2 => (LoadProvince.Office(entity), project),
                _ => (LoadProvince.Leader(project), project),
            };
            readers[n] = (await LoadUser.LogInAsync(client, login, LoadProvince.Password), seen);
        });
        return readers;
    }

    private static async Task<Round> MeasureAsync((LoadUser User, int Project)[] readers, TimeSpan window, double pause)
    {
        var clock = Stopwatch.StartNew();
        var taken = await Task.WhenAll(readers.Select((reader, n) => Task.Run(async () =>
        {
            var random = new Random(n);
            var mine = Pages.Select(_ => new List<double>()).ToArray();
            await Task.Delay(TimeSpan.FromSeconds(pause * random.NextDouble()));
            for (var asked = n; clock.Elapsed < window; asked++)
            {
                var began = Stopwatch.GetTimestamp();
                var page = asked % OfficersList;
                var status = await reader.User.TouchAsync(page switch
                {
                    0 => BenchProvince.PathOf(reader.Project),
                    1 => "/me/tasks",
                    _ => "/projects",
                });
                page = page == 2 && n % UsersOfOneOfficer == 0 ? OfficersList : page;
                mine[page].Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                if (status != HttpStatusCode.OK)
                {
                    throw new InvalidOperationException($"{Pages[page]} was answered {status}");
                }

                await Task.Delay(TimeSpan.FromSeconds(pause * (0.5 + random.NextDouble())));
            }

            return mine;
        })));
        var pages = Pages.Select((_, page) => taken.SelectMany(mine => mine[page]).Order().ToArray()).ToArray();
        return new Round(pages, clock.Elapsed);
    }

    private static void Print(List<Round> rounds)
    {
        for (var page = 0; page < Pages.Length; page++)
        {
            var at = page;
            Print(Pages[page], rounds, round => round.Taken[at]);
        }

        Print("all", rounds, round => [.. round.Taken.SelectMany(taken => taken).Order()]);
    }

    private static void Print(string name, List<Round> rounds, Func<Round, double[]> of)
    {
        double Median(Func<double[], double> value) => rounds.Select(r => value(of(r))).Order().ElementAt(Rounds / 2);
        var rate = rounds.Select(round => of(round).Length / round.Took.TotalSeconds).Order().ElementAt(Rounds / 2);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {name,-14}p50 {Median(t => At(t, 0.5)),7:F1} ms  p95 {Median(t => At(t, 0.95)),7:F1} ms"
            + $"  p99 {Median(t => At(t, 0.99)),7:F1} ms  {rate,7:F0} requests/s"));
    }

    private static double At(double[] sorted, double part) =>
        sorted.Length == 0 ? 0 : sorted[(int)(sorted.Length * part)];

    /// <summary>Milliseconds of each request, sorted, page by page; and how long the round took.</summary>
    private sealed record Round(double[][] Taken, TimeSpan Took);
}
