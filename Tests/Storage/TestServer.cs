using System.Security.Cryptography;
using Npgsql;
using SunGov.Silo.Postgres;

namespace SunGov.Tests.Storage;

/// <summary>The one PostgreSQL server of a test run, private or given.</summary>
internal sealed class TestServer
{
    private readonly Func<string, string, string> _connect;
    private readonly string _superuser;

    private TestServer(string superuser, string ownerRole, string appRole, Func<string, string, string> connect)
    {
        _superuser = superuser;
        OwnerRole = ownerRole;
        AppRole = appRole;
        _connect = connect;
    }

    public string OwnerRole { get; }

    private string AppRole { get; }

    public static async Task<TestServer> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("SUNGOV_TEST_DB") is { Length: > 0 } given)
        {
            return await GivenAsync(given);
        }

        var cluster = await Database.OwnServerAsync();
        return new TestServer(
            "postgres", PrivateCluster.OwnerRole, PrivateCluster.AppRole, cluster.ConnectionString);
    }

    public string Owner(string database) => _connect(OwnerRole, database);

    public string App(string database) => _connect(AppRole, database);

    public string Superuser(string database) => _connect(_superuser, database);

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Superuser("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 60 };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<TestServer> GivenAsync(string given)
    {
        var login = new NpgsqlConnectionStringBuilder(given);
        var superuser = login.Username ?? "postgres";
        var run = RandomNumberGenerator.GetHexString(8, lowercase: true);
        var password = RandomNumberGenerator.GetHexString(24, lowercase: true);
        var server = new TestServer(
            superuser,
            $"t_owner_{run}",
            $"t_app_{run}",
            (role, database) =>
            {
                var builder = new NpgsqlConnectionStringBuilder(given) { Database = database };
                if (role != superuser)
                {
                    (builder.Username, builder.Password) = (role, password);
                }

                return builder.ConnectionString;
            });
        await server.ExecuteAsync(
            $"""
            create role {server.OwnerRole} login createdb password '{password}';
            create role {server.AppRole} login password '{password}';
            grant {server.OwnerRole} to current_user;
            """);
        return server;
    }
}
