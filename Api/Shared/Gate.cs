using System.Globalization;
using SunGov.GrainInterfaces.Identity;

namespace SunGov.Api.Shared;

/// <summary>
/// The first of three gates: who is it (cookie), under which identity (X-Acting-Identity, which no foreign page can
/// send), with which command (Idempotency-Key), on which version (If-Match). What they may do is asked inside.
/// </summary>
public sealed class Gate(RequestDelegate next)
{
    /// <summary>Name of the session cookie.</summary>
    public const string Cookie = "sungov";

    /// <summary>Header with the acting identity.</summary>
    public const string IdentityHeader = "X-Acting-Identity";

    /// <summary>Header with the command id.</summary>
    public const string CommandHeader = "Idempotency-Key";

    /// <summary>Lets a request through to its handler, or answers with the reason why not.</summary>
    public async Task InvokeAsync(HttpContext http, IGrainFactory grains, ISessionKeys keys)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Access>() is not { } access)
        {
            await next(http);
            return;
        }

        if (CommandOf(http, out var command) is { } noCommand)
        {
            await Problem.WriteAsync(http, noCommand);
            return;
        }

        if (VersionOf(http, out var version) is { } noVersion)
        {
            await Problem.WriteAsync(http, noVersion);
            return;
        }

        var found = await FindAsync(http, access, grains, keys);
        if (!found.Succeeded)
        {
            await Problem.WriteAsync(http, found.Refusal);
            return;
        }

        http.Features.Set(found.Value with { Command = command, IfVersion = version });
        await next(http);
    }

    /// <summary>Key of the session that the request's cookie names; empty without one.</summary>
    public static string SessionOf(HttpContext http, ISessionKeys keys) =>
        http.Request.Cookies.TryGetValue(Cookie, out var token) && token.Length == 64 ? keys.KeyOf(token) : "";

    private static bool Writes(HttpContext http) =>
        !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method);

    private static async Task<Outcome<By>> FindAsync(
        HttpContext http, Access access, IGrainFactory grains, ISessionKeys keys)
    {
        var session = SessionOf(http, keys);
        if (session.Length == 0)
        {
            return access.Entry == Entry.Anyone ? Outcome.Of(By.Visitor) : ApiRefusals.NotLoggedIn;
        }

        var identity = http.Request.Headers[IdentityHeader].ToString();
        if (identity.Length == 0 && http.GetEndpoint()?.Metadata.GetMetadata<IdentityInQuery>() is not null)
        {
            identity = http.Request.Query["identity"].ToString();
        }

        if (identity.Length == 0 && (access.Entry == Entry.Identity || (access.Entry == Entry.Person && Writes(http))))
        {
            return ApiRefusals.NoActingIdentity;
        }

        var outcome = await CheckAsync(grains.GetGrain<ISessionGrain>(session), identity, access);
        return access.Entry == Entry.Anyone && !outcome.Succeeded ? Outcome.Of(By.Visitor) : outcome;
    }

    /// <summary>
    /// On routes about oneself the person's own id stands for any identity, so that somebody without one can log out.
    /// </summary>
    private static async Task<Outcome<By>> CheckAsync(ISessionGrain session, string identity, Access access)
    {
        var outcome = await session.Check(access.Entry == Entry.Person ? "" : identity);
        return !outcome.Succeeded || access.Entry != Entry.Person || identity.Length == 0
            || outcome.Value.Person == identity
            ? outcome
            : await session.Check(identity);
    }

    private static ApiFault? CommandOf(HttpContext http, out Guid command)
    {
        command = Guid.Empty;
        if (!Writes(http) || http.GetEndpoint()?.Metadata.GetMetadata<WithoutCommand>() is not null)
        {
            return null;
        }

        var given = http.Request.Headers[CommandHeader].ToString();
        if (given.Length == 0)
        {
            return ApiRefusals.CommandRequired;
        }

        return Guid.TryParseExact(given, "D", out command) && command != Guid.Empty
            ? null
            : ApiRefusals.CommandMalformed;
    }

    private static ApiFault? VersionOf(HttpContext http, out long? version)
    {
        version = null;
        var given = http.Request.Headers.IfMatch.ToString().Trim();
        if (given is "" or "*")
        {
            return given.Length == 0 && http.GetEndpoint()?.Metadata.GetMetadata<NeedsIfMatch>() is not null
                ? ApiRefusals.IfMatchRequired
                : null;
        }

        var digits = given.Length > 2 && given[0] == '"' && given[^1] == '"' ? given[1..^1] : "";
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
        {
            return ApiRefusals.IfMatchMalformed;
        }

        version = parsed;
        return null;
    }
}

/// <summary>On the event stream, where a browser cannot send headers: the identity may stand in the query.</summary>
public sealed record IdentityInQuery;
