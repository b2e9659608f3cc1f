using Npgsql;
using NpgsqlTypes;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>One line of the access log, before it is chained.</summary>
/// <param name="What"><c>login</c>, <c>refusal</c> or <c>disclosure</c>.</param>
/// <param name="Origin">Where from; empty where it does not matter.</param>
/// <param name="Count">How many alike it stands for.</param>
internal sealed record Access(
    DateTime At,
    string What,
    string Person,
    string Identity,
    string Kind,
    string Key,
    string Code,
    string Origin,
    long Count);

/// <summary>A line in its chain: one chain per process and day, in UTC.</summary>
internal sealed record ChainedAccess(Guid Chain, DateOnly Day, int N, Access Access, byte[] Previous, byte[] Hash)
{
    private const string Format = "sungov-access-1";

    /// <summary>SM3 over the line and the hash before it; bytes as docs/journal.md has them.</summary>
    public static byte[] HashOf(ICrypto crypto, Guid chain, DateOnly day, int n, Access access, byte[] previous) =>
        crypto.Sm3(new Framed()
            .Add(previous)
            .Add(Format)
            .Add(chain.ToString("D"))
            .Add(day.DayNumber)
            .Add(n)
            .Add(EntryHash.Microseconds(access.At))
            .Add(access.What)
            .Add(access.Person)
            .Add(access.Identity)
            .Add(access.Kind)
            .Add(access.Key)
            .Add(access.Code)
            .Add(access.Origin)
            .Add(access.Count)
            .ToArray());

    /// <summary>Whether the line's hash follows from its own content.</summary>
    public bool Recomputes(ICrypto crypto) =>
        HashOf(crypto, Chain, Day, N, Access, Previous).AsSpan().SequenceEqual(Hash);
}

/// <summary>Chains lines and writes them.</summary>
internal sealed class AccessChain(ICrypto crypto)
{
    private readonly Guid _chain = Guid.NewGuid();
    private DateOnly _day;
    private int _n;
    private byte[] _last = EntryHash.Genesis;

    /// <summary>The next line of the chain; a new day begins a new one.</summary>
    public ChainedAccess Next(Access access)
    {
        var day = DateOnly.FromDateTime(access.At);
        if (day != _day)
        {
            (_day, _n, _last) = (day, 0, EntryHash.Genesis);
        }

        var hash = ChainedAccess.HashOf(crypto, _chain, _day, ++_n, access, _last);
        var line = new ChainedAccess(_chain, _day, _n, access, _last, hash);
        _last = hash;
        return line;
    }

    /// <summary>Writes lines in one statement.</summary>
    public static async Task InsertAsync(NpgsqlDataSource source, IReadOnlyList<ChainedAccess> lines)
    {
        await using var command = source.CreateCommand(
            """
            insert into access_log
                (chain, day, n, at, what, person, identity, kind, key, code, origin, count, prev, hash)
            select * from unnest($1::uuid[], $2::date[], $3::int[], $4::timestamptz[], $5::text[], $6::text[],
                $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::bigint[], $13::bytea[], $14::bytea[])
            """);
        Add(NpgsqlDbType.Uuid, line => line.Chain);
        Add(NpgsqlDbType.Date, line => line.Day);
        Add(NpgsqlDbType.Integer, line => line.N);
        Add(NpgsqlDbType.TimestampTz, line => line.Access.At);
        Add(NpgsqlDbType.Text, line => line.Access.What);
        Add(NpgsqlDbType.Text, line => line.Access.Person);
        Add(NpgsqlDbType.Text, line => line.Access.Identity);
        Add(NpgsqlDbType.Text, line => line.Access.Kind);
        Add(NpgsqlDbType.Text, line => line.Access.Key);
        Add(NpgsqlDbType.Text, line => line.Access.Code);
        Add(NpgsqlDbType.Text, line => line.Access.Origin);
        Add(NpgsqlDbType.Bigint, line => line.Access.Count);
        Add(NpgsqlDbType.Bytea, line => line.Previous);
        Add(NpgsqlDbType.Bytea, line => line.Hash);
        await command.ExecuteNonQueryAsync();

        void Add<T>(NpgsqlDbType type, Func<ChainedAccess, T> value) => command.Parameters.Add(
            new NpgsqlParameter<T[]>
            {
                TypedValue = [.. lines.Select(value)],
                NpgsqlDbType = NpgsqlDbType.Array | type,
            });
    }
}
