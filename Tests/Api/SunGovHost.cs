using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Orleans;
using SunGov.Silo.Hosting;
using SunGov.Tests.Storage;

namespace SunGov.Tests.Api;

/// <summary>
/// The real host on a free port over a database of its own, with a small town in it: the demo's organisations, two
/// people per role, the shipped programme and the demo's calls. `[Collection(SunGovHost.Name)]` shares one per run;
/// tests make things of their own in it and never count others'.
/// </summary>
public sealed class SunGovHost : IAsyncLifetime
{
    /// <summary>Name of the test collection that shares the host.</summary>
    public const string Name = "the running host";

    private readonly Dictionary<string, ApiClient> _clients = [];
    private HostPlace _place = null!;

    /// <summary>Its data folder, with files and keys.</summary>
    public string Folder => _place.Folder;

    /// <summary>Its database.</summary>
    public Database Database => _place.Database;

    /// <summary>The host.</summary>
    public WebApplication App { get; private set; } = null!;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(App.Urls.First());

    /// <summary>Its grains, for what a test prepares behind the API.</summary>
    public IGrainFactory Grains => App.Services.GetRequiredService<IGrainFactory>();

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _place = await HostPlace.CreateAsync();
        App = await StartAsync(10_000);
        Assert.True(await App.Services.GetRequiredService<HostReadiness>().Settled, "the host did not get ready");
    }

    /// <summary>One more host over the same database.</summary>
    /// <param name="loginsPerMinute">Login attempts per address and minute.</param>
    /// <param name="demo">False for a host that loads nothing.</param>
    public Task<WebApplication> StartAsync(int loginsPerMinute, bool demo = true) => _place.StartAsync(
        settings => settings with { Demo = demo, LoginsPerMinute = loginsPerMinute },
        services => services.Replace(ServiceDescriptor.Singleton<IDemoLoader, Town>()),
        settled: false);

    /// <summary>Ends the connections of this application name on the server, as a fault of network would.</summary>
    public async Task CutAsync(string applicationName)
    {
        await using var connection = new NpgsqlConnection(Database.Superuser + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where application_name = $1 and datname = current_database()
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = applicationName });
        await command.ExecuteScalarAsync();
    }

    /// <summary>Somebody who is not logged in.</summary>
    public ApiClient Visitor() => new(Address);

    /// <summary>A person of the town, logged in once and acting under their first identity.</summary>
    public async Task<ApiClient> AsAsync(string login)
    {
        if (!_clients.TryGetValue(login, out var client))
        {
            _clients[login] = client = await LogInAsync(login);
        }

        return client;
    }

    /// <summary>A new session of a person of the town.</summary>
    public async Task<ApiClient> LogInAsync(string login)
    {
        var client = new ApiClient(Address);
        var answer = await client.LogInAsync(login, Town.Password);
        Assert.Equal(200, answer.Status);
        return client;
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        await _place.DisposeAsync();
    }
}

/// <summary>Shares the host between the classes of the collection.</summary>
[CollectionDefinition(SunGovHost.Name)]
public sealed class HostCollection : ICollectionFixture<SunGovHost>;

/// <summary>An answer of the API.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON body; undefined where there is none.</param>
/// <param name="Headers">All headers, those of the content included.</param>
/// <param name="Bytes">The body as it came.</param>
public sealed record Answer(int Status, JsonElement Body, ILookup<string, string> Headers, byte[] Bytes)
{
    /// <summary>Stable code of a problem.</summary>
    public string Code => Body.GetProperty("code").GetString()!;

    /// <summary>A text of the body.</summary>
    public string Text(string name) => Body.GetProperty(name).GetString()!;

    /// <summary>The ETag; null for none.</summary>
    public string? ETag => Headers["ETag"].FirstOrDefault();
}
