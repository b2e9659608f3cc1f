using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SunGov.Api.Shared;
using SunGov.Grains.Identity;
using SunGov.Tests.Rules.Shared.Tidy;

namespace SunGov.Tests.Api.Shared;

/// <summary>Nothing is open by oversight (R-PRM-01): what a route declares is what holds.</summary>
[Collection(SunGovHost.Name)]
public sealed class EveryRouteDeclaresItsAccess(SunGovHost host)
{
    private const string Matrix = "Tests/Api/route-matrix.txt";
    private const string Nobody = "0000000000000000";

    private IEnumerable<(string Method, string Path, Access? Access)> Routes =>
        from endpoint in host.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"]
        from method in methods.DefaultIfEmpty("*")
        let path = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        orderby path, method
        select (method, path, endpoint.Metadata.GetMetadata<Access>());

    private RoleCatalogue Catalogue => host.App.Services.GetRequiredService<RoleCatalogue>();

    [Fact]
    public void No_route_is_without_declaration() =>
        Assert.Empty(Routes.Where(route => route.Access is null).Select(route => $"{route.Method} {route.Path}"));

    [Fact]
    public void A_function_that_a_route_needs_exists() =>
        Assert.Empty(Routes.Select(route => route.Access?.Function).OfType<string>().Except(RoleCatalogue.Functions));

    [Fact]
    public void Which_role_may_try_which_route_is_a_reviewed_table()
    {
        var roles = Catalogue.Roles.Values.OrderBy(role => role.Code, StringComparer.Ordinal).ToList();
        var text = new StringBuilder();
        foreach (var (role, at) in roles.Select((role, at) => (role, at)))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{Letter(at)} {role.Code}");
        }

        foreach (var (method, path, access) in Routes)
        {
            var open = roles.Select((role, at) =>
                access!.Function is null || role.Functions.ContainsKey(access.Function) ? Letter(at) : '.');
            text.AppendLine(
                CultureInfo.InvariantCulture, $"{string.Concat(open)}  {method,-6} {path}  [{access!.Policy}]");
        }

        Snapshot.Same(Path.Combine(SourceTree.Root, Matrix), text.ToString());
    }

    [Fact]
    public async Task A_role_without_the_function_is_refused_or_sees_nothing()
    {
        var examples = await ExamplesAsync();
        var wrong = new List<string>();
        foreach (var (role, login) in Town.Roles)
        {
            var client = await host.AsAsync(login);
            foreach (var (method, path, access) in Routes.Where(route => route.Access!.Function is not null
                && !Catalogue.Roles[role].Functions.ContainsKey(route.Access.Function)))
            {
                var answer = await client.SendAsync(
                    new HttpMethod(method),
                    Filled(path),
                    examples.TryGetValue($"{method} {Plain(path)}", out var body) ? body : EmptyBody(method, path),
                    Guid.NewGuid(),
                    method == "PUT" && (path.Contains("/sections/{section}", StringComparison.Ordinal)
                        || path.EndsWith("/draft", StringComparison.Ordinal))
                        ? "\"0\""
                        : null);
                if (answer.Status is not (403 or 404) && !SeesNothing(answer))
                {
                    wrong.Add($"{role} {method} {path}: {answer.Status} {answer.Body}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_visitor_is_asked_to_log_in_wherever_a_login_is_needed()
    {
        using var visitor = host.Visitor();
        foreach (var (method, path, access) in Routes.Where(route => route.Access!.Entry != Entry.Anyone))
        {
            var answer = await visitor.SendAsync(
                new HttpMethod(method), Filled(path), EmptyBody(method, path), Guid.NewGuid(), "\"1\"");
            Assert.True(answer.Status == 401, $"{method} {path}: {answer.Status}");
        }
    }

    private static char Letter(int at) => (char)('A' + at);

    private static HttpContent? EmptyBody(string method, string path) =>
        method is "GET" or "HEAD" ? null
        : path.Contains("/uploads/", StringComparison.Ordinal) ? Bytes()
        : JsonContent.Create(new { });

    private static ByteArrayContent Bytes() => new([])
    {
        Headers = { ContentType = new("application/octet-stream") },
    };

    private static string Filled(string path) => path
        .Replace("{number:int}", "1", StringComparison.Ordinal)
        .Replace("{sequence:long}", "1", StringComparison.Ordinal)
        .Replace("{id}", Nobody, StringComparison.Ordinal)
        .Replace("{holder}", $"leader:{Nobody}", StringComparison.Ordinal)
        .Replace("{", "", StringComparison.Ordinal)
        .Replace("}", "", StringComparison.Ordinal);

    /// <summary>As the document writes paths: without constraints.</summary>
    private static string Plain(string path) => path
        .Replace(":int}", "}", StringComparison.Ordinal)
        .Replace(":long}", "}", StringComparison.Ordinal);

    private static bool SeesNothing(Answer answer) => (answer.Status, answer.Body.ValueKind) switch
    {
        (200, JsonValueKind.Array) => answer.Body.GetArrayLength() == 0,
        (200, JsonValueKind.Object) =>
            (answer.Body.TryGetProperty("total", out var total) && total.GetInt64() == 0)
            || (answer.Body.TryGetProperty("entries", out var entries) && entries.GetArrayLength() == 0),
        _ => false,
    };

    private async Task<Dictionary<string, JsonElement>> ExamplesAsync()
    {
        using var visitor = host.Visitor();
        var document = (await visitor.GetAsync("/openapi/v1.json")).Body;
        var examples = new Dictionary<string, JsonElement>();
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                if (operation.Value.TryGetProperty("requestBody", out var body)
                    && body.GetProperty("content").TryGetProperty("application/json", out var json))
                {
                    examples[$"{operation.Name.ToUpperInvariant()} {path.Name}"] = json.GetProperty("example");
                }
            }
        }

        return examples;
    }
}
