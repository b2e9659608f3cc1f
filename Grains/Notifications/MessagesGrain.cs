using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Notifications;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Notifications;

/// <summary>The message centre (R-NOT-01): everyone's own messages, delivered once per receiver.</summary>
[StatelessWorker]
public sealed class MessagesGrain(MessageTable table, IGrants grants, IMessageBell bell, TimeProvider clock)
    : Grain, IMessages
{
    /// <inheritdoc/>
    public async Task<Outcome<Page<MessageView>>> List(bool unreadOnly, PageRequest page, By by) =>
        await IsPersonAsync(by)
            ? await table.ListAsync(by.Person, unreadOnly, page)
            : SharedRefusals.IdentityNotHeld;

    /// <inheritdoc/>
    public async Task<Outcome<UnreadCount>> Unread(By by) =>
        await IsPersonAsync(by)
            ? Outcome.Of(new UnreadCount(await table.UnreadAsync(by.Person)))
            : SharedRefusals.IdentityNotHeld;

    /// <inheritdoc/>
    public async Task<Outcome<UnreadCount>> MarkRead(ImmutableArray<string> messages, By by)
    {
        if (!await IsPersonAsync(by))
        {
            return SharedRefusals.IdentityNotHeld;
        }

        await table.MarkReadAsync(by.Person, messages, clock.GetUtcNow());
        bell.Ring(by.Person);
        return Outcome.Of(new UnreadCount(await table.UnreadAsync(by.Person)));
    }

    /// <inheritdoc/>
    public async Task<Outcome<Done>> Deliver(NewMessage message, By by)
    {
        if (!by.IsPlatform)
        {
            return SharedRefusals.NotAllowed;
        }

        foreach (var person in await table.DeliverAsync(message, clock.GetUtcNow()))
        {
            bell.Ring(person);
        }

        return Outcome.Of(Done.It);
    }

    private async Task<bool> IsPersonAsync(By by) =>
        by.Person.Length > 0 && !by.IsPlatform && await grants.FindAsync(by) is not null;
}
