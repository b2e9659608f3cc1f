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
        ./sungov load --projects N
            adds N projects in every stage of the way to the database SUNGOV_DB: each goes the way of one of the demo's
            projects, with a leader of its own, in a call of their own, by the same commands that users send, with the
            dates of the last 14 months; `verify` holds afterwards. Again adds more. Stop the server first (./sungov
            down). These accounts have a known password: never on a database that others use
        """;

    private const int Tell = 5_000;

    /// <summary>Takes the words after the name, gives the exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not ["--projects", var text]
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var projects)
            || projects is < 1 or > 1_000_000)
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
        await LoadStory.AddAsync(settings, projects, (done, of) =>
        {
            if (done % Tell == 0 || done == of)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{done} of {of} steps, {done / watch.Elapsed.TotalSeconds:F0} a second"));
            }
        });
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{projects} projects added in {watch.Elapsed.TotalSeconds:F0} s"));
        return 0;
    }
}
