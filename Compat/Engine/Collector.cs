using Orleans;

namespace SunGov.Compat.Engine;

/// <summary>Ends activations that have been idle for their age, or earlier when memory runs short.</summary>
internal sealed class Collector : IDisposable
{
    private static readonly DeactivationReason Idle =
        new(DeactivationReasonCode.ActivationIdle, "Not used for the collection age.");

    private static readonly DeactivationReason Pressure =
        new(DeactivationReasonCode.HighMemoryPressure, "Memory runs short.");

    private readonly GrainEngine _engine;
    private readonly ITimer _timer;
    private int _collecting;

    public Collector(GrainEngine engine)
    {
        _engine = engine;
        using (Isolation.Enter())
        {
            _timer = engine.Time.CreateTimer(
                static self => ((Collector)self!).Collect(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Start() => _timer.Change(_engine.Collection.CollectionQuantum, _engine.Collection.CollectionQuantum);

    public void Dispose() => _timer.Dispose();

    private void Collect()
    {
        if (Interlocked.Exchange(ref _collecting, 1) == 1)
        {
            return;
        }

        EndIdle();
        if (_engine.Collection.EnableActivationSheddingOnMemoryPressure)
        {
            Shed(GC.GetGCMemoryInfo());
        }

        Volatile.Write(ref _collecting, 0);
    }

    private void EndIdle()
    {
        var now = _engine.Now;
        foreach (var grainClass in _engine.Classes)
        {
            if (grainClass.Age is not { } age)
            {
                continue;
            }

            var before = now - (long)age.TotalMilliseconds;
            foreach (var activation in grainClass.Activations)
            {
                if (activation.IdleSince(now) <= before)
                {
                    activation.Deactivate(Idle);
                }
            }
        }
    }

    private void Shed(GCMemoryInfo memory)
    {
        var used = 100d * memory.MemoryLoadBytes / memory.TotalAvailableMemoryBytes;
        if (used <= _engine.Collection.MemoryUsageLimitPercentage)
        {
            return;
        }

        var now = _engine.Now;
        var share = 1 - (_engine.Collection.MemoryUsageTargetPercentage / used);
        var oldest = _engine.Classes
            .Where(grainClass => grainClass.Age is not null)
            .SelectMany(grainClass => grainClass.Activations)
            .Select(activation => (Activation: activation, Since: activation.IdleSince(now)))
            .Where(candidate => candidate.Since is not null)
            .OrderBy(candidate => candidate.Since)
            .Take((int)(_engine.Lives.Count * share));
        foreach (var (activation, _) in oldest)
        {
            activation.Deactivate(Pressure);
        }
    }
}
