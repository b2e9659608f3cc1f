using Npgsql;
using SunGov.Grains.Shared;
using SunGov.Grains.Supervision;

namespace SunGov.Silo.Storage;

/// <summary>
/// Checks all anchors: chain, signature, and the root against the hashes that stand in the journal now; then that those
/// which somebody kept outside are still the ones of the database.
/// </summary>
internal sealed class AnchorVerification(NpgsqlConnection connection, ICrypto crypto, byte[] publicKey)
{
    private const int EntriesAtOnce = 5_000;

    private readonly List<Broken> _broken = [];
    private readonly Queue<(long Sequence, byte[] Hash)> _entries = [];
    private bool _more = true;

    public async Task<Verified> RunAsync(IReadOnlyList<Anchor> kept)
    {
        var anchors = await AnchorsAsync();
        await ExecuteAsync("declare hashes cursor for select seq, hash from journal order by seq");
        Anchor? before = null;
        var covered = 0L;
        foreach (var anchor in anchors)
        {
            CheckChain(anchor, before);
            CheckSignature(anchor);
            covered += await CheckRootAsync(anchor);
            before = anchor;
        }

        await ExecuteAsync("close hashes");
        CheckKept(kept, anchors.ToDictionary(anchor => anchor.Number));
        var outside = kept.Count > 0 ? $", {kept.Count} kept outside" : "";
        return new Verified("anchors", $"{anchors.Count} over {covered} entries{outside}", _broken);
    }

    private void CheckChain(Anchor anchor, Anchor? before)
    {
        if (anchor.Number != (before?.Number ?? 0) + 1)
        {
            Add(anchor.Number, $"anchor {(before?.Number ?? 0) + 1} is missing before it");
        }
        else if (!anchor.Previous.AsSpan().SequenceEqual(before?.Hash(crypto) ?? EntryHash.Genesis)
            || anchor.First != (before?.Last ?? 0) + 1)
        {
            Add(anchor.Number, "it does not follow from the anchor before it");
        }
    }

    private void CheckSignature(Anchor anchor)
    {
        if (!anchor.IsSignedBy(crypto, publicKey))
        {
            Add(anchor.Number, "its signature is not of the platform's key");
        }
    }

    private async Task<long> CheckRootAsync(Anchor anchor)
    {
        var tree = new MerkleTree(crypto);
        while (await NextAsync() is { } entry && entry.Sequence <= anchor.Last)
        {
            _entries.Dequeue();
            if (entry.Sequence >= anchor.First)
            {
                tree.Add(MerkleTree.Leaf(crypto, entry.Sequence, entry.Hash));
            }
        }

        if (tree.Count != anchor.Entries)
        {
            Add(anchor.Number, $"of its {anchor.Entries} entries {Range(anchor)} the journal has {tree.Count}");
        }
        else if (!tree.Root().AsSpan().SequenceEqual(anchor.Root))
        {
            Add(anchor.Number, $"its entries {Range(anchor)} are not those it was made over");
        }

        return tree.Count;
    }

    private void CheckKept(IReadOnlyList<Anchor> kept, Dictionary<long, Anchor> anchors)
    {
        foreach (var anchor in kept)
        {
            if (!anchor.IsSignedBy(crypto, publicKey))
            {
                Add(anchor.Number, "the one kept outside is not signed by the platform's key");
            }
            else if (!anchors.TryGetValue(anchor.Number, out var stored))
            {
                Add(anchor.Number, $"it was kept outside and is missing: entries {Range(anchor)} may be too");
            }
            else if (!stored.Hash(crypto).AsSpan().SequenceEqual(anchor.Hash(crypto)))
            {
                Add(anchor.Number, $"the one kept outside is another: entries {Range(anchor)}, history was rewritten");
            }
        }
    }

    /// <summary>The next entry, left in the queue; null behind the last.</summary>
    private async Task<(long Sequence, byte[] Hash)?> NextAsync()
    {
        if (_entries.Count == 0 && _more)
        {
            await using var fetch = new NpgsqlCommand($"fetch {EntriesAtOnce} from hashes", connection);
            await using var reader = await fetch.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                _entries.Enqueue((reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)));
            }

            _more = _entries.Count > 0;
        }

        return _entries.TryPeek(out var entry) ? entry : null;
    }

    private async Task<List<Anchor>> AnchorsAsync()
    {
        await using var command = new NpgsqlCommand($"select {Anchor.Columns} from anchor a order by a.n", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var anchors = new List<Anchor>();
        while (await reader.ReadAsync())
        {
            anchors.Add(Anchor.Read(reader));
        }

        return anchors;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string Range(Anchor anchor) => $"{anchor.First} to {anchor.Last}";

    private void Add(long number, string fault) => _broken.Add(new Broken("anchor", $"{number}", 0, fault));
}
