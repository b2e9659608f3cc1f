using System.Data;
using Npgsql;
using SunGov.Grains.Shared;
using SunGov.Grains.Supervision;

namespace SunGov.Silo.Storage;

/// <summary>One finished check of <c>verify</c>.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Seen">How much of it there is.</param>
/// <param name="Broken">What does not hold.</param>
public sealed record Verified(string Name, string Seen, IReadOnlyList<Broken> Broken);

/// <summary>
/// Recomputes everything that can be recomputed, in one snapshot: chains from bytes, rows from events, seals, the
/// access log, and what must hold between things. Changes nothing and may run beside the application.
/// </summary>
public sealed class Verification(
    NpgsqlDataSource source,
    ICrypto crypto,
    IRowSeal seals,
    Kinds kinds,
    IEnumerable<IInvariant> invariants,
    TimeProvider clock,
    IPlatformKey? anchors = null)
{
    /// <summary>Runs all checks, one after the other.</summary>
    /// <param name="kept">Anchors that somebody kept outside; the database must still hold each of them.</param>
    public async IAsyncEnumerable<Verified> RunAsync(IReadOnlyList<Anchor>? kept = null)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        foreach (var name in await KindsAsync(connection))
        {
            var check = new KindVerification(connection, crypto, seals, name, kinds.All.GetValueOrDefault(name), clock);
            yield return await check.RunAsync();
        }

        if (anchors is not null)
        {
            yield return await new AnchorVerification(connection, crypto, anchors.PublicKey).RunAsync(kept ?? []);
        }

        yield return await new AccessVerification(connection, crypto).RunAsync();
        foreach (var invariant in invariants)
        {
            var broken = new List<Broken>();
            await foreach (var found in invariant.CheckAsync(connection))
            {
                broken.Add(found);
            }

            yield return new Verified(invariant.Name, "", broken);
        }
    }

    private async Task<SortedSet<string>> KindsAsync(NpgsqlConnection connection)
    {
        var names = new SortedSet<string>(kinds.All.Keys, StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(
            """
            with recursive k (kind) as (
                select min(kind) from journal
                union all
                select (select min(kind) from journal j where j.kind > k.kind) from k where k.kind is not null)
            select kind from k where kind is not null
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
