using SunGov.GrainInterfaces.Identity;

namespace SunGov.Api.Identity;

/// <summary>Login, logout, and who is logged in (R-USR-01, R-LOG-02).</summary>
public sealed class SessionModule : ICarterModule
{
    private const string Login = "login";

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var session = app.MapGroup("/api/v1").WithTags("Session");
        session.MapPost("/session", LogIn).ForAnyone().WithoutCommand().RequireRateLimiting(LoginRate.Policy)
            .Named("logIn", "Logs in and sets the session cookie");
        session.MapGet("/session", Read).ForPerson()
            .Named("readSession", "Who is logged in, with their identities and what each may do");
        session.MapDelete("/session", End).ForPerson().WithoutCommand()
            .Named("logOut", "Ends the session at once on every node");
        session.MapPut("/me/password", ChangePassword).ForPerson()
            .Named("changePassword", "Changes one's own password; ends all other sessions");
        session.MapGet("/demo/logins", DemoLogins).ForAnyone()
            .Named("listDemoLogins", "Logins of the demo, one per role; only in demo mode");
    }

    private static async Task<Results<Ok<SessionView>, Refused>> LogIn(
        Credentials credentials, Acting acting, IGrainFactory grains)
    {
        var from = acting.Http.Connection.RemoteIpAddress?.ToString() ?? "";
        var by = By.Visitor with { Command = Guid.NewGuid() };
        var opened = await grains.GetGrain<ILoginGrain>(Login)
            .LogIn(new LogIn(credentials.Login, credentials.Password, from), by);
        if (!opened.Succeeded)
        {
            return new Refused(opened.Refusal);
        }

        acting.Http.Response.Cookies.Append(Gate.Cookie, opened.Value.Token, Cookie(acting.Http));
        return TypedResults.Ok(opened.Value.Session);
    }

    private static async Task<Results<Ok<SessionView>, Refused>> Read(Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<ISessionGrain>(acting.By.Session).Read()).Ok(acting);

    private static async Task<Results<NoContent, Refused>> End(Acting acting, IGrainFactory grains)
    {
        var ended = await grains.GetGrain<ISessionGrain>(acting.By.Session).End(acting.By);
        acting.Http.Response.Cookies.Delete(Gate.Cookie, Cookie(acting.Http));
        return ended.Nothing();
    }

    private static async Task<Results<NoContent, Refused>> ChangePassword(
        ChangePassword command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IPersonGrain>(acting.By.Person).ChangePassword(command, acting.By)).Nothing();

    private static Results<Ok<Page<DemoLogin>>, Refused> DemoLogins(IDemoLogins demo) =>
        demo.All is { } all
            ? TypedResults.Ok(new Page<DemoLogin>([.. all], all.Count, null))
            : new Refused(Refusal.Of(RefusalKind.NotFound, "not-found"));

    private static CookieOptions Cookie(HttpContext http) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = "/",
    };
}

/// <summary>Login name and password as typed.</summary>
public sealed record Credentials(string Login, string Password);
