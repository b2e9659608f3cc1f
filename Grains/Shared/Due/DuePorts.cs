using System.Collections.Immutable;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Shared.Due;

/// <summary>A due or outbox row, taken to be delivered.</summary>
/// <param name="Id">Its id; the delivery runs under it, so that delivering twice does it once.</param>
/// <param name="At">When it was wanted.</param>
/// <param name="Own">True when the owner wanted it for itself, false from the outbox of another thing.</param>
/// <param name="Attempts">Deliveries begun, this one included.</param>
public sealed record DueItem(
    Guid Id, DateTimeOffset At, string Kind, string Key, string What, bool Own, int Attempts);

/// <summary>Calls the owners of one kind; one for each kind that wants or gets due rows.</summary>
public interface IDueReceiver
{
    /// <summary>The kind it calls.</summary>
    string Kind { get; }

    /// <summary>
    /// Calls the owner. Null when it is done or no longer applies; a refusal or an exception means: again, later.
    /// </summary>
    Task<Refusal?> ReceiveAsync(DueItem item);
}

/// <summary>
/// Takes all rows of its kind that a poller holds in one call: what they do is of the same sort and needs no order.
/// </summary>
public interface IDueReceiverOfMany : IDueReceiver
{
    /// <summary>
    /// The same as for each of them alone, told in their order. An exception means that they are tried one by one.
    /// </summary>
    Task<ImmutableArray<Refusal?>> ReceiveAsync(ImmutableArray<DueItem> items);
}

/// <summary>The table of due rows, as pollers use it.</summary>
public interface IDueRows
{
    /// <summary>
    /// Takes rows that are ready, oldest first, and keeps other pollers off them until <paramref name="until"/>.
    /// </summary>
    Task<ImmutableArray<DueItem>> TakeAsync(int most, DateTimeOffset now, DateTimeOffset until);

    /// <summary>Removes rows that were delivered.</summary>
    Task DoneAsync(ImmutableArray<Guid> ids);

    /// <summary>Leaves a row for another try, or for the administrator.</summary>
    Task FailedAsync(Guid id, DateTimeOffset again, bool stuck, string error);

    /// <summary>
    /// Gives back rows that were taken until <paramref name="until"/> and not tried; that taking does not count as an
    /// attempt. Rows whose lease has passed to another poller stay as they are.
    /// </summary>
    Task GiveBackAsync(ImmutableArray<Guid> ids, DateTimeOffset until, DateTimeOffset now);
}
