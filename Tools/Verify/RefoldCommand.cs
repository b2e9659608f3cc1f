using Microsoft.Extensions.DependencyInjection;
using SunGov.Grains.Shared;
using SunGov.Silo.Storage;

namespace SunGov.Tools.Verify;

/// <summary>`refold`: makes state rows anew from their events where they differ.</summary>
internal static class RefoldCommand
{
    public const string Usage = """
        ./sungov refold [KIND]
            write the state rows of KIND (e.g. project), or of every kind, anew from their events where they differ,
            after checking chain and seal of each; the server must be stopped. A start does this by itself where a
            migration of the release asks for it. Exit code 1 if anything does not hold
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Length > 1 || Installation.Of(null) is not { } installation)
        {
            await Console.Error.WriteLineAsync(Usage);
            return CommandTable.Misused;
        }

        await using var provider = installation.Services("sungov refold");
        var refold = provider.GetRequiredService<Refold>();
        if (await refold.ServersAsync() is > 0 and var servers)
        {
            await Console.Error.WriteLineAsync(
                $"sungov: a server is running ({servers} connections); stop it first, what it holds would be older");
            return 1;
        }

        var broken = 0;
        foreach (var kind in args is [var one] ? [one] : provider.GetRequiredService<Kinds>().All.Keys)
        {
            var refolded = await refold.RunAsync(
                kind, (done, all) => Console.WriteLine($"  {kind}: {done:N0} of {all:N0}"));
            Console.WriteLine($"{kind}: {refolded.Seen:N0} seen, {refolded.Rewritten:N0} made anew");
            foreach (var found in refolded.Broken)
            {
                Console.WriteLine($"BROKEN  {found.Kind} {found.Key} version {found.Version}: {found.Fault}");
            }

            broken += refolded.Broken.Count;
        }

        return broken == 0 ? 0 : 1;
    }
}
