using Microsoft.Extensions.DependencyInjection;
using SunGov.Grains.Shared;
using SunGov.Grains.Shared.Due;

namespace SunGov.Tests.Storage.Shared;

/// <summary>Design section 5: later and elsewhere, written with the state that wants it.</summary>
public sealed class Due_rows : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly Probe _probe = new("probe");
    private readonly Probe _counters = new("counter");
    private readonly Crowd _crowd = new();
    private JournalRig _rig = null!;
    private StorageHost _host = null!;

    public async Task InitializeAsync()
    {
        _rig = await JournalRig.StartAsync();
        _host = await StorageHost.StartAsync(_rig, services => services
            .AddSingleton<IDueReceiver>(_probe).AddSingleton<IDueReceiver>(_counters)
            .AddSingleton<IDueReceiver>(_crowd));
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task Of_the_outbox_leave_after_the_commit_in_order_and_once()
    {
        await _host.Journal.WriteAsync(JournalRig.Write("a", 0, []) with
        {
            Outbox = [new Sending("probe", "x", "one {}"), new Sending("probe", "x", "two {}")],
        });

        var first = await _probe.NextAsync().AsTask().WaitAsync(Soon);
        var second = await _probe.NextAsync().AsTask().WaitAsync(Soon);
        await _host.PollAsync();

        Assert.Equal(["one {}", "two {}"], [first.What, second.What]);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(2, _probe.All.Count);
        Assert.Equal(0L, await _rig.TamperAsync("select count(*) from due"));
    }

    [Fact]
    public async Task Wait_for_their_time_and_go_when_the_state_wants_them_no_longer()
    {
        var now = _host.Clock.GetUtcNow();
        var first = await _host.Journal.WriteAsync(JournalRig.Write("a", 0, []) with
        {
            Added = [new DueWish(now.AddHours(1), "close"), new DueWish(now.AddHours(2), "remind")],
        });
        await _host.Journal.WriteAsync(JournalRig.Write("a", 1, first.Hash) with
        {
            Added = [new DueWish(now.AddHours(3), "close")],
            Removed = ["close"],
        });

        await _host.PollAsync();
        Assert.Empty(_counters.All);
        _host.Clock.Shift = TimeSpan.FromHours(2.5);
        await _host.PollAsync();
        Assert.Equal(["remind"], _counters.All.Select(item => item.What));
        _host.Clock.Shift = TimeSpan.FromHours(3.5);
        await _host.PollAsync();
        Assert.Equal(["remind", "close"], _counters.All.Select(item => item.What));
        Assert.All(_counters.All, item => Assert.True(item.Own));
    }

    [Fact]
    public async Task That_fail_back_off_ten_times_and_then_stand_for_the_administrator()
    {
        _probe.Refuses["bad"] = true;
        await _host.Journal.WriteAsync(JournalRig.Write("a", 0, []) with
        {
            Outbox = [new Sending("probe", "bad", "one {}"), new Sending("probe", "good", "two {}")],
        });

        for (var attempt = 0; attempt < 12; attempt++)
        {
            await _host.PollAsync();
            _host.Clock.Shift += TimeSpan.FromMinutes(6);
        }

        Assert.Equal(DuePolicy.MostAttempts, _probe.All.Count(item => item.Key == "bad"));
        Assert.Equal(1, _probe.All.Count(item => item.Key == "good"));
        Assert.Single(_probe.All.Where(item => item.Key == "bad").Select(item => item.Id).Distinct());
        Assert.Equal("not-now", await _rig.TamperAsync("select error from due where stuck and attempts = 10"));
    }

    [Fact]
    public async Task Of_a_kind_that_takes_many_go_in_one_call_and_those_refused_come_again()
    {
        _crowd.Refuses["bad"] = true;
        await _host.Journal.WriteAsync(JournalRig.Write("a", 0, []) with
        {
            Outbox = [.. new[] { "one", "two", "bad" }.Select(key => new Sending("crowd", key, $"{key} {{}}"))],
        });

        await DeliveredAsync(left: 1);
        Assert.Equal(["one {}", "two {}", "bad {}"], _crowd.Calls.First().AsEnumerable());
        _crowd.Refuses.Clear();
        _host.Clock.Shift += TimeSpan.FromMinutes(1);
        await DeliveredAsync(left: 0);
        Assert.Equal(["bad {}"], _crowd.Calls.Last().AsEnumerable());
        Assert.Single(_crowd.Calls, call => call.Contains("one {}"));
    }

    [Fact]
    public async Task Of_a_kind_that_takes_many_go_one_by_one_when_together_they_fail()
    {
        await _host.Journal.WriteAsync(JournalRig.Write("a", 0, []) with
        {
            Outbox = [.. new[] { "one {}", Crowd.Poison, "two {}" }.Select(what => new Sending("crowd", "x", what))],
        });

        await DeliveredAsync(left: 1);
        Assert.Equal(3, _crowd.Calls.First().Length);
        Assert.Contains(_crowd.Calls, call => call is ["one {}"]);
        Assert.Contains(_crowd.Calls, call => call is ["two {}"]);
        Assert.Equal("InvalidOperationException", await _rig.TamperAsync("select error from due"));
    }

    [Fact]
    public async Task Are_taken_by_one_poller_only()
    {
        var rows = _host.Services.GetRequiredService<IDueRows>();
        var later = _host.Clock.GetUtcNow().AddMinutes(5);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => _host.Journal.WriteAsync(
            JournalRig.Write($"t{i}", 0, []) with { Added = [new DueWish(later, $"w{i}")] })));

        var taken = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => rows.TakeAsync(10, later, later.AddMinutes(1))));

        Assert.Equal(40, taken.Sum(items => items.Length));
        Assert.Equal(40, taken.SelectMany(items => items).Select(item => item.Id).Distinct().Count());
    }

    [Fact]
    public async Task Taken_by_a_process_that_died_are_free_again_when_its_lease_has_ended()
    {
        var rows = _host.Services.GetRequiredService<IDueRows>();
        var later = _host.Clock.GetUtcNow().AddMinutes(5);
        var until = DuePolicy.LeaseFrom(later);
        await _host.Journal.WriteAsync(JournalRig.Write("d", 0, []) with { Added = [new DueWish(later, "w")] });
        var taken = await rows.TakeAsync(64, later, until);

        Assert.Empty(await rows.TakeAsync(64, until.AddMilliseconds(-1), until.AddMinutes(1)));
        var again = await rows.TakeAsync(64, until, until.AddMinutes(1));
        Assert.Equal(taken.Select(item => item.Id), again.Select(item => item.Id));
    }

    [Fact]
    public async Task Given_back_untried_are_ready_at_once_and_lost_no_attempt()
    {
        var rows = _host.Services.GetRequiredService<IDueRows>();
        var later = _host.Clock.GetUtcNow().AddMinutes(5);
        var until = DuePolicy.LeaseFrom(later);
        await _host.Journal.WriteAsync(JournalRig.Write("g", 0, []) with { Added = [new DueWish(later, "w")] });
        var taken = await rows.TakeAsync(64, later, until);

        await rows.GiveBackAsync([.. taken.Select(item => item.Id)], until.AddMilliseconds(1), later);
        Assert.Empty(await rows.TakeAsync(64, later, until));

        await rows.GiveBackAsync([.. taken.Select(item => item.Id)], until, later);
        var again = await rows.TakeAsync(64, later, until);
        Assert.Equal(taken.Select(item => item.Id), again.Select(item => item.Id));
        Assert.All(again, item => Assert.Equal(1, item.Attempts));
    }

    /// <summary>Polls until only so many rows are left, all of them tried.</summary>
    private async Task DeliveredAsync(long left)
    {
        using var limit = new CancellationTokenSource(Soon);
        while ((long)(await _rig.TamperAsync("select count(*) from due where error is null"))! > 0
            || (long)(await _rig.TamperAsync("select count(*) from due"))! > left)
        {
            limit.Token.ThrowIfCancellationRequested();
            await _host.PollAsync();
        }
    }
}
