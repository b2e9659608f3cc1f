namespace SunGov.Tests.Grains.Engine;

/// <summary>A clock that stands until told to go on; timers that fall due on the way fire in their order.</summary>
public sealed class ManualTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private TimeSpan _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    private TimeSpan Passed
    {
        get
        {
            lock (_gate)
            {
                return _passed;
            }
        }
    }

    public override long GetTimestamp() => Passed.Ticks;

    public override DateTimeOffset GetUtcNow() => Start + Passed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var until = Passed + by;
        while (TakeDue(until) is { } timer)
        {
            timer.Fire();
        }

        lock (_gate)
        {
            _passed = until;
        }
    }

    private ManualTimer? TakeDue(TimeSpan until)
    {
        lock (_gate)
        {
            var first = _timers.Where(timer => timer.Due <= until).MinBy(timer => timer.Due);
            if (first is not null)
            {
                _passed = first.Due > _passed ? first.Due : _passed;
                first.Next();
            }

            return first;
        }
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public TimeSpan Due { get; private set; }

        public void Fire() => callback(state);

        public void Next()
        {
            if (_period > TimeSpan.Zero)
            {
                Due += _period;
            }
            else
            {
                time._timers.Remove(this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
                _period = period;
                if (dueTime >= TimeSpan.Zero)
                {
                    Due = time._passed + dueTime;
                    time._timers.Add(this);
                }

                return true;
            }
        }

        public void Dispose()
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
