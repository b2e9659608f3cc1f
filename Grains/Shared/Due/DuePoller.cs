using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Shared.Due;

/// <summary>Delivers due rows; kept alive by a reminder, quick by a timer and by a call after each commit.</summary>
public sealed class DuePoller(
    IDueRows rows, IEnumerable<IDueReceiver> receivers, TimeProvider clock, ILogger<DuePoller> log)
    : Grain, IDuePoller, IRemindable
{
    private const string Reminder = "alive";
    private const int MostRows = 64;
    private const int MostRounds = 4;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Alive = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, IDueReceiver> _receivers =
        receivers.ToDictionary(receiver => receiver.Kind, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(
            static poller => poller.Poll(), this, new GrainTimerCreationOptions(Tick, Tick));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Start() => this.RegisterOrUpdateReminder(Reminder, Alive, Alive);

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<bool> Poll()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var now = clock.GetUtcNow();
            var until = DuePolicy.LeaseFrom(now);
            var began = clock.GetTimestamp();
            var taken = await rows.TakeAsync(MostRows, now, until);
            await Task.WhenAll(taken
                .GroupBy(item => (item.Kind, Key: OfMany(item.Kind) is null ? item.Key : null))
                .Select(items => OfMany(items.Key.Kind) is { } receiver
                    ? DeliverTogether(receiver, [.. items], until, began)
                    : DeliverInOrder([.. items], until, began)));
            if (taken.Length < MostRows)
            {
                return false;
            }
        }

        return true;
    }

    private IDueReceiverOfMany? OfMany(string kind) => _receivers.GetValueOrDefault(kind) as IDueReceiverOfMany;

    private async Task DeliverTogether(
        IDueReceiverOfMany receiver, ImmutableArray<DueItem> items, DateTimeOffset until, long began)
    {
        ImmutableArray<Refusal?> refusals;
        try
        {
            refusals = await receiver.ReceiveAsync(items);
        }
        catch (Exception failure)
        {
            DueMessages.Apart(log, items.Length, receiver.Kind, failure.GetType().Name);
            await DeliverInOrder(items, until, began);
            return;
        }

        await rows.DoneAsync([.. items.Where((_, at) => refusals[at] is null).Select(item => item.Id)]);
        for (var at = 0; at < items.Length; at++)
        {
            if (refusals[at] is { } refusal)
            {
                await Failed(items[at], refusal.Code);
            }
        }
    }

    private async Task DeliverInOrder(ImmutableArray<DueItem> items, DateTimeOffset until, long began)
    {
        for (var at = 0; at < items.Length; at++)
        {
            if (clock.GetElapsedTime(began) > DuePolicy.Lease / 2)
            {
                await rows.GiveBackAsync([.. items[at..].Select(item => item.Id)], until, clock.GetUtcNow());
                return;
            }

            await Deliver(items[at]);
        }
    }

    private async Task Deliver(DueItem item)
    {
        if (await Fault(item) is not { } fault)
        {
            await rows.DoneAsync([item.Id]);
            return;
        }

        await Failed(item, fault);
    }

    private async Task Failed(DueItem item, string fault)
    {
        var stuck = DuePolicy.IsStuck(item.Attempts);
        DueMessages.Failed(log, item.Kind, item.Key, item.Id, item.Attempts, fault, stuck);
        await rows.FailedAsync(item.Id, clock.GetUtcNow() + DuePolicy.Backoff(item.Attempts), stuck, fault);
    }

    private async Task<string?> Fault(DueItem item)
    {
        if (!_receivers.TryGetValue(item.Kind, out var receiver))
        {
            return $"nobody receives for the kind '{item.Kind}'";
        }

        try
        {
            return await receiver.ReceiveAsync(item) is { } refusal ? refusal.Code : null;
        }
        catch (Exception failure)
        {
            DueMessages.Threw(log, item.Kind, item.Key, item.Id, failure);
            return failure.GetType().Name;
        }
    }
}

/// <summary>How due rows are tried again.</summary>
public static class DuePolicy
{
    /// <summary>Deliveries after which a row stands for the administrator.</summary>
    public const int MostAttempts = 10;

    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a poller keeps the others off the rows it took; twice over longer than any call. After a crash this is
    /// what a row waits that was just being delivered.
    /// </summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromSeconds(30);

    /// <summary>When a lease taken now ends: whole milliseconds, which the database gives back unchanged.</summary>
    public static DateTimeOffset LeaseFrom(DateTimeOffset now) =>
        DateTimeOffset.FromUnixTimeMilliseconds((now + Lease).ToUnixTimeMilliseconds());

    /// <summary>Pause after a failed delivery: 1 s, doubled each time, at most 5 min.</summary>
    public static TimeSpan Backoff(int attempts) => TimeSpan.FromSeconds(
        Math.Min(Math.Pow(2, Math.Clamp(attempts - 1, 0, 20)), LongestBackoff.TotalSeconds));

    /// <summary>Whether this many failed deliveries are enough.</summary>
    public static bool IsStuck(int attempts) => attempts >= MostAttempts;
}

/// <summary>What pollers tell the log.</summary>
internal static partial class DueMessages
{
    [LoggerMessage(
        LogLevel.Warning, "due row {Id} of {Kind} {Key} failed at attempt {Attempt} ({Fault}); stuck: {Stuck}")]
    public static partial void Failed(
        ILogger log, string kind, string key, Guid id, int attempt, string fault, bool stuck);

    [LoggerMessage(
        LogLevel.Warning, "delivering {Count} due rows of {Kind} together failed ({Failure}); trying them one by one")]
    public static partial void Apart(ILogger log, int count, string kind, string failure);

    [LoggerMessage(LogLevel.Error, "delivering due row {Id} of {Kind} {Key} threw")]
    public static partial void Threw(ILogger log, string kind, string key, Guid id, Exception failure);
}
