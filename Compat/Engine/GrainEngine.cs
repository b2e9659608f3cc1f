using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;

namespace SunGov.Compat.Engine;

/// <summary>The engine of one process: makes references, keeps time, starts and stops.</summary>
internal sealed class GrainEngine : IClusterClient, IHostedService, IDisposable
{
    public static readonly DeactivationReason ShuttingDown =
        new(DeactivationReasonCode.ShuttingDown, "The process is stopping.");

    private readonly GrainCatalog _catalog;
    private readonly ITimer _ticker;
    private readonly Collector _collector;
    private readonly long _begun;
    private long _now;
    private int _ticking;
    private volatile State _state;

    public GrainEngine(
        IServiceProvider services,
        TimeProvider time,
        IOptions<GrainCollectionOptions> collection,
        IOptions<SiloMessagingOptions> messaging,
        ILogger<GrainEngine> logger)
    {
        ServiceProvider = services;
        Time = time;
        Logger = logger;
        Collection = collection.Value;
        IncomingFilters = [.. services.GetServices<IIncomingGrainCallFilter>()];
        OutgoingFilters = [.. services.GetServices<IOutgoingGrainCallFilter>()];
        var tick = messaging.Value.ResponseTimeout / 20;
        tick = TimeSpan.FromMilliseconds(Math.Clamp(tick.TotalMilliseconds, 10, 500));
        Pending = new PendingCalls(messaging.Value.ResponseTimeout, tick);
        _begun = time.GetTimestamp();
        _catalog = new GrainCatalog(this);
        _collector = new Collector(this);
        using (Isolation.Enter())
        {
            _ticker = time.CreateTimer(static self => ((GrainEngine)self!).Tick(), this, tick, tick);
        }
    }

    private enum State
    {
        Running,
        Draining,
        Ending,
        Ended,
    }

    public IServiceProvider ServiceProvider { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public GrainCollectionOptions Collection { get; }

    public IIncomingGrainCallFilter[] IncomingFilters { get; }

    public IOutgoingGrainCallFilter[] OutgoingFilters { get; }

    public PendingCalls Pending { get; }

    public Lives Lives { get; } = new();

    public IReadOnlyCollection<GrainClass> Classes => _catalog.Classes;

    /// <summary>Milliseconds since the engine was made, as of the last tick.</summary>
    public long Now => Volatile.Read(ref _now);

    /// <summary>Whether activations end as soon as they are unused.</summary>
    public bool IsEnding => _state >= State.Ending;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)(object)_catalog.Refer(typeof(TGrainInterface), primaryKey, grainClassNamePrefix);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) =>
        (IGrain)(object)_catalog.Refer(grainInterfaceType, grainPrimaryKey, null);

    public GrainClass? OfKind(string kind) => _catalog.OfKind(kind);

    /// <summary>While draining only calls made by grains are taken, so that what has begun can end.</summary>
    public bool Accepts(GrainCall call) =>
        _state == State.Running || (_state != State.Ended && call.Source is not null);

    public CancellationTokenSource LimitOf(TimeSpan limit) => new(limit, Time);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await ServiceProvider.GetRequiredService<ReminderClock>().StartAsync(cancellationToken);
        _collector.Start();
        Log.Started(Logger, Classes.Count);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _collector.Dispose();
        ServiceProvider.GetRequiredService<ReminderClock>().Dispose();
        _state = State.Draining;
        try
        {
            await Pending.WhenEmpty().WaitAsync(cancellationToken);
            _state = State.Ending;
            foreach (var activation in Classes.SelectMany(grainClass => grainClass.Activations))
            {
                activation.Deactivate(ShuttingDown, cancellationToken);
            }

            await Lives.WhenNone().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Log.StopCutShort(Logger, Lives.Count);
        }

        _state = State.Ended;
        await _ticker.DisposeAsync();
    }

    /// <summary>Ends also what a host left behind that was disposed without being stopped, timers above all.</summary>
    public void Dispose()
    {
        _state = State.Ended;
        foreach (var activation in Classes.SelectMany(grainClass => grainClass.Activations))
        {
            activation.Deactivate(ShuttingDown, CancellationToken.None);
        }

        _ticker.Dispose();
        _collector.Dispose();
    }

    private void Tick()
    {
        Volatile.Write(ref _now, (long)Time.GetElapsedTime(_begun).TotalMilliseconds);
        if (Interlocked.Exchange(ref _ticking, 1) == 0)
        {
            Pending.Tick();
            Volatile.Write(ref _ticking, 0);
        }
    }
}
