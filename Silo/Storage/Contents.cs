using Npgsql;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>Contents over PostgreSQL, named by their SM3 in hex; a changed one is an error, not an answer.</summary>
internal sealed class Contents(NpgsqlDataSource source, ICrypto crypto) : IContents
{
    public string NameOf(byte[] content) => Convert.ToHexStringLower(crypto.Sm3(content));

    public async Task PutAsync(params IReadOnlyCollection<byte[]> contents)
    {
        // Sorted, so that two that keep the same contents wait for each other in one order.
        var named = contents.Select(content => (Sm3: NameOf(content), Bytes: content))
            .DistinctBy(content => content.Sm3).OrderBy(content => content.Sm3, StringComparer.Ordinal).ToList();
        await using var command = source.CreateCommand(
            "insert into content (sm3, bytes) select * from unnest($1::text[], $2::bytea[]) on conflict do nothing");
        command.Parameters.Add(
            new NpgsqlParameter<string[]> { TypedValue = [.. named.Select(content => content.Sm3)] });
        command.Parameters.Add(
            new NpgsqlParameter<byte[][]> { TypedValue = [.. named.Select(content => content.Bytes)] });
        await command.ExecuteNonQueryAsync();
    }

    public async Task<byte[]?> GetAsync(string sm3)
    {
        await using var query = source.CreateCommand("select bytes from content where sm3 = $1");
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = sm3 });
        var bytes = (byte[]?)await query.ExecuteScalarAsync();
        return bytes is null || NameOf(bytes) == sm3
            ? bytes
            : throw new BrokenRecordException("content", sm3, 0, "its bytes no longer give its name");
    }
}
