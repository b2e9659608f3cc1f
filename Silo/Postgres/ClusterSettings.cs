namespace SunGov.Silo.Postgres;

/// <summary>
/// What a private cluster is tuned for. Durability (`fsync`, `synchronous_commit`) is never a setting.
/// </summary>
/// <param name="SharedBuffersMiB">PostgreSQL's own cache.</param>
/// <param name="MaxConnections">All pools of all processes together stay below this.</param>
public sealed record ClusterSettings(int SharedBuffersMiB = 256, int MaxConnections = 200)
{
    /// <summary>For throw-away clusters of tests, several of which share one machine.</summary>
    public static ClusterSettings ForTests { get; } = new(SharedBuffersMiB: 64, MaxConnections: 300);

    /// <summary>
    /// The lines of `sungov.conf`. Statements, parameters and details (which quote values of rows) stay out of the
    /// server's log: logs carry ids and codes only.
    /// </summary>
    public string ToConf() =>
        $"""
        shared_buffers = {SharedBuffersMiB}MB
        max_connections = {MaxConnections}
        max_wal_size = 2GB
        checkpoint_timeout = 15min
        listen_addresses = '127.0.0.1'
        password_encryption = 'scram-sha-256'
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_statement = 'none'
        log_min_error_statement = 'panic'
        log_error_verbosity = 'terse'
        log_parameter_max_length = 0
        log_parameter_max_length_on_error = 0

        """;
}
