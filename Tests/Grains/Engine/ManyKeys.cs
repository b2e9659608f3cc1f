namespace SunGov.Tests.Grains.Engine;

public sealed class ManyKeys
{
    private const int Keys = 1_000_000;
    private const int Portion = 50_000;

    [Fact]
    public async Task A_million_keys_touched_in_one_run_stay_within_bounded_memory()
    {
        await using var engine = await EngineHost.StartAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;

        for (var first = 0; first < Keys; first += Portion)
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(first, Portion),
                async (key, _) => Assert.Equal(1, await engine.Grain<IProbeGrain>($"key-{key:D16}").AddSlowly()));
            engine.Time.Advance(EngineHost.Age);
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - before);
        }

        Assert.InRange(most, 0, EngineHost.ManyKeysBound);
        Assert.Equal(1, await engine.Grain<IProbeGrain>($"key-{0:D16}").AddSlowly());
    }
}
