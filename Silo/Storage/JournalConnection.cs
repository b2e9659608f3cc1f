using Npgsql;

namespace SunGov.Silo.Storage;

/// <summary>
/// The writing connection of this process. It holds a session advisory lock of its own; who opens it anew waits until
/// the server has let go of the one before, so that nothing sent over that one can still commit.
/// </summary>
internal sealed class JournalConnection : IAsyncDisposable
{
    private const int LockClass = 0x53475731;
    private const int SecondsToLock = 5;

    // Plans are made once and for ever, while tables are still empty: only index scans on tables, hashes between the
    // parts of a statement. What is switched off counts as very dear, so that without jit=off the server would compile
    // such a statement for a second or two before running it for a millisecond.
    private const string PlannerOptions =
        "-c enable_seqscan=off -c enable_nestloop=off -c enable_mergejoin=off "
        + "-c plan_cache_mode=force_generic_plan -c jit=off";

    private readonly string _connectionString;
    private readonly int _writer = System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue);
    private NpgsqlConnection? _connection;

    public JournalConnection(StorageOptions options)
    {
        var builder = new NpgsqlConnectionStringBuilder(options.Database)
        {
            Pooling = false,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 1,
            CommandTimeout = (int)options.WriteTimeout.TotalSeconds,
            Timeout = SecondsToLock,
            KeepAlive = 10,
            ApplicationName = "sungov journal",
        };
        builder.Options = string.Join(' ', builder.Options, PlannerOptions).Trim();
        _connectionString = builder.ConnectionString;
    }

    /// <summary>Whether there is a connection that can be used.</summary>
    public bool IsOpen => _connection is { FullState: System.Data.ConnectionState.Open };

    /// <summary>The connection, opened and locked if there is none.</summary>
    public async Task<NpgsqlConnection> OpenAsync()
    {
        if (IsOpen)
        {
            return _connection!;
        }

        await CloseAsync();
        var connection = new NpgsqlConnection(_connectionString);
        try
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(
                $"""
                set lock_timeout = '{SecondsToLock}s';
                select pg_advisory_lock({LockClass}, {_writer});
                reset lock_timeout
                """,
                connection);
            await command.ExecuteNonQueryAsync();
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        return _connection = connection;
    }

    /// <summary>Gives the connection up; what was sent may or may not have been committed.</summary>
    public async Task CloseAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();
}
