using System.Threading.Channels;
using Orleans;
using Orleans.Streams;

namespace SunGov.Tests.Grains.Engine;

[Alias("SunGov.Tests.IListenerGrain")]
public interface IListenerGrain : IGrainWithStringKey
{
    [Alias("Listen")]
    Task Listen(string stream);

    [Alias("Tell")]
    Task Tell(string stream, string text);

    [Alias("Heard")]
    Task<IReadOnlyList<string>> Heard();
}

public sealed class ListenerGrain(Signals signals) : Grain, IListenerGrain
{
    private readonly List<string> _heard = [];

    public Task Listen(string stream)
    {
        // The time that a test lets pass while it waits must not end the activation, and with it the subscription.
        DelayDeactivation(TimeSpan.FromDays(3650));
        return Stream(stream).SubscribeAsync(async (text, _) =>
        {
            await Task.Yield();
            _heard.Add(text);
            signals.Set($"{this.GetPrimaryKeyString()} heard {text}");
        });
    }

    public Task Tell(string stream, string text) => Stream(stream).OnNextAsync(text);

    public Task<IReadOnlyList<string>> Heard() => Task.FromResult<IReadOnlyList<string>>([.. _heard]);

    private IAsyncStream<string> Stream(string stream) =>
        this.GetStreamProvider(EngineHost.Live).GetStream<string>("texts", stream);
}

public sealed class LiveEvents
{
    [Fact]
    public async Task An_event_reaches_those_who_are_subscribed_in_the_order_of_sending()
    {
        await using var engine = await EngineHost.StartAsync();
        var heard = Channel.CreateUnbounded<string>();
        var stream = engine.Client.GetStreamProvider(EngineHost.Live).GetStream<string>("texts", "s");
        await stream.SubscribeAsync((text, _) => heard.Writer.WriteAsync(text).AsTask());
        await engine.Grain<IListenerGrain>("g").Listen("s");
        await engine.Grain<IListenerGrain>("elsewhere").Listen("other");

        foreach (var text in (string[])["one", "two", "three"])
        {
            await engine.Grain<IListenerGrain>("teller").Tell("s", text);
        }

        Assert.Equal(["one", "two", "three"],
            [await Next(engine, heard), await Next(engine, heard), await Next(engine, heard)]);
        await engine.WhileTimePasses(engine.Signals.On("g heard three"));
        Assert.Equal(["one", "two", "three"], await engine.Grain<IListenerGrain>("g").Heard());
        Assert.Empty(await engine.Grain<IListenerGrain>("elsewhere").Heard());
    }

    [Fact]
    public async Task A_receiver_that_fails_gets_the_next_event_all_the_same()
    {
        await using var engine = await EngineHost.StartAsync();
        var heard = Channel.CreateUnbounded<string>();
        var stream = engine.Client.GetStreamProvider(EngineHost.Live).GetStream<string>("texts", "s");
        await stream.SubscribeAsync(
            (text, _) => text == "bad"
                ? throw new InvalidOperationException("not that one")
                : heard.Writer.WriteAsync(text).AsTask(),
            _ => heard.Writer.WriteAsync("failed").AsTask());

        await stream.OnNextAsync("bad");
        await stream.OnNextAsync("good");

        Assert.Equal("failed", await Next(engine, heard));
        Assert.Equal("good", await Next(engine, heard));
    }

    [Fact]
    public async Task Nothing_reaches_one_who_has_unsubscribed()
    {
        await using var engine = await EngineHost.StartAsync();
        var first = Channel.CreateUnbounded<string>();
        var second = Channel.CreateUnbounded<string>();
        var stream = engine.Client.GetStreamProvider(EngineHost.Live).GetStream<string>("texts", "s");
        var subscription = await stream.SubscribeAsync((text, _) => first.Writer.WriteAsync(text).AsTask());
        await subscription.UnsubscribeAsync();
        await stream.SubscribeAsync((text, _) => second.Writer.WriteAsync(text).AsTask());

        await stream.OnNextAsync("one");

        Assert.Equal("one", await Next(engine, second));
        Assert.False(first.Reader.TryRead(out _));
    }

    private static async Task<string> Next(EngineHost engine, Channel<string> heard)
    {
        var next = heard.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        await engine.WhileTimePasses(next);
        return await next;
    }
}
