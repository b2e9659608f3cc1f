namespace SunGov.Tools.Bench;

/// <summary>`bench NAME`: measures one part and prints the figures.</summary>
internal static class BenchCommand
{
    private static readonly Command[] All =
    [
        new("journal", "durable commands a second, beside pgbench", JournalBench.Usage, JournalBench.RunAsync),
        new("engine", "grain calls and activations in process", EngineBench.Usage, EngineBench.RunAsync),
        new("read", "pages and lists over HTTP at 200 users", ReadBench.Usage, ReadBench.RunAsync),
        new("transition", "actions on tasks over HTTP by 200 users at once", TransitionBench.Usage,
            TransitionBench.RunAsync),
        new("programmes", "publishing a large definition", ProgrammesBench.Usage, ProgrammesBench.RunAsync),
        new("documents", "a form of sixty pages as PDF", DocumentsBench.Usage, DocumentsBench.RunAsync),
        new("forms", "a form of 300 fields in a browser", FormsBench.Usage, FormsBench.RunAsync),
        new("scoring", "score sheets submitted over HTTP, beside pgbench", ScoringBench.Usage, ScoringBench.RunAsync),
        new("crypto", "hashing, sealing, signing, passwords", CryptoBench.Usage, CryptoBench.RunAsync),
    ];

    public static string Usage => string.Join('\n', All.Select(bench => $"  bench {bench.Name,-10}{bench.Summary}"));

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [var name, ..] && Array.Find(All, bench => bench.Name == name) is { } chosen)
        {
            return await chosen.RunAsync(args[1..]);
        }

        Console.Error.WriteLine(Usage);
        return CommandTable.Misused;
    }
}
