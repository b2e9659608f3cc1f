using Npgsql;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>Lists of programmes; what is published is public.</summary>
[StatelessWorker]
public sealed class ProgrammeQueries(NpgsqlDataSource source) : Grain, IProgrammeQueries
{
    /// <inheritdoc/>
    public async Task<Outcome<Page<ProgrammeView>>> List(PageRequest page, By by)
    {
        var (order, refusal) = ListOrder.Of(page, "name", "p.key", [SortColumn.OfName("name", "p.name")]);
        return refusal is not null
            ? refusal
            : Outcome.Of(await new ScopedList().ReadAsync(
                source,
                "p.version, p.data::text",
                "programme p",
                "p.key",
                order,
                row => ProgrammeRules.View(
                    row.GetString(row.FieldCount - 1),
                    row.GetInt64(0),
                    StoredJson.State<ProgrammeState>(System.Text.Encoding.UTF8.GetBytes(row.GetString(1)))).Value!));
    }
}
