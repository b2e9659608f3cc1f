namespace SunGov.Silo.Storage;

/// <summary>
/// Makes anchors every <see cref="StorageOptions.AnchorEvery"/>, where there is anything new. Several silos do no harm
/// to one another.
/// </summary>
internal sealed partial class AnchorTimer(
    Anchors anchors, StorageOptions options, TimeProvider clock, ILogger<AnchorTimer> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.AnchorEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await anchors.WriteAsync();
            }
            catch (Exception failure)
            {
                Failed(log, failure);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "the journal could not be anchored; the next turn tries again")]
    private static partial void Failed(ILogger log, Exception failure);
}
