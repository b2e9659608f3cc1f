using System.Collections.Immutable;
using System.Text;
using Npgsql;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Storage;

namespace SunGov.Tests.Storage.Shared;

/// <summary>
/// What is written in bulk is what the journal would have written: chains and rows verify, and the journal goes on
/// behind it (R-NFR-01).
/// </summary>
public sealed class ThingsWrittenInBulk : IAsyncLifetime
{
    private JournalRig _rig = null!;
    private NpgsqlDataSource _owner = null!;

    public async Task InitializeAsync()
    {
        _rig = await JournalRig.StartAsync();
        _owner = NpgsqlDataSource.Create(_rig.Database.Owner);
    }

    public async Task DisposeAsync()
    {
        await _owner.DisposeAsync();
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task Verify_and_are_gone_on_with_by_the_journal()
    {
        var writer = new BulkWriter(_owner);
        var journal = _rig.Open();
        await WriteAsync(journal, "before", 0, []);
        var first = await writer.ReserveAsync(6);
        var things = new[] { "a", "b" }.Select((key, no) => Told(key, first + (3 * no))).ToList();
        await writer.WriteAsync(things, Papers);
        await WriteAsync(journal, "after", 0, []);

        var entries = await journal.EntriesAsync("tally", "a");
        Assert.Equal([1L, 2L, 3L], entries.Select(entry => entry.Version));
        Assert.All(entries, entry => Assert.True(entry.Verified));
        Assert.Equal([first, first + 1, first + 2], entries.Select(entry => entry.Sequence));
        var loaded = await journal.LoadAsync("tally", "a");
        Assert.Equal(3, loaded!.Version);
        Assert.Equal(6, StoredJson.State<TallyState>(loaded.Data).Total);
        await WriteAsync(journal, "a", 3, loaded.LastHash);

        var kinds = Kinds.Of(typeof(ThingsWrittenInBulk).Assembly);
        var check = new Verification(_rig.Source, JournalRig.Crypto, _rig.Seals, kinds, [], TimeProvider.System);
        await foreach (var verified in check.RunAsync())
        {
            Assert.True(verified.Name != "tally" || verified.Broken.Count == 0, string.Join(' ', verified.Broken));
        }
    }

    [Fact]
    public async Task Are_there_all_or_none()
    {
        var writer = new BulkWriter(_owner);
        var first = await writer.ReserveAsync(6);
        await writer.WriteAsync([Told("a", first)], Papers);
        await Assert.ThrowsAsync<PostgresException>(
            () => writer.WriteAsync([Told("b", first + 3), Told("a", first + 3)], Papers));
        Assert.Null(await _rig.Open().LoadAsync("tally", "b"));
    }

    private static BulkPapers Papers => new(
        new Dictionary<string, byte[]> { ["00"] = Encoding.UTF8.GetBytes("the same") },
        [],
        []);

    private BulkThing Told(string key, long first)
    {
        var history = new History<TallyState, TallyEvent>(TallyState.Kind, key, JournalRig.Crypto, first);
        foreach (var number in new[] { 1, 2, 3 })
        {
            history.Add(
                By.System(Guid.NewGuid()), new byte[32], null, TimeProvider.System.GetUtcNow().AddDays(number - 9),
                [new NumberAdded(number)]);
        }

        return history.Finish(_rig.Seals, new Claim("tally-name", key));
    }

    private static async Task WriteAsync(Journal journal, string key, long expected, byte[] previous)
    {
        var state = new TallyState(expected == 0 ? 1 : 7);
        ImmutableArray<TallyEvent> events = [new NumberAdded(1)];
        var written = await journal.WriteAsync(new Write(
            "tally", key, expected, By.System(Guid.NewGuid()), new byte[32], null, TimeProvider.System.GetUtcNow(),
            StoredJson.Body(events), previous, StoredJson.Bytes(state), TallyState.Kind.Rows(state), [], [], [], false,
            false, []));
        Assert.Equal(WrittenState.Committed, written.State);
    }
}
