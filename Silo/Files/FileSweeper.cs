using SunGov.GrainInterfaces.Shared;

namespace SunGov.Silo.Files;

/// <summary>Removes every hour the uploads that nobody confirmed within a day.</summary>
public sealed class FileSweeper(IFileStore files, TimeProvider clock, ILogger<FileSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var swept = await files.SweepAsync(clock.GetUtcNow(), stoppingToken);
                if (swept.Removed > 0)
                    log.LogInformation("Removed {Count} uploads that nobody confirmed", swept.Removed);
                foreach (var failed in swept.Failed)
                    log.LogWarning("An unconfirmed upload could not be removed, {Upload}", failed);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogWarning(failure, "Unconfirmed uploads could not be removed; the next hour tries again");
            }
        }
    }
}
