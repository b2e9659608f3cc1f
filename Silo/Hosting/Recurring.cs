namespace SunGov.Silo.Hosting;

/// <summary>
/// Does something every so often until the host ends, be it stopped or only disposed of. A turn that fails is told, and
/// the next one tries again.
/// </summary>
public abstract class Recurring(TimeSpan every, TimeProvider clock, ILogger log) : BackgroundService
{
    /// <summary>What a turn does, for the log, e.g. <c>removing old sessions</c>.</summary>
    protected abstract string What { get; }

    /// <summary>One turn.</summary>
    protected abstract Task TurnAsync(CancellationToken stop);

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TriedAsync(stoppingToken);
            }
        }
        catch (Exception end) when (IsEnd(end, stoppingToken))
        {
            // The host has ended, and what a turn stood on with it: nothing failed.
            return;
        }
    }

    private async Task TriedAsync(CancellationToken stop)
    {
        try
        {
            await TurnAsync(stop);
        }
        catch (Exception failure) when (!IsEnd(failure, stop))
        {
            log.LogError(failure, "{What} failed; the next turn tries again", What);
        }
    }

    private static bool IsEnd(Exception failure, CancellationToken stop) =>
        stop.IsCancellationRequested && failure is (OperationCanceledException or ObjectDisposedException);
}
