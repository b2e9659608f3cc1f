using Microsoft.Extensions.Hosting;

namespace SunGov.Api.Shared;

/// <summary>Live events: what changed of what this identity may read; the page then reads again.</summary>
public sealed class EventsModule : ICarterModule
{
    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/events", Listen).WithTags("Live").ForIdentity().WithMetadata(new IdentityInQuery())
            .Produces<LiveEvent>(StatusCodes.Status200OK, "text/event-stream")
            .Named("listenToEvents", "Server-sent events: kind, key and version of what changed in one's scope");

    /// <summary>The gate has read <c>identity</c>; it stands here so that the document names it.</summary>
    private static ServerSentEventsResult<LiveEvent?> Listen(
        Acting acting,
        ILiveEvents events,
        IGrainFactory grains,
        IHostApplicationLifetime host,
        TimeProvider clock,
        string? identity = null)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(
            acting.Http.RequestAborted, host.ApplicationStopping);
        acting.Http.Response.RegisterForDispose(stop);
        return TypedResults.ServerSentEvents(
            new LiveFeed(events, grains, clock).ReadAsync(by: acting.By, cancellation: stop.Token));
    }
}
