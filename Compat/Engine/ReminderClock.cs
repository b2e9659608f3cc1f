using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace SunGov.Compat.Engine;

/// <summary>Keeps the reminders and sends their ticks: at the start, and each period after it.</summary>
internal sealed class ReminderClock(IServiceProvider services, TimeProvider time, IOptions<ReminderOptions> options)
    : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId Grain, string Name), Entry> _entries = [];
    private readonly IReminderStore? _store = services.GetService<IReminderStore>();
    private bool _stopped;

    private GrainEngine Engine => field ??= services.GetRequiredService<GrainEngine>();

    private IReminderStore Store => _store
        ?? throw new OrleansConfigurationException("Reminders need a store: UseInMemoryReminderService or another.");

    public async Task StartAsync(CancellationToken cancellation)
    {
        var kept = _store is null ? [] : await _store.LoadAsync(cancellation);
        foreach (var reminder in kept)
        {
            Keep(reminder);
        }
    }

    public async Task<IGrainReminder> SetAsync(GrainId grain, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, options.Value.MinimumReminderPeriod);
        var reminder = new StoredReminder(
            grain.Type.ToString(), grain.Key.ToString(), name, time.GetUtcNow() + dueTime, period);
        await Store.SaveAsync(reminder, CancellationToken.None);
        return Keep(reminder);
    }

    public async Task EndAsync(GrainId grain, string name)
    {
        await Store.RemoveAsync(grain.Type.ToString(), grain.Key.ToString(), name, CancellationToken.None);
        lock (_gate)
        {
            if (_entries.Remove((grain, name), out var entry))
            {
                entry.Dispose();
            }
        }
    }

    public IGrainReminder? Find(GrainId grain, string name)
    {
        lock (_gate)
        {
            return _entries.GetValueOrDefault((grain, name));
        }
    }

    public List<IGrainReminder> Of(GrainId grain)
    {
        lock (_gate)
        {
            return [.. _entries.Where(entry => entry.Key.Grain == grain).Select(entry => entry.Value)];
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            foreach (var entry in _entries.Values)
            {
                entry.Dispose();
            }
        }
    }

    private Entry Keep(StoredReminder reminder)
    {
        lock (_gate)
        {
            var name = (GrainId.Create(reminder.Grain, reminder.Key), reminder.Name);
            if (_entries.Remove(name, out var old))
            {
                old.Dispose();
            }

            var entry = new Entry(this, reminder);
            _entries[name] = entry;
            if (_stopped)
            {
                entry.Dispose();
            }
            else
            {
                entry.Arm();
            }

            return entry;
        }
    }

    private async Task SendAsync(StoredReminder reminder)
    {
        if (Engine.OfKind(reminder.Grain) is not { } grainClass)
        {
            Log.ReminderOfUnknownKind(Engine.Logger, reminder.Name, reminder.Grain);
            return;
        }

        try
        {
            var grain = (IRemindable)(object)grainClass.Refer(typeof(IRemindable), reminder.Key);
            await grain.ReceiveReminder(reminder.Name, new TickStatus(
                reminder.StartAt.UtcDateTime, reminder.Period, time.GetUtcNow().UtcDateTime));
        }
#pragma warning disable CA1031 // The next tick follows whatever came of this one.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.ReminderFailed(Engine.Logger, failure, reminder.Name, reminder.Grain);
        }
    }

    private sealed class Entry : IGrainReminder, IDisposable
    {
        private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);

        private readonly ReminderClock _clock;
        private readonly StoredReminder _reminder;
        private readonly ITimer _timer;
        private DateTimeOffset _due;
        private volatile bool _disposed;

        public Entry(ReminderClock clock, StoredReminder reminder)
        {
            _clock = clock;
            _reminder = reminder;
            using (Isolation.Enter())
            {
                _timer = clock.Time.CreateTimer(
                    static self => _ = ((Entry)self!).DueAsync(),
                    this,
                    Timeout.InfiniteTimeSpan,
                    Timeout.InfiniteTimeSpan);
            }
        }

        public string ReminderName => _reminder.Name;

        /// <summary>Sets the next tick: the first one that is not past.</summary>
        public void Arm()
        {
            var now = _clock.Time.GetUtcNow();
            var missed = now <= _reminder.StartAt
                ? 0
                : Math.Ceiling((now - _reminder.StartAt).Ticks / (double)_reminder.Period.Ticks);
            var next = _reminder.StartAt + (_reminder.Period * missed);
            _due = next <= _due ? _due + _reminder.Period : next;
            Wait();
        }

        public void Dispose()
        {
            _disposed = true;
            _timer.Dispose();
        }

        private void Wait()
        {
            var wait = _due - _clock.Time.GetUtcNow();
            wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
            _timer.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
        }

        private async Task DueAsync()
        {
            if (_disposed)
            {
                return;
            }

            if (_clock.Time.GetUtcNow() < _due)
            {
                Wait();
                return;
            }

            await _clock.SendAsync(_reminder);
            if (!_disposed)
            {
                Arm();
            }
        }
    }

    private TimeProvider Time => time;
}
