using System.Diagnostics;
using System.Globalization;
using SunGov.Silo.Hosting;

namespace SunGov.Tools.Load;

/// <summary>`load`: adds projects to the database, by the same commands that users send.</summary>
internal static class LoadCommand
{
    /// <summary>What `--help` prints.</summary>
    public const string Usage = """
        ./sungov load --projects N
            adds N projects of one open call to the database SUNGOV_DB, each with a leader of its own, made by the same
            commands that users send: every other one is submitted, the rest wait for their entity; `verify` holds
            afterwards. Again adds more. Stop the server first (./sungov down). These accounts have a known password:
            never on a database that others use
        """;

    private const int Tell = 1_000;

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
        var watch = Stopwatch.StartNew();
        await LoadProvince.AddAsync(settings, projects, made =>
        {
            if (made % Tell == 0 || made == projects)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{made} of {projects} projects, {made / watch.Elapsed.TotalSeconds:F0} a second"));
            }
        });
        return 0;
    }
}
