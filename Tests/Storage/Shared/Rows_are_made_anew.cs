using Microsoft.Extensions.Logging.Abstractions;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Storage;

namespace SunGov.Tests.Storage.Shared;

/// <summary>
/// Rows that an older release wrote are made anew from their events, where chain and seal hold; nothing else changes.
/// </summary>
public sealed class Rows_are_made_anew : IAsyncLifetime
{
    private const string Stale = "update tally set total = null where key in ('t3', 't4', 't5')";
    private static readonly Kinds Tallies = Kinds.Of(typeof(TallyState).Assembly);

    private JournalRig _rig = null!;

    public async Task InitializeAsync()
    {
        _rig = await JournalRig.StartAsync();
        await using var host = await StorageHost.StartAsync(_rig);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => AddAsync(host, i)));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => AddAsync(host, i)));
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Where_columns_differ_and_only_there()
    {
        await _rig.TamperAsync(Stale);
        Assert.Equal(3, (await BrokenAsync()).Count);

        var refolded = await Refold().RunAsync("tally");

        Assert.Equal((10L, 3L), (refolded.Seen, refolded.Rewritten));
        Assert.Empty(refolded.Broken);
        Assert.Empty(await BrokenAsync());
        Assert.Equal(8L, await _rig.TamperAsync("select total from tally where key = 't4'"));
        Assert.Equal(0L, (await Refold().RunAsync("tally")).Rewritten);
    }

    /// <summary>The data of an older release lack what its state did not know; their seal holds.</summary>
    [Fact]
    public async Task Where_data_were_sealed_by_a_release_whose_state_was_another()
    {
        var older = """{"older":1}"""u8.ToArray();
        var last = (byte[])(await _rig.TamperAsync(
            "select hash from journal where kind = 'tally' and key = 't6' and version = 2"))!;
        var seal = Convert.ToHexString(_rig.Seals.Seal("tally", "t6", 2, last, CanonicalJson.Of(older)));
        await _rig.TamperAsync(
            $$"""update tally set data = '{"older":1}', seal = '\x{{seal}}' where key = 't6'""");

        Assert.Equal(1L, (await Refold().RunAsync("tally")).Rewritten);
        Assert.Empty(await BrokenAsync());
        await using var host = await StorageHost.StartAsync(_rig);
        Assert.Equal(18, (await AddAsync(host, 6)).Value?.Total);
    }

    [Fact]
    public async Task Never_over_what_was_changed_behind_the_application()
    {
        await _rig.TamperAsync(Stale);
        await _rig.TamperAsync("""update tally set data = '{"total": 999}' where key = 't4'""");
        await _rig.TamperAsync("update journal set body = '[]' where key = 't5' and version = 1");

        var refolded = await Refold().RunAsync("tally");

        Assert.Equal(1L, refolded.Rewritten);
        Assert.Equal(["t4", "t5"], refolded.Broken.Select(broken => broken.Key).Distinct().Order());
        Assert.Null(await _rig.TamperAsync("select total from tally where key = 't4'"));
    }

    [Fact]
    public async Task Once_at_the_start_after_a_migration_that_asks_for_it()
    {
        await _rig.TamperAsync(Stale);
        await _rig.TamperAsync("truncate refold");
        Assert.Empty(await Refold().PendingAsync());
        var asking = new MigrationFile(
            9002, "asking", "-- refold: tally\nalter table tally add column more text");
        await Silo.Storage.Migrations.RunAsync(
            _rig.Database.Owner, _rig.Database.App, [.. JournalRig.Migrations, asking]);

        var starts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Refold().PendingAsync()));

        Assert.Equal(3L, Assert.Single(starts, start => start.Count > 0).Single().Rewritten);
        Assert.Empty(await BrokenAsync());
        Assert.Equal(0L, await _rig.TamperAsync("select count(*) from refold"));
    }

    [Fact]
    public async Task Names_a_kind_that_there_is_not() =>
        Assert.Contains(
            "there is no kind 'tale'",
            (await Assert.ThrowsAsync<StorageException>(() => Refold().RunAsync("tale"))).Message,
            StringComparison.Ordinal);

    private static Task<Outcome<TallyView>> AddAsync(StorageHost host, int i) =>
        host.Grains.GetGrain<ITally>($"t{i}").Add(new AddNumber(i), new By("p", "i", "s", Guid.NewGuid()));

    private Refold Refold() =>
        new(_rig.Source, JournalRig.Crypto, _rig.Seals, Tallies, NullLogger<Refold>.Instance);

    private async Task<List<Broken>> BrokenAsync()
    {
        var verification = new Verification(
            _rig.Source, JournalRig.Crypto, _rig.Seals, Tallies, [], TimeProvider.System);
        var broken = new List<Broken>();
        await foreach (var check in verification.RunAsync())
        {
            broken.AddRange(check.Broken);
        }

        return broken;
    }
}
