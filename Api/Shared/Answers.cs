using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace SunGov.Api.Shared;

/// <summary>A refusal as the answer: problem details with the status of its kind.</summary>
public sealed class Refused(Refusal refusal) : IResult, IEndpointMetadataProvider
{
    /// <summary>Why.</summary>
    public Refusal Refusal => refusal;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) => Problem.WriteAsync(httpContext, refusal);

    /// <inheritdoc/>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        foreach (var status in Problems.OfEvery)
        {
            builder.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(Problem), [Problem.MediaType]));
        }
    }
}

/// <summary>Statuses of problems that any operation can answer with.</summary>
public static class Problems
{
    /// <summary>400 malformed, 429 too many, 500 fault, 503 repeat.</summary>
    public static ImmutableArray<int> OfEvery { get; } = [400, 429, 500, 503];
}

/// <summary>Turns outcomes of grains into answers: value and ETag, or problem details.</summary>
public static class Answers
{
    /// <summary>200 with the value.</summary>
    public static Results<Ok<T>, Refused> Ok<T>(this Outcome<T> outcome, Acting acting)
    {
        if (!outcome.Succeeded)
        {
            return new Refused(outcome.Refusal);
        }

        Tag(acting.Http, outcome.Version);
        return TypedResults.Ok(outcome.Value);
    }

    /// <summary>201 with the value and where it is found from now on.</summary>
    public static Results<Created<T>, Refused> Created<T>(this Outcome<T> outcome, Acting acting, string location)
    {
        if (!outcome.Succeeded)
        {
            return new Refused(outcome.Refusal);
        }

        Tag(acting.Http, outcome.Version);
        return TypedResults.Created("/api/v1" + location, outcome.Value);
    }

    /// <summary>204, since there is nothing to tell.</summary>
    public static Results<NoContent, Refused> Nothing(this Outcome<Done> outcome) =>
        outcome.Succeeded ? TypedResults.NoContent() : new Refused(outcome.Refusal);

    /// <summary>The version as ETag; nothing for things without one.</summary>
    public static void Tag(HttpContext http, long version)
    {
        if (version > 0)
        {
            http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        }
    }
}
