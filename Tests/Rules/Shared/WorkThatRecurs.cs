using Microsoft.Extensions.Logging.Abstractions;
using SunGov.Silo.Hosting;

namespace SunGov.Tests.Rules.Shared;

/// <summary>What the host does every so often ends with the host, however that ends, and survives a failing turn.
/// </summary>
public sealed class WorkThatRecurs
{
    [Fact]
    public async Task Ends_quietly_with_a_host_that_was_disposed_of_without_being_stopped()
    {
        var clock = new Watched();
        var work = new Work(TimeSpan.FromHours(1), (_, _) => Task.CompletedTask, clock);
        await work.StartAsync(CancellationToken.None);
        await clock.Waits;
        work.Dispose();
        await work.ExecuteTask!;
    }

    [Fact]
    public async Task Ends_quietly_when_what_a_turn_stands_on_ends_under_it()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var work = new Work(TimeSpan.FromMilliseconds(1), async (_, stop) =>
        {
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var end = stop.Register(ended.SetResult);
            reached.TrySetResult();
            await ended.Task;
            throw new ObjectDisposedException("the database");
        });
        await work.StartAsync(CancellationToken.None);
        await reached.Task;
        work.Dispose();
        await work.ExecuteTask!;
    }

    [Fact]
    public async Task Goes_on_after_a_turn_that_failed()
    {
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var work = new Work(TimeSpan.FromMilliseconds(1), (turn, _) =>
        {
            ObjectDisposedException.ThrowIf(turn == 1, "not because the host ends");
            second.TrySetResult();
            return Task.CompletedTask;
        });
        await work.StartAsync(CancellationToken.None);
        await second.Task;
        await work.StopAsync(CancellationToken.None);
    }

    /// <summary>The machine's clock, which tells when somebody waits by it.</summary>
    private sealed class Watched : TimeProvider
    {
        private readonly TaskCompletionSource _waits = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Waits => _waits.Task;

        public override ITimer CreateTimer(
            TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _waits.TrySetResult();
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }

    private sealed class Work(
        TimeSpan every, Func<int, CancellationToken, Task> turn, TimeProvider? clock = null)
        : Recurring(every, clock ?? TimeProvider.System, NullLogger.Instance)
    {
        private int _turns;

        protected override string What => "the work of a test";

        protected override Task TurnAsync(CancellationToken stop) => turn(++_turns, stop);
    }
}
