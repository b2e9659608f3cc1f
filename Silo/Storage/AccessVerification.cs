using Npgsql;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>Recomputes the chains of the access log.</summary>
internal sealed class AccessVerification(NpgsqlConnection connection, ICrypto crypto)
{
    public async Task<Verified> RunAsync()
    {
        var broken = new List<Broken>();
        var lines = 0L;
        var (chain, day, n, last) = (Guid.Empty, default(DateOnly), 0, EntryHash.Genesis);
        await using var command = new NpgsqlCommand(
            """
            select chain, day, n, at, what, person, identity, kind, key, code, origin, count, prev, hash, id
            from access_log order by chain, day, n
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines++;
            var line = Read(reader);
            if ((line.Chain, line.Day) != (chain, day))
            {
                (chain, day, n, last) = (line.Chain, line.Day, 0, EntryHash.Genesis);
            }

            var fault = line.N != n + 1 ? $"line {n + 1} of its chain is missing"
                : !line.Previous.AsSpan().SequenceEqual(last) ? "it does not follow from the line before it"
                : !line.Recomputes(crypto) ? "its hash does not recompute"
                : null;
            if (fault is not null)
            {
                broken.Add(new Broken("access_log", $"{reader.GetInt64(14)}", line.N, fault));
            }

            (n, last) = (line.N, line.Hash);
        }

        return new Verified("access log", $"{lines} lines", broken);
    }

    private static ChainedAccess Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0),
        reader.GetFieldValue<DateOnly>(1),
        reader.GetInt32(2),
        new Access(
            reader.GetFieldValue<DateTime>(3),
            reader.GetString(4),
            reader.GetString(5),
            reader.GetString(6),
            reader.GetString(7),
            reader.GetString(8),
            reader.GetString(9),
            reader.GetString(10),
            reader.GetInt64(11)),
        reader.GetFieldValue<byte[]>(12),
        reader.GetFieldValue<byte[]>(13));
}
