using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SunGov.Tests.Api;
using SunGov.Tests.Rules.Shared.Tidy;

namespace SunGov.Tests.Journeys;

/// <summary>
/// The demo province served by the real host with the built web, and one browser to visit it with.
/// `[Collection(DemoSite.Name)]` shares it; a test that changes things has a project or person of its own.
/// </summary>
public class DemoSite : IAsyncLifetime
{
    /// <summary>Name of the test collection that shares the site.</summary>
    public const string Name = "the demo in a browser";

    internal const string Chromium = "/usr/bin/chromium";

    internal static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private HostPlace? _place;
    private WebApplication _app = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    /// <summary>Where the site is.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>What the site is made of.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Folder of the web's packages.</summary>
    public static string WebPackages => Path.Combine(SourceTree.Root, "Web", "node_modules");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var web = Path.Combine(SourceTree.Root, "Web", "dist");
        Need(Path.Combine(web, "index.html"), "The web is not built; run `npm ci && npm run build` in Web.");
        Need(Chromium, "Chromium is missing; install the package chromium.");
        _place = await HostPlace.OfDemoAsync();
        _app = await _place.StartAsync(settings => settings with { WebFolder = web }, Change);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Chromium, Headless = true, Args = Arguments });
        Assertions.SetDefaultExpectTimeout(20_000);
    }

    /// <summary>Somebody with a browser of their own, not logged in.</summary>
    /// <param name="width">Width of the window in pixels: 1280 for a desk, 390 for a phone.</param>
    public async Task<Visitor> VisitorAsync(int width = Visitor.Desk) =>
        await Visitor.ComeAsync(_browser, Address, width);

    /// <summary>A demo person with a browser of their own, logged in.</summary>
    public async Task<Visitor> AsAsync(string login, int width = Visitor.Desk)
    {
        var visitor = await VisitorAsync(width);
        await visitor.EnterAsync(login);
        return visitor;
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_place is not null)
        {
            await _place.DisposeAsync();
        }
    }

    /// <summary>Lets a site of its own put something else in place of a service, e.g. the clock.</summary>
    protected virtual void Change(IServiceCollection services)
    {
    }

    private static void Need(string file, string otherwise)
    {
        if (!File.Exists(file))
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}

/// <summary>Shares the site between the classes of the collection.</summary>
[CollectionDefinition(DemoSite.Name)]
public sealed class DemoSiteCollection : ICollectionFixture<DemoSite>;
