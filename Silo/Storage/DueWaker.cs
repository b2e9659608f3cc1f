using System.Globalization;
using System.Threading.Channels;
using Orleans;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>
/// Starts the pollers with the host, and calls one of them after each commit that left something to deliver, so that
/// an outbox row leaves within milliseconds and not with the next tick.
/// </summary>
internal sealed class DueWaker(
    IGrainFactory grains, ILiveChanges changes, StorageOptions options, TimeProvider clock, ILogger<DueWaker> log)
    : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    // Polling for each commit of many would cost three transactions for each row; those of a moment share them.
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(20);

    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        changes.BecameDue += Signal;
        try
        {
            await StartPollersAsync(stoppingToken);
            for (var turn = 0; await _signal.Reader.WaitToReadAsync(stoppingToken); turn++)
            {
                _signal.Reader.TryRead(out _);
                await WakeAsync(turn % options.Pollers);
                await Task.Delay(Gather, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            changes.BecameDue -= Signal;
        }
    }

    /// <summary>Starts all pollers. One that cannot be started, e.g. while the database restarts, is tried again.
    /// </summary>
    private async Task StartPollersAsync(CancellationToken stop)
    {
        for (var i = 0; i < options.Pollers; i++)
        {
            while (!await StartedAsync(i))
            {
                await Task.Delay(Again, clock, stop);
            }

            Signal();
        }
    }

    private async Task<bool> StartedAsync(int poller)
    {
        try
        {
            await Poller(poller).Start();
            return true;
        }
        catch (Exception failure)
        {
            DueWakerMessages.NotStarted(log, poller, failure);
            return false;
        }
    }

    private void Signal() => _signal.Writer.TryWrite(true);

    private async Task WakeAsync(int poller)
    {
        try
        {
            if (await Poller(poller).Poll())
            {
                Signal();
            }
        }
        catch (Exception failure)
        {
            DueWakerMessages.Failed(log, poller, failure);
        }
    }

    private IDuePoller Poller(int number) =>
        grains.GetGrain<IDuePoller>(number.ToString(CultureInfo.InvariantCulture));
}

/// <summary>What the waker tells the log.</summary>
internal static partial class DueWakerMessages
{
    [LoggerMessage(LogLevel.Warning, "poller {Poller} could not be started and is tried again")]
    public static partial void NotStarted(ILogger log, int poller, Exception failure);

    [LoggerMessage(LogLevel.Warning, "poller {Poller} could not be woken; its timer goes on")]
    public static partial void Failed(ILogger log, int poller, Exception failure);
}
