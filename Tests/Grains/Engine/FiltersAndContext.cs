using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace SunGov.Tests.Grains.Engine;

public sealed class FiltersAndContext
{
    [Fact]
    public async Task The_request_context_goes_with_calls_and_calls_of_calls_and_never_back()
    {
        await using var engine = await EngineHost.StartAsync();
        RequestContext.Set("trace", "t-1");

        Assert.Equal("t-1, t-1", await engine.Grain<IProbeGrain>("a").Trace("b"));
        Assert.Equal("t-1", RequestContext.Get("trace"));

        RequestContext.Clear();
        Assert.Equal("none", await engine.Grain<IProbeGrain>("a").Trace(null));
    }

    [Fact]
    public async Task Filters_stand_around_each_call_in_the_order_of_their_adding()
    {
        var seen = new List<string>();
        await using var engine = await EngineHost.StartAsync(silo =>
        {
            silo.AddIncomingGrainCallFilter(Note(seen, "outer"));
            silo.AddIncomingGrainCallFilter(Note(seen, "inner"));
        });

        await engine.Grain<IProbeGrain>("a").AddSlowly();

        Assert.Equal(["outer AddSlowly", "inner AddSlowly", "inner done 1", "outer done 1"], seen);
    }

    [Fact]
    public async Task A_filter_may_replace_the_answer_or_the_failure()
    {
        await using var engine = await EngineHost.StartAsync(silo => silo.AddIncomingGrainCallFilter(async context =>
        {
            try
            {
                await context.Invoke();
                context.Result = context.Result is int number ? number + 100 : context.Result;
            }
            catch (InvalidOperationException failure)
            {
                throw new NotSupportedException("seen: " + failure.Message);
            }
        }));
        var grain = engine.Grain<IProbeGrain>("a");

        Assert.Equal(101, await grain.AddSlowly());
        var failure = await Assert.ThrowsAsync<NotSupportedException>(() => grain.Fail("no ink"));
        Assert.Equal("seen: no ink", failure.Message);
    }

    [Fact]
    public async Task A_filter_of_leaving_calls_may_set_the_context_that_the_callee_sees()
    {
        await using var engine = await EngineHost.StartAsync(silo => silo.AddOutgoingGrainCallFilter(async context =>
        {
            RequestContext.Set("trace", context.MethodName);
            await context.Invoke();
        }));

        Assert.Equal("Trace", await engine.Grain<IProbeGrain>("a").Trace(null));
    }

    private static IncomingGrainCallFilterDelegate Note(List<string> seen, string name) => async context =>
    {
        if (context.Grain is not ProbeGrain)
        {
            await context.Invoke();
            return;
        }

        seen.Add($"{name} {context.MethodName}");
        await context.Invoke();
        seen.Add($"{name} done {context.Result}");
    };
}
