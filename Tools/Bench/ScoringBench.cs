using System.Diagnostics;
using System.Globalization;
using System.Text;
using Npgsql;
using SunGov.Tools.Load;

namespace SunGov.Tools.Bench;

/// <summary>
/// `bench scoring`: score sheets submitted through the HTTP API by 64 experts at once, beside pgbench's single-row
/// upsert on the same server, turn by turn. Host, server, pgbench and load generator share the machine.
/// </summary>
internal static class ScoringBench
{
    public const string Usage = """
        bench scoring [SECONDS] [DESKS]
            score sheets a second submitted over HTTP by 64 experts, p50 and p99, and their ratio to pgbench upserts; a
            throw-away PostgreSQL, 3 rounds of SECONDS (5) after a warm-up and a first round that are discarded;
            DESKS (50) desks of 20 sheets for each expert
        """;

    private const int Experts = 64;
    private const int Rows = 6_400;

    private const string Sheet = """
        {"scores":[
          {"indicator":"innovation","score":86,"grade":null,"comment":"关键技术有明显创新，优于国内外同类方案，知识产权布局清楚。"},
          {"indicator":"approach","score":82,"grade":null,"comment":null},
          {"indicator":"targets","score":80,"grade":null,"comment":null},
          {"indicator":"benefit","score":78,"grade":null,"comment":null},
          {"indicator":"budget","score":null,"grade":"b","comment":null}],
         "comment":"总体思路清楚，技术路线可行，考核指标明确，建议在产业化安排上再细化，支持立项。","support":true}
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        var desks = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 50;
        using var province = await ScoringProvince.MakeAsync(Experts, desks);
        await PreparePlainAsync(province.Settings.DatabaseOwner);
        await using var silo = new SiloProcess(province.Settings);
        await silo.StartAsync();
        using var client = LoadUser.Connect(silo.Address);
        LoadUser[] users = [.. province.Sessions.Select(session => LoadUser.Of(client, session))];
        Queue<string>[] queues =
        [
            .. province.Desks.Select(desks => new Queue<string>(desks.SelectMany(desk => Enumerable
                .Range(1, ScoringProvince.Sheets)
                .Select(sheet => $"/review-desks/{desk}/sheets/{ScoringProvince.Project(sheet)}/submission")))),
        ];
        var plain = new PgBench(
            province.Settings.DatabaseOwner, province.Settings.DataFolder, Experts, Rows);
        await plain.RunAsync(2);
        await MeasureAsync(users, queues, TimeSpan.FromSeconds(3));
        await MeasureAsync(users, queues, TimeSpan.FromSeconds(seconds));
        var rounds = new RoundsBesidePgBench("sheets");
        var server = new ServerClock(province.Settings.DatabaseOwner);
        var (host, database, own, sheets) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, 0.0);
        for (var round = 0; round < RoundsBesidePgBench.Count; round++)
        {
            var (theirs, _) = await plain.RunAsync(seconds);
            var used = (Host: silo.ProcessorTime, Server: server.Total, Own: Environment.CpuUsage.TotalTime);
            var (ours, p50, p99) = await MeasureAsync(users, queues, TimeSpan.FromSeconds(seconds));
            host += silo.ProcessorTime - used.Host;
            database += server.Total - used.Server;
            own += Environment.CpuUsage.TotalTime - used.Own;
            sheets += ours * seconds;
            rounds.Add(ours, theirs, p50, p99);
        }

        rounds.PrintMedian();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"processor time a sheet: host {host.TotalMicroseconds / sheets:F0} us, "
            + $"PostgreSQL {database.TotalMicroseconds / sheets:F0} us, "
            + $"load generator {own.TotalMicroseconds / sheets:F0} us"));
        Console.WriteLine("wanted: ratio at least 0.1, aim 0.25; p99 at most 50 ms");
        return 0;
    }

    private static async Task PreparePlainAsync(string owner)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var command = source.CreateCommand(
            "create table bench_plain (key text primary key, version bigint not null, data jsonb not null) "
            + "with (fillfactor = 70)");
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<(double PerSecond, double P50, double P99)> MeasureAsync(
        LoadUser[] users, Queue<string>[] queues, TimeSpan window)
    {
        var clock = Stopwatch.StartNew();
        var taken = await Task.WhenAll(users.Select((user, at) => Task.Run(async () =>
        {
            var mine = new List<double>(10_000);
            while (clock.Elapsed < window && queues[at].TryDequeue(out var path))
            {
                var began = Stopwatch.GetTimestamp();
                var status = await user.PostAsync(path, Encoding.UTF8.GetBytes(Sheet), Guid.NewGuid());
                mine.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                if (status != System.Net.HttpStatusCode.OK)
                {
                    throw new InvalidOperationException($"a sheet was answered {status}");
                }
            }

            return mine;
        })));
        var elapsed = clock.Elapsed.TotalSeconds;
        if (queues.All(queue => queue.Count == 0))
        {
            throw new InvalidOperationException("there were too few sheets for the window; ask for more desks");
        }

        var all = taken.SelectMany(mine => mine).Order().ToArray();
        return (all.Length / elapsed, all[all.Length / 2], all[(int)(all.Length * 0.99)]);
    }
}
