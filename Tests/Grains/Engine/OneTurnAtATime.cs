using Orleans.Runtime;

namespace SunGov.Tests.Grains.Engine;

public sealed class OneTurnAtATime
{
    [Fact]
    public async Task Thousands_of_concurrent_callers_lose_no_update_of_one_grain()
    {
        await using var engine = await EngineHost.StartAsync();
        const int Callers = 4000;

        var answers = await Task.WhenAll(Enumerable.Range(0, Callers)
            .Select(_ => Task.Run(() => engine.Grain<IProbeGrain>("one").AddSlowly())));

        Assert.Equal(Enumerable.Range(1, Callers), answers.Order());
    }

    [Fact]
    public async Task Turns_of_interleaving_calls_come_one_after_another_never_at_once()
    {
        await using var engine = await EngineHost.StartAsync();

        var most = await Task.WhenAll(Enumerable.Range(0, 200)
            .Select(_ => Task.Run(() => engine.Grain<IProbeGrain>("one").ManyTurns(100))));

        Assert.All(most, seen => Assert.Equal(1, seen));
    }

    [Fact]
    public async Task Different_grains_run_at_once()
    {
        await using var engine = await EngineHost.StartAsync();

        var first = engine.Grain<IProbeGrain>("a").Wait("a");
        var second = engine.Grain<IProbeGrain>("b").Wait("b");
        await engine.Signals.On("begun a");
        await engine.Signals.On("begun b");

        engine.Signals.Set("go a");
        engine.Signals.Set("go b");
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task A_failing_call_reaches_its_caller_and_does_not_end_the_activation()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IProbeGrain>("one");
        await grain.AddSlowly();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Fail("no ink"));

        Assert.Equal("no ink", failure.Message);
        Assert.Equal(1, await grain.Value());
    }

    [Fact]
    public async Task A_cycle_of_calls_ends_in_a_timeout_and_both_grains_answer_again()
    {
        await using var engine = await EngineHost.StartAsync();
        var cycle = engine.Grain<IProbeGrain>("a").CallRound("b", 4);

        await Assert.ThrowsAsync<TimeoutException>(() => engine.WhileTimePasses(cycle));

        Assert.Equal(0, await engine.WhenAnswered(() => engine.Grain<IProbeGrain>("a").Value()));
        Assert.Equal(0, await engine.WhenAnswered(() => engine.Grain<IProbeGrain>("b").Value()));
    }

    [Fact]
    public async Task A_caller_hears_of_the_timeout_while_the_call_goes_on()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IProbeGrain>("one");
        var slow = grain.Wait("slow");
        await engine.Signals.On("begun slow");

        await Assert.ThrowsAsync<TimeoutException>(() => engine.WhileTimePasses(slow));

        var next = grain.AddSlowly();
        Assert.Equal(["slow"], await grain.Peek());
        Assert.False(next.IsCompleted);
        engine.Signals.Set("go slow");
        Assert.Equal(1, await next);
    }

    [Fact]
    public async Task A_reference_names_the_grain_it_stands_for()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IProbeGrain>("甲-1");

        Assert.Equal("甲-1", Orleans.GrainExtensions.GetPrimaryKeyString(grain));
        Assert.Equal(grain, engine.Grain<IProbeGrain>("甲-1"));
        Assert.NotEqual(grain, engine.Grain<IProbeGrain>("甲-2"));
        Assert.Equal("probe/甲-1", Orleans.GrainExtensions.GetGrainId((IAddressable)grain).ToString());
    }
}
