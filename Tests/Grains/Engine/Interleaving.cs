namespace SunGov.Tests.Grains.Engine;

public sealed class Interleaving
{
    [Fact]
    public async Task AlwaysInterleave_is_answered_while_another_call_waits()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IProbeGrain>("one");
        var waiting = grain.Wait("first");
        await engine.Signals.On("begun first");

        Assert.Equal(["first"], await grain.Peek());

        engine.Signals.Set("go first");
        await waiting;
    }

    [Fact]
    public async Task An_ordinary_call_begins_only_when_the_one_before_has_ended()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IProbeGrain>("one");
        var first = grain.Wait("first");
        await engine.Signals.On("begun first");
        var second = grain.Wait("second");

        Assert.Equal(["first"], await grain.Peek());

        engine.Signals.Set("go first");
        await engine.Signals.On("begun second");
        Assert.Equal(["first", "second"], await grain.Peek());
        engine.Signals.Set("go second");
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task ReadOnly_calls_run_beside_one_another()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IProbeGrain>("one");
        var reads = new[] { grain.WaitReading("a"), grain.WaitReading("b"), grain.WaitReading("c") };

        await engine.Signals.On("begun a");
        await engine.Signals.On("begun b");
        await engine.Signals.On("begun c");

        Array.ForEach(["a", "b", "c"], name => engine.Signals.Set($"go {name}"));
        await Task.WhenAll(reads);
    }

    [Fact]
    public async Task A_read_waits_for_a_write_and_a_write_for_a_read()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IProbeGrain>("one");
        var read = grain.WaitReading("read");
        await engine.Signals.On("begun read");
        var write = grain.Wait("write");
        Assert.Equal(["read"], await grain.Peek());

        engine.Signals.Set("go read");
        await engine.Signals.On("begun write");
        var late = grain.WaitReading("late");
        Assert.Equal(["read", "write"], await grain.Peek());

        engine.Signals.Set("go write");
        await engine.Signals.On("begun late");
        engine.Signals.Set("go late");
        await Task.WhenAll(read, write, late);
    }
}
