using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace SunGov.Tools.Load;

/// <summary>What must still happen elsewhere, e.g. places to be given back.</summary>
public static class Outbox
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Ends when nothing that was due is left.</summary>
    /// <exception cref="TimeoutException">Something is stuck; names it.</exception>
    public static Task EmptyAsync(NpgsqlDataSource source) => DeliveredAsync(source, null);

    /// <summary>Ends when nothing is due to the thing with this key any more; null for all.</summary>
    /// <exception cref="TimeoutException">Something is stuck; names it.</exception>
    public static async Task DeliveredAsync(NpgsqlDataSource source, string? key)
    {
        var watch = Stopwatch.StartNew();
        while (await FirstAsync(source, key) is { } waiting)
        {
            if (watch.Elapsed > Patience)
            {
                throw new TimeoutException($"still due: {waiting}");
            }

            await Task.Delay(Pause);
        }
    }

    private static async Task<string?> FirstAsync(NpgsqlDataSource source, string? key)
    {
        await using var command = source.CreateCommand(
            """
            select kind || ' ' || key || ' ' || what || ', tried ' || attempts || ' times ' || coalesce(error, '')
            from due where at <= now() and key = coalesce($1, key) order by at limit 1
            """);
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = key, NpgsqlDbType = NpgsqlDbType.Text });
        return await command.ExecuteScalarAsync() as string;
    }
}
