using Npgsql;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>
/// What a project holds against quotas and what the holders have of it are the same, both ways (design section 5). A
/// submission under way and a release still in the outbox are no faults.
/// </summary>
internal sealed class QuotasMatchProjects : IInvariant
{
    private const string Sql =
        """
        with held as (
            select q ->> 'holder' holder, q ->> 'class' class, p.key project
            from project p cross join lateral jsonb_array_elements(p.data -> 'quotas') q
        ), taken as (
            select h.key holder, e #>> '{reserved,class}' class, e #>> '{reserved,project}' project
            from quota h cross join lateral jsonb_array_elements(h.data -> 'places') e
        )
        select coalesce(held.holder, taken.holder), coalesce(held.project, taken.project), held.project is null
        from held full join taken using (holder, class, project)
        where (held.project is null or taken.project is null)
        and not exists (select from project s where s.key = project and s.status = 'submitting')
        and not exists (select from due d where d.kind = 'quota' and d.key = holder)
        """;

    public string Name => "quota entries and projects";

    public async IAsyncEnumerable<Broken> CheckAsync(NpgsqlConnection snapshot)
    {
        await using var command = new NpgsqlCommand(Sql, snapshot);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var (holder, project) = (reader.GetString(0), reader.GetString(1));
            yield return reader.GetBoolean(2)
                ? new Broken("quota", holder, 0, $"has a place of project {project}, which holds none")
                : new Broken("project", project, 0, $"holds a place at {holder}, which has none of it");
        }
    }
}

/// <summary>Every hash that a project, a programme or a frozen form names has its content, and the bytes give it.
/// </summary>
internal sealed class ContentsAreThere(ICrypto crypto) : IInvariant
{
    private const string Sql =
        """
        with named as (
            select 'project' kind, p.key, f ->> 'sm3' sm3
            from project p cross join lateral jsonb_array_elements(p.data -> 'frozen') f
            union
            select 'project', p.key, s ->> 'sm3'
            from project p cross join lateral jsonb_array_elements(p.data -> 'frozen') f
            cross join lateral jsonb_array_elements(f -> 'sections') s
            union
            select 'programme', p.key, v ->> 'sm3'
            from programme p cross join lateral jsonb_array_elements(p.data -> 'versions') v
        )
        select n.kind, n.key, n.sm3, c.bytes from named n left join content c using (sm3)
        """;

    public string Name => "contents named by projects and programmes";

    public async IAsyncEnumerable<Broken> CheckAsync(NpgsqlConnection snapshot)
    {
        await using var command = new NpgsqlCommand(Sql, snapshot);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var (kind, key, sm3) = (reader.GetString(0), reader.GetString(1), reader.GetString(2));
            var fault = await reader.IsDBNullAsync(3) ? "is missing"
                : Convert.ToHexStringLower(crypto.Sm3(reader.GetFieldValue<byte[]>(3))) != sm3 ? "was changed"
                : null;
            if (fault is not null)
            {
                yield return new Broken(kind, key, 0, $"names the content {sm3}, which {fault}");
            }
        }
    }
}
