using Orleans;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared.Due;

namespace SunGov.Grains.Programmes;

/// <summary>Calls migrations whose next projects are due.</summary>
public sealed class ProgrammeMigrationDue(IGrainFactory grains) : IDueReceiver
{
    /// <inheritdoc/>
    public string Kind => "programme_migration";

    /// <inheritdoc/>
    public async Task<Refusal?> ReceiveAsync(DueItem item) =>
        (await grains.GetGrain<IProgrammeMigrationGrain>(item.Key).OnDue(item.What, item.Id)).Refusal;
}
