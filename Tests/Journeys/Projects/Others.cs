using System.Text.Json;
using SunGov.Silo.Demo;
using SunGov.Tests.Api;

namespace SunGov.Tests.Journeys.Projects;

/// <summary>What others do meanwhile, behind the pages: over the API, each under their own login.</summary>
internal sealed class Others(Uri address) : IDisposable
{
    private readonly Dictionary<string, ApiClient> _clients = [];

    /// <summary>Somebody at the API.</summary>
    public async Task<ApiClient> AsAsync(string login)
    {
        if (!_clients.TryGetValue(login, out var client))
        {
            _clients[login] = client = new ApiClient(address);
            Assert.Equal(200, (await client.LogInAsync(login, DemoLoader.Password)).Status);
        }

        return client;
    }

    /// <summary>A project as somebody sees it.</summary>
    public async Task<JsonElement> ReadAsync(string login, string project)
    {
        var answer = await (await AsAsync(login)).GetAsync($"projects/{project}");
        Assert.True(answer.Status == 200, $"{login}: {answer.Body}");
        return answer.Body;
    }

    /// <summary>Takes an action.</summary>
    public async Task ActAsync(string login, string project, string action, string? opinion = null)
    {
        var open = (await ReadAsync(login, project)).GetProperty("allowed").EnumerateArray()
            .Single(one => one.GetProperty("action").GetString() == action);
        var answer = await (await AsAsync(login)).PostAsync(
            $"projects/{project}/tasks/{open.GetProperty("task").GetString()}/actions/{action}",
            new { opinion, input = (JsonElement?)null });
        Assert.True(answer.Status == 200, $"{login} {action}: {answer.Body}");
    }

    /// <summary>The stage a project is in.</summary>
    public async Task<string> StageAsync(string login, string project) =>
        (await ReadAsync(login, project)).GetProperty("stages").EnumerateArray()
            .Single(stage => stage.GetProperty("state").GetString() == "now").GetProperty("id").GetString()!;

    /// <summary>How often an opinion stands in a project's trail.</summary>
    public async Task<int> TimesAsync(string login, string project, string opinion) =>
        (await (await AsAsync(login)).GetAsync($"projects/{project}/trail")).Body.GetProperty("entries")
            .EnumerateArray().Count(entry => entry.GetProperty("opinion").GetString() == opinion);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }
}
