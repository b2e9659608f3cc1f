using Npgsql;
using NpgsqlTypes;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>Checks all things of one kind: chains, rows as folds of events, seals, due rows.</summary>
internal sealed class KindVerification(
    NpgsqlConnection connection, ICrypto crypto, IRowSeal seals, string name, IKind? kind, TimeProvider clock)
{
    private readonly List<Broken> _broken = [];
    private long _entries;
    private long _count;

    public async Task<Verified> RunAsync()
    {
        if (!await HasTableAsync())
        {
            _broken.Add(new Broken(name, "", 0, "its state table does not exist"));
            return new Verified(name, "", _broken);
        }

        await foreach (var things in new ThingReader(connection, crypto, name).ReadAsync())
        {
            _count += things.Count;
            _entries += things.Sum(thing => thing.Bodies.Count);
            await CheckAsync(things);
        }

        await CheckOrphansAsync();
        return new Verified(name, $"{_count} things, {_entries} entries", _broken);
    }

    private async Task CheckAsync(List<StoredThing> things)
    {
        // Folding and hashing is most of the work, and each thing's is its own.
        var folds = things.AsParallel().AsOrdered().Select(thing => thing.Fold(kind)).ToList();
        var rows = await FoldedRows.ReadAsync(connection, name, things.ConvertAll(thing => thing.Key), folds);
        var found = things.Zip(folds).AsParallel().AsOrdered()
            .Select(one => (
                one.First.Key, Faults: Faults(one.First, one.Second, rows.GetValueOrDefault(one.First.Key))))
            .ToList();
        foreach (var (key, faults) in found)
        {
            faults.ForEach(one => Add(key, one.Version, one.Fault));
        }

        await CheckDueAsync(things, folds);
    }

    private List<(long Version, string Fault)> Faults(StoredThing thing, Folded? fold, FoldedRow? row)
    {
        var faults = new List<(long Version, string Fault)>(thing.Faults);
        if (RowCheck.Fault(crypto, seals, name, thing.Key, row?.Row, thing.Last) is { } fault)
        {
            faults.Add((thing.Last?.Header.Version ?? 0, fault));
        }

        if (fold is null || row is null)
        {
            return faults;
        }

        if (!row.SameData(fold))
        {
            faults.Add((row.Row.Version, "the row's data are not the fold of its events"));
        }

        faults.AddRange(fold.Columns.Where((_, c) => !row.SameColumns[c]).Select(
            column => (row.Row.Version, $"the row's column {column.Name} is not what its state gives")));
        return faults;
    }

    /// <summary>What a thing wants in future must have its due row, or it would never happen.</summary>
    private async Task CheckDueAsync(List<StoredThing> things, List<Folded?> folds)
    {
        var now = clock.GetUtcNow();
        var wishes = things.Zip(folds, (thing, fold) => (thing.Key, Due: fold?.Due ?? []))
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
}
