using System.Diagnostics;
using System.Globalization;
using SunGov.Silo.Hosting;
using SunGov.Tools.Load;

namespace SunGov.Tools.Bench;

/// <summary>A throw-away PostgreSQL server with a province of projects, made by commands.</summary>
/// <param name="Settings">For a host over it.</param>
/// <param name="Projects">How many there are, one for each leader; every other one is submitted.</param>
internal sealed record BenchProvince(HostSettings Settings, int Projects) : IDisposable
{
    /// <summary>Number of entities with leaders.</summary>
    public const int Entities = 20;

    private const int Workers = 32;

    /// <summary>Makes it, and tells what it does and how long it took.</summary>
    public static async Task<BenchProvince> MakeAsync(int projects)
    {
        var settings = await BenchServer.StartAsync();
        var watch = Stopwatch.StartNew();
        await LoadProvince.MakeAsync(settings, projects, Entities, entityCap: null, province =>
            Parallel.ForAsync(0, projects, new ParallelOptions { MaxDegreeOfParallelism = Workers }, async (n, _) =>
                await province.ApplyAsync(n, Entities)));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{projects} projects made in {watch.Elapsed.TotalSeconds:F0} s"));
        return new BenchProvince(settings, projects);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Settings.DataFolder, recursive: true);
}
