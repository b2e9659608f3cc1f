using System.Data;
using System.Diagnostics;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>What became of one kind's rows.</summary>
/// <param name="Seen">Things of the kind.</param>
/// <param name="Rewritten">Rows that were not the fold of their events and are now.</param>
/// <param name="Broken">Things whose chain or seal does not hold; their rows were left as they are.</param>
public sealed record Refolded(string Kind, long Seen, long Rewritten, IReadOnlyList<Broken> Broken);

/// <summary>
/// Makes state rows anew from their events where they differ, e.g. since a release has new plain columns. Chain and
/// seal of a thing are checked first: what was changed behind the application is named and left. The journal is not
/// touched, versions stay. No server of an older release may run meanwhile: its things know less than their rows.
/// </summary>
public sealed partial class Refold(
    NpgsqlDataSource source, ICrypto crypto, IRowSeal seals, Kinds kinds, ILogger<Refold> log)
{
    private const long Lock = 0x53756e476f760002;
    private static readonly TimeSpan Telling = TimeSpan.FromSeconds(5);

    /// <summary>How many connections servers have to this database.</summary>
    public Task<long> ServersAsync() => Servers.ConnectionsAsync(source);

    /// <summary>Does what migrations asked for; servers that start together do it once.</summary>
    public async Task<IReadOnlyList<Refolded>> PendingAsync()
    {
        await using var connection = await source.OpenConnectionAsync();
        if ((await WaitingAsync(connection)).Count == 0)
        {
            return [];
        }

        await ExecuteAsync(connection, $"select pg_advisory_lock({Lock})");
        try
        {
            var done = new List<Refolded>();
            foreach (var kind in await WaitingAsync(connection))
            {
                var refolded = await RunAsync(kind);
                Done(log, kind, refolded.Seen, refolded.Rewritten);
                foreach (var broken in refolded.Broken)
                {
                    LeftAlone(log, kind, broken.Key, broken.Version, broken.Fault);
                }

                await using var delete = new NpgsqlCommand("delete from refold where kind = $1", connection);
                delete.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
                await delete.ExecuteNonQueryAsync();
                done.Add(refolded);
            }

            return done;
        }
        finally
        {
            await ExecuteAsync(connection, $"select pg_advisory_unlock({Lock})");
        }
    }

    /// <summary>Goes through all rows of a kind.</summary>
    /// <param name="told">Takes how many things of how many are done, every few seconds; null to log it.</param>
    public async Task<Refolded> RunAsync(string name, Action<long, long>? told = null)
    {
        var kind = kinds.All.GetValueOrDefault(name)
            ?? throw new StorageException($"there is no kind '{name}'; known are {string.Join(", ", kinds.All.Keys)}");
        told ??= (done, all) => Going(log, name, done, all);
        await using var connection = await source.OpenConnectionAsync();
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        await using var count = new NpgsqlCommand($"select count(*) from \"{KindStatement.Name(name)}\"", connection);
        var all = (long)(await count.ExecuteScalarAsync())!;
        var (seen, rewritten, broken, watch) = (0L, 0L, new List<Broken>(), Stopwatch.StartNew());
        await foreach (var things in new ThingReader(connection, crypto, name).ReadAsync())
        {
            rewritten += await RewriteAsync(name, await StaleAsync(connection, name, kind, things, broken));
            seen += things.Count;
            if (watch.Elapsed > Telling)
            {
                told(seen, all);
                watch.Restart();
            }
        }

        return new Refolded(name, seen, rewritten, broken);
    }

    /// <summary>The things whose rows are not the fold of their events, though all of them that is proved holds.
    /// </summary>
    private async Task<List<Stale>> StaleAsync(
        NpgsqlConnection connection, string name, IKind kind, List<StoredThing> things, List<Broken> broken)
    {
        var folds = things.ConvertAll(thing => thing.Fold(kind));
        var rows = await FoldedRows.ReadAsync(connection, name, things.ConvertAll(thing => thing.Key), folds);
        var stale = new List<Stale>();
        foreach (var (thing, fold) in things.Zip(folds))
        {
            var row = rows.GetValueOrDefault(thing.Key);
            if (RowCheck.Fault(crypto, seals, name, thing.Key, row?.Row, thing.Last) is { } fault)
            {
                thing.Faults.Add((thing.Last?.Header.Version ?? 0, fault));
            }

            broken.AddRange(thing.Faults.Select(found => new Broken(name, thing.Key, found.Version, found.Fault)));
            if (thing.Faults.Count == 0 && !row!.Is(fold!))
            {
                stale.Add(new Stale(thing, row.Row, fold!));
            }
        }

        return stale;
    }

    /// <summary>Writes rows that are still as they were read; gives how many.</summary>
    private async Task<int> RewriteAsync(string name, List<Stale> stale)
    {
        if (stale.Count == 0)
        {
            return 0;
        }

        var folds = stale.ConvertAll(one => one.Fold);
        var columns = FoldedRows.ColumnsOf(folds);
        var set = columns.Select((column, c) =>
            $", \"{KindStatement.Name(column.Name)}\" = {ColumnArray.Read($"n.c{c}", column.Type)}");
        await using var command = source.CreateCommand(
            $"""
            update "{KindStatement.Name(name)}" t set data = n.data::jsonb, seal = n.seal{string.Concat(set)}
            from unnest($1::text[], $2::bytea[], $3::bytea[], $4::text[]{FoldedRows.Arrays(columns, 5)})
                as n (key, old, seal, data{FoldedRows.Names(columns)})
            where t.key = n.key and t.seal = n.old
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. stale.Select(one => one.Thing.Key)] });
        command.Parameters.Add(Bytes(stale.Select(one => one.Row.Seal)));
        command.Parameters.Add(Bytes(stale.Select(one => seals.Seal(
            name, one.Thing.Key, one.Row.Version, one.Thing.Last!.Hash, CanonicalJson.Of(one.Fold.Data)))));
        command.Parameters.Add(ColumnArray.Parameter(NpgsqlDbType.Text, stale.Count, i =>
            Encoding.UTF8.GetString(stale[i].Fold.Data)));
        FoldedRows.AddColumns(command, columns, folds);
        return await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<string>> WaitingAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select kind from refold order by migration, kind", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var kinds = new List<string>();
        while (await reader.ReadAsync())
        {
            kinds.Add(reader.GetString(0));
        }

        return kinds;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlParameter<byte[][]> Bytes(IEnumerable<byte[]> values) =>
        new() { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };

    [LoggerMessage(LogLevel.Information, "rows of {Kind} are made anew from their events: {Done} of {All}")]
    private static partial void Going(ILogger log, string kind, long done, long all);

    [LoggerMessage(LogLevel.Information, "rows of {Kind}: {Seen} seen, {Rewritten} made anew from their events")]
    private static partial void Done(ILogger log, string kind, long seen, long rewritten);

    [LoggerMessage(LogLevel.Error, "the row of {Kind} {Key} at version {Version} was left as it is: {Fault}")]
    private static partial void LeftAlone(ILogger log, string kind, string key, long version, string fault);

    private sealed record Stale(StoredThing Thing, StoredRow Row, Folded Fold);
}
