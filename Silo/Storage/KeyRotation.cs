using Npgsql;
using NpgsqlTypes;
using SunGov.Grains.Shared;
using SunGov.Silo.Crypto;

namespace SunGov.Silo.Storage;

/// <summary>What a rotation did.</summary>
/// <param name="Current">The master key everything is under now.</param>
/// <param name="Added">False when an interrupted rotation was gone on with.</param>
/// <param name="DataKeys">Data keys wrapped anew.</param>
/// <param name="Rows">State rows sealed anew.</param>
/// <param name="Broken">Rows whose seal did not hold; they keep it, and the older key must be kept for them.</param>
public sealed record Rotated(string Current, bool Added, int DataKeys, long Rows, IReadOnlyList<Broken> Broken);

/// <summary>
/// Changes the master key: adds a new one, wraps all data keys and seals all state rows under it. It is done while no
/// server runs, since a running one knows the older key only. Journal and blobs are not touched. A rotation that was
/// interrupted is gone on with by starting it again.
/// </summary>
public sealed class KeyRotation(
    NpgsqlDataSource source, ICrypto crypto, IRowSeal seals, FileMasterKey master, Secrets secrets, Kinds kinds)
{
    private const int RowsAtOnce = 500;

    /// <summary>How many connections servers have to this database.</summary>
    public Task<long> ServersAsync() => Servers.ConnectionsAsync(source);

    /// <summary>Does all of it, or what is left of it.</summary>
    public async Task<Rotated> RunAsync()
    {
        var added = !await IsUnderWayAsync();
        if (added)
        {
            master.Add();
        }

        var wrapped = await secrets.RewrapAsync();
        var (rows, broken) = (0L, new List<Broken>());
        foreach (var kind in kinds.All.Keys.Order(StringComparer.Ordinal))
        {
            rows += await ResealAsync(kind, broken);
        }

        return new Rotated(master.Current, added, wrapped, rows, broken);
    }

    /// <summary>Takes an older key out of the file. Says what still needs it, and then leaves it; null when done.
    /// </summary>
    public async Task<string?> ForgetAsync(string older)
    {
        if (older == master.Current || !master.Kept.Contains(older))
        {
            return older == master.Current ? "it is the current one" : "there is no such key in the file";
        }

        if ((await secrets.MastersAsync()).Contains(older))
        {
            return "data keys are wrapped by it";
        }

        foreach (var kind in kinds.All.Keys)
        {
            if (await CountAsync(kind, "=", older) is > 0 and var rows)
            {
                return $"{rows} rows of {kind} are sealed by it";
            }
        }

        master.Forget(older);
        return null;
    }

    private async Task<bool> IsUnderWayAsync()
    {
        if ((await secrets.MastersAsync()).Any(used => used != master.Current))
        {
            return true;
        }

        foreach (var kind in kinds.All.Keys)
        {
            if (await CountAsync(kind, "<>", master.Current) > 0)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<long> CountAsync(string kind, string compared, string master)
    {
        await using var command = source.CreateCommand(
            $"select count(*) from \"{KindStatement.Name(kind)}\" where substr(seal, 1, 4) {compared} $1");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Convert.FromHexString(master) });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<long> ResealAsync(string kind, List<Broken> broken)
    {
        var (sealedRows, after) = (0L, "");
        while (await NextAsync(kind, after) is { Count: > 0 } rows)
        {
            var good = new List<(string Key, StoredRow Row, StoredEntry? Last)>();
            foreach (var row in rows)
            {
                if (RowCheck.Fault(crypto, seals, kind, row.Key, row.Row, row.Last) is { } fault)
                {
                    broken.Add(new Broken(kind, row.Key, row.Row.Version, fault));
                }
                else
                {
                    good.Add(row);
                }
            }

            sealedRows += await SealAsync(kind, good);
            after = rows[^1].Key;
        }

        return sealedRows;
    }

    /// <summary>The next rows by key that are not sealed under the current master key, with their last entries.
    /// </summary>
    private async Task<List<(string Key, StoredRow Row, StoredEntry? Last)>> NextAsync(string kind, string after)
    {
        await using var command = source.CreateCommand(
            $"""
            select t.key, t.version, t.data, t.seal, j.* from "{KindStatement.Name(kind)}" t
            left join lateral (select {EntryReader.Columns} from journal
                where kind = $1 and key = t.key order by version desc limit 1) j on true
            where t.key > $2 and substr(t.seal, 1, 4) <> $3 order by t.key limit {RowsAtOnce}
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Convert.FromHexString(master.Current) });
        var rows = new List<(string, StoredRow, StoredEntry?)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add((
                reader.GetString(0),
                new StoredRow(reader.GetInt64(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3)),
                await reader.IsDBNullAsync(4) ? null : EntryReader.Read(reader, 4)));
        }

        return rows;
    }

    /// <summary>Seals rows anew that are still as they were read; gives how many.</summary>
    private async Task<long> SealAsync(string kind, List<(string Key, StoredRow Row, StoredEntry? Last)> rows)
    {
        await using var command = source.CreateCommand(
            $"""
            update "{KindStatement.Name(kind)}" t set seal = n.seal
            from unnest($1::text[], $2::bytea[], $3::bytea[]) as n (key, old, seal)
            where t.key = n.key and t.seal = n.old
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. rows.Select(row => row.Key)] });
        command.Parameters.Add(Bytes(rows.Select(row => row.Row.Seal)));
        command.Parameters.Add(Bytes(rows.Select(row => seals.Seal(
            kind, row.Key, row.Row.Version, row.Last!.Hash, CanonicalJson.Of(row.Row.Data)))));
        return await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlParameter<byte[][]> Bytes(IEnumerable<byte[]> values) =>
        new() { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };
}
