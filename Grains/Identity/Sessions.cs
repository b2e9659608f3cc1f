using System.Collections.Immutable;
using System.Text;
using Npgsql;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Identity;

/// <summary>A session as stored. Its id is the SM3 of the token; the token is stored nowhere.</summary>
/// <param name="UsedAt">Last use as far as written; at most 5 minutes old.</param>
/// <param name="ExpiresAt">When it ends whatever happens.</param>
/// <param name="EndedAt">When it was ended; null while open.</param>
public sealed record StoredSession(
    string Id,
    string Person,
    DateTimeOffset OpenedAt,
    DateTimeOffset UsedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? EndedAt)
{
    /// <summary>A session unused for so long is over.</summary>
    public static TimeSpan Idle { get; } = TimeSpan.FromMinutes(30);

    /// <summary>No session lives longer.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromHours(12);

    /// <summary>Use is written no more often than this (design section 6).</summary>
    public static TimeSpan WriteUse { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether it holds at this instant.</summary>
    public bool HoldsAt(DateTimeOffset now) => EndedAt is null && now < ExpiresAt && now - UsedAt < Idle;
}

/// <summary>The table of sessions: plain working data, no journal.</summary>
public sealed class Sessions(NpgsqlDataSource source, ICrypto crypto)
{
    private const int TokenLength = 32;

    /// <summary>The key of a token's session: SM3 of its text (UTF-8), lower-case hex.</summary>
    public string KeyOf(string token) => Convert.ToHexStringLower(crypto.Sm3(Encoding.UTF8.GetBytes(token)));

    /// <summary>Opens a session and tells its token, once.</summary>
    public async Task<(string Token, StoredSession Session)> OpenAsync(string person, DateTimeOffset now, string from)
    {
        var token = Convert.ToHexStringLower(crypto.Random(TokenLength));
        var session = new StoredSession(KeyOf(token), person, now, now, now + StoredSession.Longest, null);
        await using var command = source.CreateCommand(
            """
            insert into session (id, person, opened_at, used_at, expires_at, from_address)
            values ($1, $2, $3, $3, $4, $5)
            """);
        Add(command, session.Id, person, now, session.ExpiresAt, from);
        await command.ExecuteNonQueryAsync();
        return (token, session);
    }

    /// <summary>The session, or null for none.</summary>
    public async Task<StoredSession?> FindAsync(string id)
    {
        await using var command = source.CreateCommand(
            "select person, opened_at, used_at, expires_at, ended_at from session where id = $1");
        Add(command, id);
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync()
            ? new StoredSession(
                id,
                row.GetString(0),
                row.GetFieldValue<DateTimeOffset>(1),
                row.GetFieldValue<DateTimeOffset>(2),
                row.GetFieldValue<DateTimeOffset>(3),
                row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4))
            : null;
    }

    /// <summary>Writes the last use.</summary>
    public async Task UseAsync(string id, DateTimeOffset now)
    {
        await using var command = source.CreateCommand("update session set used_at = $2 where id = $1");
        Add(command, id, now);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Ends it.</summary>
    public async Task EndAsync(string id, DateTimeOffset now)
    {
        await using var command = source.CreateCommand(
            "update session set ended_at = $2 where id = $1 and ended_at is null");
        Add(command, id, now);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The open sessions of a person.</summary>
    public async Task<ImmutableArray<string>> OpenOfAsync(string person, DateTimeOffset now)
    {
        await using var command = source.CreateCommand(
            "select id from session where person = $1 and ended_at is null and expires_at > $2");
        Add(command, person, now);
        await using var row = await command.ExecuteReaderAsync();
        var ids = ImmutableArray.CreateBuilder<string>();
        while (await row.ReadAsync())
        {
            ids.Add(row.GetString(0));
        }

        return ids.ToImmutable();
    }

    private static void Add(NpgsqlCommand command, params ReadOnlySpan<object> values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
    }
}
