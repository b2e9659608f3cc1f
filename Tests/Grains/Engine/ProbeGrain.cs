using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace SunGov.Tests.Grains.Engine;

/// <summary>A grain that shows how its calls run.</summary>
[Alias("SunGov.Tests.IProbeGrain")]
public interface IProbeGrain : IGrainWithStringKey
{
    /// <summary>Reads, lets other turns come, then writes what it read plus one.</summary>
    [Alias("AddSlowly")]
    Task<int> AddSlowly();

    [Alias("Value")]
    Task<int> Value();

    /// <summary>Says "begun NAME", then waits for the door "go NAME".</summary>
    [Alias("Wait")]
    Task Wait(string name);

    [Alias("WaitReading"), ReadOnly]
    Task WaitReading(string name);

    /// <summary>Gives at once the names of the waits begun so far.</summary>
    [Alias("Peek"), AlwaysInterleave]
    Task<IReadOnlyList<string>> Peek();

    /// <summary>Many turns, between those of other calls; gives the most turns ever seen at once.</summary>
    [Alias("ManyTurns"), AlwaysInterleave]
    Task<int> ManyTurns(int turns);

    [Alias("Fail")]
    Task Fail(string message);

    [Alias("EndSoon")]
    Task<Guid> EndSoon();

    [Alias("Activation")]
    Task<Guid> Activation();

    /// <summary>Calls another probe, which calls back.</summary>
    [Alias("CallRound")]
    Task CallRound(string other, int depth);

    [Alias("Trace")]
    Task<string> Trace(string? next);

    [Alias("AskAfter")]
    Task<int> AskAfter(string name, string other);
}

public sealed class ProbeGrain(Signals signals) : Grain, IProbeGrain
{
    private readonly List<string> _begun = [];
    private readonly Guid _activation = Guid.NewGuid();
    private int _value;
    private int _inside;
    private int _mostInside;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        signals.Happen($"ended {this.GetPrimaryKeyString()}: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public async Task<int> AddSlowly()
    {
        var read = _value;
        await Task.Yield();
        await Task.Yield();
        return _value = read + 1;
    }

    public Task<int> Value() => Task.FromResult(_value);

    public Task Wait(string name) => WaitFor(name);

    public Task WaitReading(string name) => WaitFor(name);

    public Task<IReadOnlyList<string>> Peek() => Task.FromResult<IReadOnlyList<string>>([.. _begun]);

    public async Task<int> ManyTurns(int turns)
    {
        for (var turn = 0; turn < turns; turn++)
        {
            _mostInside = Math.Max(_mostInside, Interlocked.Increment(ref _inside));
            Interlocked.Decrement(ref _inside);
            await Task.Yield();
        }

        return _mostInside;
    }

    public Task Fail(string message) => throw new InvalidOperationException(message);

    public Task<Guid> EndSoon()
    {
        DeactivateOnIdle();
        return Task.FromResult(_activation);
    }

    public Task<Guid> Activation() => Task.FromResult(_activation);

    public Task CallRound(string other, int depth) => depth == 0
        ? Task.CompletedTask
        : GrainFactory.GetGrain<IProbeGrain>(other).CallRound(this.GetPrimaryKeyString(), depth - 1);

    public async Task<string> Trace(string? next)
    {
        var mine = (string?)RequestContext.Get("trace") ?? "none";
        var theirs = next is null ? "" : await GrainFactory.GetGrain<IProbeGrain>(next).Trace(null);
        RequestContext.Set("trace", "changed by " + this.GetPrimaryKeyString());
        return theirs.Length == 0 ? mine : $"{mine}, {theirs}";
    }

    public async Task<int> AskAfter(string name, string other)
    {
        await WaitFor(name);
        return await GrainFactory.GetGrain<IProbeGrain>(other).AddSlowly();
    }

    private async Task WaitFor(string name)
    {
        _begun.Add(name);
        signals.Set($"begun {name}");
        await signals.On($"go {name}");
    }
}
