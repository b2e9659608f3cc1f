using SunGov.Silo.Hosting;

namespace SunGov.Silo.Storage;

/// <summary>
/// Makes anchors every <see cref="StorageOptions.AnchorEvery"/>, where there is anything new. Several silos do no harm
/// to one another.
/// </summary>
internal sealed class AnchorTimer(
    Anchors anchors, StorageOptions options, TimeProvider clock, ILogger<AnchorTimer> log)
    : Recurring(options.AnchorEvery, clock, log)
{
    protected override string What => "anchoring the journal";

    protected override Task TurnAsync(CancellationToken stop) => anchors.WriteAsync();
}
