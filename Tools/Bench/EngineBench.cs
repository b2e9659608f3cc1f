using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;

namespace SunGov.Tools.Bench;

/// <summary>A grain that does nothing, so that only the engine is measured.</summary>
[Alias("SunGov.Tools.IIdleGrain")]
public interface IIdleGrain : IGrainWithStringKey
{
    /// <summary>One more than the number given.</summary>
    [Alias("Next")]
    Task<long> Next(long number);
}

/// <inheritdoc cref="IIdleGrain"/>
public sealed class IdleGrain : Grain, IIdleGrain
{
    /// <inheritdoc/>
    public Task<long> Next(long number) => Task.FromResult(number + 1);
}

/// <summary>`bench engine`: what a call, an activation and an idle activation cost in process (median of 3).</summary>
internal static class EngineBench
{
    public const string Usage = "bench engine: calls a second in process, memory and time per activation, "
        + "and activation from storage on a throw-away PostgreSQL";

    private const int Rounds = 3;
    private const int Activations = 200_000;
    private const int StoredProjects = 1_400;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.UseLocalhostClustering());
        using var host = builder.Build();
        await host.StartAsync();
        var grains = host.Services.GetRequiredService<IGrainFactory>();

        await CallsPerSecondAsync(grains, 64);
        var many = await MedianAsync(() => CallsPerSecondAsync(grains, 64));
        var one = await MedianAsync(() => CallsPerSecondAsync(grains, 1));
        var (bytes, microseconds) = await ActivateAsync(grains);
        Print("grain calls a second, 64 callers", many, "N0", "aim 500,000");
        Print("grain calls a second, 1 caller", one, "N0", "");
        Print("bytes per idle activation", bytes, "N0", "aim 2,048 beside its state");
        Print("microseconds per activation", microseconds, "N2", "with its first call");
        await host.StopAsync();
        var (alone, together) = await ActivationBench.RunAsync(StoredProjects);
        Print("ms, activation from storage, p99", alone, "N2", "a project with its first view; aim 5 ms");
        Print("the same, 8 callers at once, p99", together, "N2", "");
        return 0;
    }

    private static void Print(string what, double value, string format, string note) =>
        Console.WriteLine($"{what,-36}{value.ToString(format, CultureInfo.InvariantCulture),14}  {note}");

    private static async Task<double> MedianAsync(Func<Task<double>> measure)
    {
        var found = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            found.Add(await measure());
        }

        found.Sort();
        return found[Rounds / 2];
    }

    private static async Task<double> CallsPerSecondAsync(IGrainFactory grains, int callers)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var grain = grains.GetGrain<IIdleGrain>($"caller-{caller}");
            long number = 0;
            while (clock.Elapsed < Window)
            {
                number = await grain.Next(number);
            }

            return number;
        })));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    private static async Task<(double Bytes, double Microseconds)> ActivateAsync(IGrainFactory grains)
    {
        var keys = Enumerable.Range(0, Activations).Select(number => $"idle-{number:D20}").ToArray();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(keys, async (key, _) => await grains.GetGrain<IIdleGrain>(key).Next(0));
        var elapsed = clock.Elapsed;
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(keys);
        return ((double)(after - before) / Activations, elapsed.TotalMicroseconds / Activations);
    }
}
