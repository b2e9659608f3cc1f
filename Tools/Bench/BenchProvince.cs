using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using SunGov.Silo.Hosting;
using SunGov.Silo.Postgres;
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
        var folder = Path.Combine("/tmp", "sungov-b" + RandomNumberGenerator.GetHexString(8, lowercase: true));
        var cluster = await PrivateCluster.StartAsync(folder, new ClusterSettings());
        cluster.DeleteWhenThisProcessEnds();
        var settings = new HostSettings(
            "",
            cluster.ConnectionString(PrivateCluster.AppRole, PrivateCluster.DatabaseName),
            cluster.ConnectionString(PrivateCluster.OwnerRole, PrivateCluster.DatabaseName),
            folder + "-files");
        var watch = Stopwatch.StartNew();
        await LoadProvince.MakeAsync(settings, projects, Entities, entityCap: null, province =>
            Parallel.ForAsync(0, projects, new ParallelOptions { MaxDegreeOfParallelism = Workers }, async (n, _) =>
                await province.ApplyAsync(n, Entities)));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{projects} projects made in {watch.Elapsed.TotalSeconds:F0} s"));
        return new BenchProvince(settings, projects);
    }

    /// <summary>Path of a leader's project, below /api/v1.</summary>
    public static string PathOf(int number) => $"/projects/{LoadProvince.Project(number)}";

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Settings.DataFolder, recursive: true);
}
