using FsCheck.Fluent;
using SunGov.Grains.Shared;

namespace SunGov.Tests.Storage.Shared;

/// <summary>
/// Design section 4: what must be unique belongs to whoever's write was committed with it, and to nobody else.
/// </summary>
public sealed class Claims_in_a_write : IAsyncLifetime
{
    private JournalRig _rig = null!;

    public async Task InitializeAsync() => _rig = await JournalRig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Are_won_by_one_of_fifty_writers_in_one_process_or_several()
    {
        Silo.Storage.Journal[] journals = [_rig.Open(), _rig.Open(), _rig.Open()];

        var ends = await Task.WhenAll(Enumerable.Range(0, 50).Select(
            i => journals[i % 3].WriteAsync(Claiming($"many{i}", 0, [], "one"))));

        var winner = Assert.Single(ends.Index(), end => end.Item.State == WrittenState.Committed);
        Assert.All(ends, end => Assert.True(
            end.State == WrittenState.Committed
                || (end.State == WrittenState.Taken && end.Taken == new Claim("name", "one"))));
        Assert.Equal($"counter:many{winner.Index}", await journals[0].OwnerAsync(new Claim("name", "one")));
        Assert.Equal(1L, await _rig.TamperAsync("select count(*) from counter where key like 'many%'"));
        Assert.Equal(1L, await _rig.TamperAsync("select count(*) from journal where key like 'many%'"));
    }

    [Fact]
    public async Task Lost_by_one_hurt_nobody_else_and_leave_the_loser_free_to_claim_another()
    {
        var journal = _rig.Open();
        await journal.WriteAsync(Claiming("first", 0, [], "held"));

        var ends = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => journal.WriteAsync(
            i == 7 ? Claiming("b7", 0, [], "free", "held") : Claiming($"b{i}", 0, [], $"v{i}"))));

        Assert.All(ends.Index(), end => Assert.Equal(
            end.Index == 7 ? WrittenState.Taken : WrittenState.Committed, end.Item.State));
        Assert.Null(await journal.OwnerAsync(new Claim("name", "free")));
        Assert.Equal(WrittenState.Committed, (await journal.WriteAsync(Claiming("b7", 0, [], "free"))).State);
        Assert.Equal("counter:b7", await journal.OwnerAsync(new Claim("name", "free")));
    }

    [Fact]
    public async Task Are_retaken_by_their_owner_and_told_twice_are_taken_once()
    {
        var journal = _rig.Open();
        var first = await journal.WriteAsync(Claiming("own", 0, [], "mine", "mine"));

        var second = await journal.WriteAsync(Claiming("own", 1, first.Hash, "mine", "more"));

        Assert.Equal(WrittenState.Committed, second.State);
        Assert.Equal("counter:own", await journal.OwnerAsync(new Claim("name", "mine")));
        Assert.Equal("counter:own", await journal.OwnerAsync(new Claim("name", "more")));
    }

    [Fact]
    public async Task Are_not_taken_by_a_write_that_is_stale_repeated_or_refused_by_the_server()
    {
        var journal = _rig.Open();
        var before = Claiming("late", 0, []);
        var first = await journal.WriteAsync(before);

        var stale = await journal.WriteAsync(Claiming("late", 0, [], "s"));
        var repeated = await journal.WriteAsync(Claiming("late", 1, first.Hash, "r") with { By = before.By });
        var poison = Claiming("late", 1, first.Hash, "p") with { Data = "no JSON"u8.ToArray() };
        await Assert.ThrowsAnyAsync<Exception>(() => journal.WriteAsync(poison));

        Assert.Equal((WrittenState.Conflict, WrittenState.Repeated), (stale.State, repeated.State));
        Assert.Equal(0L, await _rig.TamperAsync("select count(*) from claim where space = 'name'"));
    }

    [Fact]
    public async Task Stay_with_whoever_was_committed_when_the_connection_is_cut_again_and_again()
    {
        var journal = _rig.Open();
        var writes = Enumerable.Range(0, 200).Select(async i =>
        {
            var write = Claiming($"cut{i}", 0, [], $"cut{i % 20}");
            var end = await journal.WriteAsync(write);
            if (i % 25 == 0)
            {
                await _rig.CutAsync();
            }

            while (end.State == WrittenState.Unknown)
            {
                end = await journal.WriteAsync(write);
            }

            return (Key: $"counter:cut{i}", Value: $"cut{i % 20}", end.State);
        });

        var ends = await Task.WhenAll(writes);

        foreach (var group in ends.GroupBy(end => end.Value))
        {
            var owner = await journal.OwnerAsync(new Claim("name", group.Key));
            Assert.Equal(
                owner, Assert.Single(group, end => end.State == WrittenState.Committed).Key);
            Assert.All(group, end => Assert.True(end.State is WrittenState.Committed or WrittenState.Taken));
        }
    }

    [Fact]
    public async Task Belong_to_an_entry_whatever_is_claimed_by_whom_together()
    {
        var journal = _rig.Open();
        var run = 0;
        foreach (var plan in Gen.Choose(0, 4).Two().ListOf(12).Sample(20, 40))
        {
            run++;
            var ends = await Task.WhenAll(plan.Select((pair, i) => journal.WriteAsync(
                Claiming($"r{run}-{i}", 0, [], $"r{run}-{pair.Item1}", $"r{run}-{pair.Item2}"))));

            var expected = ends.Index().Where(end => end.Item.State == WrittenState.Committed)
                .SelectMany(end => new[] { plan[end.Index].Item1, plan[end.Index].Item2 }.Distinct(),
                    (end, n) => $"r{run}-{n} counter:r{run}-{end.Index}")
                .Order(StringComparer.Ordinal).ToArray();
            var stored = (string[]?)await _rig.TamperAsync(
                $"""
                select array_agg(value || ' ' || owner order by value collate "C", owner collate "C")
                from claim where value like 'r{run}-%'
                """);
            Assert.Equal(expected, stored ?? []);
        }
    }

    private static Write Claiming(string key, long expected, byte[] previous, params string[] values) =>
        JournalRig.Write(key, expected, previous) with { Claims = [.. values.Select(v => new Claim("name", v))] };
}
