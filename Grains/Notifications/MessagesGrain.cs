using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Notifications;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Notifications;

/// <summary>The message centre (R-NOT-01): everyone's own messages, delivered once per receiver.</summary>
[StatelessWorker]
public sealed class MessagesGrain(
    MessageTable table, ISecrets secrets, IGrants grants, IMessageBell bell, TimeProvider clock) : Grain, IMessages
{
    private const string BoxSpace = "message-box";

    /// <inheritdoc/>
    public async Task<Outcome<Page<MessageView>>> List(bool unreadOnly, PageRequest page, By by) =>
        await IsPersonAsync(by)
            ? await table.ListAsync(await BoxesAsync(by.Person), unreadOnly, page)
            : SharedRefusals.IdentityNotHeld;

    /// <inheritdoc/>
    public async Task<Outcome<UnreadCount>> Unread(By by) =>
        await IsPersonAsync(by)
            ? Outcome.Of(new UnreadCount(await table.UnreadAsync(await BoxesAsync(by.Person))))
            : SharedRefusals.IdentityNotHeld;

    /// <inheritdoc/>
    public async Task<Outcome<UnreadCount>> MarkRead(ImmutableArray<string> messages, By by)
    {
        if (!await IsPersonAsync(by))
        {
            return SharedRefusals.IdentityNotHeld;
        }

        await table.MarkReadAsync(await BoxesAsync(by.Person), messages, clock.GetUtcNow());
        bell.Ring(by.Person);
        return Outcome.Of(new UnreadCount(await table.UnreadAsync(await BoxesAsync(by.Person))));
    }

    /// <inheritdoc/>
    public async Task<Outcome<Done>> DeliverAll(ImmutableArray<NewMessage> messages, By by)
    {
        if (!by.IsPlatform)
        {
            return SharedRefusals.NotAllowed;
        }

        foreach (var message in messages.Where(message => message.ToSealed is not null))
        {
            await DeliverSealedAsync(message, message.ToSealed!);
        }

        ImmutableArray<NewMessage> open = [.. messages.Where(message => message.ToSealed is null)];
        foreach (var person in open.IsEmpty ? [] : await table.DeliverAsync(open, clock.GetUtcNow()))
        {
            bell.Ring(person);
        }

        return Outcome.Of(Done.It);
    }

    /// <summary>Nobody is told once the key of the round is destroyed; the row names a box, not a person.</summary>
    private async Task DeliverSealedAsync(NewMessage message, SealedReceiver hidden)
    {
        var opened = await secrets.OpenAsync(hidden.Token, new SecretPlace(hidden.Kind, hidden.Key, hidden.Field));
        if (opened.Text is { } person
            && await table.DeliverToBoxAsync(message, await BoxAsync(person), clock.GetUtcNow()))
        {
            bell.Ring(person);
        }
    }

    private async ValueTask<string[]> BoxesAsync(string person) => [person, await BoxAsync(person)];

    private ValueTask<string> BoxAsync(string person) => secrets.BlindIndexAsync(BoxSpace, person);

    private async Task<bool> IsPersonAsync(By by) =>
        by.Person.Length > 0 && !by.IsPlatform && await grants.FindAsync(by) is not null;
}
