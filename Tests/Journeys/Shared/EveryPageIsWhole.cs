using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SunGov.Tests.Journeys.Shared;

/// <summary>
/// Each role's pages, found by their links from the first page on: no dead link, no error page, no complaint of the
/// console, no serious or critical finding of axe, no scrolling sideways. Pages of a kind are alike: the first of a
/// kind is looked at closely, the second must open. Every role's pages are looked at as on a desk, and each kind of
/// page once as on a phone, by the first role that comes to it. Public pages are the same for all, so they are looked
/// at closely for a visitor only.
/// </summary>
[Collection(DemoSite.Name)]
public sealed partial class EveryPageIsWhole(DemoSite site)
{
    private const int OpenedOfAKind = 2;

    private static readonly ConcurrentDictionary<string, string> OnAPhone = new();

    [Theory]
    [InlineData("visitor", "/", "/login")]
    [InlineData("lead14", "/work", "/work/projects/demo-b18/forms/application", "/work/projects/new?call=call-life")]
    [InlineData("office-i3", "/work")]
    [InlineData("city-sz", "/work")]
    [InlineData("intake1", "/work", "/work/batches/none")]
    [InlineData("officer1", "/work", "/work/search?q=智能", "/work/search?q=没有这样的项目")]
    [InlineData("head1", "/work", "/work/projects?search=没有这样的项目")]
    [InlineData("audit1", "/work")]
    [InlineData("keeper1", "/work")]
    [InlineData("organiser1", "/work", "/work/reviews", "/work/reviews/new")]
    [InlineData("expert003", "/work", "/work/review-desks")]
    [InlineData("admin", "/work", "/admin/accesses", "/admin/stuck")]
    public async Task For(string who, params string[] from)
    {
        await using var visitor = who == "visitor" ? await site.VisitorAsync() : await site.AsAsync(who);
        var faults = new List<string>();
        var seen = new HashSet<string>();
        var kinds = new Dictionary<string, int>();
        var waiting = new Queue<string>(from);
        while (waiting.TryDequeue(out var path))
        {
            var kind = KindOf(path);
            var before = kinds.GetValueOrDefault(kind);
            if (!seen.Add(path) || before >= OpenedOfAKind)
            {
                continue;
            }

            kinds[kind] = before + 1;
            await OpenAsync(visitor, path, faults);
            foreach (var link in await LinksAsync(visitor))
            {
                waiting.Enqueue(link);
            }

            if (before == 0 && (IsForWork(kind) || (who == "visitor" && !IsDocument(path))))
            {
                await LookCloselyAsync(visitor, who, kind, path, faults);
            }
        }

        faults.AddRange(visitor.Complaints);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(seen.Count >= 4, $"{who} found only {string.Join(", ", seen)}");
    }

    /// <summary>The address with ids left out, so that pages of a kind are recognised.</summary>
    private static string KindOf(string path)
    {
        var kind = Ids().Replace(path.Split('?')[0], "$1/-");
        return path.Contains("tab=", StringComparison.Ordinal) ? $"{kind}?{Tabs().Match(path).Value}" : kind;
    }

    private static bool IsForWork(string kind) =>
        kind.StartsWith("/work", StringComparison.Ordinal) || kind.StartsWith("/admin", StringComparison.Ordinal);

    private static bool IsDocument(string path) => path.StartsWith("/openapi", StringComparison.Ordinal);

    private static async Task OpenAsync(Visitor visitor, string path, List<string> faults)
    {
        if (IsDocument(path))
        {
            var answer = await visitor.Context.APIRequest.GetAsync(path);
            Told(faults, answer.Ok, $"{path}: {answer.Status}");
            return;
        }

        await visitor.GoAsync(path);
        var broken = await visitor.Tab.Locator(".state[role=alert]").AllInnerTextsAsync();
        Told(faults, broken.Count == 0, $"{path}: {string.Join(' ', broken)}");
        var heading = await visitor.Tab.GetByRole(AriaRole.Heading, new() { Level = 1 }).First.InnerTextAsync();
        Told(faults, heading != "没有这个页面", $"{path}: {heading}");
    }

    private static async Task<IEnumerable<string>> LinksAsync(Visitor visitor)
    {
        var links = await visitor.Tab.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))");
        var path = new Uri(visitor.Tab.Url).AbsolutePath;
        var tabs = path.StartsWith("/work/projects/", StringComparison.Ordinal) && path.Count(c => c == '/') == 3
            && !path.EndsWith("/new", StringComparison.Ordinal)
                ? new[] { "opinions", "decisions", "documents", "trail" }.Select(tab => $"{path}?tab={tab}")
                : [];
        return [.. links.Where(link => link.StartsWith('/')).Select(link => link.Split('#')[0]), .. tabs];
    }

    private static async Task LookCloselyAsync(
        Visitor visitor, string who, string kind, string path, List<string> faults)
    {
        var phone = OnAPhone.GetOrAdd(kind, who) == who;
        foreach (var (width, height) in new[] { (Visitor.Desk, 900), (Visitor.Phone, 844) })
        {
            if (width == Visitor.Phone && !phone)
            {
                continue;
            }

            await visitor.Tab.SetViewportSizeAsync(width, height);
            await visitor.ShootAsync($"{who}{kind.Replace('/', '_').Replace('?', '_')}", width);
            foreach (var finding in await Axe.FindingsAsync(visitor.Tab))
            {
                faults.Add($"{path} at {width}: {finding}");
            }

            var wide = await visitor.Tab.EvaluateAsync<int>(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Told(faults, wide <= 0, $"{path} at {width} scrolls sideways by {wide} pixels");
        }

        await visitor.Tab.SetViewportSizeAsync(Visitor.Desk, 900);
    }

    private static void Told(List<string> faults, bool good, string otherwise)
    {
        if (!good)
        {
            faults.Add(otherwise);
        }
    }

    [GeneratedRegex(
        "(/projects|/tasks|/batches|/calls|/entities|/experts|/journal|/people|/reviews|/review-desks"
        + "|/publications|/objections)/(?!new|mine)[^/]+")]
    private static partial Regex Ids();

    [GeneratedRegex("tab=[a-z]+")]
    private static partial Regex Tabs();
}
