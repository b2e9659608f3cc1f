using System.Net.Sockets;
using System.Threading.Channels;
using Npgsql;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>
/// Group commit: takes all writes that wait, at most one of each thing and of each claim, and commits them together
/// over one connection. A write completes once its end is certain, or certain to be unknown.
/// </summary>
internal sealed class JournalWriter : IAsyncDisposable
{
    private const int MostAttempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Channel<PendingWrite> _queue =
        Channel.CreateUnbounded<PendingWrite>(new UnboundedChannelOptions { SingleReader = true });

    private readonly List<PendingWrite> _held = [];
    private readonly StorageOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Action<IReadOnlyList<PendingWrite>> _committed;
    private readonly JournalConnection _connection;
    private readonly JournalBatch _batch;
    private readonly Task _loop;

    /// <param name="committed">Told of every batch after its commit, before its writers are.</param>
    public JournalWriter(
        StorageOptions options, TimeProvider clock, ILogger log, Action<IReadOnlyList<PendingWrite>> committed)
    {
        _options = options;
        _clock = clock;
        _log = log;
        _committed = committed;
        _connection = new JournalConnection(options);
        _batch = new JournalBatch(new KindStatements(), options.Announce ? options.Process : null);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Completes after the commit.</summary>
    public Task<Written> WriteAsync(PendingWrite write) => _queue.Writer.TryWrite(write)
        ? write.Task
        : Task.FromException<Written>(new ObjectDisposedException(nameof(JournalWriter)));

    /// <summary>Writes what still waits, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        await _connection.DisposeAsync();
    }

    private async Task RunAsync()
    {
        while (_held.Count > 0 || await _queue.Reader.WaitToReadAsync())
        {
            var writes = Gather();
            try
            {
                await CommitAsync(writes);
            }
            catch (Exception failure)
            {
                JournalLog.LoopFailed(_log, failure);
                writes.ForEach(write => write.Ended(WrittenState.Unknown));
            }
        }
    }

    /// <summary>What waits, at most one write of each thing and claim; the others are held for the next batch.
    /// </summary>
    private List<PendingWrite> Gather()
    {
        var waiting = _held.ToArray();
        _held.Clear();
        if (waiting is [{ Attempts: > 0 } again, .. var others])
        {
            _held.AddRange(others);
            return [again];
        }

        var things = new HashSet<(string, string)>();
        var claims = new HashSet<Claim>();
        var writes = new List<PendingWrite>();
        foreach (var write in waiting)
        {
            Take(write);
        }

        while (writes.Count < _options.MostWrites && _queue.Reader.TryRead(out var write))
        {
            Take(write);
        }

        return writes;

        void Take(PendingWrite write) =>
            (write.Attempts == 0 && things.Add((write.Write.Kind, write.Write.Key))
                && write.Claims.All(claims.Add) ? writes : _held).Add(write);
    }

    private async Task CommitAsync(List<PendingWrite> writes)
    {
        Dictionary<PendingWrite, long> winners;
        try
        {
            writes.ForEach(write => write.Attempts++);
            winners = await _batch.ExecuteAsync(await _connection.OpenAsync(), writes);
        }
        catch (PostgresException failure) when (_connection.IsOpen)
        {
            // The server refused a statement, so nothing of the batch was committed. A driver that was preparing
            // statements while one failed may mistake answers, so it starts afresh.
            await _connection.CloseAsync();
            await IsolateAsync(writes, failure);
            return;
        }
        catch (Exception failure)
        {
            JournalLog.ConnectionLost(_log, writes.Count, failure);
            await RecoverAsync(writes, failure);
            return;
        }

        await SettleAsync(writes, winners);
    }

    /// <summary>A fault of the connection, not of what was sent.</summary>
    private static bool IsLoss(Exception failure) =>
        failure is NpgsqlException or TimeoutException or IOException or SocketException;

    private async Task IsolateAsync(List<PendingWrite> writes, Exception failure)
    {
        if (writes is [var only])
        {
            if (IsTransient(failure) && only.Attempts < MostAttempts)
            {
                _held.Add(only);
                return;
            }

            JournalLog.Poisoned(_log, only.Write.Kind, only.Write.Key, failure);
            only.Failed(failure);
            return;
        }

        JournalLog.Isolating(_log, writes.Count, failure.GetType().Name);
        foreach (var write in writes)
        {
            await CommitAsync([write]);
        }
    }

    private static bool IsTransient(Exception failure) => failure is PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.UniqueViolation,
    };

    /// <summary>
    /// Connects anew, which waits until the lost connection can do no more, then reads back what happened. What did not
    /// happen is written again; what cannot be found out in time is unknown.
    /// </summary>
    private async Task RecoverAsync(List<PendingWrite> writes, Exception cause)
    {
        await _connection.CloseAsync();
        var began = _clock.GetTimestamp();
        while (_clock.GetElapsedTime(began) < _options.RecoveryWindow)
        {
            try
            {
                var found = await JournalBatch.FindAsync(await _connection.OpenAsync(), writes);
                Sort(writes, found, cause);
                return;
            }
            catch (Exception failure) when (IsLoss(failure))
            {
                JournalLog.StillLost(_log, failure.Message);
                await _connection.CloseAsync();
                await Task.Delay(Pause, _clock);
            }
        }

        writes.ForEach(write => write.Ended(WrittenState.Unknown));
    }

    private void Sort(List<PendingWrite> writes, (long Sequence, byte[] Hash)?[] found, Exception cause)
    {
        var committed = new List<PendingWrite>();
        for (var i = 0; i < writes.Count; i++)
        {
            if (found[i] is not { } entry)
            {
                Again(writes[i], cause);
            }
            else if (entry.Hash.AsSpan().SequenceEqual(writes[i].Hash))
            {
                writes[i].Committed(entry.Sequence);
                committed.Add(writes[i]);
            }
            else
            {
                writes[i].Ended(WrittenState.Repeated);
            }
        }

        _committed(committed);
    }

    /// <summary>A write that proved not to have happened: tried again, alone, a few times.</summary>
    private void Again(PendingWrite write, Exception cause)
    {
        if (write.Attempts < MostAttempts)
        {
            _held.Add(write);
        }
        else if (IsLoss(cause))
        {
            write.Ended(WrittenState.Unknown);
        }
        else
        {
            JournalLog.Poisoned(_log, write.Write.Kind, write.Write.Key, cause);
            write.Failed(cause);
        }
    }

    private async Task SettleAsync(List<PendingWrite> writes, Dictionary<PendingWrite, long> winners)
    {
        _committed([.. winners.Keys]);
        foreach (var (write, sequence) in winners)
        {
            write.Committed(sequence);
        }

        if (winners.Count == writes.Count)
        {
            return;
        }

        var losers = writes.Where(write => !winners.ContainsKey(write)).ToList();
        try
        {
            var found = await JournalBatch.FindAsync(await _connection.OpenAsync(), losers);
            for (var i = 0; i < losers.Count; i++)
            {
                var taken = found[i] is null ? await TakenAsync(losers[i]) : null;
                losers[i].Lost(found[i] is not null, taken);
            }
        }
        catch (Exception failure) when (IsLoss(failure))
        {
            JournalLog.ConnectionLost(_log, losers.Count, failure);
            await _connection.CloseAsync();
            losers.Where(write => !write.Task.IsCompleted).ToList().ForEach(write => Again(write, failure));
        }
    }

    /// <summary>A claim of the write that belongs to another, or null.</summary>
    private async Task<Claim?> TakenAsync(PendingWrite write)
    {
        foreach (var claim in write.Claims)
        {
            var owner = await JournalBatch.OwnerAsync(await _connection.OpenAsync(), claim);
            if (owner is not null && owner != write.Write.Owner)
            {
                return claim;
            }
        }

        return null;
    }
}

/// <summary>What the writer tells the log: ids, counts and codes, no content.</summary>
internal static partial class JournalLog
{
    [LoggerMessage(LogLevel.Warning, "the journal's connection was lost with {Count} writes under way")]
    public static partial void ConnectionLost(ILogger log, int count, Exception failure);

    [LoggerMessage(LogLevel.Warning, "the journal's connection is still lost: {Reason}")]
    public static partial void StillLost(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "a batch of {Count} writes failed ({Failure}); writing them one by one")]
    public static partial void Isolating(ILogger log, int count, string failure);

    [LoggerMessage(LogLevel.Error, "the write of {Kind} {Key} cannot be stored")]
    public static partial void Poisoned(ILogger log, string kind, string key, Exception failure);

    [LoggerMessage(LogLevel.Error, "the journal's writer failed")]
    public static partial void LoopFailed(ILogger log, Exception failure);
}
