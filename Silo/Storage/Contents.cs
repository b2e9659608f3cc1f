using Npgsql;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>Contents over PostgreSQL, named by their SM3 in hex; a changed one is an error, not an answer.</summary>
internal sealed class Contents(NpgsqlDataSource source, ICrypto crypto) : IContents
{
    public async Task<string> PutAsync(ReadOnlyMemory<byte> bytes)
    {
        var sm3 = Convert.ToHexStringLower(crypto.Sm3(bytes.Span));
        await using var command = source.CreateCommand(
            "insert into content (sm3, bytes) values ($1, $2) on conflict do nothing");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = sm3 });
        command.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = bytes });
        await command.ExecuteNonQueryAsync();
        return sm3;
    }

    public async Task<byte[]?> GetAsync(string sm3)
    {
        await using var query = source.CreateCommand("select bytes from content where sm3 = $1");
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = sm3 });
        var bytes = (byte[]?)await query.ExecuteScalarAsync();
        return bytes is null || Convert.ToHexStringLower(crypto.Sm3(bytes)) == sm3
            ? bytes
            : throw new BrokenRecordException("content", sm3, 0, "its bytes no longer give its name");
    }
}
