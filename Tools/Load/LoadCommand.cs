using System.Diagnostics;
using System.Globalization;
using Npgsql;
using SunGov.Silo.Hosting;
using SunGov.Silo.Storage;

namespace SunGov.Tools.Load;

/// <summary>`load`: adds projects to the database, by the same commands that users send.</summary>
internal static class LoadCommand
{
    /// <summary>What `--help` prints.</summary>
    public const string Usage = """
        ./sungov load --projects N [--programmes N] [--calls N]
            adds N projects in every stage of the way to the database SUNGOV_DB, with the dates of the last 14 months.
            The first 80 go the way of the demo's projects by the same commands that users send; the others are told
            after these, with other people, organisations, titles, sums and days, and written in bulk with all their
            entries. They are spread over N programmes (one for 500 projects), each with a call of last year, and N of
            them with an open call (a quarter). Most projects are over, one in seven has open tasks. `verify`
            holds afterwards. Again adds more. Stop the server first (./sungov down). These accounts have a known
            password: never on a database that others use
        """;

    /// <summary>Takes the words after the name, gives the exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (LoadPlan.Read(args) is not { } plan)
        {
            Console.Error.WriteLine(Usage);
            return CommandTable.Misused;
        }

        var settings = HostSettings.Read([], Environment.GetEnvironmentVariable);
        await using var source = NpgsqlDataSource.Create(settings.Database);
        if (await Servers.ConnectionsAsync(source) > 0)
        {
            Console.Error.WriteLine("sungov: a server is running; stop it first (./sungov down)");
            return 1;
        }

        var watch = Stopwatch.StartNew();
        await LoadStory.AddAsync(settings, plan, said => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds,6:F0} s  {said}")));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Projects} projects added in {watch.Elapsed.TotalSeconds:F0} s"));
        return 0;
    }
}
