using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using SunGov.Api.Shared;

namespace SunGov.Tests.Rules.Shared;

/// <summary>More commands than the processors can work on are let in one after another, as they came.</summary>
public sealed class CommandsWaitTheirTurn
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly Channel<int> _begun = Channel.CreateUnbounded<int>();
    private readonly List<TaskCompletionSource> _ends = [];

    [Fact]
    public async Task Beyond_its_places_in_the_order_of_coming()
    {
        using var turnstile = Turnstile(2, Long);
        var all = Enumerable.Range(0, 6).Select(n => turnstile.InvokeAsync(Command(n))).ToArray();
        Assert.Equal((0, 1), (await _begun.Reader.ReadAsync(), await _begun.Reader.ReadAsync()));
        for (var n = 0; n < all.Length; n++)
        {
            Assert.False(_begun.Reader.TryPeek(out _));
            _ends[n].SetResult();
            await all[n];
            Assert.True(n + 2 >= all.Length || await _begun.Reader.ReadAsync() == n + 2);
        }
    }

    [Fact]
    public async Task Reading_and_what_has_no_acting_identity_do_not_wait()
    {
        using var turnstile = Turnstile(1, Long);
        _ = turnstile.InvokeAsync(Command(0));
        _ = turnstile.InvokeAsync(Command(1, method: "GET"));
        _ = turnstile.InvokeAsync(Command(2, entry: Entry.Anyone));
        _ = turnstile.InvokeAsync(Command(3, contentType: "application/octet-stream"));
        for (var n = 0; n < 4; n++)
        {
            Assert.Equal(n, await _begun.Reader.ReadAsync());
        }
    }

    [Fact]
    public async Task Who_waits_in_vain_is_told_to_repeat_and_takes_no_place()
    {
        using var turnstile = Turnstile(1, TimeSpan.FromMilliseconds(20));
        var first = turnstile.InvokeAsync(Command(0));
        var late = Command(1);
        await turnstile.InvokeAsync(late);
        Assert.Equal(StatusCodes.Status503ServiceUnavailable, late.Response.StatusCode);
        _ends[0].SetResult();
        await first;
        _ = turnstile.InvokeAsync(Command(2));
        Assert.Equal((0, 2), (await _begun.Reader.ReadAsync(), await _begun.Reader.ReadAsync()));
    }

    private Turnstile Turnstile(int places, TimeSpan patience) => new(
        async http =>
        {
            var n = (int)http.Items["n"]!;
            await _begun.Writer.WriteAsync(n);
            await _ends[n].Task;
        },
        places,
        patience);

    private DefaultHttpContext Command(
        int n, string method = "POST", Entry entry = Entry.Identity, string contentType = "application/json")
    {
        _ends.Add(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var http = new DefaultHttpContext { Items = { ["n"] = n } };
        http.Request.Method = method;
        http.Request.ContentType = contentType;
        http.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new Access(entry, null)), null));
        return http;
    }
}
