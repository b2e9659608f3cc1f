using System.Diagnostics;
using Npgsql;

namespace SunGov.Tools.Load;

/// <summary>What must still happen elsewhere, e.g. places to be given back.</summary>
public static class Outbox
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Ends when nothing that was due is left.</summary>
    /// <exception cref="TimeoutException">Something is stuck; names it.</exception>
    public static async Task EmptyAsync(NpgsqlDataSource source)
    {
        var watch = Stopwatch.StartNew();
        while (await FirstAsync(source) is { } waiting)
        {
            if (watch.Elapsed > Patience)
            {
                throw new TimeoutException($"still due: {waiting}");
            }

            await Task.Delay(Pause);
        }
    }

    private static async Task<string?> FirstAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            """
            select kind || ' ' || key || ' ' || what || ', tried ' || attempts || ' times ' || coalesce(error, '')
            from due where at <= now() order by at limit 1
            """);
        return await command.ExecuteScalarAsync() as string;
    }
}
