using SunGov.Api.Shared;

namespace SunGov.Silo.Hosting;

/// <summary>Loads the demo; registered in demo mode only.</summary>
public interface IDemoLoader
{
    /// <summary>Before the host starts to work: e.g. sets the clock where an unfinished loading stands.</summary>
    Task PrepareAsync() => Task.CompletedTask;

    /// <summary>Loads what is not there yet; quick when all is.</summary>
    Task LoadAsync(CancellationToken stop);
}

/// <summary>Outside demo mode there are no demo logins.</summary>
internal sealed class NoDemoLogins : IDemoLogins
{
    public IReadOnlyList<DemoLogin>? All => null;
}

/// <summary>Makes the host ready once the engine is up and, where asked for, the demo loaded.</summary>
internal sealed class BecomeReady(
    HostReadiness readiness,
    IServiceProvider services,
    IHostApplicationLifetime host,
    HostSettings settings,
    ILogger<BecomeReady> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registered = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stoppingToken.IsCancellationRequested)
        {
            return;
        }

        try
        {
            if (settings.Demo && services.GetService<IDemoLoader>() is { } demo)
            {
                readiness.Waits("loading the demo");
                await demo.LoadAsync(stoppingToken);
            }

            readiness.Ready();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            readiness.Waits("stopping");
        }
        catch (Exception failure)
        {
            log.LogCritical(failure, "the demo could not be loaded");
            readiness.Fails("the demo could not be loaded");
            host.StopApplication();
        }
    }
}
