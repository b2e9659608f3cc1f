using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace SunGov.Api.Shared;

/// <summary>Turns exceptions and bare statuses into problem details; a stack trace never leaves.</summary>
public sealed partial class Faults(RequestDelegate next, ILogger<Faults> log)
{
    /// <summary>Runs the request.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        http.Response.Headers["X-Request-Id"] = Problem.NumberOf(http);
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            SecurityHeaders.Apply(http);
            http.Response.Headers["X-Request-Id"] = Problem.NumberOf(http);
            await Problem.WriteAsync(http, FaultOf(http, fault));
            return;
        }

        if (Bare(http))
        {
            await Problem.WriteAsync(http, http.Response.StatusCode switch
            {
                StatusCodes.Status404NotFound => ApiRefusals.NoRoute,
                StatusCodes.Status405MethodNotAllowed => ApiRefusals.NoMethod,
                StatusCodes.Status413PayloadTooLarge => ApiRefusals.TooLarge,
                StatusCodes.Status415UnsupportedMediaType => ApiRefusals.MediaType,
                _ => ApiRefusals.MalformedValue(null) with { Status = http.Response.StatusCode },
            });
        }
    }

    private static bool Bare(HttpContext http) =>
        http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null }
        && http.Request.Path.StartsWithSegments("/api");

    private ApiFault FaultOf(HttpContext http, Exception fault)
    {
        switch (fault)
        {
            case BadHttpRequestException bad:
                return Malformed(bad);
            case JsonException json:
                return ApiRefusals.MalformedBody(FieldOf(json));
            case TimeoutException or OrleansException or DbException { IsTransient: true }:
                log.LogWarning(fault, "no answer in time for {Method} {Path}", http.Request.Method, RouteOf(http));
                return ApiRefusals.TryAgain;
            default:
                log.LogError(fault, "fault in {Method} {Path}", http.Request.Method, RouteOf(http));
                return ApiRefusals.Fault;
        }
    }

    private static ApiFault Malformed(BadHttpRequestException bad) => bad switch
    {
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => ApiRefusals.TooLarge,
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } => ApiRefusals.MediaType,
        { InnerException: JsonException json } => ApiRefusals.MalformedBody(FieldOf(json)),
        _ when ParameterName().Match(bad.Message) is { Success: true } name =>
            ApiRefusals.MalformedValue(JsonNamingPolicy.CamelCase.ConvertName(name.Groups[1].Value)),
        _ => ApiRefusals.MalformedBody(null),
    };

    /// <summary><c>$.guideline[0].heading</c> as <c>guideline/0/heading</c>.</summary>
    private static string? FieldOf(JsonException json) =>
        json.Path is { Length: > 2 } path
            ? path[1..].Replace('[', '/').Replace("]", "", StringComparison.Ordinal).Replace('.', '/').TrimStart('/')
            : null;

    private static string RouteOf(HttpContext http) =>
        (http.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText ?? "unknown";

    [GeneratedRegex("parameter \"[^\"]*?(\\w+)\"")]
    private static partial Regex ParameterName();
}
