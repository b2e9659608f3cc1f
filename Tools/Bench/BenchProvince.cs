using System.Diagnostics;
using System.Globalization;
using Npgsql;
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

    /// <summary>
    /// Fills the lists up to a number of projects with copies of the rows, which nobody but those who see by their
    /// office can read; they have no journal.
    /// </summary>
    public async Task FillAsync(int rows)
    {
        await using var source = NpgsqlDataSource.Create(Settings.DatabaseOwner);
        await using var fill = source.CreateCommand(
            """
            insert into project select (jsonb_populate_record(p, jsonb_build_object(
                'key', p.key || '-' || n, 'leader', 'nobody-' || n, 'participants', array['nobody-' || n],
                'readers', array[]::text[], 'holders', array[]::text[],
                'changed_at', p.changed_at - n * interval '1 minute',
                'submitted_at', p.submitted_at - n * interval '1 minute'))).*
            from project p cross join generate_series(1, ($1 / (select count(*) from project))::int) n
            """);
        fill.Parameters.Add(new NpgsqlParameter<long> { TypedValue = rows });
        fill.CommandTimeout = 0;
        Console.WriteLine($"{await fill.ExecuteNonQueryAsync()} rows added to the lists");
        await using var analyze = source.CreateCommand("vacuum analyze project");
        await analyze.ExecuteNonQueryAsync();
    }

    /// <summary>Path of a leader's project, below /api/v1.</summary>
    public static string PathOf(int number) => $"/projects/{LoadProvince.Project(number)}";

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Settings.DataFolder, recursive: true);
}
