using Npgsql;
using SunGov.Silo.Postgres;

namespace SunGov.Tests.Storage.Shared;

/// <summary>
/// What every database of SunGov relies on (design section 4: UTF8, C.UTF-8, ICU names in Chinese order).
/// </summary>
public sealed class A_private_cluster : IAsyncLifetime
{
    private Database _database = null!;

    public async Task InitializeAsync() => _database = await Database.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Is_utf8_with_the_C_locale_and_fsync_on()
    {
        Assert.Equal("UTF8", await AskAsync<string>(_database.App, "show server_encoding"));
        Assert.Equal(
            "C.UTF-8",
            await AskAsync<string>(
                _database.App, "select datcollate::text from pg_database where datname = current_database()"));
        Assert.Equal("on", await AskAsync<string>(_database.App, "show fsync"));
    }

    [Fact]
    public async Task Sorts_Chinese_names_by_pinyin() =>
        Assert.Equal(
            "陈丽,李明,王芳,张伟",
            await AskAsync<string>(
                _database.App,
                """
                select string_agg(name, ',' order by name collate "zh-x-icu")
                from unnest(array['张伟', '王芳', '李明', '陈丽']) name
                """));

    [Fact]
    public async Task Lets_the_application_make_no_tables() =>
        Assert.Equal(
            PostgresErrorCodes.InsufficientPrivilege,
            (await Assert.ThrowsAsync<PostgresException>(
                () => AskAsync<string>(_database.App, "create table x (y int)"))).SqlState);

    [Fact]
    public async Task Keeps_what_was_committed_when_it_is_stopped_abruptly_and_comes_back_at_the_same_address()
    {
        var cluster = await Database.OwnServerAsync();
        var owner = cluster.ConnectionString(PrivateCluster.OwnerRole, PrivateCluster.DatabaseName);
        await AskAsync<object>(owner, "create table kept as select 7 as n");
        await cluster.StopAsync(abrupt: true);
        Assert.False(await cluster.IsRunningAsync());
        await cluster.StartAsync();
        Assert.Equal(7, await AskAsync<int>(owner, "select n from kept"));
        await cluster.StopAsync();
    }

    private static async Task<T?> AskAsync<T>(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T?)await command.ExecuteScalarAsync();
    }
}
