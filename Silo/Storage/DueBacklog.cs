using Npgsql;

namespace SunGov.Silo.Storage;

/// <summary>What is still to be delivered.</summary>
public sealed class DueBacklog(NpgsqlDataSource source)
{
    /// <summary>Whether something wanted until then waits for its delivery, or is just being delivered.</summary>
    public async Task<bool> AnyAsync(DateTimeOffset until, CancellationToken cancel)
    {
        await using var command = source.CreateCommand("select exists(select from due where not stuck and at <= $1)");
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = until.UtcDateTime });
        return await command.ExecuteScalarAsync(cancel) is true;
    }
}
