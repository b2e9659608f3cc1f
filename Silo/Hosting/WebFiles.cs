using Microsoft.Extensions.FileProviders;
using SunGov.Api.Shared;

namespace SunGov.Silo.Hosting;

/// <summary>
/// The built web: hashed assets are kept for a year, pages are asked for again, routes of the web get its page.
/// </summary>
internal static class WebFiles
{
    private const string Page = "index.html";

    /// <summary>Serves files that are there; before the routes.</summary>
    public static void UseFiles(WebApplication app, string folder) => app.UseStaticFiles(new StaticFileOptions
    {
        FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder)),
        OnPrepareResponse = context => context.Context.Response.Headers.CacheControl =
            context.Context.Request.Path.StartsWithSegments("/assets")
                ? "public, max-age=31536000, immutable"
                : "no-cache",
    });

    /// <summary>Answers every address that is no route and no file with the page; after the routes.</summary>
    public static void MapPage(WebApplication app, string folder) => app.MapFallback(async http =>
    {
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.SendFileAsync(Path.Combine(Path.GetFullPath(folder), Page), http.RequestAborted);
    }).WithMetadata(new Access(Entry.Anyone, null));

    /// <summary>Whether there is a built web.</summary>
    public static bool IsThere(string? folder) => folder is not null && File.Exists(Path.Combine(folder, Page));
}
