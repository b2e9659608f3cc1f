using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Silo.Hosting;
using SunGov.Silo.Identity;

namespace SunGov.Tests.Storage.Identity;

/// <summary>A new installation has no default password; its first administrator is made once.</summary>
public sealed class TheFirstAdministrator : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("sungov-first-");
    private Database _database = null!;

    private HostSettings Settings => new("http://127.0.0.1:0", _database.App, _database.Owner, _data.FullName);

    public async Task InitializeAsync() => _database = await Database.CreateAsync();

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task Is_made_once_with_a_password_that_is_good_enough()
    {
        var first = new FirstAdministrator("root", "周敏", "平台运行单位");
        Assert.Equal("length", (await first.CreateAsync(Settings, "short"))?.Code);
        Assert.Null(await first.CreateAsync(Settings, "correct horse"));
        var second = new FirstAdministrator("root2", "何平", "平台运行单位");
        Assert.Equal("administrator-exists", (await second.CreateAsync(Settings, "battery staple"))?.Code);
        await using var app = await SunGovHost.StartAsync(Settings);
        var login = app.Services.GetRequiredService<IGrainFactory>().GetGrain<ILoginGrain>("login");
        var opened = await login.LogIn(new LogIn("root", "correct horse", ""), By.Visitor);
        Assert.Contains("person.manage", Assert.Single(opened.Value!.Session.Identities).Functions);
        await app.StopAsync();
    }
}
