using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace SunGov.Compat.Engine;

/// <summary>
/// One activation of a grain: the scheduler of its turns, of which never two run at once. Its life goes
/// New, Starting, Active, Ending, Ended; requests begin only while it is Active.
/// </summary>
internal sealed partial class Activation : TaskScheduler, IGrainContext, IRequestTarget, IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly WorkerPool? _pool;
    private IServiceScope? _scope;
    private Grain? _grain;
    private List<GrainTimer>? _timers;
    private EndOfLife? _end;
    private Phase _phase;
    private long _lastUse;
    private long _keepUntil;

    public Activation(GrainClass grainClass, string key, WorkerPool? pool)
    {
        Class = grainClass;
        Key = key;
        _pool = pool;
        _lastUse = grainClass.Engine.Now;
    }

    private enum Phase : byte
    {
        New,
        Starting,
        Active,
        Ending,
        Ended,
    }

    /// <summary>The activation whose turn runs on this thread, or null.</summary>
    public static new Activation? Current => TaskScheduler.Current as Activation;

    public GrainClass Class { get; }

    public string Key { get; }

    public Grain Grain => _grain!;

    /// <summary>Requests here, begun or waiting.</summary>
    public int Load => Volatile.Read(ref _load);

    public GrainReference GrainReference => Class.Refer(Class.Interfaces[0], Key);

    public GrainId GrainId => new(Class.Type, IdSpan.Create(Key));

    public object? GrainInstance => _grain;

    public IServiceProvider ActivationServices => _scope?.ServiceProvider ?? Class.Engine.ServiceProvider;

    public Task Deactivated
    {
        get
        {
            lock (_gate)
            {
                return _phase == Phase.Ended ? Task.CompletedTask : (_end ??= new EndOfLife()).Ended.Task;
            }
        }
    }

    public static Activation Of(IGrainBase grain) =>
        grain.GrainContext as Activation
            ?? throw new InvalidOperationException("This grain object was made outside of the engine.");

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            RequestEnd(deactivationReason);
        }
    }

    public void DelayDeactivation(TimeSpan timeSpan) =>
        Volatile.Write(ref _keepUntil, timeSpan == Timeout.InfiniteTimeSpan
            ? long.MaxValue
            : Class.Engine.Now + (long)timeSpan.TotalMilliseconds);

    /// <summary>When it was last used, in the engine's milliseconds, or null if it is in use or must stay.</summary>
    public long? IdleSince(long now)
    {
        lock (_gate)
        {
            var idle = _phase == Phase.Active && _load == 0 && !_scheduled && Volatile.Read(ref _keepUntil) <= now;
            return idle ? _lastUse : null;
        }
    }

    public IGrainTimer StartTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(this, callback, options);
        lock (_gate)
        {
            (_timers ??= []).Add(timer);
        }

        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void Forget(GrainTimer timer)
    {
        lock (_gate)
        {
            _timers?.Remove(timer);
        }
    }

    private void RequestEnd(DeactivationReason reason)
    {
        if (_phase is not (Phase.Active or Phase.Starting) || _end is { IsRequested: true })
        {
            return;
        }

        (_end ??= new EndOfLife()).Request(reason);
        if (_phase == Phase.Active)
        {
            _phase = Phase.Ending;
            EndIfIdle();
        }
    }

    private void EndIfIdle()
    {
        if (!_exclusive && _readers == 0 && _interleaving == 0)
        {
            _step = Step.End;
            Schedule();
        }
    }

    private async Task BeginAsync()
    {
        try
        {
            _scope = Class.Engine.ServiceProvider.CreateScope();
            _grain = Class.Create(_scope.ServiceProvider);
            if (Class.HasOnActivate)
            {
                using var limit = Class.Engine.LimitOf(Class.Engine.Collection.ActivationTimeout);
                await _grain.OnActivateAsync(limit.Token);
            }
        }
#pragma warning disable CA1031 // Whatever it is, the waiting callers get it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            await FailToBegin(failure);
            return;
        }

        lock (_gate)
        {
            _phase = Phase.Active;
            if (_end is { IsRequested: true })
            {
                _phase = Phase.Ending;
                EndIfIdle();
            }
            else
            {
                AdmitWaiting();
            }
        }
    }

    private async Task FailToBegin(Exception failure)
    {
        Log.ActivationFailed(Class.Engine.Logger, failure, Class.ClrType.Name);
        (_end ??= new EndOfLife()).Request(new DeactivationReason(
            DeactivationReasonCode.ActivationFailed, failure, "Failed to activate grain."));
        StopTimers();
        await ReleaseAsync();
        for (var request = Close(); request is not null;)
        {
            var next = request.Next;
            request.Next = null;
            request.Fail(failure);
            request = next;
        }
    }

    private async Task EndAsync()
    {
        StopTimers();
        if (Class.HasOnDeactivate)
        {
            var timeout = Class.Engine.Collection.DeactivationTimeout;
            using var limit = Class.Engine.LimitOf(timeout);
            try
            {
                await _grain!.OnDeactivateAsync(_end!.Reason, limit.Token).WaitAsync(limit.Token);
            }
#pragma warning disable CA1031 // The activation ends whatever its last words are.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Log.DeactivationFailed(Class.Engine.Logger, failure, Class.ClrType.Name);
            }
        }

        await ReleaseAsync();
        for (var request = Close(); request is not null;)
        {
            var next = request.Next;
            request.Next = null;
            request.Forward(Class, Key);
            request = next;
        }
    }

    private void StopTimers()
    {
        List<GrainTimer>? timers;
        lock (_gate)
        {
            timers = _timers;
            _timers = null;
        }

        timers?.ForEach(timer => timer.Dispose());
    }

    private async Task ReleaseAsync()
    {
        try
        {
            if (_grain is IAsyncDisposable asynchronous)
            {
                await asynchronous.DisposeAsync();
            }
            else if (_grain is IDisposable synchronous)
            {
                synchronous.Dispose();
            }

            if (_scope is IAsyncDisposable scope)
            {
                await scope.DisposeAsync();
            }
        }
#pragma warning disable CA1031 // The activation ends all the same.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.DeactivationFailed(Class.Engine.Logger, failure, Class.ClrType.Name);
        }
    }

    /// <summary>
    /// Makes way for the next activation; the requests that still waited are the caller's to deal with.
    /// </summary>
    private Request? Close()
    {
        if (_pool is null)
        {
            Class.Remove(Key, this);
        }
        else
        {
            _pool.Remove(this);
        }

        Request? waiting;
        lock (_gate)
        {
            _phase = Phase.Ended;
            waiting = _waiting.TakeAll();
            Volatile.Write(ref _load, 0);
        }

        _end?.Ended.TrySetResult();
        Class.Engine.Lives.End();
        return waiting;
    }

    /// <summary>What is only needed at the end.</summary>
    private sealed class EndOfLife
    {
        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsRequested { get; private set; }

        public DeactivationReason Reason { get; private set; }

        public void Request(DeactivationReason reason)
        {
            if (!IsRequested)
            {
                IsRequested = true;
                Reason = reason;
            }
        }
    }
}
