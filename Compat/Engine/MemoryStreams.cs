using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Streams;

namespace SunGov.Compat.Engine;

/// <summary>Streams in memory: an event goes to those who are subscribed when it is sent.</summary>
internal sealed class MemoryStreams(string name, ILogger logger) : IStreamProvider
{
    private readonly ConcurrentDictionary<StreamId, object> _topics = new();

    public string Name { get; } = name;

    public bool IsRewindable => false;

    public ILogger Logger { get; } = logger;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new MemoryStream<T>(this, streamId);

    public Topic<T>? Find<T>(StreamId id) => _topics.TryGetValue(id, out var topic) ? Typed<T>(id, topic) : null;

    public void Join<T>(StreamId id, Subscription<T> subscription)
    {
        while (!Typed<T>(id, _topics.GetOrAdd(id, static _ => new Topic<T>())).Add(subscription))
        {
            _topics.TryRemove(id, out _);
        }
    }

    public void Leave<T>(StreamId id, Subscription<T> subscription)
    {
        if (Find<T>(id) is { } topic && topic.Remove(subscription))
        {
            _topics.TryRemove(new KeyValuePair<StreamId, object>(id, topic));
        }
    }

    private static Topic<T> Typed<T>(StreamId id, object topic) =>
        topic as Topic<T> ?? throw new InvalidOperationException($"Stream {id} has events of another type.");

    /// <summary>A stream that has subscriptions; closed for ever when the last one leaves.</summary>
    internal sealed class Topic<T>
    {
        private readonly Lock _gate = new();
        private Subscription<T>[] _subscriptions = [];
        private long _sent;
        private bool _closed;

        public bool Add(Subscription<T> subscription)
        {
            lock (_gate)
            {
                _subscriptions = _closed ? _subscriptions : [.. _subscriptions, subscription];
                return !_closed;
            }
        }

        /// <summary>True if that was the last one.</summary>
        public bool Remove(Subscription<T> subscription)
        {
            lock (_gate)
            {
                _subscriptions = [.. _subscriptions.Where(other => !ReferenceEquals(other, subscription))];
                _closed |= _subscriptions.Length == 0;
                return _closed;
            }
        }

        public void Send(Func<IAsyncObserver<T>, StreamSequenceToken, Task> deliver)
        {
            lock (_gate)
            {
                var token = new Place(++_sent);
                foreach (var subscription in _subscriptions)
                {
                    subscription.Offer(observer => deliver(observer, token));
                }
            }
        }
    }

    private sealed class Place(long number) : StreamSequenceToken
    {
        public override long SequenceNumber { get; protected set; } = number;

        public override int EventIndex { get; protected set; }
    }
}

/// <summary>One stream as its users hold it.</summary>
internal sealed class MemoryStream<T>(MemoryStreams streams, StreamId id) : IAsyncStream<T>
{
    public bool IsRewindable => false;

    public string ProviderName => streams.Name;

    public StreamId StreamId => id;

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer)
    {
        var subscription = new Subscription<T>(streams, id, observer, Activation.Current);
        streams.Join(id, subscription);
        return Task.FromResult<StreamSubscriptionHandle<T>>(subscription);
    }

    public Task OnNextAsync(T item, StreamSequenceToken? token = null)
    {
        streams.Find<T>(id)?.Send((observer, place) => observer.OnNextAsync(item, place));
        return Task.CompletedTask;
    }

    public Task OnCompletedAsync()
    {
        streams.Find<T>(id)?.Send(static (observer, _) => observer.OnCompletedAsync());
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex)
    {
        streams.Find<T>(id)?.Send((observer, _) => observer.OnErrorAsync(ex));
        return Task.CompletedTask;
    }
}
