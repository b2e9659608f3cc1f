using Npgsql;
using SunGov.Grains.Shared;
using SunGov.Silo.Storage;

namespace SunGov.Tests.Storage.Shared;

/// <summary>Lost connections and a database that was changed behind the application's back (issue 2).</summary>
public sealed class A_journal_in_trouble : IAsyncLifetime
{
    private JournalRig _rig = null!;

    public async Task InitializeAsync() => _rig = await JournalRig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Loses_and_doubles_nothing_when_its_connection_is_cut_at_random_moments()
    {
        var journal = _rig.Open();
        using var done = new CancellationTokenSource();
        var cutter = Task.Run(async () =>
        {
            for (var cuts = 0; cuts < 12; cuts++)
            {
                await _rig.CutAsync();
                await journal.LoadAsync("counter", "c0");
            }
        });

        var ends = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            var (acknowledged, last) = (0L, Array.Empty<byte>());
            while (acknowledged < 3 || !cutter.IsCompleted)
            {
                var write = JournalRig.Write($"c{i}", acknowledged, last);
                var end = await journal.WriteAsync(write);
                if (end.State == WrittenState.Unknown
                    && await journal.FindAsync("counter", $"c{i}", write.By.Command) is null)
                {
                    continue;
                }

                Assert.True(end.State is WrittenState.Committed or WrittenState.Unknown, $"{end.State}");
                last = (await journal.LoadAsync("counter", $"c{i}"))!.LastHash;
                acknowledged++;
            }

            return (Key: $"c{i}", Acknowledged: acknowledged);
        }));
        await cutter;

        foreach (var (key, acknowledged) in ends)
        {
            var entries = await journal.EntriesAsync("counter", key);
            Assert.Equal(acknowledged, entries.Length);
            Assert.All(entries, entry => Assert.True(entry.Verified));
        }
    }

    [Fact]
    public async Task Says_unknown_when_the_server_cannot_be_asked_and_goes_on_when_it_is_back()
    {
        var journal = _rig.Open(options => options with { RecoveryWindow = TimeSpan.FromMilliseconds(300) });
        var first = await journal.WriteAsync(JournalRig.Write("a", 0, []));
        var lost = JournalRig.Write("a", 1, first.Hash);
        await LetInAsync(false);
        await CutFromOutsideAsync();

        var unknown = await journal.WriteAsync(lost);
        await LetInAsync(true);
        var again = await journal.WriteAsync(lost);

        Assert.Equal(WrittenState.Unknown, unknown.State);
        Assert.Equal(WrittenState.Committed, again.State);
        Assert.Equal(2, (await journal.EntriesAsync("counter", "a")).Length);
    }

    [Theory]
    [InlineData("update journal set body = set_byte(body, 12, get_byte(body, 12) # 1) where version = 2", 2, "hash")]
    [InlineData("update journal set actor = 'x' where version = 2", 2, "hash")]
    [InlineData("delete from journal where version = 2", 2, "row is at version 2")]
    [InlineData("update tally set data = '{\"total\": 8}'", 2, "seal")]
    [InlineData("update tally set seal = set_byte(seal, 7, get_byte(seal, 7) # 1)", 2, "seal")]
    [InlineData("delete from tally", 2, "state row is missing")]
    public async Task Refuses_a_thing_that_was_changed_and_names_it(string sql, long version, string fault)
    {
        await TwoTalliesAsync();
        Assert.Empty(await BrokenAsync());
        await _rig.TamperAsync(sql);

        var failure = await Assert.ThrowsAsync<BrokenRecordException>(() => _rig.Open().LoadAsync("tally", "t"));
        Assert.Equal(("tally", "t", version), (failure.Kind, failure.Key, failure.Version));
        Assert.Contains(fault, failure.Fault, StringComparison.Ordinal);
        Assert.Contains(await BrokenAsync(), broken =>
            broken.Kind == "tally" && broken.Key == "t" && broken.Fault.Contains(fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("update tally set total = 8", "column total")]
    [InlineData("update journal set prev = hash where version = 1", "entry 1: it does not follow")]
    [InlineData("delete from journal where version = 1", "entry 2: version 1 is missing")]
    [InlineData("delete from journal", "the journal has no entry")]
    public async Task Is_told_by_verify_of_what_an_activation_does_not_look_at(string sql, string fault)
    {
        await TwoTalliesAsync();
        await _rig.TamperAsync(sql);

        Assert.Contains(
            await BrokenAsync(), broken => broken.Key == "t" && broken.Fault.Contains(fault, StringComparison.Ordinal));
    }

    private async Task TwoTalliesAsync()
    {
        await using var host = await StorageHost.StartAsync(_rig);
        var tally = host.Grains.GetGrain<ITally>("t");
        await tally.Add(new AddNumber(3), new("p", "i", "s", Guid.NewGuid()));
        await tally.Add(new AddNumber(4), new("p", "i", "s", Guid.NewGuid()));
    }

    private async Task<List<Broken>> BrokenAsync()
    {
        var verification = new Verification(
            _rig.Source,
            JournalRig.Crypto,
            _rig.Seals,
            Kinds.Of(typeof(TallyState).Assembly),
            [],
            TimeProvider.System);
        var broken = new List<Broken>();
        await foreach (var check in verification.RunAsync())
        {
            broken.AddRange(check.Broken);
        }

        return broken;
    }

    private Task LetInAsync(bool allowed) => OutsideAsync(
        $"alter database {_rig.Database.Name} allow_connections {(allowed ? "true" : "false")}");

    private Task CutFromOutsideAsync() => OutsideAsync(
        $"""
        select count(pg_terminate_backend(pid)) from pg_stat_activity
        where application_name = 'sungov journal' and datname = '{_rig.Database.Name}'
        """);

    private async Task OutsideAsync(string sql)
    {
        var login = new NpgsqlConnectionStringBuilder(_rig.Database.Superuser)
        {
            Database = "postgres",
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(login.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
