using Npgsql;
using NpgsqlTypes;

namespace SunGov.Silo.Storage;

/// <summary>
/// Writes new things with all their entries by COPY, many in one transaction: for filling a database at scale. What it
/// writes is what the journal's writer would have written entry by entry, so that `verify` holds. Nothing else may
/// write meanwhile; it works as the owner of the tables, since it takes sequence numbers beforehand.
/// </summary>
/// <param name="owner">The database as its owner sees it.</param>
public sealed class BulkWriter(NpgsqlDataSource owner)
{
    /// <summary>Takes sequence numbers for so many entries; gives the first.</summary>
    public async Task<long> ReserveAsync(int entries)
    {
        await using var command = owner.CreateCommand(
            """
            select setval(s.name::regclass, nextval(s.name::regclass) + $1 - 1) - $1 + 1
            from pg_get_serial_sequence('journal', 'seq') s (name)
            """);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = entries });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Writes them; all are there when this returns, or none.</summary>
    public async Task WriteAsync(IReadOnlyList<BulkThing> things, BulkPapers papers)
    {
        await using var connection = await owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await DoAsync(connection, $"select pg_advisory_xact_lock({JournalBatch.CommitOrderLock})");
        await ContentsAsync(connection, papers.Contents);
        await SectionsAsync(connection, "section", [.. papers.Sections.Where(section => section.Last)]);
        await SectionsAsync(connection, "section_version", papers.Sections);
        await CopyAsync(connection, "draft_sum (project, fen)", papers.Sums, async (row, sum) =>
        {
            await row.WriteAsync(sum.Project, NpgsqlDbType.Text);
            await ValueAsync(row, NpgsqlDbType.Bigint, sum.Fen);
        });
        foreach (var kind in things.GroupBy(thing => thing.Kind, StringComparer.Ordinal))
        {
            await RowsAsync(connection, kind.Key, [.. kind]);
        }

        await EntriesAsync(connection, things);
        await DueAsync(connection, [.. things.SelectMany(thing => thing.Due)]);
        await CopyAsync(
            connection,
            "claim (space, value, owner)",
            [.. things.SelectMany(thing => thing.Claims, (thing, claim) => (thing, claim))],
            async (row, one) =>
            {
                await row.WriteAsync(one.claim.Space, NpgsqlDbType.Text);
                await row.WriteAsync(one.claim.Value, NpgsqlDbType.Text);
                await row.WriteAsync($"{one.thing.Kind}:{one.thing.Key}", NpgsqlDbType.Text);
            });
        await transaction.CommitAsync();
    }

    /// <summary>Cleans up behind many of them, so that lists are planned for what is there now.</summary>
    public async Task EndAsync()
    {
        await using var vacuum = owner.CreateCommand("vacuum (analyze)");
        vacuum.CommandTimeout = 0;
        await vacuum.ExecuteNonQueryAsync();
    }

    private static async Task DoAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task CopyAsync<T>(
        NpgsqlConnection connection,
        string into,
        IReadOnlyCollection<T> rows,
        Func<NpgsqlBinaryImporter, T, Task> write)
    {
        if (rows.Count == 0)
        {
            return;
        }

        await using var copy = await connection.BeginBinaryImportAsync($"copy {into} from stdin (format binary)");
        copy.Timeout = TimeSpan.FromMinutes(30);
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            await write(copy, row);
        }

        await copy.CompleteAsync();
    }

    /// <summary>Contents are named by their bytes, so that some may be there already.</summary>
    private static async Task ContentsAsync(
        NpgsqlConnection connection, IReadOnlyDictionary<string, byte[]> contents)
    {
        await DoAsync(connection, "create temp table bulk_content (sm3 text, bytes bytea) on commit drop");
        await CopyAsync(connection, "bulk_content (sm3, bytes)", [.. contents], async (row, content) =>
        {
            await row.WriteAsync(content.Key, NpgsqlDbType.Text);
            await row.WriteAsync(content.Value, NpgsqlDbType.Bytea);
        });
        await DoAsync(
            connection, "insert into content (sm3, bytes) select sm3, bytes from bulk_content on conflict do nothing");
    }

    private static Task SectionsAsync(
        NpgsqlConnection connection, string table, IReadOnlyCollection<BulkSection> sections) =>
        CopyAsync(
            connection,
            $"{table} (project, form, section, version, content, saved_at, saved_by, command)",
            sections,
            async (row, section) =>
            {
                await row.WriteAsync(section.Project, NpgsqlDbType.Text);
                await row.WriteAsync(section.Form, NpgsqlDbType.Text);
                await row.WriteAsync(section.Section, NpgsqlDbType.Text);
                await row.WriteAsync(section.Version, NpgsqlDbType.Integer);
                await row.WriteAsync(section.Content, NpgsqlDbType.Bytea);
                await row.WriteAsync(section.SavedAt.UtcDateTime, NpgsqlDbType.TimestampTz);
                await row.WriteAsync(section.SavedBy, NpgsqlDbType.Text);
                await row.WriteAsync(section.Command, NpgsqlDbType.Uuid);
            });

    private static Task RowsAsync(NpgsqlConnection connection, string kind, IReadOnlyCollection<BulkThing> things)
    {
        var names = things.First().Columns.Select(column => $", \"{KindStatement.Name(column.Name)}\"");
        return CopyAsync(
            connection,
            $"\"{KindStatement.Name(kind)}\" (key, version, data, seal{string.Concat(names)})",
            things,
            async (row, thing) =>
            {
                await row.WriteAsync(thing.Key, NpgsqlDbType.Text);
                await row.WriteAsync((long)thing.Count, NpgsqlDbType.Bigint);
                await row.WriteAsync(thing.Data, NpgsqlDbType.Jsonb);
                await row.WriteAsync(thing.Seal, NpgsqlDbType.Bytea);
                foreach (var column in thing.Columns)
                {
                    await ValueAsync(row, column.Type, column.Value);
                }
            });
    }

    private static async Task ValueAsync(NpgsqlBinaryImporter row, NpgsqlDbType type, object? value) =>
        await (value switch
        {
            null => row.WriteNullAsync(),
            DateTimeOffset at => row.WriteAsync(at.UtcDateTime, type),
            _ => row.WriteAsync(value, type),
        });

    private static Task EntriesAsync(NpgsqlConnection connection, IReadOnlyList<BulkThing> things) => CopyAsync(
        connection,
        $"journal ({EntryReader.Columns})",
        [.. things.SelectMany(thing => thing.Entries).OrderBy(entry => entry.Sequence)],
        async (row, entry) =>
        {
            var header = entry.Header;
            await row.WriteAsync(entry.Sequence, NpgsqlDbType.Bigint);
            await row.WriteAsync(header.Kind, NpgsqlDbType.Text);
            await row.WriteAsync(header.Key, NpgsqlDbType.Text);
            await row.WriteAsync(header.Version, NpgsqlDbType.Bigint);
            await row.WriteAsync(header.Command, NpgsqlDbType.Uuid);
            await row.WriteAsync(header.Digest, NpgsqlDbType.Bytea);
            await ValueAsync(row, NpgsqlDbType.Text, header.Answer);
            await row.WriteAsync(header.Actor, NpgsqlDbType.Text);
            await row.WriteAsync(header.Identity, NpgsqlDbType.Text);
            await row.WriteAsync(header.OnBehalf, NpgsqlDbType.Text);
            await row.WriteAsync(header.At.UtcDateTime, NpgsqlDbType.TimestampTz);
            await row.WriteAsync(entry.Body, NpgsqlDbType.Bytea);
            await row.WriteAsync(entry.Previous, NpgsqlDbType.Bytea);
            await row.WriteAsync(entry.Hash, NpgsqlDbType.Bytea);
        });

    private static Task DueAsync(NpgsqlConnection connection, IReadOnlyCollection<DueRow> due) => CopyAsync(
        connection,
        "due (id, at, kind, key, what, own, ready)",
        due,
        async (row, wish) =>
        {
            await row.WriteAsync(wish.Id, NpgsqlDbType.Uuid);
            await row.WriteAsync(wish.At.UtcDateTime, NpgsqlDbType.TimestampTz);
            await row.WriteAsync(wish.Kind, NpgsqlDbType.Text);
            await row.WriteAsync(wish.Key, NpgsqlDbType.Text);
            await row.WriteAsync(wish.What, NpgsqlDbType.Text);
            await row.WriteAsync(wish.Own, NpgsqlDbType.Boolean);
            await row.WriteAsync(wish.At.UtcDateTime, NpgsqlDbType.TimestampTz);
        });
}
