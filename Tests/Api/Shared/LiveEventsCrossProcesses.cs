using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SunGov.Api.Shared;
using SunGov.GrainInterfaces.Notifications;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Notifications;
using SunGov.Silo.Storage;

namespace SunGov.Tests.Api.Shared;

/// <summary>Two hosts over one database: a page open at one hears of what happens at the other, once.</summary>
[Collection(SunGovHost.Name)]
public sealed class LiveEventsCrossProcesses(SunGovHost host) : IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));
    private WebApplication _other = null!;
    private ApiClient _there = null!;

    public async Task InitializeAsync()
    {
        _other = await host.StartAsync(10_000, demo: false);
        _there = new ApiClient(new Uri(_other.Urls.First()));
        Assert.Equal(200, (await _there.LogInAsync(Town.Leader, Town.Password)).Status);
    }

    public async Task DisposeAsync()
    {
        await _other.StopAsync();
        await _other.DisposeAsync();
    }

    public void Dispose()
    {
        _there.Dispose();
        _patience.Dispose();
    }

    [Fact]
    public async Task A_change_at_one_host_reaches_pages_of_the_other_and_no_page_twice()
    {
        await using var here = Listen(host.App);
        await using var there = Listen(_other);
        await AllHearAsync(here, there);

        var (mine, theirs) = (await StartAsync(await host.AsAsync(Town.Leader)), await StartAsync(_there));

        foreach (var heard in new[] { await UntilAsync(here, theirs), await UntilAsync(there, theirs) })
        {
            Assert.Single(heard, happened => happened == new LiveEvent("project", mine, 1));
            Assert.Single(heard, happened => happened == new LiveEvent("project", theirs, 1));
        }
    }

    [Fact]
    public async Task A_page_that_listens_over_http_at_the_other_host_is_told()
    {
        await using var there = Listen(_other);
        using var page = await _there.ListenAsync(_patience.Token);
        await host.CutAsync(LiveNews.ApplicationName);
        await UntilAsync(there, "");
        var project = await StartAsync(await host.AsAsync(Town.Leader));
        while (await page.ReadLineAsync(_patience.Token) is { } line)
        {
            if (line.Contains(project, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail("the stream ended");
    }

    [Fact]
    public async Task The_bell_of_a_message_rings_at_every_host()
    {
        await using var here = Listen(host.App);
        await using var there = Listen(_other);
        await AllHearAsync(here, there);
        var message = new NewMessage(
            Guid.NewGuid(), _there.Person, null, "signed", ImmutableDictionary<string, string>.Empty.Add("title", "试验"),
            null);
        var delivered = await host.Grains.GetGrain<IMessages>("messages").DeliverAll([message], By.System(message.Id));
        Assert.True(delivered.Succeeded);

        Assert.Contains(await UntilAsync(there, _there.Person), happened => happened.Kind == "message");
        host.App.Services.GetRequiredService<IMessageBell>().Ring("nobody");
        Assert.Single(await UntilAsync(here, "nobody"), happened => happened.Key == _there.Person);
    }

    /// <summary>Also after a loss, once it listens again, a host tells its pages to read whatever they show.</summary>
    private async Task AllHearAsync(params IAsyncEnumerator<LiveEvent>[] listeners)
    {
        await host.CutAsync(LiveNews.ApplicationName);
        foreach (var listener in listeners)
        {
            Assert.Equal(LiveEvent.Anything, (await UntilAsync(listener, "")).Last().Kind);
        }
    }

    private Begun Listen(WebApplication app) =>
        new Begun(app.Services.GetRequiredService<ILiveEvents>().SubscribeAsync(_patience.Token).GetAsyncEnumerator());

    /// <summary>All events up to the first of this key.</summary>
    private static async Task<List<LiveEvent>> UntilAsync(IAsyncEnumerator<LiveEvent> events, string key)
    {
        var heard = new List<LiveEvent>();
        while (await events.MoveNextAsync())
        {
            heard.Add(events.Current);
            if (events.Current.Key == key)
            {
                return heard;
            }
        }

        throw new InvalidOperationException($"the stream ended before '{key}'");
    }

    private static async Task<string> StartAsync(ApiClient client)
    {
        var answer = await client.PostAsync(
            "projects", new { call = Town.Call, title = "跨进程事件试验项目", entity = Town.University });
        Assert.True(answer.Status == 201, answer.Body.ToString());
        return answer.Text("id");
    }

    /// <summary>An enumerator that has begun to listen as soon as it is made.</summary>
    private sealed class Begun : IAsyncEnumerator<LiveEvent>
    {
        private readonly IAsyncEnumerator<LiveEvent> _inner;
        private Task<bool>? _first;

        public Begun(IAsyncEnumerator<LiveEvent> inner)
        {
            _inner = inner;
            _first = inner.MoveNextAsync().AsTask();
        }

        public LiveEvent Current => _inner.Current;

        public ValueTask<bool> MoveNextAsync()
        {
            var next = _first is { } first ? new ValueTask<bool>(first) : _inner.MoveNextAsync();
            _first = null;
            return next;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
