using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Silo.Hosting;
using SunGov.Tools.Load;

namespace SunGov.Tools.Bench;

/// <summary>
/// What it takes to wake a stored project over PostgreSQL: row and last entry read, seal checked, state made, and its
/// first view. A third of the projects in each round, so that none is woken twice.
/// </summary>
internal static class ActivationBench
{
    private const int Rounds = 3;
    private const int Callers = 8;

    /// <summary>Milliseconds, median of 3 rounds: one caller's p99, and the p99 of several callers at once.</summary>
    public static async Task<(double Alone, double Together)> RunAsync(int projects)
    {
        using var province = await BenchProvince.MakeAsync(projects);
        await using var app = await SunGovHost.StartAsync(province.Settings with { Address = "http://127.0.0.1:0" });
        var grains = app.Services.GetRequiredService<IGrainFactory>();
        var numbers = new Queue<int>(Enumerable.Range(0, projects));
        await MeasureAsync(grains, numbers, 1, projects / 10);
        var (alone, together) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var share = numbers.Count / (2 * (Rounds - round));
            alone.Add(await MeasureAsync(grains, numbers, 1, share));
            together.Add(await MeasureAsync(grains, numbers, Callers, share));
        }

        await app.StopAsync();
        return (alone.Order().ElementAt(Rounds / 2), together.Order().ElementAt(Rounds / 2));
    }

    private static async Task<double> MeasureAsync(IGrainFactory grains, Queue<int> numbers, int callers, int count)
    {
        var mine = Enumerable.Range(0, count).Select(_ => numbers.Dequeue()).ToArray();
        var taken = new double[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = callers }, async (i, _) =>
        {
            var began = Stopwatch.GetTimestamp();
            var view = await grains.GetGrain<IProjectGrain>(LoadProvince.Project(mine[i]))
                .Read(By.System(Guid.NewGuid()));
            taken[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            if (!view.Succeeded)
            {
                throw new InvalidOperationException($"a project cannot be read: {view.Refusal.Code}");
            }
        });
        Array.Sort(taken);
        return taken[(int)(count * 0.99)];
    }
}
