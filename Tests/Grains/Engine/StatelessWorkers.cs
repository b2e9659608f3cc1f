using Orleans;
using Orleans.Concurrency;

namespace SunGov.Tests.Grains.Engine;

[Alias("SunGov.Tests.IPressGrain")]
public interface IPressGrain : IGrainWithStringKey
{
    /// <summary>Says how many have begun, waits for "go NAME", gives the activation it ran in.</summary>
    [Alias("Print")]
    Task<Guid> Print(string name);
}

[StatelessWorker(3)]
public sealed class PressGrain(Signals signals) : Grain, IPressGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        signals.Set("press ended");
        return Task.CompletedTask;
    }

    public async Task<Guid> Print(string name)
    {
        signals.Happen(name);
        signals.Set($"{signals.Happened.Count} have begun");
        await signals.On($"go {name}");
        return _activation;
    }
}

public sealed class StatelessWorkers
{
    [Fact]
    public async Task Calls_of_one_key_run_at_once_in_several_activations_up_to_the_limit()
    {
        await using var engine = await EngineHost.StartAsync();
        var press = engine.Grain<IPressGrain>("press");
        var prints = new[] { "a", "b", "c", "d" }.Select(press.Print).ToList();
        await engine.Signals.On("3 have begun");
        Assert.Equal(3, engine.Signals.Happened.Count);

        Array.ForEach(["a", "b", "c", "d"], name => engine.Signals.Set($"go {name}"));

        Assert.Equal(3, (await Task.WhenAll(prints)).Distinct().Count());
    }

    [Fact]
    public async Task Idle_workers_end_and_come_again()
    {
        await using var engine = await EngineHost.StartAsync();
        engine.Signals.Set("go x");
        var before = await engine.Grain<IPressGrain>("press").Print("x");

        await engine.WhileTimePasses(engine.Signals.On("press ended"));

        Assert.NotEqual(before, await engine.Grain<IPressGrain>("press").Print("x"));
    }
}
