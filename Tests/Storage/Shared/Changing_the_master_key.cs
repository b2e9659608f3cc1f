using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Crypto;
using SunGov.Silo.Storage;

namespace SunGov.Tests.Storage.Shared;

/// <summary>Design section 4, secrets: rotation wraps data keys and seals rows anew, and can be interrupted.</summary>
public sealed class Changing_the_master_key : IAsyncLifetime
{
    private static readonly SecretOwner Owner = SecretOwner.Person("p1");
    private static readonly SecretPlace Place = new("person", "p1", "bank");

    private JournalRig _rig = null!;
    private FileMasterKey _master = null!;
    private string _token = "";

    public async Task InitializeAsync()
    {
        _rig = await JournalRig.StartAsync();
        _master = _rig.MasterKey();
        _token = await Secrets(_master).SealAsync(Owner, Place, "6222"u8.ToArray());
        await using var host = await StorageHost.StartAsync(_rig);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => host.Grains.GetGrain<ITally>($"t{i}")
            .Add(new AddNumber(i), new By("p", "i", "s", Guid.NewGuid()))));
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Puts_everything_under_the_new_one_so_that_the_older_one_can_go()
    {
        var older = _master.Current;

        var rotated = await Rotation(_master).RunAsync();
        Assert.Equal((true, 1, 20L), (rotated.Added, rotated.DataKeys, rotated.Rows));
        Assert.Empty(rotated.Broken);
        Assert.Empty(await BrokenAsync());
        Assert.Null(await Rotation(_master).ForgetAsync(older));

        var fresh = _rig.MasterKey();
        Assert.Equal([rotated.Current], fresh.Kept);
        Assert.Empty(await BrokenAsync());
        Assert.Equal("6222", (await Secrets(fresh).OpenAsync(_token, Place)).Text);
    }

    [Fact]
    public async Task Goes_on_where_it_was_interrupted_and_all_holds_meanwhile()
    {
        var older = _master.Current;
        _master.Add();
        await _rig.TamperAsync("create table held as select key, seal from tally where key < 't15'");
        await Rotation(_master).RunAsync();
        await _rig.TamperAsync("update tally t set seal = h.seal from held h where h.key = t.key");
        Assert.Empty(await BrokenAsync());
        Assert.Contains("rows of tally", await Rotation(_master).ForgetAsync(older), StringComparison.Ordinal);

        var rest = await Rotation(_rig.MasterKey()).RunAsync();

        Assert.False(rest.Added);
        Assert.Equal((0, 7L), (rest.DataKeys, rest.Rows));
        Assert.Empty(await BrokenAsync());
        Assert.Null(await Rotation(_rig.MasterKey()).ForgetAsync(older));
    }

    [Fact]
    public async Task Does_not_seal_what_was_changed_behind_the_application()
    {
        var older = _master.Current;
        await _rig.TamperAsync("""update tally set data = '{"total": 999}' where key = 't7'""");

        var rotated = await Rotation(_master).RunAsync();

        Assert.Equal("t7", Assert.Single(rotated.Broken).Key);
        Assert.Equal(19, rotated.Rows);
        Assert.Contains("1 rows of tally", await Rotation(_master).ForgetAsync(older), StringComparison.Ordinal);
        Assert.Contains(await BrokenAsync(), broken => broken.Key == "t7");
    }

    [Fact]
    public async Task Never_takes_the_current_one_away_and_names_a_key_it_does_not_know()
    {
        Assert.Contains("current", await Rotation(_master).ForgetAsync(_master.Current), StringComparison.Ordinal);
        Assert.Contains("no such key", await Rotation(_master).ForgetAsync("00000000"), StringComparison.Ordinal);
    }

    private Secrets Secrets(IMasterKey master) =>
        new(_rig.Source, JournalRig.Crypto, master, TimeProvider.System);

    private KeyRotation Rotation(FileMasterKey master) => new(
        _rig.Source, JournalRig.Crypto, Seals(master), master, Secrets(master), Tallies);

    private static RowSeal Seals(IMasterKey master) => new(new KeyedSeal(JournalRig.Crypto, master));

    private static Kinds Tallies => Kinds.Of(typeof(TallyState).Assembly);

    private async Task<List<Broken>> BrokenAsync()
    {
        var verification = new Verification(
            _rig.Source, JournalRig.Crypto, Seals(_rig.MasterKey()), Tallies, [], TimeProvider.System);
        var broken = new List<Broken>();
        await foreach (var check in verification.RunAsync())
        {
            broken.AddRange(check.Broken);
        }

        return broken;
    }
}
