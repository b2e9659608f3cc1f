using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;

namespace SunGov.Grains.Reviews;

/// <summary>A desk as its row tells it; who sits there is sealed.</summary>
public sealed record DeskLine(
    string Desk,
    string Group,
    string Alias,
    string Status,
    string Expert,
    ImmutableArray<string> Projects,
    ImmutableArray<string> Submitted,
    bool Fenced,
    int Nudged,
    DateTimeOffset Changed);

/// <summary>Reads desks from their rows, which are written in the same transaction as their entries.</summary>
public sealed class ReviewTable(NpgsqlDataSource source)
{
    /// <summary>Every desk of an activity, by group and in the order they were opened.</summary>
    public async Task<ImmutableArray<DeskLine>> DesksAsync(string activity)
    {
        await using var command = source.CreateCommand(
            """
            select key, panel, alias, status, data -> 'opened' ->> 'expert', projects, submitted, fenced, nudged,
                changed_at
            from review_desk where activity = $1 order by panel, alias::int, key
            """);
        Add(command, NpgsqlDbType.Text, activity);
        await using var reader = await command.ExecuteReaderAsync();
        var desks = ImmutableArray.CreateBuilder<DeskLine>();
        while (await reader.ReadAsync())
        {
            desks.Add(new DeskLine(
                reader.GetString(0),
                reader.GetString(1),
                reader.GetString(2),
                reader.GetString(3),
                reader.GetString(4),
                [.. reader.GetFieldValue<string[]>(5)],
                [.. reader.GetFieldValue<string[]>(6)],
                reader.GetBoolean(7),
                reader.GetInt32(8),
                reader.GetFieldValue<DateTimeOffset>(9)));
        }

        return desks.ToImmutable();
    }

    /// <summary>Desks of an activity at which something is still to be done.</summary>
    public async Task<ImmutableArray<string>> UnfinishedAsync(string activity)
    {
        await using var command = source.CreateCommand(
            "select key from review_desk where activity = $1 and unfinished order by key");
        Add(command, NpgsqlDbType.Text, activity);
        await using var reader = await command.ExecuteReaderAsync();
        var desks = ImmutableArray.CreateBuilder<string>();
        while (await reader.ReadAsync())
        {
            desks.Add(reader.GetString(0));
        }

        return desks.ToImmutable();
    }

    /// <summary>How many of these desks are fenced.</summary>
    public async Task<long> FencedAsync(ImmutableArray<string> desks)
    {
        await using var command = source.CreateCommand(
            "select count(*) from review_desk where key = any($1) and fenced");
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Text, desks.ToArray());
        return (long)(await command.ExecuteScalarAsync() ?? 0L);
    }

    private static void Add(NpgsqlCommand command, NpgsqlDbType type, object value) =>
        command.Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
}
