using Npgsql;
using NpgsqlTypes;

namespace SunGov.Silo.Crypto;

/// <summary>A data key as stored.</summary>
/// <param name="Wrapped">The key under the master key; null when destroyed.</param>
/// <param name="Master">Id of the master key that wraps it.</param>
internal sealed record DataKeyRow(string Id, string Purpose, string Owner, byte[]? Wrapped, string Master);

/// <summary>The table <c>data_key</c>.</summary>
internal sealed class DataKeys(NpgsqlDataSource database)
{
    private const string Columns = "select id, purpose, owner, wrapped, master from data_key ";

    internal async Task<DataKeyRow?> FindAsync(string id)
    {
        await using var command = database.CreateCommand(Columns + "where id = $1");
        command.Parameters.AddWithValue(id);
        return await OneAsync(command);
    }

    internal async Task<DataKeyRow?> FindAsync(string purpose, string owner)
    {
        await using var command = database.CreateCommand(Columns + "where purpose = $1 and owner = $2");
        command.Parameters.AddWithValue(purpose);
        command.Parameters.AddWithValue(owner);
        return await OneAsync(command);
    }

    /// <summary>Stores the key unless its owner has one; reading back tells whose came first.</summary>
    internal async Task AddAsync(DataKeyRow row, DateTimeOffset now)
    {
        await using var command = database.CreateCommand(
            "insert into data_key (id, purpose, owner, wrapped, master, created_at) values ($1, $2, $3, $4, $5, $6) "
            + "on conflict (purpose, owner) do nothing");
        command.Parameters.AddWithValue(row.Id);
        command.Parameters.AddWithValue(row.Purpose);
        command.Parameters.AddWithValue(row.Owner);
        command.Parameters.AddWithValue(NpgsqlDbType.Bytea, (object?)row.Wrapped ?? DBNull.Value);
        command.Parameters.AddWithValue(row.Master);
        command.Parameters.AddWithValue(now.ToUniversalTime());
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Removes the key, keeps the row. Gives its id, or null when there was no key.</summary>
    internal async Task<string?> DestroyAsync(string purpose, string owner, DateTimeOffset now)
    {
        await using var command = database.CreateCommand(
            "update data_key set wrapped = null, destroyed_at = $3 "
            + "where purpose = $1 and owner = $2 and wrapped is not null returning id");
        command.Parameters.AddWithValue(purpose);
        command.Parameters.AddWithValue(owner);
        command.Parameters.AddWithValue(now.ToUniversalTime());
        return (string?)await command.ExecuteScalarAsync();
    }

    /// <summary>Up to <paramref name="most"/> keys that another master key than this one wraps.</summary>
    internal async Task<List<DataKeyRow>> WrappedByOthersAsync(string master, int most)
    {
        await using var command = database.CreateCommand(
            Columns + "where master <> $1 and wrapped is not null order by id limit $2");
        command.Parameters.AddWithValue(master);
        command.Parameters.AddWithValue(most);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<DataKeyRow>();
        while (await reader.ReadAsync())
            rows.Add(Row(reader));
        return rows;
    }

    /// <summary>Replaces the wrapping, unless the key was destroyed or re-wrapped meanwhile.</summary>
    internal async Task<bool> RewrapAsync(DataKeyRow row, byte[] wrapped, string master)
    {
        await using var command = database.CreateCommand(
            "update data_key set wrapped = $3, master = $4 where id = $1 and master = $2 and wrapped is not null");
        command.Parameters.AddWithValue(row.Id);
        command.Parameters.AddWithValue(row.Master);
        command.Parameters.AddWithValue(wrapped);
        command.Parameters.AddWithValue(master);
        return await command.ExecuteNonQueryAsync() == 1;
    }

    /// <summary>Ids of the master keys that living data keys need.</summary>
    internal async Task<List<string>> MastersAsync()
    {
        await using var command = database.CreateCommand(
            "select distinct master from data_key where wrapped is not null");
        await using var reader = await command.ExecuteReaderAsync();
        var masters = new List<string>();
        while (await reader.ReadAsync())
            masters.Add(reader.GetString(0));
        return masters;
    }

    private static async Task<DataKeyRow?> OneAsync(NpgsqlCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? Row(reader) : null;
    }

    private static DataKeyRow Row(NpgsqlDataReader reader) => new(reader.GetString(0), reader.GetString(1),
        reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetFieldValue<byte[]>(3), reader.GetString(4));
}
