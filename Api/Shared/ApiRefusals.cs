namespace SunGov.Api.Shared;

/// <summary>What the API itself refuses before a grain is asked: session and shape.</summary>
public static class ApiRefusals
{
    /// <summary>Nobody is logged in.</summary>
    public static Refusal NotLoggedIn { get; } = Refusal.Of(RefusalKind.Unauthenticated, "not-logged-in");

    /// <summary>The request names no acting identity (X-Acting-Identity).</summary>
    public static Refusal NoActingIdentity { get; } = Refusal.Of(RefusalKind.Forbidden, "acting-identity-required");

    /// <summary>A write without a command id.</summary>
    public static ApiFault CommandRequired { get; } = new(400, "command-id-required", "Idempotency-Key");

    /// <summary>The command id is not a UUID.</summary>
    public static ApiFault CommandMalformed { get; } = new(400, "command-id-malformed", "Idempotency-Key");

    /// <summary>If-Match is not a version in quotes.</summary>
    public static ApiFault IfMatchMalformed { get; } = new(400, "if-match-malformed", "If-Match");

    /// <summary>This route needs If-Match.</summary>
    public static ApiFault IfMatchRequired { get; } = new(428, "if-match-required", "If-Match");

    /// <summary>The body is not the JSON this route takes.</summary>
    public static ApiFault MalformedBody(string? field) => new(400, "malformed-json", field);

    /// <summary>A path or query value is not of the right form.</summary>
    public static ApiFault MalformedValue(string? field) => new(400, "malformed-value", field);

    /// <summary>A text holds NUL or half a surrogate pair, which cannot be stored.</summary>
    public static ApiFault BadText(string? field) => new(400, "bad-text", field);

    /// <summary>The body is too large.</summary>
    public static ApiFault TooLarge { get; } = new(413, "too-large", null);

    /// <summary>The body has another media type than this route takes.</summary>
    public static ApiFault MediaType { get; } = new(415, "media-type", null);

    /// <summary>Only PDF and images are shown within a page.</summary>
    public static Refusal NotShown { get; } = Refusal.Of(RefusalKind.WrongState, "file-not-shown");

    /// <summary>The server has no Chinese font that a document can embed.</summary>
    public static Refusal NoPrintFont { get; } = Refusal.Of(RefusalKind.WrongState, "print-font-missing");

    /// <summary>No such route.</summary>
    public static ApiFault NoRoute { get; } = new(404, "no-route", null);

    /// <summary>The route exists, but not with this method.</summary>
    public static ApiFault NoMethod { get; } = new(405, "no-method", null);

    /// <summary>Too many requests from one address; wait as Retry-After says.</summary>
    public static ApiFault TooMany { get; } = new(429, "too-many", null);

    /// <summary>Not known whether it happened; repeat with the same command id.</summary>
    public static ApiFault TryAgain { get; } = new(503, "try-again", null);

    /// <summary>A fault of the platform; the number finds it in the log.</summary>
    public static ApiFault Fault { get; } = new(500, "fault", null);
}

/// <summary>A refusal of the transport, which has a status of its own.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Field">The header, parameter or field concerned.</param>
public sealed record ApiFault(int Status, string Code, string? Field);
