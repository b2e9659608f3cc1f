using Orleans.Runtime;

namespace SunGov.Compat.Engine;

/// <summary>
/// A timer whose ticks are requests to its own activation; the next one is set when a tick has ended.
/// </summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly ITimer _timer;
    private TimeSpan _period;
    private bool _ticking;
    private bool _changed;
    private bool _dueAgain;
    private bool _disposed;

    public GrainTimer(
        Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _callback = callback;
        _options = options;
        using (Isolation.Enter())
        {
            _timer = activation.Class.Engine.Time.CreateTimer(
                static self => ((GrainTimer)self!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _period = period;
            _changed = _ticking;
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _timer.Dispose();
        }

        _stop.Cancel();
        _activation.Forget(this);
    }

    private void Due()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            if (_ticking)
            {
                _dueAgain = true;
                return;
            }

            _ticking = true;
        }

        if (!_activation.Receive(new Tick(this)))
        {
            Dispose();
        }
    }

    private void Ticked()
    {
        lock (_gate)
        {
            _ticking = false;
            if (_disposed)
            {
                return;
            }

            if (_dueAgain || !_changed)
            {
                _timer.Change(_dueAgain ? TimeSpan.Zero : _period, Timeout.InfiniteTimeSpan);
            }

            _changed = _dueAgain = false;
        }
    }

    private sealed class Tick(GrainTimer timer)
        : Request(timer._options.Interleave ? RequestMode.Interleaving : RequestMode.Exclusive)
    {
        public override bool IsUse => timer._options.KeepAlive;

        public override bool IsAbandoned => timer._disposed;

        public override Task InvokeOn(Activation activation) =>
            timer._disposed ? Task.CompletedTask : timer._callback(timer._stop.Token);

        public override void Complete(Task ended)
        {
            if (ended.Exception is { } failure)
            {
                Log.TimerFailed(timer._activation.Class.Engine.Logger, failure, timer._activation.Class.ClrType.Name);
            }

            timer.Ticked();
        }

        public override void Forward(GrainClass grainClass, string key) => timer.Dispose();

        public override void Fail(Exception failure) => timer.Dispose();
    }
}
