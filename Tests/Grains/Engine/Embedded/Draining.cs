using Orleans.Runtime;

namespace SunGov.Tests.Grains.Engine.Embedded;

/// <summary>More than Orleans promises: a stopping silo may refuse what its grains still ask of others.</summary>
public sealed class Draining
{
    [Fact]
    public async Task A_call_in_flight_may_still_call_others_and_ends_with_its_answer()
    {
        await using var engine = await EngineHost.StartAsync();
        await engine.Grain<IProbeGrain>("idle").AddSlowly();
        var busy = engine.Grain<IProbeGrain>("busy").AskAfter("ask", "other");
        await engine.Signals.On("begun ask");

        var stop = engine.StopAsync();
        await Assert.ThrowsAnyAsync<OrleansException>(() => engine.Grain<IProbeGrain>("late").AddSlowly());
        Assert.False(stop.IsCompleted);
        engine.Signals.Set("go ask");

        Assert.Equal(1, await busy);
        await stop;
        Assert.Equal(
            ["ended busy: ShuttingDown", "ended idle: ShuttingDown", "ended other: ShuttingDown"],
            engine.Signals.Happened.Order());
    }
}
