using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SunGov.Api.Shared;
using SunGov.Grains.Notifications;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Hosting;

/// <summary>
/// Hands commits, of this process and of others, and the bell of the message centre, to all who listen. Handing on
/// never waits: a listener that is too slow loses the oldest, and its page reads again anyway.
/// </summary>
internal sealed class LiveEvents : ILiveEvents, IMessageBell, IDisposable
{
    private readonly ConcurrentDictionary<Channel<LiveEvent>, bool> _listeners = new();
    private readonly ILiveChanges _changes;
    private readonly ILiveNews _news;
    private long _rings;

    public LiveEvents(ILiveChanges changes, ILiveNews news)
    {
        _changes = changes;
        _news = news;
        _changes.Changed += Changed;
        _changes.Missed += Missed;
    }

    public async IAsyncEnumerable<LiveEvent> SubscribeAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var kept = Channel.CreateBounded<LiveEvent>(
            new BoundedChannelOptions(1024) { FullMode = BoundedChannelFullMode.DropOldest });
        _listeners[kept] = true;
        try
        {
            await foreach (var happened in kept.Reader.ReadAllAsync(cancellation))
            {
                yield return happened;
            }
        }
        finally
        {
            _listeners.TryRemove(kept, out _);
        }
    }

    public void Ring(string person)
    {
        var ring = new LiveChange("message", person, Interlocked.Increment(ref _rings));
        Changed(ring);
        _news.Tell(ring);
    }

    public void Dispose()
    {
        _changes.Changed -= Changed;
        _changes.Missed -= Missed;
    }

    private void Missed() => Tell(new LiveEvent(LiveEvent.Anything, "", Interlocked.Increment(ref _rings)));

    private void Changed(LiveChange change) => Tell(new LiveEvent(change.Kind, change.Key, change.Version));

    private void Tell(LiveEvent happened)
    {
        foreach (var (kept, _) in _listeners)
        {
            kept.Writer.TryWrite(happened);
        }
    }
}
