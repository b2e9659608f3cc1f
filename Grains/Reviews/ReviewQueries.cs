using System.Collections.Immutable;
using System.Text;
using Npgsql;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>Lists of activities, their progress, and one's own desks.</summary>
[StatelessWorker]
public sealed class ReviewQueries(NpgsqlDataSource source, IGrants grants, ReviewTable table, ReviewSeats seats)
    : Grain, IReviewQueries
{
    private const string Columns =
        "a.key, a.status, a.title, a.call, a.call_title, a.stage_zh, a.stage_en, a.projects, a.sheets, a.opens, "
        + "a.closes, a.created_at";

    private static readonly ImmutableArray<SortColumn> Sorts =
    [
        new("created", "a.created_at", "timestamptz"),
        SortColumn.OfName("title", "a.title"),
    ];

    /// <inheritdoc/>
    public async Task<Outcome<Page<ReviewActivityRow>>> List(ReviewActivityFilter filter, PageRequest page, By by)
    {
        if (await grants.FindAsync(by) is not { } caller)
        {
            return SharedRefusals.IdentityNotHeld;
        }

        var (order, refusal) = ListOrder.Of(page, "-created", "a.key", Sorts);
        if (refusal is not null)
        {
            return refusal;
        }

        var list = Visible(caller, "a");
        list.WhereIs("a.call", filter.Call);
        list.WhereIs("a.status", filter.Status);
        list.WhereFound("a.search", filter.Search);
        return Outcome.Of(await list.ReadAsync(source, Columns, "review_activity a", "a.key", order, Row));
    }

    /// <inheritdoc/>
    public async Task<Outcome<ImmutableArray<ReviewProjectRow>>> Projects(string activity, By by)
    {
        if (await FindAsync(activity, by) is not { } state)
        {
            return SharedRefusals.NotFound;
        }

        var come = (await table.DesksAsync(activity)).SelectMany(desk => desk.Submitted)
            .CountBy(project => project).ToDictionary(StringComparer.Ordinal);
        return Outcome.Of(state.Created!.Projects.Select(project => new ReviewProjectRow(
            project.Project,
            project.Number,
            project.Title,
            project.Entity,
            state.Groups.FirstOrDefault(group => group.Projects.Contains(project.Project))?.Name ?? "",
            come.GetValueOrDefault(project.Project),
            state.Chosen!.Plan.SheetsPerProject)).ToImmutableArray());
    }

    /// <inheritdoc/>
    public async Task<Outcome<ReviewProgress>> Progress(string activity, By by)
    {
        if (await FindAsync(activity, by) is not { } state)
        {
            return SharedRefusals.NotFound;
        }

        var desks = await table.DesksAsync(activity);
        return Outcome.Of(new ReviewProgress(
            desks.Sum(desk => desk.Submitted.Length),
            state.Created!.Projects.Length * state.Chosen!.Plan.SheetsPerProject,
            desks.Count(desk => desk.Fenced),
            [
                .. desks.Select(desk => new DeskProgress(
                    desk.Desk, desk.Group, desk.Alias, desk.Status, desk.Submitted.Length, desk.Projects.Length,
                    desk.Submitted, desk.Changed, desk.Nudged)),
            ]));
    }

    /// <inheritdoc/>
    public async Task<Outcome<ImmutableArray<ReviewDeskRow>>> Mine(By by)
    {
        if (by.Person.Length == 0 || by.IsPlatform || await grants.FindAsync(by) is null)
        {
            return SharedRefusals.IdentityNotHeld;
        }

        var list = new ScopedList();
        list.Where($"d.box = {list.Parameter(await seats.BoxOfAsync(by.Person))}");
        return Outcome.Of(await list.RowsAsync(
            source,
            "select d.key, d.title, d.status, cardinality(d.submitted), cardinality(d.projects), d.opens, d.closes "
            + "from review_desk d where {0} order by d.closes desc, d.key limit 200",
            row => new ReviewDeskRow(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4),
                row.GetFieldValue<DateOnly>(5), row.GetFieldValue<DateOnly>(6))));
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<string>> Readable(string kind, ImmutableArray<string> keys, By by)
    {
        if (kind is not (ReviewOrders.Activity or ReviewOrders.Group or ReviewOrders.Desk)
            || await grants.FindAsync(by) is not { } caller)
        {
            return [];
        }

        var list = new ScopedList();
        var scope = ScopeOf(caller).ToSql("a", ReviewFacts.Columns, list.Parameter);
        list.Where(kind == ReviewOrders.Desk
            ? $"({scope} or a.box = {list.Parameter(await seats.BoxOfAsync(by.Person))})"
            : scope);
        list.Where($"a.key = any({list.Parameter(keys.ToArray())})");
        return await list.RowsAsync(source, $"select a.key from {kind} a where {{0}}", row => row.GetString(0));
    }

    private static Scope ScopeOf(Caller caller) => caller.By.IsPlatform ? Scope.All : caller.Scope("review.read");

    private static ScopedList Visible(Caller caller, string alias)
    {
        var list = new ScopedList();
        list.WhereScope(ScopeOf(caller), alias, ReviewFacts.Columns);
        return list;
    }

    /// <summary>The activity's state as of its row, for callers who may read it; else null.</summary>
    private async Task<ReviewActivityState?> FindAsync(string activity, By by)
    {
        if (await grants.FindAsync(by) is not { } caller)
        {
            return null;
        }

        var list = Visible(caller, "a");
        list.Where($"a.key = {list.Parameter(activity)}");
        var found = await list.RowsAsync(
            source, "select a.data::text from review_activity a where {0}",
            row => StoredJson.State<ReviewActivityState>(Encoding.UTF8.GetBytes(row.GetString(0))));
        return found.FirstOrDefault();
    }

    private static ReviewActivityRow Row(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        new Words(row.GetString(5), row.GetString(6)),
        row.GetInt32(7),
        row.GetInt32(8),
        row.GetFieldValue<DateOnly>(9),
        row.GetFieldValue<DateOnly>(10),
        row.GetFieldValue<DateTimeOffset>(11));
}
