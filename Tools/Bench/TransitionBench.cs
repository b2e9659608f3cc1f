using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using SunGov.Tools.Load;

namespace SunGov.Tools.Bench;

/// <summary>
/// `bench transition`: 200 people at once take actions with an opinion on tasks of their own projects, through the HTTP
/// API; each act ends a stage and enters the next, with five rules evaluated on the way. Host, PostgreSQL and load
/// generator share the machine (median of 3).
/// </summary>
internal static class TransitionBench
{
    public const string Usage = """
        bench transition [SECONDS] [PROJECTS]
            stage transitions over HTTP by 200 users at once: p50, p95, p99, transitions a second and processor time, on
            a throw-away PostgreSQL, 3 rounds of SECONDS (5); first each user acts once a second, then without pause;
            PROJECTS (16) projects of 20 stages for each user
        """;

    private const int Rounds = 3;
    private const int Users = 200;
    private const int WarmUp = 6_000;

    private static readonly byte[] Opinion =
        Encoding.UTF8.GetBytes("""{"opinion":"材料齐全，内容符合要求，同意进入下一环节。","input":null}""");

    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        var projects = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 16;
        using var province = await TransitionProvince.MakeAsync(Users, projects);
        await using var silo = new SiloProcess(province.Settings);
        await silo.StartAsync();
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
            warmed += (await MeasureAsync(users, queues, TimeSpan.FromSeconds(1), pause: 0)).Taken.Length;
        }

        foreach (var (pause, name) in new[] { (1.0, "each acts once a second"), (0.0, "without any pause") })
        {
            Console.WriteLine($"{Users} users, {name}, 5 rules a transition, median of {Rounds}");
            var used = (Host: silo.ProcessorTime, Server: server.Total, Own: Environment.CpuUsage.TotalTime);
            var rounds = new List<(double[] Taken, TimeSpan Took)>();
            for (var round = 0; round < Rounds; round++)
            {
                rounds.Add(await MeasureAsync(users, queues, TimeSpan.FromSeconds(seconds), pause));
            }

            var acts = rounds.Sum(round => round.Taken.Length);
            var rate = Median(rounds.Select(round => round.Taken.Length / round.Took.TotalSeconds));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  p50 {Median(rounds, 0.5):F1} ms  p95 {Median(rounds, 0.95):F1} ms  p99 {Median(rounds, 0.99):F1} ms"
                + $"  {rate:F0} transitions/s"));
            var (host, database) = (silo.ProcessorTime - used.Host, server.Total - used.Server);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  processor time a transition: host {host.TotalMicroseconds / acts:F0} us, "
                + $"PostgreSQL {database.TotalMicroseconds / acts:F0} us, "
                + $"load generator {(Environment.CpuUsage.TotalTime - used.Own).TotalMicroseconds / acts:F0} us"));
        }

        Console.WriteLine("wanted: p99 at most 50 ms at 200 concurrent users");
        return 0;
    }

    private static async Task<(double[] Taken, TimeSpan Took)> MeasureAsync(
        LoadUser[] users, Queue<string>[] queues, TimeSpan window, double pause)
    {
        var clock = Stopwatch.StartNew();
        var taken = await Task.WhenAll(users.Select((user, at) => Task.Run(async () =>
        {
            var (random, mine) = (new Random(at), new List<double>(4_000));
            await Task.Delay(TimeSpan.FromSeconds(pause * random.NextDouble()));
            while (clock.Elapsed < window && queues[at].TryDequeue(out var path))
            {
                var began = Stopwatch.GetTimestamp();
                var status = await user.PostAsync(path, Opinion, Guid.NewGuid());
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
        Median(rounds.Select(round => round.Taken[(int)(round.Taken.Length * part)]));

    private static double Median(IEnumerable<double> figures) => figures.Order().ElementAt(Rounds / 2);
}
