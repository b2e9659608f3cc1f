using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NpgsqlTypes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Crypto;
using SunGov.Silo.Storage;

namespace SunGov.Tests.Storage.Shared;

/// <summary>A database with all migrations and a kind of its own, <c>counter</c>; journals over it on demand.</summary>
internal sealed class JournalRig : IAsyncDisposable
{
    private const string Counters =
        """
        -- app: select, insert, update on counter, tally
        create table counter (key text primary key, version bigint not null, data jsonb not null, seal bytea not null,
            label text, amount bigint, tags text[], seen timestamptz);
        create table tally (key text primary key, version bigint not null, data jsonb not null, seal bytea not null,
            total bigint);
        """;

    private readonly List<IAsyncDisposable> _owned = [];
    private readonly string _keys;

    private JournalRig(Database database, string keys)
    {
        Database = database;
        _keys = keys;
        Seals = new RowSeal(new KeyedSeal(Crypto, FileMasterKey.OpenOrCreate(Crypto, keys)));
        Source = NpgsqlDataSource.Create(database.App + ";Maximum Pool Size=8");
        _owned.Add(Source);
    }

    public static ICrypto Crypto => OpenSslCrypto.Instance;

    /// <summary>All that ships, and the tables of the tests' own kinds.</summary>
    public static IReadOnlyList<MigrationFile> Migrations { get; } =
        [.. MigrationFile.Shipped(), new MigrationFile(9001, "counter", Counters)];

    public Database Database { get; }

    /// <summary>The master key, as another process opens it.</summary>
    public FileMasterKey MasterKey() => FileMasterKey.OpenOrCreate(Crypto, _keys);

    public IRowSeal Seals { get; }

    public NpgsqlDataSource Source { get; }

    public LiveChanges Changes { get; } = new();

    public static async Task<JournalRig> StartAsync()
    {
        var database = await Database.CreateAsync();
        await Silo.Storage.Migrations.RunAsync(database.Owner, database.App, Migrations);
        return new JournalRig(database, Directory.CreateTempSubdirectory("sungov-keys").FullName);
    }

    /// <summary>A journal as one process has it.</summary>
    public Journal Open(Func<StorageOptions, StorageOptions>? change = null)
    {
        var options = new StorageOptions(Database.App);
        var journal = new Journal(
            change?.Invoke(options) ?? options,
            Source,
            Crypto,
            Seals,
            TimeProvider.System,
            Changes,
            NullLogger<Journal>.Instance);
        _owned.Insert(0, journal);
        return journal;
    }

    /// <summary>A write of a counter that stands at <paramref name="expected"/> entries.</summary>
    public static Write Write(string key, long expected, byte[] previous, Guid? command = null, int amount = 1) => new(
        "counter",
        key,
        expected,
        new By("p1", "i1", "s1", command ?? Guid.NewGuid()),
        Crypto.Sm3(Encoding.UTF8.GetBytes($"{amount}")),
        null,
        TimeProvider.System.GetUtcNow(),
        Encoding.UTF8.GetBytes($$"""[{"type":"added","amount":{{amount}}}]"""),
        previous,
        Encoding.UTF8.GetBytes($$"""{"total":{{expected + 1}},"name":"计数 {{key}}","b":1}"""),
        [
            new Column("label", NpgsqlDbType.Text, $"计数 {key}"),
            new Column("amount", NpgsqlDbType.Bigint, (long)amount),
            new Column("tags", NpgsqlDbType.Array | NpgsqlDbType.Text, new[] { "a\"b", "c\\d,{e}", "é" }),
            new Column("seen", NpgsqlDbType.TimestampTz, null),
        ],
        [],
        [],
        [],
        false,
        false,
        []);

    /// <summary>Runs SQL as the superuser, behind the application's back; gives the first value.</summary>
    public async Task<object?> TamperAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Database.Superuser + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is { } value and not DBNull ? value : null;
    }

    /// <summary>Ends the writing connections on the server, as a fault of network or server would.</summary>
    public Task<object?> CutAsync() => TamperAsync(
        """
        select count(pg_terminate_backend(pid)) from pg_stat_activity
        where application_name = 'sungov journal' and datname = current_database()
        """);

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
        {
            await owned.DisposeAsync();
        }

        await Database.DisposeAsync();
        Directory.Delete(_keys, recursive: true);
    }
}
