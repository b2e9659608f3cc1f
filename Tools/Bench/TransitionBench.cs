using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Npgsql;
using SunGov.Tools.Load;

namespace SunGov.Tools.Bench;

/// <summary>
/// `bench transition`: 200 people at once take actions with an opinion on tasks of their own projects, through the
/// HTTP API; each act ends a stage and enters the next, with five rules evaluated on the way, and a message tells of
/// the next task. Host, PostgreSQL and load generator share the machine (median of 3).
/// </summary>
internal static class TransitionBench
{
    public const string Usage = """
        bench transition [SECONDS] [PROJECTS]
            stage transitions over HTTP by 200 users at once: p50, p95, p99, transitions a second and processor time, on
            a throw-away PostgreSQL, 3 rounds of SECONDS (5) after a warm-up and a first round that are discarded; first
            each user acts once a second, then without pause; PROJECTS (24) projects of 20 stages for each user
        """;

    private const int Rounds = 3;
    private const int Users = 200;
    private const int WarmUp = 6_000;

    private static readonly byte[] Opinion =
        Encoding.UTF8.GetBytes("""{"opinion":"材料齐全，内容符合要求，同意进入下一环节。","input":null}""");

    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        var projects = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 24;
        using var province = await TransitionProvince.MakeAsync(Users, projects);
        await using var silo = new SiloProcess(province.Settings);
        await silo.StartAsync();
        await using var source = NpgsqlDataSource.Create(province.Settings.Database);
        using var client = LoadUser.Connect(silo.Address);
        LoadUser[] users = [.. province.Sessions.Select(session => LoadUser.Of(client, session))];
        Queue<string>[] queues =
        [
            .. Enumerable.Range(0, Users).Select(at => new Queue<string>(
                Enumerable.Range(0, projects).SelectMany(project => Enumerable.Range(1, TransitionProvince.Stages)
                    .Select(no => TransitionProvince.Path(at, project, no))))),
        ];
        var server = new ServerClock(province.Settings.DatabaseOwner);
        for (var warmed = 0; warmed < WarmUp;)
        {
            warmed += (await MeasureAsync(users, queues, TimeSpan.FromSeconds(1), 0, warm: false)).Taken.Length;
        }

        foreach (var (pause, name) in new[] { (1.0, "each acts once a second"), (0.0, "without any pause") })
        {
            Console.WriteLine($"{Users} users, {name}, 5 rules a transition, median of {Rounds}");
            await MeasureAsync(users, queues, TimeSpan.FromSeconds(seconds), pause);
            await Outbox.EmptyAsync(source);
            var used = (Host: silo.ProcessorTime, Server: server.Total, Own: Environment.CpuUsage.TotalTime);
            var rounds = new List<(double[] Taken, TimeSpan Took)>();
            for (var round = 0; round < Rounds; round++)
            {
                rounds.Add(await MeasureAsync(users, queues, TimeSpan.FromSeconds(seconds), pause));
                await Outbox.EmptyAsync(source);
            }

            Print(rounds, silo.ProcessorTime - used.Host, server.Total - used.Server,
                Environment.CpuUsage.TotalTime - used.Own);
        }

        Console.WriteLine("wanted: p99 at most 50 ms at 200 concurrent users");
        return 0;
    }

    /// <summary>Processor time is until the last message of the rounds was delivered.</summary>
    private static void Print(
        List<(double[] Taken, TimeSpan Took)> rounds, TimeSpan host, TimeSpan server, TimeSpan own)
    {
        var acts = rounds.Sum(round => round.Taken.Length);
        var rate = Median(rounds.Select(round => round.Taken.Length / round.Took.TotalSeconds));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  p50 {Median(rounds, 0.5):F1} ms  p95 {Median(rounds, 0.95):F1} ms  p99 {Median(rounds, 0.99):F1} ms"
            + $" ({string.Join(", ", rounds.Select(round => $"{At(round.Taken, 0.99):F1}"))})"
            + $"  {rate:F0} transitions/s"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  processor time a transition, with its message: host {host.TotalMicroseconds / acts:F0} us, "
            + $"PostgreSQL {server.TotalMicroseconds / acts:F0} us, "
            + $"load generator {own.TotalMicroseconds / acts:F0} us"));
    }

    private static async Task<(double[] Taken, TimeSpan Took)> MeasureAsync(
        LoadUser[] users, Queue<string>[] queues, TimeSpan window, double pause, bool warm = true)
    {
        var clock = Stopwatch.StartNew();
        var taken = await Task.WhenAll(users.Select((user, at) => Task.Run(async () =>
        {
            var (random, mine) = (new Random(at), new List<double>(4_000));
            await Task.Delay(TimeSpan.FromSeconds(pause * random.NextDouble()));
            while (clock.Elapsed < window && queues[at].TryDequeue(out var path))
            {
                var began = Stopwatch.GetTimestamp();
                var (status, command) = (HttpStatusCode.ServiceUnavailable, Guid.NewGuid());
                for (var asked = 0; status == HttpStatusCode.ServiceUnavailable && !(asked > 0 && warm); asked++)
                {
                    status = await user.PostAsync(path, Opinion, command);
                }

                mine.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                if (status != HttpStatusCode.OK)
                {
                    throw new InvalidOperationException($"{path} was answered {status}");
                }

                await Task.Delay(TimeSpan.FromSeconds(pause * (0.5 + random.NextDouble())));
            }

            return mine;
        })));
        return queues.All(queue => queue.Count > 0)
            ? ([.. taken.SelectMany(mine => mine).Order()], clock.Elapsed)
            : throw new InvalidOperationException("there were too few projects for the window; ask for more");
    }

    private static double Median(List<(double[] Taken, TimeSpan Took)> rounds, double part) =>
        Median(rounds.Select(round => At(round.Taken, part)));

    private static double Median(IEnumerable<double> figures) => figures.Order().ElementAt(Rounds / 2);

    private static double At(double[] sorted, double part) => sorted[(int)(sorted.Length * part)];
}
