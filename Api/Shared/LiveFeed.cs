using System.Collections.Immutable;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Reviews;

namespace SunGov.Api.Shared;

/// <summary>
/// One listener's feed: events, cut to what the acting identity may read, with a heartbeat between.
/// </summary>
public sealed class LiveFeed(ILiveEvents events, IGrainFactory grains, TimeProvider clock)
{
    /// <summary>Event type of a heartbeat.</summary>
    public const string Heartbeat = "heartbeat";

    /// <summary>Event type of a change.</summary>
    public const string Changed = "changed";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The feed, until listener or host stop or the session ends; a first heartbeat tells that listening has begun.
    /// </summary>
    public async IAsyncEnumerable<SseItem<LiveEvent?>> ReadAsync(
        By by, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var kept = Channel.CreateBounded<LiveEvent>(
            new BoundedChannelOptions(1024) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pump = PumpAsync(kept.Writer, linked.Token);
        try
        {
            yield return new SseItem<LiveEvent?>(null, Heartbeat);
            while (await NextAsync(kept.Reader, cancellation) is { } batch)
            {
                if (!await grains.GetGrain<ISessionGrain>(by.Session).Holds(by.Identity))
                {
                    break;
                }

                if (batch.IsEmpty)
                {
                    yield return new SseItem<LiveEvent?>(null, Heartbeat);
                    continue;
                }

                foreach (var readable in await ReadableAsync(batch, by))
                {
                    yield return new SseItem<LiveEvent?>(readable, Changed);
                }
            }
        }
        finally
        {
            await linked.CancelAsync();
            await pump;
        }
    }

    private async Task PumpAsync(ChannelWriter<LiveEvent> kept, CancellationToken cancellation)
    {
        try
        {
            await foreach (var happened in events.SubscribeAsync(cancellation))
            {
                kept.TryWrite(happened);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The listener has gone.
            return;
        }
        finally
        {
            kept.TryComplete();
        }
    }

    /// <summary>What has come, at most 100; nothing when the pause passes in silence; null at the end.</summary>
    private async Task<ImmutableArray<LiveEvent>?> NextAsync(
        ChannelReader<LiveEvent> kept, CancellationToken cancellation)
    {
        using var pause = new CancellationTokenSource(Pause, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, pause.Token);
        try
        {
            if (!await kept.WaitToReadAsync(either.Token))
            {
                return null;
            }
        }
        catch (OperationCanceledException)
        {
            return cancellation.IsCancellationRequested ? null : [];
        }

        var batch = new Dictionary<(string, string), LiveEvent>();
        while (batch.Count < 100 && kept.TryRead(out var happened))
        {
            batch[(happened.Kind, happened.Key)] = happened;
        }

        return [.. batch.Values];
    }

    private async Task<ImmutableArray<LiveEvent>> ReadableAsync(ImmutableArray<LiveEvent> batch, By by)
    {
        var projects = batch.Where(happened => happened.Kind == "project").Select(happened => happened.Key);
        var readable = projects.Any()
            ? [.. await grains.GetGrain<IProjectQueries>("projects").Readable([.. projects], by)]
            : ImmutableHashSet<string>.Empty;
        var reviews = await ReviewsAsync(batch, by);
        var answer = ImmutableArray.CreateBuilder<LiveEvent>();
        foreach (var happened in batch)
        {
            var mine = happened.Kind switch
            {
                "project" => readable.Contains(happened.Key),
                "call" => (await grains.GetGrain<ICallGrain>(happened.Key).Read(by)).Succeeded,
                "message" or "person" => happened.Key == by.Person,
                LiveEvent.Anything => true,
                _ => reviews.Contains((happened.Kind, happened.Key)),
            };
            if (mine)
            {
                answer.Add(happened);
            }
        }

        return answer.ToImmutable();
    }

    private async Task<ImmutableHashSet<(string Kind, string Key)>> ReviewsAsync(
        ImmutableArray<LiveEvent> batch, By by)
    {
        var readable = ImmutableHashSet.CreateBuilder<(string, string)>();
        foreach (var kind in batch.Where(happened => happened.Kind.StartsWith("review_", StringComparison.Ordinal))
            .GroupBy(happened => happened.Kind, happened => happened.Key))
        {
            var keys = await grains.GetGrain<IReviewQueries>("reviews").Readable(kind.Key, [.. kind], by);
            readable.UnionWith(keys.Select(key => (kind.Key, key)));
        }

        return readable.ToImmutable();
    }
}
