using Npgsql;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>
/// No project has more living sheets than slots, and who holds a slot has the sheet (R-REV-11). A desk about to open,
/// or about to tell its group, is no fault.
/// </summary>
internal sealed class SlotsMatchDesks : IInvariant
{
    private const string Sql =
        """
        with slot as (
            select g.key panel, s ->> 'project' project, s ->> 'desk' desk
            from review_group g cross join lateral jsonb_array_elements(g.data -> 'slots') s
        ), sheet as (
            select d.panel, p.project, d.key desk
            from review_desk d cross join lateral unnest(d.projects) p (project)
        )
        select coalesce(slot.panel, sheet.panel), coalesce(slot.project, sheet.project),
            coalesce(slot.desk, sheet.desk), slot.desk is null
        from (select * from slot where desk is not null) slot full join sheet using (panel, project, desk)
        where (slot.desk is null or sheet.desk is null)
        and not exists (select from due o where o.kind = 'review_desk' and o.key = coalesce(slot.desk, sheet.desk))
        and not exists (select from due o where o.kind = 'review_group' and o.key = coalesce(slot.panel, sheet.panel))
        """;

    public string Name => "slots of groups and sheets of desks";

    public async IAsyncEnumerable<Broken> CheckAsync(NpgsqlConnection snapshot)
    {
        await using var command = new NpgsqlCommand(Sql, snapshot);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var (panel, project, desk) = (reader.GetString(0), reader.GetString(1), reader.GetString(2));
            yield return reader.GetBoolean(3)
                ? new Broken("review_desk", desk, 0, $"has a sheet of project {project} without a slot of {panel}")
                : new Broken("review_group", panel, 0, $"gives {project} to desk {desk}, which has no sheet of it");
        }
    }
}
