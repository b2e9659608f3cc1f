using System.Security.Cryptography;
using Npgsql;
using SunGov.Grains.Shared;
using SunGov.Grains.Supervision;

namespace SunGov.Silo.Storage;

/// <summary>
/// Puts new entries of the journal under signed anchors. Numbers follow commit order, so below the highest one that can
/// be seen nothing is still to come.
/// </summary>
public sealed class Anchors(NpgsqlDataSource source, ICrypto crypto, IPlatformKey key, TimeProvider clock)
{
    /// <summary>Most entries of one anchor; more of them give several anchors.</summary>
    public const int MostEntries = 65_536;

    private const long Lock = 0x53756e476f760003;

    /// <summary>
    /// To be called at start: throws when the anchors there are were signed with another key than the one at hand.
    /// </summary>
    public async Task CheckKeyAsync()
    {
        await using var connection = await source.OpenConnectionAsync();
        if (await LastAsync(connection) is { } last && last.Key != IPlatformKey.NameOf(crypto, key.PublicKey))
        {
            throw new CryptographicException("The anchors in the database were signed with another key. Put the file "
                + "anchor.key back from where it is kept.");
        }
    }

    /// <summary>Makes anchors until every entry is under one; gives how many were made.</summary>
    public async Task<int> WriteAsync()
    {
        for (var made = 0; ; made++)
        {
            if (!await WriteOneAsync())
            {
                return made;
            }
        }
    }

    private async Task<bool> WriteOneAsync()
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var take = new NpgsqlCommand($"select pg_advisory_xact_lock({Lock})", connection, transaction))
        {
            await take.ExecuteNonQueryAsync();
        }

        var before = await LastAsync(connection);
        var (tree, last) = await TreeAsync(connection, before?.Last ?? 0);
        if (tree.Count == 0)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var bare = new Anchor(
            (before?.Number ?? 0) + 1,
            (before?.Last ?? 0) + 1,
            last,
            tree.Count,
            tree.Root(),
            before?.Hash(crypto) ?? EntryHash.Genesis,
            now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)),
            IPlatformKey.NameOf(crypto, key.PublicKey),
            []);
        await StoreAsync(connection, bare with { Signature = key.Sign(bare.Statement()) });
        await transaction.CommitAsync();
        return true;
    }

    private static async Task<Anchor?> LastAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            $"select {Anchor.Columns} from anchor a order by a.n desc limit 1", connection);
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? Anchor.Read(reader) : null;
    }

    private async Task<(MerkleTree Tree, long Last)> TreeAsync(NpgsqlConnection connection, long after)
    {
        await using var command = new NpgsqlCommand(
            $"select seq, hash from journal where seq > $1 order by seq limit {MostEntries}", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        var (tree, last) = (new MerkleTree(crypto), after);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            last = reader.GetInt64(0);
            tree.Add(MerkleTree.Leaf(crypto, last, reader.GetFieldValue<byte[]>(1)));
        }

        return (tree, last);
    }

    private static async Task StoreAsync(NpgsqlConnection connection, Anchor anchor)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into anchor (n, first_seq, last_seq, entries, root, prev, at, key, signature)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = anchor.Number });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = anchor.First });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = anchor.Last });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = anchor.Entries });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = anchor.Root });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = anchor.Previous });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = anchor.At.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = anchor.Key });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = anchor.Signature });
        await command.ExecuteNonQueryAsync();
    }
}
