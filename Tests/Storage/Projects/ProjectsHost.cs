using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SunGov.Silo.Crypto;
using SunGov.Silo.Demo;
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
            services.AddSingleton(new DemoFiles(Path.Combine(AppContext.BaseDirectory, "Programmes")));
            services.AddSingleton<DemoLoader>();
            add?.Invoke(services);
        }));

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _rig.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}
