using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;
using SunGov.Silo.Hosting;
using SunGov.Silo.Postgres;
using SunGov.Silo.Storage;
using SunGov.Tools.Bench;
using SunGov.Tools.Check;
using SunGov.Tools.Load;
using SunGov.Tools.Verify;

namespace SunGov.Tools;

/// <summary>One command of the tools: `./sungov NAME …`.</summary>
/// <param name="Name">The first word of the command line.</param>
/// <param name="Summary">One line for the list of commands.</param>
/// <param name="Usage">What `--help` prints.</param>
/// <param name="RunAsync">Takes the words after the name, gives the exit code.</param>
internal sealed record Command(string Name, string Summary, string Usage, Func<string[], Task<int>> RunAsync);

/// <summary>The commands there are: one class each with a static `RunAsync(string[] args)`, one line here.</summary>
internal static class CommandTable
{
    /// <summary>Exit code for a command line that makes no sense.</summary>
    public const int Misused = 2;

    private static readonly Command[] All =
    [
        new("db", "start, stop or ask about the private PostgreSQL", DbCommand.Usage, DbCommand.RunAsync),
        new("admin", "make the first administrator", AdminCommand.Usage, AdminCommand.RunAsync),
        new("bench", "measure one part and print the figures", BenchCommand.Usage, BenchCommand.RunAsync),
        new("load", "add projects by the thousand, to try things at scale", LoadCommand.Usage, LoadCommand.RunAsync),
        new("verify", "prove that what is stored is what was written", VerifyCommand.Usage, VerifyCommand.RunAsync),
        new("rules-check", "run a file of JsonLogic cases", RulesCheckCommand.Usage, RulesCheckCommand.RunAsync),
        new("schema-check", "run a file of JSON Schema cases", SchemaCheckCommand.Usage, SchemaCheckCommand.RunAsync),
        new("refold", "make state rows anew from their events", RefoldCommand.Usage, RefoldCommand.RunAsync),
        new("rotate-key", "change the master key", RotateKeyCommand.Usage, RotateKeyCommand.RunAsync),
        new("programme", "check programme definitions", ProgrammeCommand.Usage, ProgrammeCommand.RunAsync),
        new("await", "wait until a server is ready", AwaitCommand.Usage, AwaitCommand.RunAsync),
        new("logins", "show the demo logins of a server", LoginsCommand.Usage, LoginsCommand.RunAsync),
    ];

    /// <summary>Runs the command named by the first word; without one, lists them.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [] or ["--help"] or ["help"])
        {
            foreach (var known in All)
            {
                Console.WriteLine($"  {known.Name,-12}{known.Summary}");
            }

            return 0;
        }

        if (Array.Find(All, known => known.Name == args[0]) is not { } command)
        {
            Console.Error.WriteLine($"sungov: there is no command '{args[0]}'; ./sungov --help lists them");
            return Misused;
        }

        if (args.Contains("--help"))
        {
            Console.WriteLine(command.Usage);
            return 0;
        }

        try
        {
            return await command.RunAsync(args[1..]);
        }
        catch (Exception failure) when (Sentence(failure) is { } sentence)
        {
            await Console.Error.WriteLineAsync($"sungov: {sentence}");
            return 1;
        }
    }

    /// <summary>What is wrong around the program, in one sentence; null for a fault of the program itself.</summary>
    private static string? Sentence(Exception failure) => failure switch
    {
        ClusterException or StartException or StorageException or CryptographicException or IOException =>
            failure.Message,
        JsonException => $"the file is not JSON of this kind: {failure.Message}",
        NpgsqlException => $"the database cannot be used: {failure.Message}",
        _ => null,
    };
}
