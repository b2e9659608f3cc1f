using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace SunGov.Tests.Grains.Engine;

[Alias("SunGov.Tests.IClockGrain")]
public interface IClockGrain : IGrainWithStringKey
{
    [Alias("Start")]
    Task Start(TimeSpan due, TimeSpan period, bool interleave);

    [Alias("StartFailing")]
    Task StartFailing(TimeSpan period);

    [Alias("Stop")]
    Task Stop();

    /// <summary>Not collected, however far a test lets time run ahead of the ticks.</summary>
    [Alias("Stay")]
    Task Stay();

    [Alias("Hold")]
    Task Hold(string name);

    [Alias("Ticks"), AlwaysInterleave]
    Task<int> Ticks();
}

public sealed class ClockGrain(Signals signals) : Grain, IClockGrain
{
    private IGrainTimer? _timer;
    private int _ticks;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        signals.Set("clock ended");
        return Task.CompletedTask;
    }

    public Task Start(TimeSpan due, TimeSpan period, bool interleave)
    {
        _timer = this.RegisterGrainTimer(
            Tick, new GrainTimerCreationOptions(due, period) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StartFailing(TimeSpan period)
    {
        this.RegisterGrainTimer(
            async () =>
            {
                await Tick();
                throw new InvalidOperationException("the spring broke");
            },
            period,
            period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task Stay()
    {
        DelayDeactivation(TimeSpan.FromDays(3650));
        return Task.CompletedTask;
    }

    public async Task Hold(string name)
    {
        signals.Set($"begun {name}");
        await signals.On($"go {name}");
    }

    public Task<int> Ticks() => Task.FromResult(_ticks);

    private async Task Tick()
    {
        var read = _ticks;
        await Task.Yield();
        _ticks = read + 1;
        signals.Set($"tick {_ticks}");
    }
}

public sealed class Timers
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_timer_ticks_after_its_due_time_and_then_each_period_until_stopped()
    {
        await using var engine = await EngineHost.StartAsync();
        var clock = engine.Grain<IClockGrain>("c");
        await clock.Stay();
        await clock.Start(Minute, Minute / 2, interleave: false);
        Assert.Equal(0, await clock.Ticks());

        engine.Time.Advance(Minute);
        await engine.Signals.On("tick 1");
        await UntilTick(engine, "tick 2");

        await clock.Stop();
        var ticks = await clock.Ticks();
        engine.Time.Advance(Minute * 3);
        Assert.Equal(ticks, await clock.Ticks());
    }

    [Fact]
    public async Task A_tick_is_a_turn_and_waits_for_the_call_that_is_running()
    {
        await using var engine = await EngineHost.StartAsync();
        var clock = engine.Grain<IClockGrain>("c");
        await clock.Start(Minute, Timeout.InfiniteTimeSpan, interleave: false);
        var hold = clock.Hold("held");
        await engine.Signals.On("begun held");

        engine.Time.Advance(Minute);
        Assert.Equal(0, await clock.Ticks());

        engine.Signals.Set("go held");
        await engine.Signals.On("tick 1");
        await Record.ExceptionAsync(() => hold);
    }

    [Fact]
    public async Task An_interleaving_tick_runs_while_a_call_waits()
    {
        await using var engine = await EngineHost.StartAsync();
        var clock = engine.Grain<IClockGrain>("c");
        await clock.Start(Minute / 60, Timeout.InfiniteTimeSpan, interleave: true);
        var hold = clock.Hold("held");
        await engine.Signals.On("begun held");

        engine.Time.Advance(Minute / 60);
        await engine.Signals.On("tick 1");

        engine.Signals.Set("go held");
        await hold;
    }

    [Fact]
    public async Task A_failing_tick_does_not_stop_the_timer()
    {
        await using var engine = await EngineHost.StartAsync();
        await engine.Grain<IClockGrain>("c").Stay();
        await engine.Grain<IClockGrain>("c").StartFailing(Minute);

        await UntilTick(engine, "tick 2");
    }

    [Fact]
    public async Task Timers_end_with_their_activation()
    {
        await using var engine = await EngineHost.StartAsync();
        var clock = engine.Grain<IClockGrain>("c");
        await clock.Start(EngineHost.Age * 4, EngineHost.Age, interleave: false);

        await engine.WhileTimePasses(engine.Signals.On("clock ended"));
        engine.Time.Advance(EngineHost.Age * 5);

        Assert.Equal(0, await clock.Ticks());
    }

    private static Task UntilTick(EngineHost engine, string tick) => engine.WhileTimePasses(engine.Signals.On(tick));
}
