using System.Collections.Immutable;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Grains.Supervision;
using SunGov.Silo.Crypto;
using SunGov.Silo.Storage;
using SunGov.Tests.Storage.Shared;

namespace SunGov.Tests.Storage.Supervision;

/// <summary>R-NFR-09, design section 4: what was once under an anchor cannot be taken back unnoticed.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class Anchors_of_the_journal : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sungov-anchor").FullName;
    private JournalRig _rig = null!;
    private AnchorKey _key = null!;
    private Anchors _anchors = null!;

    public async Task InitializeAsync()
    {
        _rig = await JournalRig.StartAsync();
        _key = AnchorKey.OpenOrCreate(JournalRig.Crypto, Path.Combine(_folder, "anchor.key"));
        _anchors = new Anchors(_rig.Source, JournalRig.Crypto, _key, TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await _rig.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Follow_one_another_over_every_entry_and_are_made_only_of_something_new()
    {
        await AddAsync("t", 3);
        await AddAsync("u", 4);
        Assert.Equal(1, await _anchors.WriteAsync());
        Assert.Equal(0, await _anchors.WriteAsync());
        await AddAsync("t", 5);
        Assert.Equal(1, await _anchors.WriteAsync());

        var kept = await KeptAsync();
        Assert.Equal([(1L, 2L), (2L, 1L)], kept.Select(anchor => (anchor.Number, anchor.Entries)));
        Assert.Equal(kept[0].Last + 1, kept[1].First);
        Assert.Empty(await BrokenAsync(kept));
    }

    [Fact]
    public async Task Cover_each_entry_once_while_three_processes_write()
    {
        Journal[] journals = [_rig.Open(), _rig.Open(), _rig.Open()];
        var writes = Task.WhenAll(Enumerable.Range(0, 300).Select(
            i => journals[i % 3].WriteAsync(JournalRig.Write($"o{i}", 0, []))));
        var made = 0;
        while (!writes.IsCompleted)
        {
            made += (await Task.WhenAll(_anchors.WriteAsync(), _anchors.WriteAsync())).Sum();
        }

        await writes;
        made += await _anchors.WriteAsync();

        var kept = await KeptAsync();
        Assert.Equal(made, kept.Length);
        Assert.Equal(300, kept.Sum(anchor => anchor.Entries));
        Assert.Empty(await BrokenAsync(kept));
    }

    [Fact]
    public async Task Name_the_removal_of_the_newest_entry_of_a_thing_together_with_its_row()
    {
        await AddAsync("t", 3);
        await AddAsync("u", 4);
        await _anchors.WriteAsync();
        await _rig.TamperAsync("delete from journal where key = 'u'; delete from tally where key = 'u'");

        var broken = Assert.Single(await BrokenAsync([]));
        Assert.Equal(("anchor", "1"), (broken.Kind, broken.Key));
        Assert.Contains("the journal has 1", broken.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_were_removed_too_are_missed_by_who_kept_them()
    {
        await AddAsync("t", 3);
        await _anchors.WriteAsync();
        await AddAsync("u", 4);
        await _anchors.WriteAsync();
        var kept = await KeptAsync();
        await _rig.TamperAsync(
            "delete from journal where key = 'u'; delete from tally where key = 'u'; delete from anchor where n = 2");

        Assert.Empty(await BrokenAsync([]));
        var broken = Assert.Single(await BrokenAsync(kept));
        Assert.Equal("2", broken.Key);
        Assert.Contains("is missing", broken.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_a_history_rewritten_with_all_hashes_seals_and_anchors_to_who_kept_them()
    {
        await AddAsync("t", 3);
        await _anchors.WriteAsync();
        var kept = await KeptAsync();
        await _rig.TamperAsync("delete from journal; delete from tally; delete from anchor");
        await AddAsync("t", 8);
        await _anchors.WriteAsync();

        Assert.Empty(await BrokenAsync([]));
        Assert.Contains(
            "history was rewritten", Assert.Single(await BrokenAsync(kept)).Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update anchor set root = set_byte(root, 3, get_byte(root, 3) # 1) where n = 1", "1", "signature")]
    [InlineData("update anchor set entries = 1, last_seq = last_seq - 1 where n = 2", "2", "signature")]
    [InlineData("delete from anchor where n = 1", "2", "anchor 1 is missing")]
    [InlineData("update journal set hash = set_byte(hash, 3, get_byte(hash, 3) # 1) where key = 'v'", "2", "not those")]
    public async Task Name_what_was_changed_in_them_or_under_them(string sql, string number, string fault)
    {
        await AddAsync("t", 3);
        await _anchors.WriteAsync();
        await AddAsync("u", 4);
        await AddAsync("v", 5);
        await _anchors.WriteAsync();
        await _rig.TamperAsync(sql);

        Assert.Contains(await BrokenAsync([]), broken => broken.Kind == "anchor" && broken.Key == number
            && broken.Fault.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Signed_with_a_foreign_key_are_named_and_a_foreign_key_is_refused_at_start()
    {
        await AddAsync("t", 3);
        var foreign = AnchorKey.OpenOrCreate(JournalRig.Crypto, Path.Combine(_folder, "foreign.key"));
        await new Anchors(_rig.Source, JournalRig.Crypto, foreign, TimeProvider.System).WriteAsync();

        Assert.Contains(
            "signature", Assert.Single(await BrokenAsync([])).Fault, StringComparison.Ordinal);
        await Assert.ThrowsAsync<System.Security.Cryptography.CryptographicException>(_anchors.CheckKeyAsync);
    }

    [Fact]
    public async Task Cannot_be_changed_or_removed_by_the_application()
    {
        await AddAsync("t", 3);
        await _anchors.WriteAsync();

        foreach (var sql in new[] { "delete from anchor", "update anchor set at = at" })
        {
            await using var command = _rig.Source.CreateCommand(sql);
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(command.ExecuteNonQueryAsync);
            Assert.Equal("42501", refused.SqlState);
        }
    }

    [Fact]
    public void Have_a_key_that_stays_and_that_others_cannot_read()
    {
        var path = Path.Combine(_folder, "anchor.key");

        Assert.Equal(_key.PublicKey, AnchorKey.OpenOrCreate(JournalRig.Crypto, path).PublicKey);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Throws<System.Security.Cryptography.CryptographicException>(
            () => AnchorKey.Open(JournalRig.Crypto, path));
    }

    private async Task AddAsync(string tally, long number)
    {
        await using var host = await StorageHost.StartAsync(_rig);
        var outcome = await host.Grains.GetGrain<ITally>(tally)
            .Add(new AddNumber(number), new By("p", "i", "s", Guid.NewGuid()));
        Assert.True(outcome.Succeeded);
    }

    /// <summary>What somebody has who asked for the anchors and kept the answer.</summary>
    private async Task<ImmutableArray<Anchor>> KeptAsync()
    {
        await using var command = _rig.Source.CreateCommand($"select {Anchor.Columns} from anchor a order by a.n");
        await using var reader = await command.ExecuteReaderAsync();
        var anchors = ImmutableArray.CreateBuilder<Anchor>();
        while (await reader.ReadAsync())
        {
            anchors.Add(Anchor.Of(Anchor.Read(reader).View(JournalRig.Crypto)));
        }

        return anchors.ToImmutable();
    }

    private async Task<List<Broken>> BrokenAsync(ImmutableArray<Anchor> kept)
    {
        var kinds = Kinds.Of(typeof(TallyState).Assembly);
        var verification = new Verification(
            _rig.Source, JournalRig.Crypto, _rig.Seals, kinds, [], TimeProvider.System, _key);
        var broken = new List<Broken>();
        await foreach (var check in verification.RunAsync(kept))
        {
            broken.AddRange(check.Broken.Where(found => found.Kind is "anchor" or "tally"));
        }

        return broken;
    }
}
