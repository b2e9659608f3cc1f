using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Crypto;
using SunGov.Silo.Experts;
using SunGov.Silo.Identity;
using SunGov.Silo.Storage;
using SunGov.Tests.Grains.Engine;

namespace SunGov.Tests.Storage.Identity;

/// <summary>One silo over a database of its own, with cheap passwords and a clock that can be moved.</summary>
public sealed class IdentitySilo : IAsyncDisposable
{
    private const int CheapIterations = 10;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("sungov-identity-");
    private IHost _host = null!;

    private IdentitySilo(Database database) => Database = database;

    public Database Database { get; }

    public MovableClock Clock { get; } = new();

    public RecordedAccesses Accesses { get; } = new();

    public IGrainFactory Grains => Get<IGrainFactory>();

    public static async Task<IdentitySilo> StartAsync(bool demoMode = false)
    {
        var silo = new IdentitySilo(await Database.CreateAsync());
        await Migrations.RunAsync(silo.Database.Owner, silo.Database.App);
        silo._host = silo.Build(demoMode);
        await silo._host.StartAsync();
        await silo.RegisterOrganisationsAsync();
        return silo;
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public static By Platform() => By.System(Guid.NewGuid());

    public IPersonGrain Person(string id) => Grains.GetGrain<IPersonGrain>(id);

    public ILegalEntityGrain Organisation(string id) => Grains.GetGrain<ILegalEntityGrain>(id);

    /// <summary>Registers a person with one identity; each call of the answer is a new command under it.</summary>
    public async Task<Func<By>> RegisterAsync(string id, string role, string organisation, string name = "李明")
    {
        var view = Must(await Person(id).Register(
            new RegisterPerson(name, id, null, "correct horse", null, null, [new AddIdentity(role, organisation)]),
            Platform()));
        return () => new By(id, view.Identities[0].Id, "", Guid.NewGuid());
    }

    public static T Must<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Succeeded, outcome.Refusal?.Code);
        return outcome.Value;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        await Database.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private IHost Build(bool demoMode)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.UseOrleans(silo =>
        {
            EngineHost.OnThisEngine(silo);
            silo.UseInMemoryReminderService();
        });
        builder.Services.AddStorage(new StorageOptions(Database.App));
        builder.Services.AddSecretsAndFiles(_data.FullName);
        builder.Services.AddSingleton(at => new PasswordHash(at.GetRequiredService<ICrypto>(), CheapIterations));
        builder.Services.AddSingleton<IAccessLog>(Accesses);
        builder.Services.AddIdentity(Database.App, demoMode);
        builder.Services.AddExperts();
        return builder.Build();
    }

    private async Task RegisterOrganisationsAsync()
    {
        (string Id, string Name, string Kind, string? Parent, string? Recommends)[] all =
        [
            ("kjt", "广东省科学技术厅", "department", null, null),
            ("gzkjj", "广州市科学技术局", "bureau", null, null),
            ("lnu", "岭南大学", "other", null, "gzkjj"),
            ("lnu-eng", "工学院", "division", "lnu", null),
            ("lnu2", "岭南第二大学", "other", null, "gzkjj"),
        ];
        foreach (var one in all)
        {
            Must(await Organisation(one.Id).Register(
                new RegisterLegalEntity(
                    one.Name, null, one.Kind, "440100", one.Parent, one.Parent, one.Recommends, "周工"),
                Platform()));
        }
    }
}

/// <summary>The system's clock, moved.</summary>
public sealed class MovableClock : TimeProvider
{
    private long _moved;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _moved));

    public void Move(TimeSpan by) => Interlocked.Add(ref _moved, by.Ticks);
}

/// <summary>Keeps what was logged, to be looked at.</summary>
public sealed class RecordedAccesses : IAccessLog
{
    public ConcurrentQueue<(string Person, string Code)> Logins { get; } = new();

    public ConcurrentQueue<string> Refusals { get; } = new();

    public ConcurrentQueue<string> Disclosures { get; } = new();

    public Task DisclosedAsync(By by, string kind, string key, string code)
    {
        Disclosures.Enqueue(code);
        return Task.CompletedTask;
    }

    public Task LoginAsync(By by, string code, string from)
    {
        Logins.Enqueue((by.Person, code));
        return Task.CompletedTask;
    }

    public void Refused(By by, string kind, string key, Refusal refusal) => Refusals.Enqueue(refusal.Code);
}
