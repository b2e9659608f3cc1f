namespace SunGov.Tests.Grains.Engine;

public sealed class Shutdown
{
    [Fact]
    public async Task A_call_in_flight_ends_with_its_answer_and_every_activation_is_told()
    {
        await using var engine = await EngineHost.StartAsync();
        await engine.Grain<IProbeGrain>("idle").AddSlowly();
        var busy = engine.Grain<IProbeGrain>("busy").Wait("ask");
        await engine.Signals.On("begun ask");

        var stop = engine.StopAsync();
        Assert.False(stop.IsCompleted);
        engine.Signals.Set("go ask");

        await busy;
        await stop;
        Assert.Equal(["ended busy: ShuttingDown", "ended idle: ShuttingDown"], engine.Signals.Happened.Order());
    }

    [Fact]
    public async Task What_activations_keep_at_their_end_is_kept()
    {
        await using var engine = await EngineHost.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 500)
            .Select(number => engine.Grain<ILedgerGrain>($"l{number}").Add()));

        await engine.StopAsync();

        Assert.Equal(500, engine.Signals.Kept["ended"]);
        Assert.All(Enumerable.Range(0, 500), number => Assert.Equal(1, engine.Signals.Kept[$"l{number}"]));
    }
}
