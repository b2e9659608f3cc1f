namespace SunGov.Compat.Engine;

/// <summary>Beside what a request may run.</summary>
internal enum RequestMode : byte
{
    /// <summary>Beside interleaving ones only.</summary>
    Exclusive,

    /// <summary>Beside read-only and interleaving ones.</summary>
    ReadOnly,

    /// <summary>Beside all.</summary>
    Interleaving,
}

/// <summary>Something that an activation does in its turns: a call, a timer's tick, a stream's event.</summary>
internal abstract class Request(RequestMode mode)
{
    private Activation? _activation;
    private Task? _running;

    public RequestMode Mode { get; } = mode;

    /// <summary>The next one in the queue of an activation.</summary>
    public Request? Next { get; set; }

    /// <summary>Whether it counts as use of the activation.</summary>
    public virtual bool IsUse => true;

    /// <summary>Whether nobody waits for it any more.</summary>
    public virtual bool IsAbandoned => false;

    /// <summary>Runs it, within a turn of the activation.</summary>
    public abstract Task InvokeOn(Activation activation);

    /// <summary>Hands on how it ended.</summary>
    public abstract void Complete(Task ended);

    /// <summary>The activation ended before this request began.</summary>
    public abstract void Forward(GrainClass grainClass, string key);

    /// <summary>The activation could not be made.</summary>
    public abstract void Fail(Exception failure);

    /// <summary>Tells the activation when the task has ended.</summary>
    public void Watch(Activation activation, Task running)
    {
        _activation = activation;
        _running = running;
        running.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(End);
    }

    private void End() => _activation!.Finish(this, _running!);
}
