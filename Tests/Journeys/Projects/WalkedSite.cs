using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using SunGov.GrainInterfaces.Projects;
using SunGov.Grains.Shared;
using SunGov.Silo.Demo;
using SunGov.Tests.Api;
using SunGov.Tests.Rules.Programmes;
using SunGov.Tests.Storage.Shared;

namespace SunGov.Tests.Journeys.Projects;

/// <summary>
/// The demo with a clock of its own. People come with a browser each and stay; what others do at the same time goes
/// through the API.
/// </summary>
public sealed class WalkedSite : DemoSite
{
    private const int MostStages = 60;

    private readonly ShiftedClock _clock = new();
    private readonly Dictionary<string, Visitor> _visitors = [];
    private readonly Dictionary<string, ApiClient> _clients = [];
    private int _shots;

    /// <summary>A day so many days from now, as forms take it.</summary>
    public string Day(int later) =>
        CivilTime.DayOf(_clock.GetUtcNow()).AddDays(later).ToString("O", CultureInfo.InvariantCulture);

    /// <summary>A person at their browser, logged in when they first come.</summary>
    public async Task<Visitor> AtAsync(string login, int width = Visitor.Desk)
    {
        if (!_visitors.TryGetValue(login, out var visitor))
        {
            _visitors[login] = visitor = await AsAsync(login, width);
            await TellTimeAsync(visitor);
        }

        return visitor;
    }

    /// <summary>Keeps somebody's browser, to be closed with the others.</summary>
    public async Task<Visitor> KeepAsync(string login, Visitor visitor)
    {
        _visitors[login] = visitor;
        await TellTimeAsync(visitor);
        return visitor;
    }

    /// <summary>A person at the API, acting under their first identity.</summary>
    public async Task<ApiClient> BehindAsync(string login)
    {
        if (!_clients.TryGetValue(login, out var client))
        {
            _clients[login] = client = new ApiClient(Address);
            Assert.Equal(200, (await client.LogInAsync(login, DemoLoader.Password)).Status);
        }

        return client;
    }

    /// <summary>A picture of the step that was just taken, numbered, and of the same page on a phone.</summary>
    public async Task ShootAsync(Visitor visitor, string step, bool phone = false)
    {
        _shots++;
        var name = string.Create(CultureInfo.InvariantCulture, $"way-{_shots:D2}-{step}");
        await visitor.ShootAsync(name);
        if (phone)
        {
            await visitor.Tab.SetViewportSizeAsync(Visitor.Phone, 844);
            await Visitor.SettleAsync(visitor.Tab);
            await visitor.ShootAsync(name, Visitor.Phone);
            await visitor.Tab.SetViewportSizeAsync(Visitor.Desk, 900);
        }
    }

    /// <summary>Days pass for server and browsers; what fell due is delivered. Everybody has to log in again.</summary>
    public async Task PassAsync(int days, params string[] projects)
    {
        _clock.Shift += TimeSpan.FromDays(days);
        foreach (var visitor in _visitors.Values)
        {
            await visitor.DisposeAsync();
        }

        _visitors.Clear();
        _clients.Clear();
        foreach (var project in projects)
        {
            var grain = Services.GetRequiredService<IGrainFactory>().GetGrain<IProjectGrain>(project);
            for (var no = 1; no <= MostStages; no++)
            {
                Assert.True((await grain.OnDue($"elapsed:{no}", Guid.NewGuid())).Succeeded);
            }
        }
    }

    /// <summary>Another application of the call, made and handed in behind the pages.</summary>
    public async Task<string> ApplyAsync(string login, string call, string title)
    {
        var leader = await BehindAsync(login);
        var session = (await leader.GetAsync("session")).Body;
        var entity = session.GetProperty("identities")[0].GetProperty("organisation").GetProperty("id").GetString();
        var started = await leader.PostAsync("projects", new { call, title, entity });
        Assert.True(started.Status == 201, started.Body.ToString());
        var project = started.Text("id");
        var form = (await leader.GetAsync($"projects/{project}/forms/application")).Body;
        var filled = Definitions.Complete();
        foreach (var section in form.GetProperty("sections").EnumerateArray())
        {
            var id = section.GetProperty("id").GetString()!;
            var content = JsonNode.Parse(section.GetProperty("content").GetRawText())!.AsObject();
            foreach (var field in filled[id].EnumerateObject().Where(field => content[field.Name] is null))
            {
                content[field.Name] = JsonNode.Parse(field.Value.GetRawText());
            }

            var saved = await leader.PutAsync(
                $"projects/{project}/forms/application/sections/{id}", new { content }, "\"0\"");
            Assert.True(saved.Status == 200, saved.Body.ToString());
        }

        await ActAsync(login, project, "hand-in");
        return project;
    }

    /// <summary>Somebody takes an action behind the pages.</summary>
    public async Task ActAsync(
        string login, string project, string action, string? opinion = null, object? input = null)
    {
        var client = await BehindAsync(login);
        var allowed = (await client.GetAsync($"projects/{project}")).Body.GetProperty("allowed");
        var task = allowed.EnumerateArray().First(one => one.GetProperty("action").GetString() == action)
            .GetProperty("task").GetString();
        var answer = await client.PostAsync(
            $"projects/{project}/tasks/{task}/actions/{action}", new { opinion, input });
        Assert.True(answer.Status == 200, $"{login} {action}: {answer.Body}");
    }

    /// <inheritdoc/>
    protected override void Change(IServiceCollection services) =>
        services.Replace(ServiceDescriptor.Singleton(new StoryClock(_clock)));

    private async Task TellTimeAsync(Visitor visitor)
    {
        if (_clock.Shift > TimeSpan.Zero)
        {
            await visitor.Context.Clock.SetFixedTimeAsync(_clock.GetUtcNow().UtcDateTime);
        }
    }
}
