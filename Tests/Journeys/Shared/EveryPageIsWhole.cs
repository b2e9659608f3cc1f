using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SunGov.Tests.Journeys.Shared;

/// <summary>
/// Each role's pages, found by their links from the first page on: no dead link, no error page, no complaint of the
/// console, no serious or critical finding of axe, no scrolling sideways. Pages of a kind are alike: every role opens
/// one of each kind, and a second one is opened by the first role that finds one. Axe looks at the first page of a kind
/// and again wherever a role's page of it holds anything axe has not seen there; each kind is looked at once as on a
/// phone. Public pages are the same for all, so they are looked at closely for a visitor only. Roles go side by side,
/// each in a browser of its own.
/// </summary>
[Collection(DemoSite.Name)]
public sealed partial class EveryPageIsWhole(DemoSite site)
{
    private const int AtOnce = 3;

    private static readonly (string Who, string[] From)[] Roles =
    [
        ("visitor", ["/", "/login"]),
        ("lead14", ["/work", "/work/projects/demo-b18/forms/application", "/work/projects/new?call=call-life"]),
        ("organiser1", ["/work", "/work/reviews", "/work/reviews/new"]),
        ("expert003", ["/work", "/work/review-desks"]),
        ("admin", ["/work", "/admin/accesses", "/admin/stuck"]),
        ("officer1", ["/work", "/work/search?q=智能", "/work/search?q=没有这样的项目"]),
        ("office-i3", ["/work"]),
        ("city-sz", ["/work"]),
        ("intake1", ["/work", "/work/batches/none"]),
        ("head1", ["/work", "/work/projects?search=没有这样的项目"]),
        ("audit1", ["/work"]),
        ("keeper1", ["/work"]),
        (
            "designer1",
            [
                "/work", "/admin/programmes", "/admin/programmes?search=没有这项业务", "/admin/programmes/new",
                "/admin/programmes/key-rnd/design/stages/approval",
                "/admin/programmes/key-rnd/design/forms/application/budget",
                "/admin/programmes/key-rnd/design/findings", "/admin/programmes/key-rnd/trial",
            ]),
    ];

    private readonly ConcurrentDictionary<string, string> _onAPhone = new();
    private readonly ConcurrentDictionary<string, string> _first = new();
    private readonly ConcurrentDictionary<string, string> _second = new();
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> _examined = new();

    [Fact]
    [Trait("speed", "long")]
    public async Task For_every_role()
    {
        var faults = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(
            Roles, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (role, _) =>
            {
                foreach (var fault in await FaultsAsync(role.Who, role.From))
                {
                    faults.Enqueue($"{role.Who}: {fault}");
                }
            });
        Assert.True(faults.IsEmpty, string.Join('\n', faults));
    }

    private async Task<List<string>> FaultsAsync(string who, string[] from)
    {
        await using var visitor = who == "visitor" ? await site.VisitorAsync() : await site.AsAsync(who);
        var faults = new List<string>();
        var seen = new HashSet<string>();
        var kinds = new HashSet<string>();
        var waiting = new Queue<string>(from);
        while (waiting.TryDequeue(out var path))
        {
            var kind = KindOf(path);
            if (!seen.Add(path) || (!kinds.Add(kind) && !IsTheSecond(kind, path)))
            {
                continue;
            }

            _first.TryAdd(kind, path);
            await OpenAsync(visitor, path, faults);
            foreach (var link in await LinksAsync(visitor))
            {
                waiting.Enqueue(link);
            }

            if (IsForWork(kind) || (who == "visitor" && !IsDocument(path)))
            {
                await LookCloselyAsync(visitor, who, kind, path, faults);
            }
        }

        faults.AddRange(visitor.Complaints);
        Told(faults, seen.Count >= 4, $"found only {string.Join(", ", seen)}");
        return faults;
    }

    /// <summary>Whether this is to be the second page of its kind that anybody opens.</summary>
    private bool IsTheSecond(string kind, string path) => _first[kind] != path && _second.TryAdd(kind, path);

    /// <summary>The address with ids left out, so that pages of a kind are recognised.</summary>
    private static string KindOf(string path)
    {
        var kind = Ids().Replace(Sections().Replace(path.Split('?')[0], "$1/-/-"), "$1/-");
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

    private async Task LookCloselyAsync(
        Visitor visitor, string who, string kind, string path, List<string> faults)
    {
        var phone = _onAPhone.TryAdd(kind, path);
        foreach (var (width, height) in new[] { (Visitor.Desk, 900), (Visitor.Phone, 844) })
        {
            if (width == Visitor.Phone)
            {
                if (!phone)
                {
                    return;
                }

                await visitor.Tab.SetViewportSizeAsync(width, height);
            }

            await visitor.ShootAsync($"{who}{kind.Replace('/', '_').Replace('?', '_')}", width);
            if (await HoldsNewsAsync(visitor, $"{kind} {width}"))
            {
                foreach (var finding in await Axe.FindingsAsync(visitor.Tab))
                {
                    faults.Add($"{path} at {width}: {finding}");
                }
            }

            var wide = await visitor.Tab.EvaluateAsync<int>(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Told(faults, wide <= 0, $"{path} at {width} scrolls sideways by {wide} pixels");
        }

        await visitor.Tab.SetViewportSizeAsync(Visitor.Desk, 900);
    }

    /// <summary>Whether the page holds an element of a kind that no page like it held before: by tag, role, classes.
    /// </summary>
    private async Task<bool> HoldsNewsAsync(Visitor visitor, string place)
    {
        var known = _examined.GetOrAdd(place, _ => new ConcurrentDictionary<string, bool>());
        var held = await visitor.Tab.EvaluateAsync<string[]>(
            """
            () => [...new Set([...document.querySelectorAll('body *:not(svg *)')].map((element) =>
              [element.tagName, element.getAttribute('role'), ...[...element.classList].sort()].join(' ')))]
            """);
        return held.Aggregate(false, (news, name) => known.TryAdd(name, true) || news);
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
        + "|/publications|/objections|/programmes|/versions|/design/stages|/design/forms)/(?!new|mine)[^/]+")]
    private static partial Regex Ids();

    [GeneratedRegex("(/design/forms|/versions/[0-9]+/forms)/[^/]+/[^/]+")]
    private static partial Regex Sections();

    [GeneratedRegex("tab=[a-z]+")]
    private static partial Regex Tabs();
}
