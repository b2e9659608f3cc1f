using System.Text.Json;
using Npgsql;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>One thing with all its entries, and what does not hold of their chain.</summary>
internal sealed class StoredThing(string key, ICrypto crypto)
{
    private readonly ChainCheck _chain = new(crypto);

    public string Key => key;

    public List<byte[]> Bodies { get; } = [];

    public StoredEntry? Last { get; private set; }

    public List<(long Version, string Fault)> Faults { get; } = [];

    public void Take(StoredEntry entry)
    {
        if (_chain.Next(entry) is { } fault)
        {
            Faults.Add((entry.Header.Version, $"entry {entry.Header.Version}: {fault}"));
        }

        Last = entry;
        Bodies.Add(entry.Body);
    }

    /// <summary>The fold of its events; null, with a fault, where they cannot be folded.</summary>
    public Folded? Fold(IKind? kind)
    {
        try
        {
            return kind?.Fold(Bodies);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or NotSupportedException)
        {
            Faults.Add((Last?.Header.Version ?? 0, $"its events cannot be folded: {failure.Message}"));
            return null;
        }
    }
}

/// <summary>Reads all things of a kind, in the order of their keys, within the connection's transaction.</summary>
internal sealed class ThingReader(NpgsqlConnection connection, ICrypto crypto, string kind)
{
    private const int EntriesAtOnce = 1000;
    private const int ThingsAtOnce = 200;

    public async IAsyncEnumerable<List<StoredThing>> ReadAsync()
    {
        await ExecuteAsync(
            $"declare entries cursor for select {EntryReader.Columns} from journal "
            + $"where kind = '{KindStatement.Name(kind)}' order by key, version");
        var things = new List<StoredThing>();
        while (await FetchAsync() is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
            {
                if (things.Count == 0 || things[^1].Key != entry.Header.Key)
                {
                    if (things.Count >= ThingsAtOnce)
                    {
                        yield return things;
                        things = [];
                    }

                    things.Add(new StoredThing(entry.Header.Key, crypto));
                }

                things[^1].Take(entry);
            }
        }

        if (things.Count > 0)
        {
            yield return things;
        }

        await ExecuteAsync("close entries");
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

    private async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
