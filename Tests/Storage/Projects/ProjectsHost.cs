using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SunGov.Grains.Notifications;
using SunGov.Silo.Crypto;
using SunGov.Silo.Identity;
using SunGov.Silo.Storage;
using SunGov.Tests.Storage.Shared;

namespace SunGov.Tests.Storage.Projects;

/// <summary>A host with everything projects need, over a database of its own.</summary>
internal sealed class ProjectsHost : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("sungov-projects").FullName;
    private readonly List<StorageHost> _hosts = [];
    private readonly JournalRig _rig;

    private ProjectsHost(JournalRig rig) => _rig = rig;

    public JournalRig Rig => _rig;

    public StorageHost Host => _hosts[^1];

    public IGrainFactory Grains => Host.Grains;

    public static async Task<ProjectsHost> StartAsync(Action<IServiceCollection>? add = null)
    {
        var host = new ProjectsHost(await JournalRig.StartAsync());
        await host.StartAgainAsync(add);
        return host;
    }

    /// <summary>Another process over the same database, after the one before has ended.</summary>
    public async Task StartAgainAsync(Action<IServiceCollection>? add = null) => _hosts.Add(
        await StorageHost.StartAsync(_rig, services =>
        {
            services.AddSecretsAndFiles(_data);
            services.AddIdentity(_rig.Database.App, demoMode: true);
            services.AddProjectStorage();
            services.AddSingleton<MessageTable>();
            services.AddSingleton<IMessageBell, SilentBell>();
            add?.Invoke(services);
        }));

    /// <summary>Ends the process; what it had not written is gone.</summary>
    public async Task StopAsync() => await Host.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _rig.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}

/// <summary>Nobody listens in tests.</summary>
internal sealed class SilentBell : IMessageBell
{
    public void Ring(string person)
    {
    }
}
