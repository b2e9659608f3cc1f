using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using SunGov.Grains.Shared.Due;

namespace SunGov.Silo.Storage;

/// <summary>
/// Due rows over PostgreSQL. Rows are taken by a lease, not by a lock held during the call: the owner's own write may
/// remove the row, and must not wait for its poller. Whatever meets a row the journal is just removing, skips it.
/// </summary>
internal sealed class DueRows(NpgsqlDataSource source) : IDueRows
{
    public async Task<ImmutableArray<DueItem>> TakeAsync(int most, DateTimeOffset now, DateTimeOffset until)
    {
        await using var command = source.CreateCommand(
            """
            with taken as (
                update due set ready = $2, attempts = attempts + 1
                where id = any(array(
                    select id from due where not stuck and ready <= $1 order by ready, n limit $3
                    for update skip locked))
                returning id, at, kind, key, what, own, attempts, n
            )
            select id, at, kind, key, what, own, attempts from taken order by at, n
            """);
        Add(command, NpgsqlDbType.TimestampTz, now.UtcDateTime);
        Add(command, NpgsqlDbType.TimestampTz, until.UtcDateTime);
        Add(command, NpgsqlDbType.Integer, most);
        var items = ImmutableArray.CreateBuilder<DueItem>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            items.Add(new DueItem(
                reader.GetGuid(0),
                reader.GetFieldValue<DateTimeOffset>(1),
                reader.GetString(2),
                reader.GetString(3),
                reader.GetString(4),
                reader.GetBoolean(5),
                reader.GetInt32(6)));
        }

        return items.ToImmutable();
    }

    public async Task DoneAsync(ImmutableArray<Guid> ids)
    {
        await using var command = source.CreateCommand(
            "delete from due where id = any(array(select id from due where id = any($1) for update skip locked))");
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Uuid, ids.ToArray());
        await command.ExecuteNonQueryAsync();
    }

    public async Task FailedAsync(Guid id, DateTimeOffset again, bool stuck, string error)
    {
        await using var command = source.CreateCommand(
            """
            update due set ready = $2, stuck = $3, error = $4
            where id = (select id from due where id = $1 for update skip locked)
            """);
        Add(command, NpgsqlDbType.Uuid, id);
        Add(command, NpgsqlDbType.TimestampTz, again.UtcDateTime);
        Add(command, NpgsqlDbType.Boolean, stuck);
        Add(command, NpgsqlDbType.Text, error);
        await command.ExecuteNonQueryAsync();
    }

    public async Task GiveBackAsync(ImmutableArray<Guid> ids, DateTimeOffset until, DateTimeOffset now)
    {
        await using var command = source.CreateCommand(
            """
            update due set ready = $3, attempts = attempts - 1
            where id = any(array(
                select id from due where id = any($1) and ready = $2 for update skip locked))
            """);
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Uuid, ids.ToArray());
        Add(command, NpgsqlDbType.TimestampTz, until.UtcDateTime);
        Add(command, NpgsqlDbType.TimestampTz, now.UtcDateTime);
        await command.ExecuteNonQueryAsync();
    }

    private static void Add<T>(NpgsqlCommand command, NpgsqlDbType type, T value) =>
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });
}
