using Npgsql;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.LegalEntities;

/// <summary>Lists of organisations; everybody may read them, since names and codes are public.</summary>
[StatelessWorker]
public sealed class LegalEntityQueries(NpgsqlDataSource source, IGrants grants) : Grain, ILegalEntityQueries
{
    /// <inheritdoc/>
    public async Task<Outcome<Page<LegalEntityRow>>> List(LegalEntityFilter filter, PageRequest page, By by)
    {
        if (await grants.FindAsync(by) is null)
        {
            return SharedRefusals.IdentityNotHeld;
        }

        var (order, refusal) = ListOrder.Of(
            page, "name", "e.key", [SortColumn.OfName("name", "e.name"), new("region", "e.region", "text")]);
        if (refusal is not null)
        {
            return refusal;
        }

        var list = new ScopedList();
        list.WhereIs("e.kind", filter.Kind);
        list.WhereIs("e.region", filter.Region);
        list.WhereFound("e.tokens", filter.Search);
        return Outcome.Of(await list.ReadAsync(
            source,
            "e.key, e.name, e.credit_code, e.kind, e.region, e.recommending_unit, e.recommending_unit_name",
            "legal_entity e",
            "e.key",
            order,
            row => new LegalEntityRow(
                row.GetString(0),
                row.GetString(1),
                row.IsDBNull(2) ? null : row.GetString(2),
                row.GetString(3),
                row.GetString(4),
                row.IsDBNull(5) ? null : new Named(row.GetString(5), row.GetString(6)))));
    }
}
