using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Grains.Shared.Due;
using SunGov.Silo.Storage;
using SunGov.Tests.Grains.Engine;

namespace SunGov.Tests.Storage.Shared;

/// <summary>A host with engine and storage over a rig's database, as the silo has it.</summary>
internal sealed class StorageHost : IAsyncDisposable
{
    private readonly IHost _host;

    private StorageHost(IHost host, ShiftedClock clock)
    {
        _host = host;
        Clock = clock;
    }

    public ShiftedClock Clock { get; }

    public IServiceProvider Services => _host.Services;

    public IJournal Journal => Services.GetRequiredService<IJournal>();

    public IGrants Grants => Services.GetRequiredService<IGrants>();

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public static async Task<StorageHost> StartAsync(JournalRig rig, Action<IServiceCollection>? add = null)
    {
        var clock = new ShiftedClock();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.UseOrleans(silo =>
        {
            EngineHost.OnThisEngine(silo);
            silo.UseInMemoryReminderService();
        });
        builder.Services.AddSingleton(JournalRig.Crypto);
        builder.Services.AddSingleton(rig.Seals);
        builder.Services.AddSingleton<IGrants, EveryoneMay>();
        builder.Services.AddStorage(new StorageOptions(rig.Database.App) { MostReaders = 6 });
        add?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return new StorageHost(host, clock);
    }

    /// <summary>Has every poller deliver what is due; returns when all of it has been tried.</summary>
    public async Task PollAsync()
    {
        for (var poller = 0; poller < 4; poller++)
        {
            while (await Grains.GetGrain<IDuePoller>(poller.ToString(CultureInfo.InvariantCulture)).Poll())
            {
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}

/// <summary>The machine's clock, moved on by tests.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}

/// <summary>A receiver that notes what it gets, and refuses what it is told to.</summary>
internal sealed class Probe(string kind) : IDueReceiver
{
    private readonly Channel<DueItem> _received = Channel.CreateUnbounded<DueItem>();

    public string Kind => kind;

    public ConcurrentDictionary<string, bool> Refuses { get; } = new();

    public ConcurrentQueue<DueItem> All { get; } = new();

    public ValueTask<DueItem> NextAsync() => _received.Reader.ReadAsync();

    public Task<Refusal?> ReceiveAsync(DueItem item)
    {
        All.Enqueue(item);
        _received.Writer.TryWrite(item);
        return Task.FromResult(
            Refuses.ContainsKey(item.Key) ? Refusal.Of(RefusalKind.WrongState, "not-now") : null);
    }
}

/// <summary>A receiver that takes all there is at once, and fails as a whole where one of them is poison.</summary>
internal sealed class Crowd : IDueReceiverOfMany
{
    public const string Poison = "poison {}";

    public string Kind => "crowd";

    public ConcurrentDictionary<string, bool> Refuses { get; } = new();

    public ConcurrentQueue<ImmutableArray<string>> Calls { get; } = new();

    public async Task<Refusal?> ReceiveAsync(DueItem item) => (await ReceiveAsync([item]))[0];

    public Task<ImmutableArray<Refusal?>> ReceiveAsync(ImmutableArray<DueItem> items)
    {
        Calls.Enqueue([.. items.Select(item => item.What)]);
        return items.Any(item => item.What == Poison)
            ? throw new InvalidOperationException("poison")
            : Task.FromResult<ImmutableArray<Refusal?>>(
            [
                .. items.Select(item => Refuses.ContainsKey(item.Key)
                    ? Refusal.Of(RefusalKind.WrongState, "not-now")
                    : null),
            ]);
    }
}

/// <summary>Grants that know everybody, for tests of storage alone; an auditor only reads.</summary>
internal sealed class EveryoneMay : IGrants
{
    public const string Auditor = "auditor";

    private static readonly ImmutableDictionary<string, Scope> Reads =
        ImmutableDictionary<string, Scope>.Empty.Add("journal.read", Scope.All);

    public ValueTask<Caller?> FindAsync(By by) => ValueTask.FromResult<Caller?>(new Caller(
        by,
        "林",
        "officer",
        "经办人",
        "o1",
        "处室",
        by.Person == Auditor ? Reads : Reads.Add("stuck.retry", Scope.All)));

    public async ValueTask<ImmutableArray<Caller>> AllOfAsync(By by) => [(await FindAsync(by))!];
}
