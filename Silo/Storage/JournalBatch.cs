using Npgsql;
using NpgsqlTypes;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>
/// Writes of several things, at most one of each, as one transaction in one round trip. The transaction's advisory lock
/// comes first, so that <c>seq</c> follows commit order also with several silos.
/// </summary>
/// <param name="statements">The statements of all kinds.</param>
/// <param name="process">This process, as it signs its news for others; null to tell nobody.</param>
internal sealed class JournalBatch(KindStatements statements, string? process)
{
    internal const long CommitOrderLock = 0x53756e476f760002;
    /// <summary>Sends the batch; it is committed when this returns.</summary>
    /// <returns>The sequence numbers of the winners.</returns>
    public async Task<Dictionary<PendingWrite, long>> ExecuteAsync(
        NpgsqlConnection connection, IReadOnlyList<PendingWrite> writes)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"select pg_advisory_xact_lock({CommitOrderLock})"));
        var groups = Groups(writes);
        foreach (var (kind, group) in groups)
        {
            batch.BatchCommands.Add(Command(kind, group));
        }

        // Losers may be among them, which costs a reader one needless look.
        var live = process is null ? [] : writes.Where(write => write.Write.Live).Select(
            write => new LiveChange(write.Write.Kind, write.Write.Key, write.Version));
        foreach (var payload in LivePayload.Of(process ?? "", live))
        {
            var notify = new NpgsqlBatchCommand(LivePayload.Notify);
            notify.Parameters.Add(new NpgsqlParameter<string> { TypedValue = payload });
            batch.BatchCommands.Add(notify);
        }

        var winners = new Dictionary<PendingWrite, long>(writes.Count);
        await using var reader = await batch.ExecuteReaderAsync();
        foreach (var (_, group) in groups)
        {
            await reader.NextResultAsync();
            var byKey = group.ToDictionary(write => write.Write.Key);
            while (await reader.ReadAsync())
            {
                winners.Add(byKey[reader.GetString(0)], reader.GetInt64(1));
            }
        }

        while (await reader.NextResultAsync())
        {
        }

        return winners;
    }

    /// <summary>What the journal holds of these commands: sequence and hash, null where it has none.</summary>
    public static async Task<(long Sequence, byte[] Hash)?[]> FindAsync(
        NpgsqlConnection connection, IReadOnlyList<PendingWrite> writes)
    {
        await using var command = new NpgsqlCommand(
            """
            select (select seq from journal j where j.kind = w.kind and j.key = w.key and j.command = w.command),
                (select hash from journal j where j.kind = w.kind and j.key = w.key and j.command = w.command)
            from unnest($1::text[], $2::text[], $3::uuid[]) with ordinality as w (kind, key, command, n) order by w.n
            """,
            connection);
        command.Parameters.Add(Texts(writes, write => write.Write.Kind));
        command.Parameters.Add(Texts(writes, write => write.Write.Key));
        command.Parameters.Add(Array(writes, NpgsqlDbType.Uuid, write => write.Write.By.Command));
        var found = new (long, byte[])?[writes.Count];
        await using var reader = await command.ExecuteReaderAsync();
        for (var i = 0; await reader.ReadAsync(); i++)
        {
            found[i] = await reader.IsDBNullAsync(0) ? null : (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1));
        }

        return found;
    }

    /// <summary>Who owns the value; null for nobody.</summary>
    public static async Task<string?> OwnerAsync(NpgsqlConnection connection, Claim claim)
    {
        await using var command = new NpgsqlCommand(
            "select owner from claim where space = $1 and value = $2", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = claim.Space });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = claim.Value });
        return (string?)await command.ExecuteScalarAsync();
    }

    private static List<(string Kind, List<PendingWrite> Writes)> Groups(IReadOnlyList<PendingWrite> writes)
    {
        var groups = new SortedDictionary<string, List<PendingWrite>>(StringComparer.Ordinal);
        foreach (var write in writes)
        {
            if (!groups.TryGetValue(write.Write.Kind, out var group))
            {
                groups[write.Write.Kind] = group = [];
            }

            group.Add(write);
        }

        foreach (var group in groups.Values)
        {
            group.Sort(static (left, right) => string.CompareOrdinal(left.Write.Key, right.Write.Key));
        }

        return [.. groups.Select(group => (group.Key, group.Value))];
    }

    private NpgsqlBatchCommand Command(string kind, List<PendingWrite> group)
    {
        var statement = statements.For(kind, group);
        var due = group.SelectMany(write => write.Due, (write, row) => (write.Write.Key, Row: row)).ToList();
        var removed = group.SelectMany(write => write.Write.Removed, (write, what) => (write.Write.Key, What: what))
            .ToList();
        var claims = group.SelectMany(write => write.Claims, (write, claim) => (write.Write.Key, Claim: claim))
            .ToList();
        var command = new NpgsqlBatchCommand(statement.Sql(
            due.Count > 0, removed.Count > 0, group.Any(write => write.Write.ChangesGrants), claims.Count > 0));
        var parameters = command.Parameters;
        parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
        AddEntries(parameters, group);
        for (var c = 0; c < statement.Columns.Length; c++)
        {
            var column = c;
            parameters.Add(ColumnArray.Parameter(
                statement.Columns[c].Type, group.Count, i => group[i].Write.Columns[column].Value));
        }

        if (claims.Count > 0)
        {
            parameters.Add(Texts(claims, claim => claim.Key));
            parameters.Add(Texts(claims, claim => claim.Claim.Space));
            parameters.Add(Texts(claims, claim => claim.Claim.Value));
        }

        if (due.Count > 0)
        {
            AddDue(parameters, due);
        }

        if (removed.Count > 0)
        {
            parameters.Add(Texts(removed, row => row.Key));
            parameters.Add(Texts(removed, row => row.What));
        }

        return command;
    }

    private static void AddEntries(NpgsqlParameterCollection parameters, List<PendingWrite> group)
    {
        parameters.Add(Texts(group, write => write.Write.Key));
        parameters.Add(Array(group, NpgsqlDbType.Bigint, write => write.Version));
        parameters.Add(Array(group, NpgsqlDbType.Uuid, write => write.Write.By.Command));
        parameters.Add(Array(group, NpgsqlDbType.Bytea, write => write.Write.Digest));
        parameters.Add(Array(group, NpgsqlDbType.Text, write => write.Write.Answer));
        parameters.Add(Texts(group, write => write.Write.By.Person));
        parameters.Add(Texts(group, write => write.Write.By.Identity));
        parameters.Add(Texts(group, write => write.Write.OnBehalf));
        parameters.Add(Array(group, NpgsqlDbType.TimestampTz, write => write.At));
        parameters.Add(Array(group, NpgsqlDbType.Bytea, write => write.Write.Body));
        parameters.Add(Array(group, NpgsqlDbType.Bytea, write => write.Previous));
        parameters.Add(Array(group, NpgsqlDbType.Bytea, write => write.Hash));
        parameters.Add(Array(group, NpgsqlDbType.Jsonb, write => write.Write.Data));
        parameters.Add(Array(group, NpgsqlDbType.Bytea, write => write.Seal));
    }

    private static void AddDue(NpgsqlParameterCollection parameters, List<(string Key, DueRow Row)> due)
    {
        parameters.Add(Texts(due, row => row.Key));
        parameters.Add(Array(due, NpgsqlDbType.Uuid, row => row.Row.Id));
        parameters.Add(Array(due, NpgsqlDbType.TimestampTz, row => row.Row.At.UtcDateTime));
        parameters.Add(Texts(due, row => row.Row.Kind));
        parameters.Add(Texts(due, row => row.Row.Key));
        parameters.Add(Texts(due, row => row.Row.What));
        parameters.Add(Array(due, NpgsqlDbType.Boolean, row => row.Row.Own));
    }

    private static NpgsqlParameter<string[]> Texts<T>(IReadOnlyList<T> rows, Func<T, string> value) =>
        Array(rows, NpgsqlDbType.Text, value);

    private static NpgsqlParameter<TValue[]> Array<TRow, TValue>(
        IReadOnlyList<TRow> rows, NpgsqlDbType type, Func<TRow, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        return new NpgsqlParameter<TValue[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
    }
}

/// <summary>The statements of all kinds, made at their first write.</summary>
internal sealed class KindStatements
{
    private readonly Dictionary<string, KindStatement> _statements = new(StringComparer.Ordinal);

    /// <summary>The statement for writes of one kind, whose columns must all be alike.</summary>
    public KindStatement For(string kind, List<PendingWrite> group)
    {
        if (!_statements.TryGetValue(kind, out var statement) || !statement.Fits(group[0].Write.Columns))
        {
            statement = _statements[kind] = new KindStatement(kind, group[0].Write.Columns);
        }

        return group.TrueForAll(write => statement.Fits(write.Write.Columns))
            ? statement
            : throw new InvalidOperationException($"rows of the kind '{kind}' differ in their columns");
    }
}
