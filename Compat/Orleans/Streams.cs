using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>A set of streams of one kind. Here all live in memory, in this process.</summary>
public interface IStreamProvider
{
    /// <summary>The name it was added under.</summary>
    string Name { get; }

    /// <summary>Whether old events can be read again: never here.</summary>
    bool IsRewindable { get; }

    /// <summary>The stream of this name; it exists while someone uses it.</summary>
    IAsyncStream<T> GetStream<T>(StreamId streamId);
}

/// <summary>Receives the events of a stream, one at a time.</summary>
public interface IAsyncObserver<in T>
{
    /// <summary>An event. A failure is logged and goes to <see cref="OnErrorAsync"/>; the next event follows.</summary>
    Task OnNextAsync(T item, StreamSequenceToken? token = null);

    /// <summary>The sender says that no event follows.</summary>
    Task OnCompletedAsync() => Task.CompletedTask;

    /// <summary>An event failed.</summary>
    Task OnErrorAsync(Exception ex);
}

/// <summary>Events can be received from it.</summary>
public interface IAsyncObservable<T>
{
    /// <summary>
    /// Events sent from now on reach the observer: in turns of the grain that subscribes, until its activation ends, or
    /// on the thread pool for others. Who lags by more than 1,024 events loses the oldest.
    /// </summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer);
}

/// <summary>A stream of events: sent without waiting for receivers, in order from each sender, kept nowhere.</summary>
public interface IAsyncStream<T> : IAsyncObservable<T>, IAsyncObserver<T>
{
    /// <summary>Whether old events can be read again: never here.</summary>
    bool IsRewindable { get; }

    /// <summary>The provider's name.</summary>
    string ProviderName { get; }

    /// <summary>The stream's name.</summary>
    StreamId StreamId { get; }
}

/// <summary>One subscription.</summary>
public abstract class StreamSubscriptionHandle<T>
{
    /// <summary>The stream's name.</summary>
    public abstract StreamId StreamId { get; }

    /// <summary>The provider's name.</summary>
    public abstract string ProviderName { get; }

    /// <summary>The subscription's name.</summary>
    public abstract Guid HandleId { get; }

    /// <summary>No event reaches the observer after this.</summary>
    public abstract Task UnsubscribeAsync();
}

/// <summary>The place of an event in its stream.</summary>
public abstract class StreamSequenceToken
{
    /// <summary>Counts the sent events.</summary>
    public abstract long SequenceNumber { get; protected set; }

    /// <summary>Counts within a batch.</summary>
    public abstract int EventIndex { get; protected set; }
}
