using Npgsql;
using SunGov.Silo.Hosting;

namespace SunGov.Silo.Storage;

/// <summary>How long working data is kept that belongs to no journal.</summary>
/// <param name="Sessions">Sessions, after their end.</param>
/// <param name="ReadMessages">Messages, after they were read.</param>
/// <param name="UnreadMessages">Messages never read, after they came.</param>
public sealed record RetentionTimes(TimeSpan Sessions, TimeSpan ReadMessages, TimeSpan UnreadMessages)
{
    /// <summary>30 days, 180 days, two years.</summary>
    public static RetentionTimes Default { get; } =
        new(TimeSpan.FromDays(30), TimeSpan.FromDays(180), TimeSpan.FromDays(730));
}

/// <summary>Removes every hour the sessions and messages whose time is over, in bounded steps.</summary>
public sealed class Retention(
    NpgsqlDataSource source, RetentionTimes times, TimeProvider clock, ILogger<Retention> log)
    : Recurring(TimeSpan.FromHours(1), clock, log)
{
    private const int Most = 5_000;
    private readonly TimeProvider _clock = clock;
    private readonly ILogger _log = log;

    /// <inheritdoc/>
    protected override string What => "removing old sessions and messages";

    /// <summary>Removes what is over; gives how many sessions and messages went.</summary>
    public async Task<(long Sessions, long Messages)> SweepAsync(CancellationToken cancel = default)
    {
        var now = _clock.GetUtcNow();
        var sessions = await RemoveAsync(
            "session", "id", "expires_at < $1", now - times.Sessions, cancel)
            + await RemoveAsync("session", "id", "ended_at < $1", now - times.Sessions, cancel);
        var messages = await RemoveAsync("message", "key", "read_at < $1", now - times.ReadMessages, cancel)
            + await RemoveAsync("message", "key", "read_at is null and at < $1", now - times.UnreadMessages, cancel);
        return (sessions, messages);
    }

    /// <inheritdoc/>
    protected override async Task TurnAsync(CancellationToken stop)
    {
        var (sessions, messages) = await SweepAsync(stop);
        if (sessions + messages > 0)
        {
            _log.LogInformation(
                "Removed {Sessions} ended sessions and {Messages} old messages", sessions, messages);
        }
    }

    private async Task<long> RemoveAsync(
        string table, string key, string over, DateTimeOffset before, CancellationToken cancel)
    {
        long removed = 0;
        while (true)
        {
            await using var command = source.CreateCommand(
                $"""
                delete from {table} where {key} = any(array(select {key} from {table} where {over} limit {Most}))
                """);
            command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = before.UtcDateTime });
            var step = await command.ExecuteNonQueryAsync(cancel);
            removed += step;
            if (step < Most)
            {
                return removed;
            }
        }
    }
}
