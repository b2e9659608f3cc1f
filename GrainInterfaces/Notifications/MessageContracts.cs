using System.Collections.Immutable;
using Orleans;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Notifications;

/// <summary>The message centre (R-NOT-01). Stateless over the message table; key: <c>messages</c>.</summary>
[Alias("SunGov.IMessages")]
public interface IMessages : IGrainWithStringKey
{
    /// <summary>Messages of the person behind the session, newest first.</summary>
    [Alias("List")]
    Task<Outcome<Page<MessageView>>> List(bool unreadOnly, PageRequest page, By by);

    /// <summary>How many are unread.</summary>
    [Alias("Unread")]
    Task<Outcome<UnreadCount>> Unread(By by);

    /// <summary>Marks messages as read; an empty list marks all.</summary>
    [Alias("MarkRead")]
    Task<Outcome<UnreadCount>> MarkRead(ImmutableArray<string> messages, By by);

    /// <summary>Delivers messages; the same id is delivered once. Called by the outbox.</summary>
    [Alias("DeliverAll")]
    Task<Outcome<Done>> DeliverAll(ImmutableArray<NewMessage> messages, By by);
}

/// <summary>A message to be delivered.</summary>
/// <param name="Id">Its id, derived from the entry that caused it.</param>
/// <param name="ToPerson">Receiver; null when it goes to all who hold <paramref name="ToHolder"/>.</param>
/// <param name="ToHolder">Holder fact <c>role@organisation</c>; null when it goes to a person.</param>
/// <param name="Template">Stable template code; the web's catalogue holds the sentence.</param>
/// <param name="Args">Fields of the template.</param>
/// <param name="Project">The project it is about; null for none.</param>
/// <param name="ToSealed">Receiver under seal; null when it goes to a person or to holders.</param>
/// <param name="OfTask">True where it tells of a task: whoever does it for a receiver for a time gets it too.</param>
[Immutable, Alias("SunGov.NewMessage")]
public sealed record NewMessage(
    Guid Id,
    string? ToPerson,
    string? ToHolder,
    string Template,
    ImmutableDictionary<string, string> Args,
    string? Project,
    SealedReceiver? ToSealed = null,
    bool OfTask = false);

/// <summary>A receiver who must not be named on the way: opened at delivery only, and kept by a blind index.</summary>
/// <param name="Kind">Where the token opens: kind of the thing.</param>
/// <param name="Key">Its key.</param>
/// <param name="Field">Its field.</param>
/// <param name="Token">The person's id, sealed.</param>
[Immutable, Alias("SunGov.SealedReceiver")]
public sealed record SealedReceiver(string Kind, string Key, string Field, string Token);

/// <summary>A message as its receiver sees it.</summary>
[Immutable, Alias("SunGov.MessageView")]
public sealed record MessageView(
    string Id,
    DateTimeOffset At,
    string Template,
    ImmutableDictionary<string, string> Args,
    string? Project,
    bool Read);

/// <summary>Unread messages.</summary>
[Immutable, Alias("SunGov.UnreadCount")]
public sealed record UnreadCount(long Count);
