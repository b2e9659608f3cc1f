using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using SunGov.GrainInterfaces.Shared;
using SunGov.Silo.Storage;

namespace SunGov.Tests.Storage.Shared;

/// <summary>Design section 5: the pollers start with the host, whatever ails it, and are quiet while nothing is due.
/// </summary>
public sealed class Pollers_of_due_rows
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Are_started_again_when_the_first_start_fails()
    {
        var grains = DispatchProxy.Create<IGrainFactory, FailingAtFirst>();
        var pollers = (FailingAtFirst)(object)grains;
        using var waker = new DueWaker(
            grains, new LiveChanges(), new StorageOptions("") { Pollers = 2 }, TimeProvider.System,
            NullLogger<DueWaker>.Instance);

        await waker.StartAsync(CancellationToken.None);
        await pollers.AllStarted.Task.WaitAsync(Soon);

        Assert.Equal(3, pollers.Starts);
        Assert.False(waker.ExecuteTask!.IsFaulted);
        await waker.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Write_and_say_nothing_while_nothing_is_due()
    {
        using var said = new Said();
        await using var rig = await JournalRig.StartAsync();
        await using var host = await StorageHost.StartAsync(
            rig, services => services.AddSingleton<ILoggerProvider>(said));
        await host.PollAsync();
        var before = said.Lines.Count;
        for (var i = 0; i < 20; i++)
        {
            await host.PollAsync();
        }

        Assert.Equal(before, said.Lines.Count);
        Assert.DoesNotContain(said.Lines, line => line.Contains("Due", StringComparison.Ordinal));
        Assert.Equal(0L, await rig.TamperAsync(
            "select (select count(*) from journal) + (select count(*) from access_log) + (select count(*) from due)"));
    }

    /// <summary>A factory of pollers whose first start fails.</summary>
    public class FailingAtFirst : DispatchProxy
    {
        private int _starts;

        public int Starts => _starts;

        public TaskCompletionSource AllStarted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var poller = DispatchProxy.Create<IDuePoller, Poller>();
            ((Poller)(object)poller).Start = () =>
            {
                if (++_starts == 1)
                {
                    throw new TimeoutException("the database restarts");
                }

                if (_starts == 3)
                {
                    AllStarted.SetResult();
                }
            };
            return poller;
        }
    }

    public class Poller : DispatchProxy
    {
        public Action Start { get; set; } = () => { };

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == nameof(IDuePoller.Start))
            {
                Start();
                return Task.CompletedTask;
            }

            return Task.FromResult(false);
        }
    }

    private sealed class Said : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Writer(categoryName, Lines);

        public void Dispose() => Lines.Clear();

        private sealed class Writer(string category, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

            public void Log<TState>(
                LogLevel logLevel, EventId eventId, TState state, Exception? exception,
                Func<TState, Exception?, string> formatter)
            {
                if (IsEnabled(logLevel))
                {
                    lines.Enqueue($"{category}: {formatter(state, exception)}");
                }
            }
        }
    }
}
