using System.Text.Json;
using Npgsql;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>What is shown to everybody: the declared fields of projects whose publication is open.</summary>
[StatelessWorker]
public sealed class PublicationQueries(NpgsqlDataSource source) : Grain, IPublicationQueries
{
    private const string Columns = "p.key, p.call, p.call_title, p.public_from, p.public_until, p.public";

    /// <inheritdoc/>
    public async Task<Outcome<Page<PublicationRow>>> List(PublicationFilter filter, PageRequest page)
    {
        var (order, refusal) = ListOrder.Of(
            page, "-from", "p.key", [new SortColumn("from", "p.public_from", "timestamptz")]);
        if (refusal is not null)
        {
            return refusal;
        }

        var list = new ScopedList();
        list.Where("p.public is not null");
        list.WhereFound("p.search", filter.Search);
        list.WhereIs("p.call", filter.Call);
        list.WhereIs("p.programme", filter.Programme);
        list.WhereIs("p.key", filter.Project);
        return Outcome.Of(await list.ReadAsync(source, Columns, "project p", "p.key", order, Row));
    }

    private static PublicationRow Row(NpgsqlDataReader row)
    {
        var shown = JsonSerializer.Deserialize<ProjectRows.PublicRow>(row.GetString(5), StoredJson.Options)!;
        return new PublicationRow(
            row.GetString(0),
            shown.Programme,
            row.GetString(1),
            row.GetString(2),
            shown.Stage,
            row.GetFieldValue<DateTimeOffset>(3),
            row.GetFieldValue<DateTimeOffset>(4),
            shown.Objections,
            [
                .. shown.Fields.Select(field => new PublicationField(
                    field.Id, field.Name, field.Value, field.Money)),
            ]);
    }
}
