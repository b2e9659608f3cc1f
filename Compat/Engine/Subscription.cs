using System.Threading.Channels;
using Orleans.Runtime;
using Orleans.Streams;

namespace SunGov.Compat.Engine;

/// <summary>
/// One receiver of a stream: takes its events one at a time, in turns of its activation if it has one.
/// </summary>
internal sealed class Subscription<T> : StreamSubscriptionHandle<T>
{
    private const int Lag = 1024;

    private readonly Channel<Func<IAsyncObserver<T>, Task>> _events =
        Channel.CreateBounded<Func<IAsyncObserver<T>, Task>>(new BoundedChannelOptions(Lag)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
            SingleReader = true,
        });

    private readonly MemoryStreams _streams;
    private readonly IAsyncObserver<T> _observer;
    private readonly Activation? _activation;

    public Subscription(MemoryStreams streams, StreamId id, IAsyncObserver<T> observer, Activation? activation)
    {
        _streams = streams;
        _observer = observer;
        _activation = activation;
        StreamId = id;
        using (Isolation.Enter())
        {
            _ = Task.Run(DeliverAsync);
            activation?.Deactivated.ContinueWith(_ => End(), TaskScheduler.Default);
        }
    }

    public override StreamId StreamId { get; }

    public override string ProviderName => _streams.Name;

    public override Guid HandleId { get; } = Guid.NewGuid();

    public void Offer(Func<IAsyncObserver<T>, Task> deliver) => _events.Writer.TryWrite(deliver);

    public override Task UnsubscribeAsync()
    {
        End();
        return Task.CompletedTask;
    }

    private void End()
    {
        _streams.Leave(StreamId, this);
        _events.Writer.TryComplete();
        while (_events.Reader.TryRead(out _))
        {
        }
    }

    private async Task DeliverAsync()
    {
        await foreach (var deliver in _events.Reader.ReadAllAsync())
        {
            try
            {
                await DeliverAsync(() => deliver(_observer));
            }
#pragma warning disable CA1031 // The next event follows whatever came of this one.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Log.ReceiverFailed(_streams.Logger, failure, StreamId.ToString());
                await ReportAsync(failure);
            }
        }
    }

    private async Task ReportAsync(Exception failure)
    {
        try
        {
            await DeliverAsync(() => _observer.OnErrorAsync(failure));
        }
#pragma warning disable CA1031 // It has been told; more cannot be done.
        catch (Exception again)
#pragma warning restore CA1031
        {
            Log.ReceiverFailed(_streams.Logger, again, StreamId.ToString());
        }
    }

    private Task DeliverAsync(Func<Task> work)
    {
        if (_activation is null)
        {
            return work();
        }

        var delivery = new Delivery(work);
        return _activation.Receive(delivery) ? delivery.Ended : Task.CompletedTask;
    }

    /// <summary>An event as a request to the subscriber's activation; lost if that ends first.</summary>
    private sealed class Delivery(Func<Task> work) : Request(RequestMode.Exclusive)
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ended => _ended.Task;

        public override Task InvokeOn(Activation activation) => work();

        public override void Complete(Task ended) => _ended.TrySetFromTask(ended);

        public override void Forward(GrainClass grainClass, string key) => _ended.TrySetResult();

        public override void Fail(Exception failure) => _ended.TrySetResult();
    }
}
