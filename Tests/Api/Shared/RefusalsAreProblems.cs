using System.Text;
using SunGov.Api.Shared;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Tests.Api.Shared;

/// <summary>Problem details (RFC 9457) with stable codes; what cannot be right never reaches a grain.</summary>
[Collection(SunGovHost.Name)]
public sealed class RefusalsAreProblems(SunGovHost host)
{
    [Theory]
    [InlineData(RefusalKind.Unauthenticated, 401)]
    [InlineData(RefusalKind.Forbidden, 403)]
    [InlineData(RefusalKind.NotFound, 404)]
    [InlineData(RefusalKind.WrongState, 409)]
    [InlineData(RefusalKind.Stale, 412)]
    [InlineData(RefusalKind.Invalid, 422)]
    [InlineData(RefusalKind.TooMany, 429)]
    [InlineData(RefusalKind.Unknown, 503)]
    public void Each_kind_has_its_status(RefusalKind kind, int status) => Assert.Equal(status, Problem.StatusOf(kind));

    [Fact]
    public void No_kind_is_without_status() =>
        Assert.All(Enum.GetValues<RefusalKind>(), kind => Assert.InRange(Problem.StatusOf(kind), 400, 599));

    [Fact]
    public async Task A_problem_has_type_code_and_the_number_of_the_request()
    {
        var client = await host.AsAsync(Town.Leader);
        var answer = await client.GetAsync("projects/0000000000000000");
        Assert.Equal(404, answer.Status);
        Assert.Equal(Problem.MediaType, answer.Headers["Content-Type"].Single());
        Assert.Equal("urn:sungov:problem:not-found", answer.Text("type"));
        Assert.Equal(answer.Headers["X-Request-Id"].Single(), answer.Text("number"));
        Assert.Equal("no-store", answer.Headers["Cache-Control"].Single());
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"].Single());
        Assert.Contains(
            "frame-ancestors 'none'", answer.Headers["Content-Security-Policy"].Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"login\": ", 400, "malformed-json", null)]
    [InlineData("{\"login\": \"a\"}", 400, "malformed-json", null)]
    [InlineData("{\"login\": \"a\", \"password\": \"b\", \"admin\": true}", 400, "malformed-json", "admin")]
    [InlineData("{\"login\": \"a\", \"login\": \"c\", \"password\": \"b\"}", 400, "malformed-json", "login")]
    [InlineData("{\"login\": null, \"password\": \"b\"}", 400, "malformed-json", "login")]
    [InlineData("{\"login\": 7, \"password\": \"b\"}", 400, "malformed-json", "login")]
    [InlineData("{\"login\": \"a\\u0000b\", \"password\": \"b\"}", 400, "bad-text", "login")]
    [InlineData("{\"login\": \"a\\ud800b\", \"password\": \"b\"}", 400, "bad-text", null)]
    public async Task A_body_that_is_not_what_the_route_takes_is_refused(
        string body, int status, string code, string? field)
    {
        using var visitor = host.Visitor();
        var answer = await visitor.SendAsync(
            HttpMethod.Post, "session", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal((status, code, field), (answer.Status, answer.Code, answer.Body.GetProperty("field").GetString()));
        Assert.DoesNotContain("Exception", answer.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_another_media_type_is_refused()
    {
        using var visitor = host.Visitor();
        var answer = await visitor.SendAsync(
            HttpMethod.Post, "session", new StringContent("login=a", Encoding.UTF8, "text/plain"));
        Assert.Equal((415, "media-type"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        using var visitor = host.Visitor();
        var answer = await visitor.SendAsync(
            HttpMethod.Post, "session", new { login = new string('a', TextGuard.LargestBody), password = "" });
        Assert.Equal((413, "too-large"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("calls?search=a%00b", 400, "bad-text")]
    [InlineData("calls?year=soon", 400, "malformed-value")]
    [InlineData("calls?limit=0", 422, "page-limit")]
    [InlineData("nothing-here", 404, "no-route")]
    public async Task An_address_that_is_not_right_is_refused(string path, int status, string code)
    {
        using var visitor = host.Visitor();
        var answer = await visitor.GetAsync(path);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_method_that_a_route_does_not_have_is_refused()
    {
        using var visitor = host.Visitor();
        var answer = await visitor.SendAsync(HttpMethod.Delete, "calls", null, Guid.NewGuid());
        Assert.True(answer.Status is 404 or 405, $"{answer.Status}");
        Assert.True(answer.Code is "no-route" or "no-method");
    }
}
