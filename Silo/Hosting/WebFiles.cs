using Microsoft.Extensions.FileProviders;

namespace SunGov.Silo.Hosting;

/// <summary>
/// The built web: hashed assets are kept for a year, pages are asked for again, routes of the web get its page.
/// </summary>
internal static class WebFiles
{
    private const string Page = "index.html";
    private static readonly string[] Machines = ["/api", "/openapi", "/health", "/assets"];

    /// <summary>Serves files that are there; before the routes.</summary>
    public static void UseFiles(WebApplication app, string folder) => app.UseStaticFiles(new StaticFileOptions
    {
        FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder)),
        OnPrepareResponse = context => context.Context.Response.Headers.CacheControl =
            context.Context.Request.Path.StartsWithSegments("/assets")
                ? "public, max-age=31536000, immutable"
                : "no-cache",
    });

    /// <summary>Answers what is no route and no file with the page; after routing.</summary>
    public static void UsePage(WebApplication app, string folder)
    {
        var page = Path.Combine(Path.GetFullPath(folder), Page);
        app.Use(async (http, next) =>
        {
            if (http.GetEndpoint() is not null || !HttpMethods.IsGet(http.Request.Method)
                || Machines.Any(prefix => http.Request.Path.StartsWithSegments(prefix)))
            {
                await next(http);
                return;
            }

            http.Response.Headers.CacheControl = "no-cache";
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.SendFileAsync(page, http.RequestAborted);
        });
    }

    /// <summary>Whether there is a built web.</summary>
    public static bool IsThere(string? folder) => folder is not null && File.Exists(Path.Combine(folder, Page));
}
