using System.Reflection;
using Orleans.Runtime;

namespace SunGov.Compat.Engine;

/// <summary>A method of a grain interface.</summary>
internal sealed record GrainMethod(MethodInfo Method, string InterfaceName, RequestMode Mode);

/// <summary>A call to a grain: arguments (in the emitted subclass), way and answer.</summary>
internal abstract class GrainCall(GrainMethod method) : Request(method.Mode)
{
    private PendingCalls.Shard? _pending;

    public GrainMethod Method { get; } = method;

    /// <summary>The caller's request context.</summary>
    public Dictionary<string, object>? Flow { get; set; }

    /// <summary>The activation that calls, if one does.</summary>
    public Activation? Source { get; set; }

    /// <summary>The tick of the engine after which the caller waits no longer.</summary>
    public long Deadline { get; set; }

    /// <summary>Neighbours among the pending calls.</summary>
    public GrainCall? Earlier { get; set; }

    /// <inheritdoc cref="Earlier"/>
    public GrainCall? Later { get; set; }

    /// <summary>What the caller awaits.</summary>
    public abstract Task Answer { get; }

    public override bool IsAbandoned => Answer.IsCompleted;

    public void Join(PendingCalls.Shard shard)
    {
        _pending = shard;
        shard.Add(this);
    }

    /// <summary>Runs the call through filters at the caller; the task gives what they leave.</summary>
    public abstract Task Filter(OutgoingCall way);

    public override void Forward(GrainClass grainClass, string key) => grainClass.Dispatch(this, key);

    public override Task InvokeOn(Activation activation)
    {
        if (Flow is not null)
        {
            RequestContext.Current = Flow;
        }

        return activation.Class.IsFiltered ? Filter(new IncomingCall(this, activation)) : Call(activation.Grain);
    }

    public override void Complete(Task ended)
    {
        _pending?.Remove(this);
        if (ended.IsCompletedSuccessfully)
        {
            Succeed(ended);
        }
        else if (ended.IsCanceled)
        {
            Cancel();
        }
        else
        {
            FailWith(ended.Exception!.InnerExceptions);
        }
    }

    public override void Fail(Exception failure)
    {
        _pending?.Remove(this);
        FailWith([failure]);
    }

    /// <summary>The method itself on the grain object.</summary>
    public abstract Task Call(object grain);

    /// <summary>The result in a task of <see cref="Call"/> that has succeeded; null for a method without one.</summary>
    public abstract object? ResultOf(Task task);

    protected abstract Task Filter(IncomingCall way);

    protected abstract void Succeed(Task ended);

    protected abstract void Cancel();

    protected abstract void FailWith(IReadOnlyList<Exception> failures);
}

/// <summary>A call of a method without a result.</summary>
internal abstract class PlainCall(GrainMethod method) : GrainCall(method)
{
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Task Answer => _answer.Task;

    public override object? ResultOf(Task task) => null;

    public override Task Filter(OutgoingCall way) => way.Invoke();

    protected override Task Filter(IncomingCall way) => way.Invoke();

    protected override void Succeed(Task ended) => _answer.TrySetResult();

    protected override void Cancel() => _answer.TrySetCanceled();

    protected override void FailWith(IReadOnlyList<Exception> failures) => _answer.TrySetException(failures);
}

/// <summary>A call of a method with a result.</summary>
internal abstract class ResultCall<T>(GrainMethod method) : GrainCall(method)
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Task Answer => _answer.Task;

    public override object? ResultOf(Task task) => ((Task<T>)task).Result;

    public override Task Filter(OutgoingCall way) => ResultOf(way);

    protected override Task Filter(IncomingCall way) => ResultOf(way);

    protected override void Succeed(Task ended) => _answer.TrySetResult(((Task<T>)ended).Result);

    protected override void Cancel() => _answer.TrySetCanceled();

    protected override void FailWith(IReadOnlyList<Exception> failures) => _answer.TrySetException(failures);

    private static async Task<T> ResultOf(CallWay way)
    {
        await way.Invoke();
        return way.Result is null ? default! : (T)way.Result;
    }
}
