using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace SunGov.Api.Shared;

/// <summary>Problem details (RFC 9457) with a stable code; the web's catalogue holds the sentence for it.</summary>
/// <param name="Type">URN of the code.</param>
/// <param name="Title">Short English name of the status.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable code, e.g. <c>quota-full</c>.</param>
/// <param name="Args">Arguments of the sentence.</param>
/// <param name="Field">Path of the field, or name of the header or parameter concerned; null for none.</param>
/// <param name="Details">The single findings where there are several.</param>
/// <param name="Number">Number of this request, to be quoted when asking for help; the same as in the logs.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Code,
    ImmutableDictionary<string, string> Args,
    string? Field,
    ImmutableArray<ProblemDetail> Details,
    string Number)
{
    /// <summary>Media type of problem details.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>The one switch from kinds of refusals to HTTP statuses.</summary>
    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.WrongState => StatusCodes.Status409Conflict,
        RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
        RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
        RefusalKind.Unknown => StatusCodes.Status503ServiceUnavailable,
        _ => throw new InvalidOperationException($"refusal kind {kind} has no status"),
    };

    /// <summary>The number of a request: its trace id.</summary>
    public static string NumberOf(HttpContext http) =>
        Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;

    /// <summary>Writes a refusal as the answer.</summary>
    public static Task WriteAsync(HttpContext http, Refusal refusal) => WriteAsync(http, Of(http, refusal));

    /// <summary>Writes a refusal of the transport as the answer.</summary>
    public static Task WriteAsync(HttpContext http, ApiFault fault) => WriteAsync(http, new Problem(
        Urn(fault.Code),
        TitleOf(fault.Status),
        fault.Status,
        fault.Code,
        ImmutableDictionary<string, string>.Empty,
        fault.Field,
        [],
        NumberOf(http)));

    private static Problem Of(HttpContext http, Refusal refusal)
    {
        var status = StatusOf(refusal.Kind);
        return new Problem(
            Urn(refusal.Code),
            TitleOf(status),
            status,
            refusal.Code,
            refusal.Args,
            refusal.Field,
            [.. (refusal.Details.IsDefault ? [] : refusal.Details).Select(ProblemDetail.Of)],
            NumberOf(http));
    }

    private static async Task WriteAsync(HttpContext http, Problem problem)
    {
        http.Response.StatusCode = problem.Status;
        if (problem.Status is StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = "1";
        }
        else if (problem.Status is StatusCodes.Status429TooManyRequests && http.Response.Headers.RetryAfter.Count == 0)
        {
            http.Response.Headers.RetryAfter =
                problem.Args.GetValueOrDefault("seconds", 60.ToString(CultureInfo.InvariantCulture));
        }

        await http.Response.WriteAsJsonAsync(problem, ApiJson.Options, MediaType);
    }

    private static string Urn(string code) => $"urn:sungov:problem:{code}";

    private static string TitleOf(int status) => status switch
    {
        400 => "Malformed request",
        401 => "Not logged in",
        403 => "Not allowed",
        404 => "Not found",
        405 => "No such method",
        409 => "Not in this state",
        412 => "Changed meanwhile",
        413 => "Too large",
        415 => "Other media type expected",
        422 => "Not valid",
        428 => "Version required",
        429 => "Too many attempts",
        503 => "Repeat with the same command id",
        _ => "Fault of the platform",
    };
}

/// <summary>One finding of several.</summary>
public sealed record ProblemDetail(string Code, ImmutableDictionary<string, string> Args, string? Field)
{
    /// <summary>A refusal as a finding.</summary>
    public static ProblemDetail Of(Refusal refusal) => new(refusal.Code, refusal.Args, refusal.Field);
}
