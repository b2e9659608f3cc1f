using Microsoft.AspNetCore.Http;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Api.Shared;

/// <summary>Checks the shape of what a list is asked for, before the grain is.</summary>
public static class PageShape
{
    /// <summary>Most rows of one page.</summary>
    public const int Most = 200;

    /// <summary>Refuses a limit outside 1 to 200.</summary>
    public static async ValueTask<object?> Check(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.Arguments.OfType<PageRequest>().Any(page => page.Limit is < 1 or > Most))
        {
            await Problem.WriteAsync(context.HttpContext, ApiRefusals.Limit);
            return Results.Empty;
        }

        return await next(context);
    }
}
