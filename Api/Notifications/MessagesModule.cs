using System.Collections.Immutable;
using SunGov.GrainInterfaces.Notifications;

namespace SunGov.Api.Notifications;

/// <summary>The message centre of the person logged in (R-NOT-01).</summary>
public sealed class MessagesModule : ICarterModule
{
    private const string Messages = "messages";

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var messages = app.MapGroup("/api/v1/me/messages").WithTags("Messages");
        messages.MapGet("", List).ForPerson()
            .Named("listMessages", "One's own messages, newest first");
        messages.MapGet("/unread", Unread).ForPerson()
            .Named("countUnreadMessages", "How many of one's own messages are unread");
        messages.MapPost("/read", MarkRead).ForPerson()
            .Named("markMessagesRead", "Marks messages as read; an empty list marks all");
    }

    private static async Task<Results<Ok<Page<MessageView>>, Refused>> List(
        [AsParameters] PageRequest page, Acting acting, IGrainFactory grains, bool unread = false) =>
        (await grains.GetGrain<IMessages>(Messages).List(unread, page, acting.By)).Ok(acting);

    private static async Task<Results<Ok<UnreadCount>, Refused>> Unread(Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IMessages>(Messages).Unread(acting.By)).Ok(acting);

    private static async Task<Results<Ok<UnreadCount>, Refused>> MarkRead(
        ReadMessages read, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IMessages>(Messages).MarkRead(read.Messages, acting.By)).Ok(acting);
}

/// <summary>Messages that were read.</summary>
/// <param name="Messages">Their ids; empty for all.</param>
public sealed record ReadMessages(ImmutableArray<string> Messages);
