using Orleans;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared.Due;

namespace SunGov.Grains.Projects;

/// <summary>Calls projects for which something fell due.</summary>
public sealed class ProjectDue(IGrainFactory grains) : IDueReceiver
{
    /// <inheritdoc/>
    public string Kind => "project";

    /// <inheritdoc/>
    public async Task<Refusal?> ReceiveAsync(DueItem item) =>
        (await grains.GetGrain<IProjectGrain>(item.Key).OnDue(item.What, item.Id)).Refusal;
}
