using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SunGov.Silo.Demo;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys;

/// <summary>Somebody at a browser of their own, and what its tabs complained of.</summary>
public sealed partial class Visitor : IAsyncDisposable
{
    /// <summary>Width of a window on a desk, in pixels.</summary>
    public const int Desk = 1280;

    /// <summary>Width of a phone, in pixels.</summary>
    public const int Phone = 390;

    private static readonly string? Shots = Environment.GetEnvironmentVariable("SUNGOV_SHOTS");

    private readonly List<string> _complaints = [];
    private readonly int _width;

    private Visitor(IBrowserContext context, int width)
    {
        Context = context;
        _width = width;
        context.Page += (_, page) => Listen(page);
    }

    /// <summary>The browser's context: its tabs share cookies and storage.</summary>
    public IBrowserContext Context { get; }

    /// <summary>The first tab.</summary>
    public IPage Tab { get; private set; } = null!;

    /// <summary>
    /// Errors of scripts and of the console, except the questions who is logged in before anyone is, and for the own
    /// expert record before there is one.
    /// </summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Opens a browser with one empty tab.</summary>
    public static async Task<Visitor> ComeAsync(IBrowser browser, Uri address, int width)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = width, Height = width == Desk ? 900 : 844 },
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ReducedMotion = ReducedMotion.Reduce,
        });
        var visitor = new Visitor(context, width);
        visitor.Tab = await context.NewPageAsync();
        return visitor;
    }

    /// <summary>Logs in behind the pages, for journeys that are not about logging in.</summary>
    public async Task EnterAsync(string login)
    {
        var answer = await Context.APIRequest.PostAsync(
            "/api/v1/session",
            new()
            {
                DataObject = new { login, password = DemoLoader.Password },
                Headers = new Dictionary<string, string> { ["Idempotency-Key"] = Guid.NewGuid().ToString() },
            });
        Assert.True(answer.Ok, $"{login} cannot log in: {answer.Status} {await answer.TextAsync()}");
    }

    /// <summary>Fills in the login form that is shown.</summary>
    public async Task LogInAsync(string login, string password = DemoLoader.Password)
    {
        await Tab.GetByLabel("登录名").FillAsync(login);
        await Tab.GetByLabel("密码").FillAsync(password);
        await Tab.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
    }

    /// <summary>Opens an address of the site and waits until the page shows what it has.</summary>
    public Task GoAsync(string path) => GoAsync(Tab, path);

    /// <inheritdoc cref="GoAsync(string)"/>
    public static async Task GoAsync(IPage tab, string path)
    {
        await tab.GotoAsync(path);
        await SettleAsync(tab);
    }

    /// <summary>Waits until the tab has a heading and no skeleton.</summary>
    public static async Task SettleAsync(IPage tab)
    {
        await Expect(tab.GetByRole(AriaRole.Heading, new() { Level = 1 }).First).ToBeVisibleAsync();
        await Expect(tab.Locator(".skeleton")).ToHaveCountAsync(0);
        await Expect(tab.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
    }

    /// <summary>Opens a project from this person's tasks, as people do.</summary>
    public async Task OpenTaskAsync(string title)
    {
        await GoAsync("/work");
        await Tab.GetByRole(AriaRole.Link, new() { Name = title }).First.ClickAsync();
        await Expect(Tab.GetByRole(AriaRole.Heading, new() { Name = title, Level = 1 })).ToBeVisibleAsync();
    }

    /// <summary>Takes an action of the project page: presses its button, fills in the dialog and confirms.</summary>
    public async Task ActAsync(string action, string? opinion = null, params string[] sections)
    {
        await Tab.GetByRole(AriaRole.Button, new() { Name = action, Exact = true }).ClickAsync();
        var dialog = Tab.GetByRole(AriaRole.Dialog);
        if (opinion is not null)
        {
            await dialog.GetByLabel("意见").FillAsync(opinion);
        }

        foreach (var section in sections)
        {
            await dialog.GetByRole(AriaRole.Checkbox, new() { Name = section }).CheckAsync();
        }

        await dialog.GetByRole(AriaRole.Button, new() { Name = action, Exact = true }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }

    /// <summary>Sees these words somewhere on the page.</summary>
    public Task SeesAsync(string words) => Expect(Tab.GetByText(words).First).ToBeVisibleAsync();

    /// <summary>Keeps a picture of the whole page in the folder named by SUNGOV_SHOTS, for people to look at.</summary>
    public async Task ShootAsync(string name, int? width = null)
    {
        if (Shots is null)
        {
            return;
        }

        Directory.CreateDirectory(Shots);
        var file = Path.Combine(Shots, $"{name}-{width ?? _width}.png");
        await Tab.ScreenshotAsync(new() { Path = file, FullPage = true });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Context.DisposeAsync();

    private void Listen(IPage page)
    {
        page.PageError += (_, error) => _complaints.Add($"{page.Url}: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !WhoIsThere().IsMatch($"{message.Location} {message.Text}"))
            {
                _complaints.Add($"{page.Url}: {message.Text} ({message.Location})");
            }
        };
    }

    [GeneratedRegex(@"/api/v1/session\b.*\b401\b|/api/v1/experts/mine\b.*\b404\b")]
    private static partial Regex WhoIsThere();
}
