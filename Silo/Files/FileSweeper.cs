using SunGov.GrainInterfaces.Shared;
using SunGov.Silo.Hosting;

namespace SunGov.Silo.Files;

/// <summary>Removes every hour the uploads that nobody confirmed within a day.</summary>
public sealed class FileSweeper(IFileStore files, TimeProvider clock, ILogger<FileSweeper> log)
    : Recurring(TimeSpan.FromHours(1), clock, log)
{
    private readonly TimeProvider _clock = clock;
    private readonly ILogger _log = log;

    /// <inheritdoc/>
    protected override string What => "removing unconfirmed uploads";

    /// <inheritdoc/>
    protected override async Task TurnAsync(CancellationToken stop)
    {
        var swept = await files.SweepAsync(_clock.GetUtcNow(), stop);
        if (swept.Removed > 0)
        {
            _log.LogInformation("Removed {Count} uploads that nobody confirmed", swept.Removed);
        }

        foreach (var failed in swept.Failed)
        {
            _log.LogWarning("An unconfirmed upload could not be removed, {Upload}", failed);
        }
    }
}
