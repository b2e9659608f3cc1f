using SunGov.Silo.Postgres;

namespace SunGov.Tools;

/// <summary>Starts, stops, shows and deletes the private PostgreSQL cluster of one folder.</summary>
internal static class DbCommand
{
    public const string Usage = """
        ./sungov db start FOLDER    make the cluster where missing, start it, print SUNGOV_DB and SUNGOV_DB_OWNER
        ./sungov db env FOLDER      print them for a cluster that runs
        ./sungov db stop FOLDER     stop it
        ./sungov db status FOLDER   exit code 0 if it runs, 1 if not
        ./sungov db delete FOLDER   stop it and delete all its data
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var verb, var wanted])
        {
            Console.Error.WriteLine(Usage);
            return CommandTable.Misused;
        }

        var (folder, note) = await ClusterFolder.ChooseAsync(wanted, CancellationToken.None);
        if (note is not null)
        {
            await Console.Error.WriteLineAsync($"sungov: {note}");
        }

        switch (verb)
        {
            case "start":
                PrintLogins(await PrivateCluster.StartAsync(folder, new ClusterSettings()));
                return 0;
            case "env" when await RunningAsync(folder) is { } running:
                PrintLogins(running);
                return 0;
            case "env" or "status":
                return await RunningAsync(folder) is null ? 1 : 0;
            case "stop":
                await (PrivateCluster.Existing(folder)?.StopAsync() ?? Task.CompletedTask);
                return 0;
            case "delete":
                await (PrivateCluster.Existing(folder)?.DeleteAsync() ?? Task.CompletedTask);
                return 0;
            default:
                Console.Error.WriteLine(Usage);
                return CommandTable.Misused;
        }
    }

    private static async Task<PrivateCluster?> RunningAsync(string folder)
    {
        var cluster = PrivateCluster.Existing(folder);
        return cluster is not null && await cluster.IsRunningAsync() ? cluster : null;
    }

    private static void PrintLogins(PrivateCluster cluster)
    {
        var app = cluster.ConnectionString(PrivateCluster.AppRole, PrivateCluster.DatabaseName);
        var owner = cluster.ConnectionString(PrivateCluster.OwnerRole, PrivateCluster.DatabaseName);
        Console.WriteLine($"SUNGOV_DB={app}");
        Console.WriteLine($"SUNGOV_DB_OWNER={owner}");
    }
}
