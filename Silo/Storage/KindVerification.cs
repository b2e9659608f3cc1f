using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>Checks all things of one kind: chains, rows as folds of events, seals, due rows.</summary>
internal sealed class KindVerification(
    NpgsqlConnection connection, ICrypto crypto, IRowSeal seals, string name, IKind? kind, TimeProvider clock)
{
    private const int EntriesAtOnce = 1000;
    private const int ThingsAtOnce = 200;

    private readonly List<Broken> _broken = [];
    private readonly List<Thing> _things = [];
    private long _entries;
    private long _count;

    public async Task<Verified> RunAsync()
    {
        if (!await HasTableAsync())
        {
            _broken.Add(new Broken(name, "", 0, "its state table does not exist"));
            return new Verified(name, "", _broken);
        }

        await using (var declare = new NpgsqlCommand(
            $"declare entries cursor for select {EntryReader.Columns} from journal where kind = '{name}' "
            + "order by key, version",
            connection))
        {
            await declare.ExecuteNonQueryAsync();
        }

        Thing? thing = null;
        while (await FetchAsync() is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
            {
                if (thing?.Key != entry.Header.Key)
                {
                    await FinishAsync(thing);
                    thing = new Thing(entry.Header.Key, new ChainCheck(crypto));
                }

                Take(thing, entry);
            }
        }

        await FinishAsync(thing);
        await CheckRowsAsync();
        await CheckOrphansAsync();
        await using var close = new NpgsqlCommand("close entries", connection);
        await close.ExecuteNonQueryAsync();
        return new Verified(name, $"{_count} things, {_entries} entries", _broken);
    }

    private async Task<List<StoredEntry>> FetchAsync()
    {
        var entries = new List<StoredEntry>();
        await using var fetch = new NpgsqlCommand($"fetch {EntriesAtOnce} from entries", connection);
        await using var reader = await fetch.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            entries.Add(EntryReader.Read(reader));
        }

        return entries;
    }

    private void Take(Thing thing, StoredEntry entry)
    {
        _entries++;
        if (thing.Chain.Next(entry) is { } fault)
        {
            Add(thing.Key, entry.Header.Version, $"entry {entry.Header.Version}: {fault}");
        }

        thing.Last = entry;
        thing.Bodies.Add(entry.Body);
    }

    private async Task FinishAsync(Thing? thing)
    {
        if (thing is null)
        {
            return;
        }

        _count++;
        _things.Add(thing);
        if (_things.Count == ThingsAtOnce)
        {
            await CheckRowsAsync();
        }
    }

    private async Task CheckRowsAsync()
    {
        var folds = _things.ConvertAll(Fold);
        var rows = await RowsAsync(folds);
        for (var i = 0; i < _things.Count; i++)
        {
            var (thing, fold) = (_things[i], folds[i]);
            var row = rows.GetValueOrDefault(thing.Key);
            if (RowCheck.Fault(crypto, seals, name, thing.Key, row?.Row, thing.Last) is { } fault)
            {
                Add(thing.Key, thing.Last?.Header.Version ?? 0, fault);
            }

            if (fold is not null && row is not null)
            {
                CheckFold(thing, fold, row);
            }
        }

        await CheckDueAsync(folds);
        _things.Clear();
    }

    private Folded? Fold(Thing thing)
    {
        try
        {
            return kind?.Fold(thing.Bodies);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or NotSupportedException)
        {
            Add(thing.Key, thing.Last?.Header.Version ?? 0, $"its events cannot be folded: {failure.Message}");
            return null;
        }
    }

    private void CheckFold(Thing thing, Folded fold, RowWithColumns row)
    {
        if (!CanonicalJson.Same(fold.Data, row.Row.Data))
        {
            Add(thing.Key, row.Row.Version, "the row's data are not the fold of its events");
        }

        for (var c = 0; c < fold.Columns.Length; c++)
        {
            if (!row.Same[c])
            {
                Add(thing.Key, row.Row.Version, $"the row's column {fold.Columns[c].Name} is not what its state gives");
            }
        }
    }

    /// <summary>Rows of the things at hand, each column compared by the server with what the fold gives.</summary>
    private async Task<Dictionary<string, RowWithColumns>> RowsAsync(List<Folded?> folds)
    {
        var columns = folds.FirstOrDefault(fold => fold is not null)?.Columns ?? [];
        var arrays = columns.Select((column, c) => $", ${c + 2}::{ColumnArray.ElementType(column.Type)}[]");
        var names = string.Concat(columns.Select((_, c) => $", c{c}"));
        var same = columns.Select((column, c) => $", t.\"{KindStatement.Name(column.Name)}\" is not distinct from "
            + ColumnArray.Read($"i.c{c}", column.Type));
        await using var command = new NpgsqlCommand(
            $"""
            select t.key, t.version, t.data, t.seal{string.Concat(same)}
            from unnest($1::text[]{string.Concat(arrays)}) as i (key{names})
            join "{name}" t on t.key = i.key
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. _things.Select(thing => thing.Key)] });
        for (var c = 0; c < columns.Length; c++)
        {
            var column = c;
            command.Parameters.Add(ColumnArray.Parameter(
                columns[c].Type, folds.Count, i => folds[i]?.Columns[column].Value));
        }

        var rows = new Dictionary<string, RowWithColumns>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0), new RowWithColumns(
                new StoredRow(reader.GetInt64(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3)),
                [.. Enumerable.Range(4, columns.Length).Select(reader.GetBoolean)]));
        }

        return rows;
    }

    /// <summary>What a thing wants in future must have its due row, or it would never happen.</summary>
    private async Task CheckDueAsync(List<Folded?> folds)
    {
        var now = clock.GetUtcNow();
        var wishes = _things.Zip(folds, (thing, fold) => (thing.Key, Due: fold?.Due ?? []))
            .SelectMany(thing => thing.Due, (thing, wish) => (thing.Key, Wish: wish))
            .Where(wanted => wanted.Wish.At > now)
            .ToList();
        if (wishes.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(
            """
            select w.key, w.what from unnest($2::text[], $3::text[]) as w (key, what)
            where not exists (select from due d where d.own and d.kind = $1 and d.key = w.key and d.what = w.what)
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. wishes.Select(wanted => wanted.Key)] });
        command.Parameters.Add(
            new NpgsqlParameter<string[]> { TypedValue = [.. wishes.Select(wanted => wanted.Wish.What)] });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            Add(reader.GetString(0), 0, $"its due row '{reader.GetString(1)}' is missing");
        }
    }

    private async Task CheckOrphansAsync()
    {
        await using var command = new NpgsqlCommand(
            $"""
            select t.key, t.version from "{name}" t
            where not exists (select from journal j where j.kind = $1 and j.key = t.key)
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter { Value = name, NpgsqlDbType = NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            Add(reader.GetString(0), reader.GetInt64(1), "the journal has no entry of it");
        }
    }

    private async Task<bool> HasTableAsync()
    {
        await using var command = new NpgsqlCommand("select to_regclass($1) is not null", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"\"{KindStatement.Name(name)}\"" });
        return await command.ExecuteScalarAsync() is true;
    }

    private void Add(string key, long version, string fault) => _broken.Add(new Broken(name, key, version, fault));

    private sealed class Thing(string key, ChainCheck chain)
    {
        public string Key => key;

        public ChainCheck Chain => chain;

        public List<byte[]> Bodies { get; } = [];

        public StoredEntry? Last { get; set; }
    }

    private sealed record RowWithColumns(StoredRow Row, bool[] Same);
}
