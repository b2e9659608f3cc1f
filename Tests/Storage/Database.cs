using System.Security.Cryptography;
using SunGov.Silo.Postgres;

namespace SunGov.Tests.Storage;

/// <summary>
/// A database of its own on a real PostgreSQL server: `await using var db = await Database.CreateAsync();`, once per
/// test class (IAsyncLifetime). The server is the one named by `SUNGOV_TEST_DB` (a login that may create databases and
/// roles), or a throw-away private cluster that lives as long as the test process.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private static readonly Lazy<Task<TestServer>> Server = new(TestServer.StartAsync);

    private Database(TestServer server, string name)
    {
        Name = name;
        Owner = server.Owner(name);
        App = server.App(name);
        Superuser = server.Superuser(name);
    }

    /// <summary>The database's name on the server.</summary>
    public string Name { get; }

    /// <summary>Connection string of the role that owns the database and runs migrations (`SUNGOV_DB_OWNER`).</summary>
    public string Owner { get; }

    /// <summary>
    /// Connection string of the application's role, which has only what migrations grant (`SUNGOV_DB`).
    /// </summary>
    public string App { get; }

    /// <summary>Connection string for tests that tamper behind the application's back.</summary>
    public string Superuser { get; }

    /// <summary>An empty database: UTF8, C.UTF-8, no tables.</summary>
    public static async Task<Database> CreateAsync()
    {
        var server = await Server.Value;
        var name = "t_" + RandomNumberGenerator.GetHexString(12, lowercase: true);
        await server.ExecuteAsync(
            $"create database {name} owner {server.OwnerRole} template template0 "
            + "encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'");
        return new Database(server, name);
    }

    /// <summary>A database with all that stands in another, to which nobody is connected any more.</summary>
    public static async Task<Database> CopyAsync(Database of)
    {
        var server = await Server.Value;
        var name = "t_" + RandomNumberGenerator.GetHexString(12, lowercase: true);
        await server.ExecuteAsync(
            $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{of.Name}'");
        await server.ExecuteAsync($"create database {name} owner {server.OwnerRole} template {of.Name}");
        return new Database(server, name);
    }

    /// <summary>A private server for one test alone, for tests that stop, restart or fill it.</summary>
    /// <remarks>The server ends and its folder goes with the test process at the latest.</remarks>
    public static async Task<PrivateCluster> OwnServerAsync()
    {
        var folder = Path.Combine("/tmp", "sungov-t" + RandomNumberGenerator.GetHexString(10, lowercase: true));
        var cluster = await PrivateCluster.StartAsync(folder, ClusterSettings.ForTests);
        cluster.DeleteWhenThisProcessEnds();
        return cluster;
    }

    /// <summary>Drops the database, with whatever connections are still open.</summary>
    public async ValueTask DisposeAsync()
    {
        var server = await Server.Value;
        await server.ExecuteAsync($"drop database if exists {Name} with (force)");
    }
}
