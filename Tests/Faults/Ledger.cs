using System.Collections.Concurrent;
using SunGov.Tools.Load;

namespace SunGov.Tests.Faults;

/// <summary>A command that was answered.</summary>
/// <param name="Kind">Kind of the thing it was for; <c>section</c> for a draft, which has no journal.</param>
/// <param name="Key">Key of the thing.</param>
/// <param name="What">What was asked for.</param>
/// <param name="Answer">How it ended.</param>
internal sealed record Command(Guid Id, string Kind, string Key, string What, Answer Answer);

/// <summary>All commands of a run, and who waits for how many there are.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentQueue<Command> _answered = new();
    private readonly Lock _lock = new();
    private (long Count, TaskCompletionSource Reached)? _awaited;
    private long _sent;
    private long _acknowledged;

    public long Sent => Interlocked.Read(ref _sent);

    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    public IReadOnlyCollection<Command> Answered => _answered;

    /// <summary>Ends when so many more commands were sent, or acknowledged.</summary>
    public Task After(long more, bool acknowledged)
    {
        lock (_lock)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited = (more, reached);
            _byAcknowledged = acknowledged;
            return reached.Task;
        }
    }

    private bool _byAcknowledged;

    /// <summary>Counts a command before it leaves and after it was answered.</summary>
    public async Task<Answer> RecordAsync(
        string kind, string? key, string what, Guid command, Func<Task<Answer>> send)
    {
        Interlocked.Increment(ref _sent);
        Step(acknowledged: false);
        var answer = await send();
        _answered.Enqueue(new Command(
            command, kind, key ?? answer.Body.GetProperty("id").GetString()!, what, answer));
        if (answer.Succeeded)
        {
            Interlocked.Increment(ref _acknowledged);
            Step(acknowledged: true);
        }

        return answer;
    }

    private void Step(bool acknowledged)
    {
        lock (_lock)
        {
            if (_awaited is { } awaited && acknowledged == _byAcknowledged)
            {
                _awaited = awaited.Count > 1 ? (awaited.Count - 1, awaited.Reached) : null;
                if (_awaited is null)
                {
                    awaited.Reached.SetResult();
                }
            }
        }
    }
}
