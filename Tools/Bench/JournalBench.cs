using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans;
using Orleans.Hosting;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Crypto;
using SunGov.Silo.Postgres;
using SunGov.Silo.Storage;

namespace SunGov.Tools.Bench;

/// <summary>
/// `bench journal`: durable commands a second at the grain, beside pgbench's single-row upsert of rows of the same size
/// on the same server, turn by turn.
/// </summary>
internal static class JournalBench
{
    public const string Usage =
        "bench journal [SECONDS] [CALLERS]: durable commands a second beside pgbench, on a throw-away PostgreSQL; "
        + "3 rounds after a warm-up and a first round that are discarded";

    private const int ThingsPerCaller = 100;
    private const int WarmUps = 10;

    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        var callers = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 64;
        var folder = Path.Combine("/tmp", "sungov-b" + RandomNumberGenerator.GetHexString(8, lowercase: true));
        var cluster = await PrivateCluster.StartAsync(folder, new ClusterSettings());
        cluster.DeleteWhenThisProcessEnds();
        var owner = cluster.ConnectionString(PrivateCluster.OwnerRole, PrivateCluster.DatabaseName);
        var app = cluster.ConnectionString(PrivateCluster.AppRole, PrivateCluster.DatabaseName);
        await Migrations.RunAsync(
            owner, app, [.. MigrationFile.Shipped(), new MigrationFile(9000, "bench", BenchState.Table)]);
        using var host = await StartHostAsync(app, folder + "-keys");
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        var things = Things(grains, callers);
        await WarmUpAsync(things);
        var plain = new PgBench(owner, folder, callers, callers * ThingsPerCaller);
        await plain.RunAsync(2);
        await MeasureAsync(things, TimeSpan.FromSeconds(seconds));

        var server = new ServerClock(owner);
        var rounds = new RoundsBesidePgBench("commands");
        var (costs, theirCosts) = (new List<double>(), new List<double>());
        for (var round = 0; round < RoundsBesidePgBench.Count; round++)
        {
            var used = server.Total;
            var (theirs, client) = await plain.RunAsync(seconds);
            var theirCost = (server.Total - used + client).TotalMicroseconds / (theirs * seconds);
            used = server.Total + Environment.CpuUsage.TotalTime;
            var (ours, p50, p99) = await MeasureAsync(things, TimeSpan.FromSeconds(seconds));
            var cost = (server.Total + Environment.CpuUsage.TotalTime - used).TotalMicroseconds / (ours * seconds);
            rounds.Add(ours, theirs, p50, p99);
            costs.Add(cost);
            theirCosts.Add(theirCost);
        }

        rounds.PrintMedian();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"processor time (client and server): {RoundsBesidePgBench.Median(costs):F0} us a command, "
            + $"{RoundsBesidePgBench.Median(theirCosts):F0} us a pgbench upsert"));
        Console.WriteLine("wanted: ratio at least 0.5, aim 1.0; p99 at most 20 ms");
        var verified = await VerifyAsync(host.Services);
        await host.StopAsync();
        Directory.Delete(folder + "-keys", recursive: true);
        return verified ? 0 : 1;
    }

    private static async Task<IHost> StartHostAsync(string app, string keys)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(OpenSslCrypto.Instance);
        builder.Services.AddSingleton<IRowSeal>(new RowSeal(new KeyedSeal(
            OpenSslCrypto.Instance, FileMasterKey.OpenOrCreate(OpenSslCrypto.Instance, keys))));
        builder.Services.AddSingleton<IGrants, BenchGrants>();
        builder.Services.AddStorage(new StorageOptions(app));
        builder.UseOrleans(silo => silo.UseLocalhostClustering().UseInMemoryReminderService());
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static IBenchThing[][] Things(IGrainFactory grains, int callers) =>
        [.. Enumerable.Range(0, callers).Select(caller => Enumerable.Range(0, ThingsPerCaller)
            .Select(thing => grains.GetGrain<IBenchThing>($"{caller:D3}-{thing:D4}")).ToArray())];

    /// <summary>Activates every thing, and runs the hot paths until they are compiled well.</summary>
    private static Task WarmUpAsync(IBenchThing[][] things) => Task.WhenAll(things.Select(async mine =>
    {
        for (var number = 0; number < WarmUps * mine.Length; number++)
        {
            await mine[number % mine.Length].Put(
                new PutNumber(number), new By("bench", "bench", "bench", Guid.NewGuid()));
        }
    }));

    private static async Task<(double PerSecond, double P50, double P99)> MeasureAsync(
        IBenchThing[][] things, TimeSpan window)
    {
        var clock = Stopwatch.StartNew();
        var times = await Task.WhenAll(things.Select(mine => Task.Run(async () =>
        {
            var taken = new List<double>(100_000);
            for (var number = 0; clock.Elapsed < window; number++)
            {
                var began = Stopwatch.GetTimestamp();
                var outcome = await mine[number % mine.Length].Put(
                    new PutNumber(number), new By("bench", "bench", "bench", Guid.NewGuid()));
                taken.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                if (!outcome.Succeeded)
                {
                    throw new InvalidOperationException($"a command was refused: {outcome.Refusal.Code}");
                }
            }

            return taken;
        })));
        var elapsed = clock.Elapsed.TotalSeconds;
        var all = times.SelectMany(taken => taken).Order().ToArray();
        return (all.Length / elapsed, all[all.Length / 2], all[(int)(all.Length * 0.99)]);
    }

    private static async Task<bool> VerifyAsync(IServiceProvider services)
    {
        var verification = new Verification(
            services.GetRequiredService<NpgsqlDataSource>(),
            services.GetRequiredService<ICrypto>(),
            services.GetRequiredService<IRowSeal>(),
            Kinds.Of(typeof(BenchState).Assembly),
            [],
            TimeProvider.System);
        var holds = true;
        await foreach (var check in verification.RunAsync())
        {
            Console.WriteLine($"verified {check.Name}: {check.Seen}, {check.Broken.Count} broken");
            holds &= check.Broken.Count == 0;
        }

        return holds;
    }
}
