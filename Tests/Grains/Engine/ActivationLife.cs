using Orleans;

namespace SunGov.Tests.Grains.Engine;

/// <summary>A grain with a life: it keeps its count when it ends and takes it up when it begins.</summary>
[Alias("SunGov.Tests.ILedgerGrain")]
public interface ILedgerGrain : IGrainWithStringKey
{
    [Alias("Add")]
    Task<int> Add();

    [Alias("AddAndEnd")]
    Task<int> AddAndEnd();

    /// <summary>Ends soon; the last act then says "ending" and waits for the door "end".</summary>
    [Alias("EndSlowly")]
    Task EndSlowly();

    [Alias("Stay")]
    Task Stay(TimeSpan time);
}

public sealed class LedgerGrain(Signals signals) : Grain, ILedgerGrain
{
    private int _count;
    private bool _slow;

    private string Living => "living " + this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (signals.Kept.AddOrUpdate(Living, 1, (_, living) => living + 1) > 1)
        {
            signals.Happen("two activations at once");
        }

        await Task.Yield();
        if (signals.Kept.TryRemove("refuse " + this.GetPrimaryKeyString(), out _))
        {
            signals.Kept.AddOrUpdate(Living, 0, (_, living) => living - 1);
            throw new InvalidOperationException("the ledger is locked away");
        }

        _count = signals.Kept.GetValueOrDefault(this.GetPrimaryKeyString());
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_slow)
        {
            signals.Set("ending");
            await signals.On("end");
        }

        await Task.Yield();
        signals.Kept[this.GetPrimaryKeyString()] = _count;
        signals.Kept.AddOrUpdate(Living, 0, (_, living) => living - 1);
        signals.Kept.AddOrUpdate("ended", 1, (_, ended) => ended + 1);
        signals.Set("ledger ended");
    }

    public async Task<int> Add()
    {
        var read = _count;
        await Task.Yield();
        return _count = read + 1;
    }

    public Task<int> AddAndEnd()
    {
        DeactivateOnIdle();
        return Add();
    }

    public Task EndSlowly()
    {
        _slow = true;
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Stay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }
}

public sealed class ActivationLife
{
    [Fact]
    public async Task A_failing_activation_is_reported_to_all_who_wait_and_tried_again_on_the_next_call()
    {
        await using var engine = await EngineHost.StartAsync();
        engine.Signals.Kept["refuse l"] = 1;
        var ledger = engine.Grain<ILedgerGrain>("l");

        var calls = new[] { ledger.Add(), ledger.Add(), ledger.Add() };
        var failures = 0;
        foreach (var call in calls)
        {
            failures += await Record.ExceptionAsync(() => call) is { Message: "the ledger is locked away" } ? 1 : 0;
        }

        Assert.InRange(failures, 1, 3);
        Assert.Equal(4 - failures, await ledger.Add());
    }

    [Fact]
    public async Task Ending_and_beginning_again_under_load_lose_nothing_and_never_live_twice()
    {
        await using var engine = await EngineHost.StartAsync();
        const int Callers = 2000;

        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() =>
            caller % 11 == 0
                ? engine.Grain<ILedgerGrain>("l").AddAndEnd()
                : engine.Grain<ILedgerGrain>("l").Add())));

        Assert.Equal(Enumerable.Range(1, Callers), answers.Order());
        Assert.Empty(engine.Signals.Happened);
        Assert.True(engine.Signals.Kept["ended"] > 1);
    }

    [Fact]
    public async Task A_call_that_arrives_while_an_activation_ends_is_answered_by_the_next_one()
    {
        await using var engine = await EngineHost.StartAsync();
        var ledger = engine.Grain<ILedgerGrain>("l");
        await ledger.Add();
        await ledger.EndSlowly();
        await engine.Signals.On("ending");

        var late = ledger.Add();
        Assert.False(late.IsCompleted);
        engine.Signals.Set("end");

        Assert.Equal(2, await late);
    }

    [Fact]
    public async Task An_unused_activation_ends_after_its_age_and_its_state_comes_back()
    {
        await using var engine = await EngineHost.StartAsync();
        var ledger = engine.Grain<ILedgerGrain>("l");
        await ledger.Add();

        await engine.WhileTimePasses(engine.Signals.On("ledger ended"));

        Assert.Equal(2, await ledger.Add());
    }

    [Fact]
    public async Task A_used_or_delayed_activation_stays()
    {
        await using var engine = await EngineHost.StartAsync();
        var used = engine.Grain<IProbeGrain>("used");
        var delayed = engine.Grain<ILedgerGrain>("delayed");
        var activation = await used.Activation();
        await delayed.Stay(TimeSpan.FromHours(9));

        for (var part = 0; part < 10; part++)
        {
            engine.Time.Advance(EngineHost.Age / 2);
            Assert.Equal(activation, await used.Activation());
        }

        Assert.False(engine.Signals.Kept.ContainsKey("ended"));
    }

    [Fact]
    public async Task DeactivateOnIdle_gives_the_next_call_a_new_activation()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IProbeGrain>("one");

        var first = await grain.EndSoon();

        Assert.NotEqual(first, await grain.Activation());
        Assert.Contains("ended one: ApplicationRequested", engine.Signals.Happened);
    }
}
