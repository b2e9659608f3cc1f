using System.Collections.Immutable;
using Orleans;
using SunGov.GrainInterfaces.Notifications;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Grains.Shared.Due;

namespace SunGov.Grains.Notifications;

/// <summary>Delivers messages that things sent through their outbox.</summary>
public sealed class MessageDue(IGrainFactory grains) : IDueReceiverOfMany
{
    private const string DeliverVerb = "deliver";
    private const string CentreKey = "messages";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <summary>Kind of messages in the outbox.</summary>
    public const string KindName = "message";

    /// <summary>
    /// The outbox row that delivers a message. Its <c>Id</c> may be empty: the row's own id is used then.
    /// </summary>
    public static Sending Deliver(NewMessage message) =>
        new(
            KindName,
            message.ToPerson ?? message.ToHolder ?? message.ToSealed?.Key ?? "",
            Message.Of(DeliverVerb, message));

    /// <inheritdoc/>
    public async Task<Refusal?> ReceiveAsync(DueItem item) => (await ReceiveAsync([item]))[0];

    /// <inheritdoc/>
    public async Task<ImmutableArray<Refusal?>> ReceiveAsync(ImmutableArray<DueItem> items)
    {
        var outcome = await grains.GetGrain<IMessages>(CentreKey).DeliverAll(
            [.. items.Select(MessageOf)], By.System(items[0].Id));
        return [.. items.Select(_ => outcome.Refusal)];
    }

    private static NewMessage MessageOf(DueItem item)
    {
        var message = Message.Read<NewMessage>(item.What, DeliverVerb);
        return message.Id == Guid.Empty ? message with { Id = item.Id } : message;
    }
}
