using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SunGov.Silo.Crypto;
using SunGov.Silo.Storage;

namespace SunGov.Tools.Verify;

/// <summary>`verify`: proves that what is stored is what was written, or names what is not.</summary>
public static class VerifyCommand
{
    /// <summary>What `--help` prints.</summary>
    public const string Usage = """
        ./sungov verify [DATA-FOLDER]
            recompute all chains, rows, seals and the access log of the database SUNGOV_DB, and compare what must agree;
            the master key is SUNGOV_MASTER_KEY_FILE or in DATA-FOLDER (SUNGOV_DATA, else .data/files);
            prints one line per check and one per broken thing, exit code 1 if any is broken
        """;

    private const int MostShown = 100;

    /// <summary>Takes the words after the name, gives the exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (Environment.GetEnvironmentVariable("SUNGOV_DB") is not { Length: > 0 } database)
        {
            Console.Error.WriteLine("sungov: SUNGOV_DB names no database to verify");
            return CommandTable.Misused;
        }

        var folder = args.Length > 0
            ? args[0]
            : Environment.GetEnvironmentVariable("SUNGOV_DATA") is { Length: > 0 } data ? data : ".data/files";
        var key = Environment.GetEnvironmentVariable("SUNGOV_MASTER_KEY_FILE") is { Length: > 0 } named
            ? named
            : Path.Combine(folder, "master.key");
        if (!File.Exists(key))
        {
            Console.Error.WriteLine($"sungov: there is no master key at {key}; without it no seal can be checked");
            return CommandTable.Misused;
        }

        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddLogging(logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning));
        services.AddSecretsAndFiles(folder);
        services.AddStorage(new StorageOptions(database));
        services.AddProjectStorage();
        await using var provider = services.BuildServiceProvider();
        return await ReportAsync(provider.GetRequiredService<Verification>(), Console.Out) ? 0 : 1;
    }

    /// <summary>Runs all checks and writes one line for each; false if anything is broken.</summary>
    public static async Task<bool> ReportAsync(Verification verification, TextWriter output)
    {
        var broken = 0;
        await foreach (var check in verification.RunAsync())
        {
            broken += check.Broken.Count;
            var seen = check.Seen.Length > 0 ? $": {check.Seen}" : "";
            await output.WriteLineAsync($"{(check.Broken.Count == 0 ? "ok    " : "BROKEN")}  {check.Name}{seen}");
            foreach (var found in check.Broken.Take(MostShown))
            {
                await output.WriteLineAsync($"        {found.Kind} {found.Key} version {found.Version}: {found.Fault}");
            }

            if (check.Broken.Count > MostShown)
            {
                await output.WriteLineAsync($"        and {check.Broken.Count - MostShown} more");
            }
        }

        await output.WriteLineAsync(broken == 0 ? "verified: everything holds" : $"verified: {broken} broken");
        return broken == 0;
    }
}
