using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;

namespace SunGov.Tests.Grains.Engine;

/// <summary>
/// An engine of its own for a test: the one the build has chosen. Timers go by a clock that the test drives; idle ages
/// and timeouts do so where the engine lets them, else they are short.
/// </summary>
public sealed partial class EngineHost : IAsyncDisposable
{
    public const string Live = "live";

    private readonly IHost _host;

    private EngineHost(IHost host, ManualTime time)
    {
        _host = host;
        Time = time;
    }

    public ManualTime Time { get; }

    public IClusterClient Client => _host.Services.GetRequiredService<IClusterClient>();

    public Signals Signals => _host.Services.GetRequiredService<Signals>();

    public static async Task<EngineHost> StartAsync(Action<ISiloBuilder>? configure = null, ManualTime? time = null)
    {
        time ??= new ManualTime();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<Signals>();
        builder.UseOrleans(silo =>
        {
            OnThisEngine(silo);
            silo.AddMemoryStreams(Live);
            silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = Age);
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = Patience);
            configure?.Invoke(silo);
            silo.UseInMemoryReminderService();
        });
        var host = builder.Build();
        await host.StartAsync();
        return new EngineHost(host, time);
    }

    public T Grain<T>(string key)
        where T : IGrainWithStringKey => Client.GetGrain<T>(key);

    /// <summary>Awaits a task that needs time to pass, a second at a time.</summary>
    public async Task WhileTimePasses(Task task)
    {
        while (!task.IsCompleted)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await PaceAsync();
        }

        await task;
    }

    /// <summary>Asks again, while time passes, until the answer is not a timeout.</summary>
    public async Task<T> WhenAnswered<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            var answer = ask();
            try
            {
                await WhileTimePasses(answer);
                return await answer;
            }
            catch (TimeoutException)
            {
                Signals.Happen("timeout");
            }
        }
    }

    public Task StopAsync() => _host.StopAsync();

    /// <summary>Stops what a test has left running; a stop that does not come to its end is a failure.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await _host.StopAsync(patience.Token);
        Assert.False(patience.IsCancellationRequested, "the engine did not stop");
        _host.Dispose();
    }
}
