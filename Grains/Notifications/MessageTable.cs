using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using SunGov.GrainInterfaces.Notifications;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Notifications;

/// <summary>
/// The table of messages: plain working data, one row per receiver, no journal. A message says nothing that its
/// receiver may not read; the thing it is about is read under the receiver's rights.
/// </summary>
public sealed class MessageTable(NpgsqlDataSource source)
{
    private static readonly ImmutableArray<SortColumn> Columns = [new("at", "m.at", "timestamptz")];

    /// <summary>
    /// Receivers are the person, or who holds the identity on that day; of a task also those to whom it is handed over
    /// on that day, by delegations that hold as <see cref="Identity.Standings"/> judges them. A person's own task goes
    /// to the stand-in of the identity in whose organisation the project is.
    /// </summary>
    private const string DeliverSql =
        """
        with owner as (
            select p.key, p.data, i ->> 'id' as identity, i ->> 'path' as path
            from person p cross join lateral jsonb_array_elements(p.data -> 'identities') i
            where (p.key = $6 or (p.held @> array[$7] and (i ->> 'role') || '@' || (i ->> 'organisation') = $7))
                and i ->> 'ended' is null and (i ->> 'from')::date <= $8
                and (i ->> 'until' is null or (i ->> 'until')::date >= $8)
        ), receiver as (
            select p.key from person p where p.key = $6
            union select o.key from owner o where $7 is not null
            union select s.key from owner o cross join lateral jsonb_array_elements(o.data -> 'delegations') d
                join person s on s.key = d ->> 'to'
            where $9 and d ->> 'identity' = o.identity and d ->> 'ended' is null
                and (d ->> 'from')::date <= $8 and (d ->> 'until')::date >= $8
                and exists (select from jsonb_array_elements(s.data -> 'identities') t
                    where t ->> 'id' = d ->> 'toIdentity' and t ->> 'ended' is null and (t ->> 'from')::date <= $8
                        and (t ->> 'until' is null or (t ->> 'until')::date >= $8))
                and ($7 is not null or exists (select from project j where j.key = $5
                    and (j.entity_path = o.path or starts_with(j.entity_path, o.path || '/'))))
        )
        insert into message (key, id, person, at, template, args, project)
        select $1::text || '.' || r.key, $1, r.key, $2, $3, $4, $5 from receiver r
        on conflict (key) do nothing
        returning person
        """;

    /// <summary>Adds the message once for each receiver; tells who got it now for the first time.</summary>
    public async Task<ImmutableArray<string>> DeliverAsync(NewMessage message, DateTimeOffset at)
    {
        await using var command = source.CreateCommand(DeliverSql);
        Add(command, message.Id, NpgsqlDbType.Uuid);
        Add(command, at, NpgsqlDbType.TimestampTz);
        Add(command, message.Template, NpgsqlDbType.Text);
        Add(command, JsonSerializer.Serialize(message.Args, StoredJson.Options), NpgsqlDbType.Jsonb);
        Add(command, message.Project, NpgsqlDbType.Text);
        Add(command, message.ToPerson, NpgsqlDbType.Text);
        Add(command, message.ToPerson is null ? message.ToHolder : null, NpgsqlDbType.Text);
        Add(command, CivilTime.DayOf(at), NpgsqlDbType.Date);
        Add(command, message.OfTask, NpgsqlDbType.Boolean);
        await using var row = await command.ExecuteReaderAsync();
        var receivers = ImmutableArray.CreateBuilder<string>();
        while (await row.ReadAsync())
        {
            receivers.Add(row.GetString(0));
        }

        return receivers.ToImmutable();
    }

    /// <summary>Adds the message once for a receiver who is known by a blind index only; tells whether it is new.
    /// </summary>
    public async Task<bool> DeliverToBoxAsync(NewMessage message, string box, DateTimeOffset at)
    {
        await using var command = source.CreateCommand(
            """
            insert into message (key, id, person, at, template, args, project)
            values ($1::text || '.' || $2, $1, $2, $3, $4, $5, $6) on conflict (key) do nothing
            """);
        Add(command, message.Id, NpgsqlDbType.Uuid);
        Add(command, box, NpgsqlDbType.Text);
        Add(command, at, NpgsqlDbType.TimestampTz);
        Add(command, message.Template, NpgsqlDbType.Text);
        Add(command, JsonSerializer.Serialize(message.Args, StoredJson.Options), NpgsqlDbType.Jsonb);
        Add(command, message.Project, NpgsqlDbType.Text);
        return await command.ExecuteNonQueryAsync() > 0;
    }

    /// <summary>A page of a person's messages: those to the person and those to their box.</summary>
    public async Task<Outcome<Page<MessageView>>> ListAsync(string[] boxes, bool unreadOnly, PageRequest page)
    {
        var (order, refusal) = ListOrder.Of(page, "-at", "m.key", Columns);
        if (refusal is not null)
        {
            return refusal;
        }

        var list = new ScopedList();
        list.Where($"m.person = any({list.Parameter(boxes)})");
        if (unreadOnly)
        {
            list.Where("m.read_at is null");
        }

        return Outcome.Of(await list.ReadAsync(
            source,
            "m.key, m.at, m.template, m.args::text, m.project, m.read_at is not null",
            "message m",
            "m.key",
            order,
            View));
    }

    /// <summary>How many a person has not read.</summary>
    public async Task<long> UnreadAsync(string[] boxes)
    {
        await using var command = source.CreateCommand(
            "select count(*) from message where person = any($1) and read_at is null");
        Add(command, boxes, NpgsqlDbType.Array | NpgsqlDbType.Text);
        return (long)(await command.ExecuteScalarAsync() ?? 0L);
    }

    /// <summary>Marks messages of a person as read, all where none is named; others' messages are left alone.</summary>
    public async Task MarkReadAsync(string[] boxes, ImmutableArray<string> messages, DateTimeOffset at)
    {
        await using var command = source.CreateCommand(
            """
            update message set read_at = $3
            where person = any($1) and read_at is null and ($2::text[] is null or key = any($2))
            """);
        Add(command, boxes, NpgsqlDbType.Array | NpgsqlDbType.Text);
        Add(
            command, messages.IsDefaultOrEmpty ? null : messages.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        Add(command, at, NpgsqlDbType.TimestampTz);
        await command.ExecuteNonQueryAsync();
    }

    private static MessageView View(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetFieldValue<DateTimeOffset>(1),
        row.GetString(2),
        JsonSerializer.Deserialize<ImmutableDictionary<string, string>>(row.GetString(3), StoredJson.Options)
            ?? ImmutableDictionary<string, string>.Empty,
        row.IsDBNull(4) ? null : row.GetString(4),
        row.GetBoolean(5));

    private static void Add(NpgsqlCommand command, object? value, NpgsqlDbType type) =>
        command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
}
