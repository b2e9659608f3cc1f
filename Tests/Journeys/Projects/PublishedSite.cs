using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Playwright;
using Orleans;
using SunGov.GrainInterfaces.Projects;
using SunGov.Silo.Hosting;
using SunGov.Tests.Api;
using SunGov.Tests.Rules.Shared.Tidy;
using Definitions = SunGov.Tests.Rules.Programmes.Definitions;

namespace SunGov.Tests.Journeys.Projects;

/// <summary>The test town with the built web, a clock that can be moved, and one project that is published.</summary>
internal sealed class PublishedSite : IAsyncDisposable
{
    /// <summary>Title of the published project.</summary>
    public const string Title = "低温共烧陶瓷基板的关键工艺";

    private const int MostStages = 12;

    private static readonly (string Login, string Action, string? Input)[] Way =
    [
        ("lead01", "hand-in", null), ("office-u1", "submit", null), ("city-gz", "recommend", null),
        ("intake1", "accept", null), ("officer1", "pass", null),
        ("organiser1", "conclude", """{"score":88.5,"rank":3}"""),
        ("officer1", "propose", """{"amount":80000000,"plan":[{"year":2027,"amount":80000000}]}"""),
        ("funds1", "agree", null), ("head1", "agree", null), ("head-gx", "agree", null),
        ("deputy1", "approve", null),
    ];

    private readonly MovedClock _clock = new();
    private HostPlace _place = null!;
    private WebApplication _app = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    /// <summary>Id of the published project.</summary>
    public string Project { get; private set; } = "";

    /// <summary>Starts it and leads the project to where it is published.</summary>
    public static async Task<PublishedSite> StartAsync()
    {
        var site = new PublishedSite { _place = await HostPlace.CreateAsync() };
        site._app = await site._place.StartAsync(
            settings => settings with { WebFolder = Path.Combine(SourceTree.Root, "Web", "dist") },
            services =>
            {
                services.Replace(ServiceDescriptor.Singleton<IDemoLoader, Town>());
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(site._clock));
            });
        site._playwright = await Playwright.CreateAsync();
        site._browser = await site._playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = DemoSite.Chromium, Headless = true, Args = DemoSite.Arguments });
        Assertions.SetDefaultExpectTimeout(20_000);
        await site.PublishAsync();
        return site;
    }

    /// <summary>Somebody with a browser of their own; logged in where a login is named.</summary>
    public async Task<Visitor> VisitorAsync(string? login = null, int width = Visitor.Desk)
    {
        var visitor = await Visitor.ComeAsync(_browser, new Uri(_app.Urls.First()), width);
        if (login is not null)
        {
            await visitor.EnterAsync(login);
        }

        return visitor;
    }

    /// <summary>Days pass, and what fell due is delivered.</summary>
    public async Task PassAsync(int days)
    {
        _clock.Ahead += TimeSpan.FromDays(days);
        var project = _app.Services.GetRequiredService<IGrainFactory>().GetGrain<IProjectGrain>(Project);
        for (var no = 1; no <= MostStages; no++)
        {
            Assert.True((await project.OnDue($"elapsed:{no}", Guid.NewGuid())).Succeeded);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _place.DisposeAsync();
    }

    private async Task PublishAsync()
    {
        using var leader = await AsAsync("lead01");
        var started = await leader.PostAsync(
            "projects", new { call = Town.Call, title = Title, entity = Town.University });
        Project = started.Text("id");
        var form = (await leader.GetAsync($"projects/{Project}/forms/application")).Body;
        var complete = Definitions.Complete();
        foreach (var section in form.GetProperty("sections").EnumerateArray())
        {
            var id = section.GetProperty("id").GetString()!;
            var content = JsonNode.Parse(section.GetProperty("content").GetRawText())!.AsObject();
            foreach (var field in complete[id].EnumerateObject())
            {
                content[field.Name] = JsonNode.Parse(field.Value.GetRawText());
            }

            var saved = await leader.PutAsync(
                $"projects/{Project}/forms/application/sections/{id}", new { content }, "\"0\"");
            Assert.True(saved.Status == 200, saved.Body.ToString());
        }

        foreach (var (login, action, input) in Way)
        {
            await ActAsync(login, action, input);
        }
    }

    private async Task ActAsync(string login, string action, string? input)
    {
        using var client = await AsAsync(login);
        var task = (await client.GetAsync($"projects/{Project}")).Body.GetProperty("allowed").EnumerateArray()
            .First(one => one.GetProperty("action").GetString() == action).GetProperty("task").GetString();
        var acted = await client.PostAsync(
            $"projects/{Project}/tasks/{task}/actions/{action}",
            new
            {
                opinion = action is "hand-in" ? null : "同意",
                input = input is null ? (JsonElement?)null : Definitions.Json(input),
            });
        Assert.True(acted.Status == 200, $"{login} {action}: {acted.Body}");
    }

    private async Task<ApiClient> AsAsync(string login)
    {
        var client = new ApiClient(new Uri(_app.Urls.First()));
        Assert.Equal(200, (await client.LogInAsync(login, Town.Password)).Status);
        return client;
    }

    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
