using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>
/// What is and was shown to everybody: the declared fields of published projects, and nothing else. A publication is no
/// thing of its own: projects of one call that entered one stage on one day are one notice.
/// </summary>
[StatelessWorker]
public sealed class PublicationQueries(NpgsqlDataSource source, TimeProvider clock) : Grain, IPublicationQueries
{
    private const string Published =
        "project p cross join lateral jsonb_array_elements(p.publications) as e (shown)";

    private const string Columns = "g.id, g.call, g.call_title, g.about, g.begins, g.until, g.projects";

    private static readonly ImmutableArray<SortColumn> Sorts =
        [new("from", "g.begins", "timestamptz"), new("until", "g.until", "timestamptz")];

    private static readonly ImmutableArray<SortColumn> ProjectSorts = [new("number", "p.number", "text")];

    /// <inheritdoc/>
    public async Task<Outcome<Page<PublicationRow>>> List(PublicationFilter filter, PageRequest page)
    {
        var (order, refusal) = ListOrder.Of(page, "-from", "g.id", Sorts);
        if (refusal is not null)
        {
            return refusal;
        }

        var (list, inner) = (new ScopedList(), new List<string>());
        if (SearchTokens.Query(filter.Search) is { IsEmpty: false } tokens)
        {
            inner.Add($"p.search @> {list.Parameter(tokens.ToArray())}");
        }

        AddIs(list, inner, "p.call", filter.Call);
        AddIs(list, inner, "p.programme", filter.Programme);
        AddIs(list, inner, "p.key", filter.Project);
        var now = clock.GetUtcNow();
        switch (filter.Status)
        {
            case "open":
                list.Where($"g.until >= {list.Parameter(now)}");
                break;
            case "past":
                list.Where($"g.until < {list.Parameter(now)}");
                break;
            case null or "":
                break;
            default:
                return ProjectRefusals.PublicationStatus;
        }

        return Outcome.Of(await list.ReadAsync(
            source, Columns, Grouped(inner), "g.id", order, row => RowOf(row, now)));
    }

    /// <inheritdoc/>
    public async Task<Outcome<PublicationView>> Read(string publication)
    {
        var list = new ScopedList();
        var from = Grouped([In(list, publication)]);
        var now = clock.GetUtcNow();
        var found = await list.RowsAsync(source, $"select {Columns} from {from} where {{0}}", row => (
            Row: RowOf(row, now), About: About(row)));
        if (found.IsEmpty)
        {
            return ProjectRefusals.NotPublic;
        }

        var (shown, about) = found[0];
        return Outcome.Of(new PublicationView(
            shown,
            [.. about.Fields.Select(field => new PublicationColumn(field.Id, field.Name, field.Money))],
            about.Notice?.How,
            about.Notice?.Anonymous is true));
    }

    /// <inheritdoc/>
    public async Task<Outcome<Page<PublishedProject>>> Projects(
        string publication, PublishedFilter filter, PageRequest page)
    {
        var (order, refusal) = ListOrder.Of(page, "number", "p.key", ProjectSorts);
        if (refusal is not null)
        {
            return refusal;
        }

        var list = new ScopedList();
        list.Where(In(list, publication));
        list.WhereFound("p.search", filter.Search);
        list.WhereIs("p.key", filter.Project);
        var now = clock.GetUtcNow();
        return Outcome.Of(await list.ReadAsync(
            source, "p.key, p.status, e.shown", Published, "p.key", order, row => ProjectOf(row, now)));
    }

    /// <inheritdoc/>
    public async Task<Outcome<ObjectionProgress>> Check(string objection, By by)
    {
        var (list, number) = (new ScopedList(), ProjectObjections.Typed(objection));
        list.Where("p.objections <> '{}'");
        list.WhereHolds("p.objections", number);
        var found = await list.RowsAsync(
            source, "select p.key from project p where {0} limit 1", row => row.GetString(0));
        return found.IsEmpty
            ? ProjectRefusals.ObjectionUnknown
            : await GrainFactory.GetGrain<IProjectGrain>(found[0]).CheckObjection(number, by);
    }

    private static void AddIs(ScopedList list, List<string> conditions, string column, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            conditions.Add($"{column} = {list.Parameter(value)}");
        }
    }

    private static string In(ScopedList list, string publication)
    {
        var holds = list.Parameter(JsonSerializer.Serialize(new[] { new { id = publication } }));
        return $"p.publications @> {holds}::jsonb and e.shown ->> 'id' = {list.Parameter(publication)}";
    }

    /// <summary>One row for each publication; what is said of all its projects alike is taken from one of them.
    /// </summary>
    private static string Grouped(IEnumerable<string> conditions) =>
        $"""
        (select e.shown ->> 'id' as id, min(p.call) as call, min(p.call_title) as call_title,
            (array_agg(e.shown order by p.key))[1] as about,
            min((e.shown ->> 'from')::timestamptz) as begins, max((e.shown ->> 'until')::timestamptz) as until,
            count(*) as projects
        from {Published} where {string.Join(" and ", conditions.Prepend("p.publications is not null"))} group by 1) g
        """;

    private static PublicationRow RowOf(NpgsqlDataReader row, DateTimeOffset now)
    {
        var (about, until) = (About(row), row.GetFieldValue<DateTimeOffset>(5));
        return new PublicationRow(
            row.GetString(0),
            about.Programme,
            row.GetString(1),
            row.GetString(2),
            about.StageName,
            row.GetFieldValue<DateTimeOffset>(4),
            until,
            until >= now,
            about.Objections,
            about.Notice?.WorkingDays,
            about.Notice?.Days,
            row.GetInt64(6));
    }

    private static PublishedProjectRow About(NpgsqlDataReader row) => Stored(row.GetString(3));

    private static PublishedProject ProjectOf(NpgsqlDataReader row, DateTimeOffset now)
    {
        var shown = Stored(row.GetString(2));
        return new PublishedProject(
            row.GetString(0),
            shown.Until,
            shown.Objections && shown.Until >= now && row.GetString(1) != "suspended",
            [
                .. shown.Fields.Select(field => new PublicationField(
                    field.Id, field.Name, field.Value, field.Money)),
            ]);
    }

    private static PublishedProjectRow Stored(string json) =>
        JsonSerializer.Deserialize<PublishedProjectRow>(json, StoredJson.Options)!;
}
