using Npgsql;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>
/// What must be unique has its claim, and a claim belongs to a thing that exists. Values are not shown: some are blind
/// indexes of people.
/// </summary>
internal sealed class ClaimsMatchThings : IInvariant
{
    private const string Sql =
        """
        with wanted as (
            select 'login' space, login as value, 'person' kind, key from person where login <> ''
            union all
            select 'credit-code', credit_code, 'legal_entity', key from legal_entity where credit_code <> ''
            union all
            select 'project-number', number, 'project', key from project where number <> ''
        )
        select kind, key, 'has no claim on its ' || space from wanted w
        where not exists (select from claim c
            where c.space = w.space and c.value = w.value and c.owner = w.kind || ':' || w.key)
        union all
        select split_part(owner, ':', 1), substr(owner, strpos(owner, ':') + 1),
            'has a claim on a ' || space || ' and does not exist'
        from claim c
        where space <> 'demo' and not exists (select from journal j
            where j.kind = split_part(c.owner, ':', 1) and j.key = substr(c.owner, strpos(c.owner, ':') + 1))
        """;

    public string Name => "claims and things";

    public async IAsyncEnumerable<Broken> CheckAsync(NpgsqlConnection snapshot)
    {
        await using var command = new NpgsqlCommand(Sql, snapshot);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            yield return new Broken(reader.GetString(0), reader.GetString(1), 0, reader.GetString(2));
        }
    }
}
