using Npgsql;
using SunGov.Silo.Storage;

namespace SunGov.Tests.Storage.Shared;

/// <summary>Design section 4: numbered plain SQL, run once; the application only appends to the journal.</summary>
public sealed class Migrations_of_a_database : IAsyncLifetime
{
    private Database _database = null!;

    public async Task InitializeAsync() => _database = await Database.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Run_once_also_when_several_processes_start_together()
    {
        var runs = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Migrations.RunAsync(_database.Owner, _database.App)));

        var first = Assert.Single(runs, run => run.Count > 0);
        Assert.Equal(MigrationFile.Shipped().Count, first.Count);
        Assert.Empty(await Migrations.RunAsync(_database.Owner, _database.App));
    }

    [Fact]
    public async Task Refuse_a_file_that_was_changed_after_it_ran()
    {
        MigrationFile[] before = [new(1, "one", "create table one (n int)")];
        MigrationFile[] after = [new(1, "one", "create table one (n bigint)")];
        await Migrations.RunAsync(_database.Owner, _database.App, before);

        var failure = await Assert.ThrowsAsync<StorageException>(
            () => Migrations.RunAsync(_database.Owner, _database.App, after));

        Assert.Contains("0001_one was changed", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leave_nothing_behind_of_a_file_that_fails()
    {
        MigrationFile[] broken = [new(1, "one", "create table half (n int); select 1/0")];

        var failure = await Assert.ThrowsAsync<StorageException>(
            () => Migrations.RunAsync(_database.Owner, _database.App, broken));

        Assert.Contains("0001_one fails: division by zero", failure.Message, StringComparison.Ordinal);
        Assert.Null(await AskAsync(_database.Superuser, "select to_regclass('half')::text"));
    }

    [Fact]
    public async Task Refuse_a_database_of_another_encoding_or_order()
    {
        var name = _database.Name + "_sql";
        await AskAsync(
            _database.Superuser,
            $"create database {name} template template0 encoding 'SQL_ASCII' locale 'C'");
        try
        {
            var other = new NpgsqlConnectionStringBuilder(_database.Superuser) { Database = name }.ConnectionString;

            var failure = await Assert.ThrowsAsync<StorageException>(
                () => Migrations.RunAsync(other, _database.App));

            Assert.Contains("must be UTF8 with C.UTF-8", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            await AskAsync(_database.Superuser, $"drop database {name} with (force)");
        }
    }

    [Fact]
    public async Task Refuse_an_application_that_could_change_the_journal()
    {
        var failure = await Assert.ThrowsAsync<StorageException>(
            () => Migrations.RunAsync(_database.Owner, _database.Owner));

        Assert.Contains("name another role", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update journal set actor = 'x'")]
    [InlineData("delete from journal")]
    [InlineData("truncate journal")]
    [InlineData("update access_log set person = 'x'")]
    [InlineData("delete from access_log")]
    [InlineData("update claim set owner = 'x'")]
    [InlineData("drop table journal")]
    [InlineData("alter table journal disable trigger all")]
    public async Task Give_the_application_no_right_to_change_what_was_recorded(string sql)
    {
        await Migrations.RunAsync(_database.Owner, _database.App);

        var failure = await Assert.ThrowsAsync<PostgresException>(() => AskAsync(_database.App, sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, failure.SqlState);
    }

    private static async Task<object?> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is { } value and not DBNull ? value : null;
    }
}
