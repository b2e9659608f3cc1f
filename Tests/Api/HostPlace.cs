using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SunGov.Silo.Hosting;
using SunGov.Tests.Storage;

namespace SunGov.Tests.Api;

/// <summary>A database and a data folder for hosts of a test's own; all of it goes together.</summary>
public sealed class HostPlace : IAsyncDisposable
{
    private static readonly Lazy<Task<HostPlace>> Demo = new(LoadAsync);

    private readonly List<WebApplication> _apps = [];

    private HostPlace(Database database)
    {
        Database = database;
        Folder = Path.Combine("/tmp", $"sungov-{database.Name}");
    }

    /// <summary>The database.</summary>
    public Database Database { get; }

    /// <summary>Files and keys.</summary>
    public string Folder { get; }

    /// <summary>An empty one.</summary>
    public static async Task<HostPlace> CreateAsync() => new(await Database.CreateAsync());

    /// <summary>One with the demo in it, which is loaded once a run and then copied.</summary>
    public static async Task<HostPlace> OfDemoAsync()
    {
        var loaded = await Demo.Value;
        var place = new HostPlace(await Database.CopyAsync(loaded.Database));
        using var copy = Process.Start("cp", ["-a", loaded.Folder, place.Folder]);
        await copy.WaitForExitAsync();
        Assert.Equal(0, copy.ExitCode);
        return place;
    }

    /// <summary>A host over it, in demo mode, with as many logins as anybody wants.</summary>
    /// <param name="change">What the host is told otherwise.</param>
    /// <param name="services">What stands in place of its services.</param>
    /// <param name="settled">Whether to wait until it is ready.</param>
    public async Task<WebApplication> StartAsync(
        Func<HostSettings, HostSettings>? change = null,
        Action<IServiceCollection>? services = null,
        bool settled = true)
    {
        var settings = new HostSettings("http://127.0.0.1:0", Database.App, Database.Owner, Folder)
        {
            Demo = true,
            LoginsPerMinute = 10_000,
        };
        var app = await Silo.Hosting.SunGovHost.StartAsync(change?.Invoke(settings) ?? settings, services);
        _apps.Add(app);
        Assert.True(
            !settled || await app.Services.GetRequiredService<HostReadiness>().Settled, "the host did not get ready");
        return app;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }

        await Database.DisposeAsync();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static async Task<HostPlace> LoadAsync()
    {
        var place = await CreateAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => place.DisposeAsync().AsTask().GetAwaiter().GetResult();
        var app = await place.StartAsync();
        await app.StopAsync();
        await app.DisposeAsync();
        place._apps.Clear();
        return place;
    }
}
