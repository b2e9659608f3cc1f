namespace SunGov.Compat.Engine;

/// <summary>Counts the activations there are.</summary>
internal sealed class Lives
{
    private long _count;
    private TaskCompletionSource? _none;

    public long Count => Interlocked.Read(ref _count);

    public void Begin() => Interlocked.Increment(ref _count);

    public void End()
    {
        if (Interlocked.Decrement(ref _count) == 0)
        {
            Volatile.Read(ref _none)?.TrySetResult();
        }
    }

    /// <summary>Ends when there is none.</summary>
    public Task WhenNone()
    {
        var none = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        none = Interlocked.CompareExchange(ref _none, none, null) ?? none;
        if (Count == 0)
        {
            none.TrySetResult();
        }

        return none.Task;
    }
}
