using Npgsql;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Shared;
using SunGov.GrainInterfaces.Supervision;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Supervision;

/// <summary>Publishes anchors, and proves entries under them to those whose grants hold <c>journal.read</c>.</summary>
[StatelessWorker]
public sealed class AnchorQueries(NpgsqlDataSource source, Ground ground, IPlatformKey key, Kinds kinds)
    : Grain, IAnchorQueries
{
    private const string Algorithm = "SM2 with SM3, user id 1234567812345678";

    /// <inheritdoc/>
    public async Task<Outcome<Page<AnchorView>>> List(PageRequest page) => NumberedList.Refused(page) is { } refusal
        ? refusal
        : Outcome.Of(await new NumberedList(source, "anchor a", "a.n", newestFirst: false)
            .ReadAsync(Anchor.Columns, page, reader => Anchor.Read(reader, 1).View(ground.Crypto)));

    /// <inheritdoc/>
    public Task<Outcome<AnchorKeyView>> Key() => Task.FromResult(Outcome.Of(new AnchorKeyView(
        IPlatformKey.NameOf(ground.Crypto, key.PublicKey), Algorithm, Convert.ToBase64String(key.PublicKey))));

    /// <inheritdoc/>
    public async Task<Outcome<EntryProof>> Proof(long sequence, By by)
    {
        var caller = await ground.Grants.FindAsync(by);
        var refusal = caller is null ? SharedRefusals.IdentityNotHeld
            : !caller.MayAny("journal.read") ? SharedRefusals.NotAllowed
            : null;
        if (refusal is not null)
        {
            ground.Accesses.Refused(by, "journal", "", refusal);
            return refusal;
        }

        var anchor = await CoveringAsync(sequence);
        var entries = await EntriesAsync(anchor?.First ?? sequence, anchor?.Last ?? sequence);
        var index = entries.FindIndex(entry => entry.Sequence == sequence);
        var scope = by.IsPlatform ? Scope.All : caller!.Scope("journal.read");
        var readable = await new NumberedList(source, "journal j", "j.seq", newestFirst: true)
            .Inside(scope, kinds, "j")
            .Where("j.seq = ?", sequence)
            .ReadAsync("j.kind", new PageRequest(Limit: 1), row => row.GetString(1));
        if (index < 0 || readable.Total == 0)
        {
            return SharedRefusals.NotFound;
        }

        if (anchor is null)
        {
            return SupervisionRefusals.NotAnchored;
        }

        await ground.Accesses.DisclosedAsync(by, "journal", "", "journal-read");
        var leaves = entries.ConvertAll(entry => MerkleTree.Leaf(ground.Crypto, entry.Sequence, entry.Hash));
        var path = MerkleTree.Path(ground.Crypto, leaves.ToArray(), index);
        return Outcome.Of(new EntryProof(
            sequence,
            Convert.ToHexStringLower(entries[index].Hash),
            anchor.View(ground.Crypto),
            index,
            [.. path.Select(Convert.ToHexStringLower)]));
    }

    private async Task<Anchor?> CoveringAsync(long sequence)
    {
        await using var command = source.CreateCommand(
            $"select {Anchor.Columns} from anchor a where a.last_seq >= $1 and a.first_seq <= $1 "
            + "order by a.last_seq limit 1");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = sequence });
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? Anchor.Read(reader) : null;
    }

    private async Task<List<(long Sequence, byte[] Hash)>> EntriesAsync(long first, long last)
    {
        await using var command = source.CreateCommand(
            "select seq, hash from journal where seq between $1 and $2 order by seq");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = first });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = last });
        var entries = new List<(long, byte[])>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            entries.Add((reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)));
        }

        return entries;
    }
}
