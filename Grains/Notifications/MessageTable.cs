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
    /// to the stand-in of the identity in whose organisation the project is. The identities of people are only looked
    /// through where a receiver depends on them.
    /// </summary>
    private const string DeliverSql =
        """
        with news as materialized (
            select * from unnest($3::uuid[], $4::text[], $5::jsonb[], $6::text[], $7::text[], $8::text[], $9::boolean[])
                as n (id, template, args, project, person, holder, of_task)
        ), owner as materialized (
            select n.id, n.holder, n.of_task, n.project, p.key,
                p.data -> 'identities' as identities, p.data -> 'delegations' as delegations
            from news n join person p on p.key = n.person
            union all
            select n.id, n.holder, n.of_task, n.project, p.key,
                p.data -> 'identities' as identities, p.data -> 'delegations' as delegations
            from news n join person p on p.held @> array[n.holder]
        ), held as materialized (
            select o.*, i ->> 'id' as identity, i ->> 'path' as path
            from owner o cross join lateral jsonb_array_elements(o.identities) i
            where (o.holder is not null or (o.of_task and jsonb_array_length(o.delegations) > 0))
                and (o.holder is null or (i ->> 'role') || '@' || (i ->> 'organisation') = o.holder)
                and i ->> 'ended' is null and (i ->> 'from')::date <= $2
                and (i ->> 'until' is null or (i ->> 'until')::date >= $2)
        ), receiver as (
            select o.id, o.key from owner o where o.holder is null
            union select h.id, h.key from held h where h.holder is not null
            union select h.id, s.key from held h cross join lateral jsonb_array_elements(h.delegations) d
                join person s on s.key = d ->> 'to'
            where h.of_task and d ->> 'identity' = h.identity and d ->> 'ended' is null
                and (d ->> 'from')::date <= $2 and (d ->> 'until')::date >= $2
                and exists (select from jsonb_array_elements(s.data -> 'identities') t
                    where t ->> 'id' = d ->> 'toIdentity' and t ->> 'ended' is null and (t ->> 'from')::date <= $2
                        and (t ->> 'until' is null or (t ->> 'until')::date >= $2))
                and (h.holder is not null or exists (select from project j where j.key = h.project
                    and (j.entity_path = h.path or starts_with(j.entity_path, h.path || '/'))))
        )
        insert into message (key, id, person, at, template, args, project)
        select n.id::text || '.' || r.key, n.id, r.key, $1, n.template, n.args, n.project
        from receiver r join news n using (id)
        on conflict (key) do nothing
        returning person
        """;

    /// <summary>Adds each message once for each receiver; tells who got any now for the first time.</summary>
    public async Task<ImmutableArray<string>> DeliverAsync(ImmutableArray<NewMessage> messages, DateTimeOffset at)
    {
        await using var command = source.CreateCommand(DeliverSql);
        Add(command, at, NpgsqlDbType.TimestampTz);
        Add(command, CivilTime.DayOf(at), NpgsqlDbType.Date);
        AddAll(command, NpgsqlDbType.Uuid, messages, message => message.Id);
        AddAll(command, NpgsqlDbType.Text, messages, message => message.Template);
        AddAll(command, NpgsqlDbType.Jsonb, messages, ArgsOf);
        AddAll(command, NpgsqlDbType.Text, messages, message => message.Project);
        AddAll(command, NpgsqlDbType.Text, messages, message => message.ToPerson);
        AddAll(command, NpgsqlDbType.Text, messages, message => message.ToPerson is null ? message.ToHolder : null);
        AddAll(command, NpgsqlDbType.Boolean, messages, message => message.OfTask);
        await using var row = await command.ExecuteReaderAsync();
        var receivers = ImmutableArray.CreateBuilder<string>();
        while (await row.ReadAsync())
        {
            receivers.Add(row.GetString(0));
        }

        return [.. receivers.Distinct()];
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
        Add(command, ArgsOf(message), NpgsqlDbType.Jsonb);
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

    private static string ArgsOf(NewMessage message) => JsonSerializer.Serialize(message.Args, StoredJson.Options);

    private static void AddAll<T>(
        NpgsqlCommand command, NpgsqlDbType type, ImmutableArray<NewMessage> messages, Func<NewMessage, T> value) =>
        command.Parameters.Add(new NpgsqlParameter<T[]>
        {
            TypedValue = [.. messages.Select(value)],
            NpgsqlDbType = NpgsqlDbType.Array | type,
        });
}
