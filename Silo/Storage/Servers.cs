using Npgsql;

namespace SunGov.Silo.Storage;

/// <summary>Servers that run over a database, as PostgreSQL sees them.</summary>
public static class Servers
{
    /// <summary>How many connections they have to it; 0 when none runs.</summary>
    public static async Task<long> ConnectionsAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and application_name in ('sungov', 'sungov journal')
            """);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
