namespace SunGov.Api.Shared;

/// <summary>Whether the process lives, and whether it is ready to serve.</summary>
public sealed class HealthModule : ICarterModule
{
    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags("Health");
        health.MapGet("/live", Live).ForAnyone().Named("readLiveness", "The process answers");
        health.MapGet("/ready", Ready).ForAnyone()
            .Produces<Readiness>().Produces<Readiness>(StatusCodes.Status503ServiceUnavailable)
            .Named("readReadiness", "Migrated, engine up and, where asked for, the demo loaded");
    }

    private static Ok<Readiness> Live() => TypedResults.Ok(new Readiness(true, "live"));

    private static JsonHttpResult<Readiness> Ready(IReadiness readiness)
    {
        var now = readiness.Now;
        return TypedResults.Json(
            now, statusCode: now.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
