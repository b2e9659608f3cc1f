namespace SunGov.Compat.Engine;

/// <summary>
/// All calls whose callers wait, oldest first, so that each caller hears in time that no answer came.
/// </summary>
internal sealed class PendingCalls
{
    private readonly Shard[] _shards = [.. Enumerable.Range(0, 16).Select(_ => new Shard())];
    private readonly TimeSpan _limit;
    private readonly int _ticks;
    private long _tick;
    private TaskCompletionSource? _empty;

    public PendingCalls(TimeSpan limit, TimeSpan tick)
    {
        _limit = limit;
        _ticks = (int)Math.Ceiling(limit / tick) + 1;
        Array.ForEach(_shards, shard => shard.Emptied = OnShardEmptied);
    }

    public void Add(GrainCall call)
    {
        call.Deadline = Volatile.Read(ref _tick) + _ticks;
        call.Join(_shards[Environment.CurrentManagedThreadId & 15]);
    }

    /// <summary>Answers the calls that are too old.</summary>
    public void Tick()
    {
        var now = Interlocked.Increment(ref _tick);
        foreach (var shard in _shards)
        {
            while (shard.TakeOverdue(now) is { } call)
            {
                call.Fail(new TimeoutException(
                    $"No answer within {_limit} from {call.Method.InterfaceName}.{call.Method.Method.Name}."));
            }
        }
    }

    /// <summary>Ends when no caller waits.</summary>
    public Task WhenEmpty()
    {
        var empty = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        empty = Interlocked.CompareExchange(ref _empty, empty, null) ?? empty;
        OnShardEmptied();
        return empty.Task;
    }

    private void OnShardEmptied()
    {
        if (Volatile.Read(ref _empty) is { } empty && Array.TrueForAll(_shards, shard => shard.IsEmpty))
        {
            empty.TrySetResult();
        }
    }

    /// <summary>A part of the calls with a lock of its own.</summary>
    internal sealed class Shard
    {
        private readonly Lock _gate = new();
        private GrainCall? _oldest;
        private GrainCall? _newest;

        public Action? Emptied { get; set; }

        public bool IsEmpty => Volatile.Read(ref _oldest) is null;

        public void Add(GrainCall call)
        {
            lock (_gate)
            {
                call.Earlier = _newest;
                if (_newest is null)
                {
                    _oldest = call;
                }
                else
                {
                    _newest.Later = call;
                }

                _newest = call;
            }
        }

        public void Remove(GrainCall call)
        {
            lock (_gate)
            {
                Unlink(call);
                if (_oldest is not null)
                {
                    return;
                }
            }

            Emptied?.Invoke();
        }

        public GrainCall? TakeOverdue(long now)
        {
            lock (_gate)
            {
                return _oldest is { } call && call.Deadline <= now ? call : null;
            }
        }

        private void Unlink(GrainCall call)
        {
            if (call.Earlier is null && !ReferenceEquals(_oldest, call))
            {
                return;
            }

            if (call.Earlier is null)
            {
                _oldest = call.Later;
            }
            else
            {
                call.Earlier.Later = call.Later;
            }

            if (call.Later is null)
            {
                _newest = call.Earlier;
            }
            else
            {
                call.Later.Earlier = call.Earlier;
            }

            call.Earlier = call.Later = null;
        }
    }
}
