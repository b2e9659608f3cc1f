using Orleans;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared.Due;

namespace SunGov.Grains.Reviews;

/// <summary>Calls activities for which something fell due, or whose desks have news.</summary>
public sealed class ReviewActivityDue(IGrainFactory grains) : IDueReceiver
{
    /// <inheritdoc/>
    public string Kind => ReviewOrders.Activity;

    /// <inheritdoc/>
    public async Task<Refusal?> ReceiveAsync(DueItem item) =>
        (await grains.GetGrain<IReviewActivityGrain>(item.Key).OnDue(item.What, item.Id)).Refusal;
}

/// <summary>Brings groups the news of their desks.</summary>
public sealed class ReviewGroupDue(IGrainFactory grains) : IDueReceiver
{
    /// <inheritdoc/>
    public string Kind => ReviewOrders.Group;

    /// <inheritdoc/>
    public async Task<Refusal?> ReceiveAsync(DueItem item) =>
        (await grains.GetGrain<IReviewGroupGrain>(item.Key).OnDue(item.What, item.Id)).Refusal;
}

/// <summary>Brings desks the orders of their group and activity, and what fell due there.</summary>
public sealed class ReviewDeskDue(IGrainFactory grains) : IDueReceiver
{
    /// <inheritdoc/>
    public string Kind => ReviewOrders.Desk;

    /// <inheritdoc/>
    public async Task<Refusal?> ReceiveAsync(DueItem item) =>
        (await grains.GetGrain<IReviewDeskGrain>(item.Key).OnDue(item.What, item.Id)).Refusal;
}
