using System.Threading.Channels;
using Npgsql;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>The access log over PostgreSQL: one writer per process, which chains and groups the lines.</summary>
internal sealed class AccessLog : IAccessLog, IAsyncDisposable
{
    /// <summary>A login, a failed one, or a logout.</summary>
    public const string Login = "login";

    /// <summary>A refusal.</summary>
    public const string Refusal = "refusal";

    /// <summary>A disclosure.</summary>
    public const string Disclosure = "disclosure";

    private const int MostLines = 500;
    private const int MostWaiting = 20_000;
    private static readonly TimeSpan MeterPeriod = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(MostWaiting);
    private readonly RefusalMeter _meter = new();
    private readonly NpgsqlDataSource _source;
    private readonly ICrypto _crypto;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly ITimer _minutes;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _loop;
    private AccessChain _chain;

    public AccessLog(NpgsqlDataSource source, ICrypto crypto, TimeProvider clock, ILogger<AccessLog> log)
    {
        _source = source;
        _crypto = crypto;
        _clock = clock;
        _log = log;
        _chain = new AccessChain(crypto);
        _minutes = clock.CreateTimer(_ => FlushCounted(), null, MeterPeriod, MeterPeriod);
        _loop = Task.Run(RunAsync);
    }

    public Task DisclosedAsync(By by, string kind, string key, string code) =>
        WriteAsync(Line(by, Disclosure, kind, key, code, ""));

    public Task LoginAsync(By by, string code, string from) => WriteAsync(Line(by, Login, "", "", code, from));

    public void Refused(By by, string kind, string key, Refusal refusal)
    {
        var line = _meter.Take(Line(by, Refusal, kind, key, refusal.Code, ""));
        if (line is not null && !_queue.Writer.TryWrite(new Waiting(line, null)))
        {
            AccessMessages.Overflow(_log, line.Code);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _minutes.DisposeAsync();
        FlushCounted();
        _queue.Writer.TryComplete();
        await _closing.CancelAsync();
        await _loop;
        _closing.Dispose();
    }

    private Access Line(By by, string what, string kind, string key, string code, string origin) =>
        new(Now(), what, by.Person, by.Identity, kind, key, code, origin, 1);

    private DateTime Now()
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    private async Task WriteAsync(Access line)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _queue.Writer.WriteAsync(new Waiting(line, done));
        await done.Task;
    }

    private void FlushCounted()
    {
        foreach (var line in _meter.Over(Now()))
        {
            if (!_queue.Writer.TryWrite(new Waiting(line, null)))
            {
                AccessMessages.Overflow(_log, line.Code);
            }
        }
    }

    private async Task RunAsync()
    {
        var batch = new List<Waiting>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < MostLines && _queue.Reader.TryRead(out var waiting))
            {
                batch.Add(waiting);
            }

            await CommitAsync(batch);
        }
    }

    /// <summary>
    /// Writes the batch. Where that fails, who waits is told so, and the others are tried again under a new chain:
    /// whether the old one got them is unknown, and a line told twice does no harm.
    /// </summary>
    private async Task CommitAsync(List<Waiting> batch)
    {
        try
        {
            await AccessChain.InsertAsync(_source, [.. batch.Select(waiting => _chain.Next(waiting.Line))]);
            batch.ForEach(waiting => waiting.Done?.TrySetResult());
            batch.Clear();
        }
        catch (Exception failure)
        {
            AccessMessages.Failed(_log, batch.Count, failure);
            _chain = new AccessChain(_crypto);
            batch.ForEach(waiting => waiting.Done?.TrySetException(failure));
            batch.RemoveAll(waiting => waiting.Done is not null || failure is PostgresException { IsTransient: false });
            await PauseAsync();
            foreach (var waiting in batch)
            {
                _queue.Writer.TryWrite(waiting);
            }

            batch.Clear();
        }
    }

    private async Task PauseAsync()
    {
        try
        {
            await Task.Delay(Pause, _clock, _closing.Token);
        }
        catch (OperationCanceledException)
        {
            AccessMessages.Closing(_log);
        }
    }

    private sealed record Waiting(Access Line, TaskCompletionSource? Done);
}

/// <summary>What the access log tells the log.</summary>
internal static partial class AccessMessages
{
    [LoggerMessage(LogLevel.Error, "{Count} lines of the access log could not be written")]
    public static partial void Failed(ILogger log, int count, Exception failure);

    [LoggerMessage(LogLevel.Error, "the access log cannot keep up; a refusal ({Code}) was dropped")]
    public static partial void Overflow(ILogger log, string code);

    [LoggerMessage(LogLevel.Warning, "the access log closes while its database does not answer")]
    public static partial void Closing(ILogger log);
}
