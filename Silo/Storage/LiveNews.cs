using System.Threading.Channels;
using Npgsql;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>
/// Hears by <c>LISTEN live</c> what other processes over the same database changed, and tells them what has no journal
/// entry. Each time it begins to listen, also after a loss, whoever shows something is told to read again.
/// </summary>
internal sealed class LiveNews(
    StorageOptions options, LiveChanges changes, NpgsqlDataSource source, TimeProvider clock, ILogger<LiveNews> log)
    : BackgroundService, ILiveNews
{
    /// <summary>Name of the listening connection at the server.</summary>
    public const string ApplicationName = "sungov live";

    private const int MostTold = 500;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(20);

    private readonly Channel<LiveChange> _told = Channel.CreateBounded<LiveChange>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <inheritdoc/>
    public void Tell(LiveChange change)
    {
        if (options.Announce)
        {
            _told.Writer.TryWrite(change);
        }
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => options.Announce
        ? Task.WhenAll(KeepAsync(ListenAsync, stoppingToken), KeepAsync(SendAsync, stoppingToken))
        : Task.CompletedTask;

    private async Task KeepAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await work(stop);
            }
            catch (Exception lost) when (lost is NpgsqlException or TimeoutException or IOException)
            {
                log.LogWarning("Live news between processes are interrupted: {Reason}", lost.Message);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Silence, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.Database)
        {
            Pooling = false,
            Timeout = 2,
            CommandTimeout = 2,
            ApplicationName = ApplicationName,
        };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Notification += (_, news) =>
        {
            foreach (var change in LivePayload.Read(options.Process, news.Payload))
            {
                changes.Heard(change);
            }
        };
        await connection.OpenAsync(stop);
        await using var listen = new NpgsqlCommand($"listen {LivePayload.Channel}", connection);
        await listen.ExecuteNonQueryAsync(stop);
        changes.Lost();
        await using var ask = new NpgsqlCommand("select 1", connection);
        while (true)
        {
            if (!await connection.WaitAsync(Silence, stop))
            {
                await ask.ExecuteScalarAsync(stop);
            }
        }
    }

    /// <summary>What has gathered goes out as one statement.</summary>
    private async Task SendAsync(CancellationToken stop)
    {
        while (await _told.Reader.WaitToReadAsync(stop))
        {
            var gathered = new Dictionary<(string, string), LiveChange>();
            while (gathered.Count < MostTold && _told.Reader.TryRead(out var change))
            {
                gathered[(change.Kind, change.Key)] = change;
            }

            await using var batch = source.CreateBatch();
            foreach (var payload in LivePayload.Of(options.Process, gathered.Values))
            {
                var notify = batch.CreateBatchCommand();
                notify.CommandText = LivePayload.Notify;
                notify.Parameters.Add(new NpgsqlParameter<string> { TypedValue = payload });
                batch.BatchCommands.Add(notify);
            }

            await batch.ExecuteNonQueryAsync(stop);
            await Task.Delay(Gather, stop);
        }
    }
}
