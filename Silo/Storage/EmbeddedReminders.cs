using Dapper;
using Npgsql;
using SunGov.Compat.Engine;

namespace SunGov.Silo.Storage;

/// <summary>Keeps the embedded engine's reminders in the database. Built in that engine only.</summary>
public sealed class EmbeddedReminders(NpgsqlDataSource source) : IReminderStore
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredReminder>> LoadAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            "select grain, key, name, start_at as StartAt, period from reminder", cancellationToken: cancellation));
        return [.. rows.Select(row => new StoredReminder(
            row.Grain, row.Key, row.Name, new DateTimeOffset(row.StartAt, TimeSpan.Zero), row.Period))];
    }

    /// <inheritdoc/>
    public Task SaveAsync(StoredReminder reminder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        const string Sql = """
            insert into reminder (grain, key, name, start_at, period) values (@Grain, @Key, @Name, @StartAt, @Period)
            on conflict (grain, key, name) do update set start_at = excluded.start_at, period = excluded.period
            """;
        return ExecuteAsync(
            Sql,
            new
            {
                reminder.Grain,
                reminder.Key,
                reminder.Name,
                StartAt = reminder.StartAt.UtcDateTime,
                reminder.Period,
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(string grain, string key, string name, CancellationToken cancellation) => ExecuteAsync(
        "delete from reminder where grain = @grain and key = @key and name = @name",
        new { grain, key, name },
        cancellation);

    private async Task ExecuteAsync(string sql, object values, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
    }

    private sealed record Row(string Grain, string Key, string Name, DateTime StartAt, TimeSpan Period);
}
