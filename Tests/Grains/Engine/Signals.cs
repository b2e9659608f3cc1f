using System.Collections.Concurrent;

namespace SunGov.Tests.Grains.Engine;

/// <summary>Facts that tests await, doors that they open, and what happened, in order. One per host.</summary>
public sealed class Signals
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _facts = new();
    private readonly ConcurrentQueue<string> _happened = new();

    public IReadOnlyList<string> Happened => [.. _happened];

    /// <summary>What grains keep between activations, in place of a database.</summary>
    public ConcurrentDictionary<string, int> Kept { get; } = new();

    public void Happen(string what) => _happened.Enqueue(what);

    public void Set(string fact) => Of(fact).TrySetResult();

    /// <summary>Ends when the fact is set; fails the test if that takes absurdly long.</summary>
    public Task On(string fact) => Of(fact).Task.WaitAsync(TimeSpan.FromSeconds(60));

    private TaskCompletionSource Of(string fact) =>
        _facts.GetOrAdd(fact, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
