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
                if (await files.SweepAsync(clock.GetUtcNow(), stoppingToken) is > 0 and var count)
                    log.LogInformation("Removed {Count} uploads that nobody confirmed", count);
            }
            catch (IOException failure)
            {
                log.LogWarning(failure, "Unconfirmed uploads could not be removed; the next hour tries again");
            }
        }
    }
}
