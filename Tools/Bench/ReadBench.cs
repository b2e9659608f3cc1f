using System.Diagnostics;
using System.Globalization;
using System.Net;
using SunGov.Silo.Hosting;
using SunGov.Tools.Load;

namespace SunGov.Tools.Bench;

/// <summary>
/// `bench read`: what 200 people see of catalogue, project page, task list and project list, over HTTP, the load
/// generator on the same machine (median of 3).
/// </summary>
internal static class ReadBench
{
    public const string Usage = """
        bench read [--projects N] [--programmes N] [--calls N] [--users N] [--seconds N] [--loaded yes]
            p50, p95 and p99 of an applicant's catalogue (open calls, programmes), project page, task list, project list
            and its counts by stage, and requests a second, on a throw-away PostgreSQL that `load` fills with N projects
            (1,000): N users (200) who each ask once a second, then the same users without any pause, 3 rounds of N
            seconds (5) each, after a warm-up that does not count. Of twenty users one sees every project, two are
            officers of a division, three of a legal entity or a city, the others lead projects. --loaded yes measures
            the database SUNGOV_DB that `load` has filled, with no server running on it
        """;

    private const int Rounds = 3;
    private const int WarmUps = 2;
    private const string Users = "--users";
    private const string Seconds = "--seconds";
    private const string Loaded = "--loaded";

    private static readonly string[] Pages =
    [
        "open calls", "programmes", "project page", "task list", "officer's tasks", "project list", "officer's list",
        "all projects", "stage counts",
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var given = args.Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        var plan = LoadPlan.Read([
            "--projects", given.GetValueOrDefault("--projects", "1000"),
            .. given.Where(pair => pair.Key is not ("--projects" or Users or Seconds or Loaded))
                .SelectMany(pair => new[] { pair.Key, pair.Value })]);
        if (plan is null || args.Length % 2 != 0 || Number(given, Users, 200) is not { } users
            || Number(given, Seconds, 5) is not { } seconds)
        {
            await Console.Error.WriteLineAsync(Usage);
            return CommandTable.Misused;
        }

        using var province = given.ContainsKey(Loaded)
            ? await ReadProvince.OpenAsync(HostSettings.Read([], Environment.GetEnvironmentVariable), users)
            : await ReadProvince.MakeAsync(plan, users);
        await using var silo = new SiloProcess(province.Settings);
        await silo.StartAsync();
        using var client = LoadUser.Connect(silo.Address);
        var readers = await Task.WhenAll(province.Readers.Select(reader => ReaderAsync(client, reader)));
        await MeasureAllAsync(readers, TimeSpan.FromSeconds(seconds), silo, province.Settings.DatabaseOwner);
        Console.WriteLine("wanted: p99 at most 100 ms at 200 users who each ask once a second");
        return 0;
    }

    private static int? Number(Dictionary<string, string> given, string name, int otherwise) =>
        !given.TryGetValue(name, out var text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : null;

    /// <summary>A reader, with a project of their list to be opened.</summary>
    private static async Task<Reader> ReaderAsync(HttpClient client, (OpenSession Session, ReaderKind Kind) reader)
    {
        var user = LoadUser.Of(client, reader.Session);
        var list = await user.GetAsync("/projects?limit=1");
        var project = list.Body.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("id").GetString())
            .FirstOrDefault();
        return new Reader(user, reader.Kind, project);
    }

    private static async Task MeasureAllAsync(Reader[] readers, TimeSpan window, SiloProcess silo, string owner)
    {
        var server = new ServerClock(owner);
        foreach (var (pause, name) in new[] { (1.0, "each asks once a second"), (0.0, "without any pause") })
        {
            for (var warmUp = 0; warmUp < WarmUps; warmUp++)
            {
                await MeasureAsync(readers, window, pause);
            }

            Console.WriteLine($"{readers.Length} users, {name}, median of {Rounds}");
            var used = (Host: silo.ProcessorTime, Server: server.Total, Own: Environment.CpuUsage.TotalTime);
            var rounds = new List<Round>();
            for (var round = 0; round < Rounds; round++)
            {
                rounds.Add(await MeasureAsync(readers, window, pause));
            }

            var asked = rounds.Sum(round => round.Taken.Sum(page => page.Length));
            Print(rounds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  processor time a request: host {(silo.ProcessorTime - used.Host).TotalMicroseconds / asked:F0} us, "
                + $"PostgreSQL {(server.Total - used.Server).TotalMicroseconds / asked:F0} us, "
                + $"load generator {(Environment.CpuUsage.TotalTime - used.Own).TotalMicroseconds / asked:F0} us"));
        }
    }

    /// <summary>What a reader asks for at their turn, and under which page it counts.</summary>
    private static (int Page, string Path) Asked(Reader reader, int turn)
    {
        var officer = reader.Kind is ReaderKind.Officer or ReaderKind.Everything;
        return (turn % 6) switch
        {
            0 => (0, "/calls?status=open&limit=20"),
            1 => (1, "/programmes?limit=200"),
            2 when reader.Project is { } project => (2, $"/projects/{project}"),
            3 => (officer ? 4 : 3, "/me/tasks?limit=200"),
            4 => (8, "/projects/counts"),
            _ => (reader.Kind switch { ReaderKind.Everything => 7, ReaderKind.Officer => 6, _ => 5 }, "/projects"),
        };
    }

    private static async Task<Round> MeasureAsync(Reader[] readers, TimeSpan window, double pause)
    {
        var clock = Stopwatch.StartNew();
        var taken = await Task.WhenAll(readers.Select((reader, n) => Task.Run(async () =>
        {
            var random = new Random(n);
            var mine = Pages.Select(_ => new List<double>()).ToArray();
            await Task.Delay(TimeSpan.FromSeconds(pause * random.NextDouble()));
            for (var turn = n; clock.Elapsed < window; turn++)
            {
                var (page, path) = Asked(reader, turn);
                var began = Stopwatch.GetTimestamp();
                var status = await reader.User.TouchAsync(path);
                mine[page].Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                if (status != HttpStatusCode.OK)
                {
                    throw new InvalidOperationException($"{path} was answered {status}");
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
            $"  {name,-16}p50 {Median(t => At(t, 0.5)),7:F1} ms  p95 {Median(t => At(t, 0.95)),7:F1} ms"
            + $"  p99 {Median(t => At(t, 0.99)),7:F1} ms  {rate,7:F0} requests/s"));
    }

    private static double At(double[] sorted, double part) =>
        sorted.Length == 0 ? 0 : sorted[(int)(sorted.Length * part)];

    /// <summary>Somebody who reads.</summary>
    /// <param name="Project">A project of their list; null where it is empty.</param>
    private sealed record Reader(LoadUser User, ReaderKind Kind, string? Project);

    /// <summary>Milliseconds of each request, sorted, page by page; and how long the round took.</summary>
    private sealed record Round(double[][] Taken, TimeSpan Took);
}
