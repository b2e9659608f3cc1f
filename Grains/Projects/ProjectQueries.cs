using System.Collections.Immutable;
using Npgsql;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>Lists of projects and tasks; what the caller may not read is not counted either.</summary>
[StatelessWorker]
public sealed class ProjectQueries(
    NpgsqlDataSource source, IGrants grants, IAccessLog accesses, LongLists longLists)
    : Grain, IProjectQueries
{
    private const int MostExported = 20_000;
    private static readonly TimeSpan CountsKnown = TimeSpan.FromMinutes(1);
    private const string From = "project p left join call c on c.key = p.call";
    private const string Due = "(case when p.due_of_call then c.closes_at else p.due_at end)";

    private const string Columns =
        "p.key, p.number, p.title, p.status, p.stage, p.stage_zh, p.stage_en, p.programme, p.call, p.call_title, "
        + "p.leader_name, p.entity_name, p.recommending_unit_name, p.region, p.holder_names, p.submitted_at, " + Due
        + ", p.changed_at, ";

    private const string TaskColumns =
        "p.key, p.number, p.title, t.id, t.name_zh, t.name_en, p.stage_zh, p.stage_en, p.call, p.call_title, "
        + "p.entity_name, t.holder, p.leader_identity, p.since, " + Due + ", p.returned, p.programme, p.stage, "
        + "t.claimed_id, t.claimed_name";

    private const string TasksFrom = From
        + " cross join lateral (select e ->> 'id' id, e ->> 'holder' holder, e #>> '{name,zh}' name_zh,"
        + " e #>> '{name,en}' name_en, e #>> '{claimed,id}' claimed_id, e #>> '{claimed,name}' claimed_name,"
        + " e -> 'closed' closed from jsonb_array_elements(p.tasks) e) t";

    // Stages stand in the order of the current definition; those it no longer has stand last.
    private const string CountsByTheWay =
        "with counted as (select p.stage, p.stage_zh, p.stage_en, p.status, min(p.programme) programme, count(*) n "
        + "from " + From + " where {0} group by 1, 2, 3, 4) "
        + "select c.stage, c.stage_zh, c.stage_en, c.status, c.n from counted c left join programme g "
        + "on g.key = c.programme left join lateral (select w.no from "
        + "jsonb_array_elements(g.data -> 'versions' -> -1 -> 'stages') with ordinality w (stage, no) "
        + "where w.stage ->> 'id' = c.stage limit 1) way on true order by way.no nulls last, 1, 4";

    private static readonly ImmutableArray<SortColumn> Sorts =
    [
        new("changed", "p.changed_at", "timestamptz"),
        new("submitted", "p.submitted_at", "timestamptz"),
        new("number", "p.number", "text"),
        SortColumn.OfName("title", "p.title"),
        SortColumn.OfName("entity", "p.entity_name"),
        SortColumn.OfName("leader", "p.leader_name"),
        new("due", Due, "timestamptz"),
    ];

    /// <inheritdoc/>
    public async Task<Outcome<Page<ProjectRow>>> List(ProjectFilter filter, PageRequest page, By by)
    {
        if (await grants.FindAsync(by) is not { } caller)
        {
            return SharedRefusals.IdentityNotHeld;
        }

        var list = Filtered(filter, caller);
        var sum = Requested(list, caller);
        var (order, refusal) = ListOrder.Of(page, "-changed", "p.key", SortsWith(sum));
        return refusal is not null
            ? refusal
            : Outcome.Of(await list.ReadAsync(source, Columns + sum, From, "p.key", order, Row));
    }

    /// <inheritdoc/>
    public async Task<Outcome<ImmutableArray<ProjectRow>>> Export(ProjectFilter filter, string? sort, By by)
    {
        if (await grants.FindAsync(by) is not { } caller)
        {
            return SharedRefusals.IdentityNotHeld;
        }

        var list = Filtered(filter, caller);
        var sum = Requested(list, caller);
        var (order, refusal) = ListOrder.Of(new PageRequest(Sort: sort), "-changed", "p.key", SortsWith(sum));
        if (refusal is not null || !caller.MayAny("project.export"))
        {
            return refusal ?? SharedRefusals.NotAllowed;
        }

        list.WhereScope(
            by.IsPlatform ? Scope.All : caller.Scope("project.export"), "p", ProjectFacts.Columns);
        var rows = await list.RowsAsync(
            source,
            $"select {Columns}{sum} from {From} where {{0}} order by {order.OrderBy} limit {MostExported + 1}",
            Row);
        if (rows.Length > MostExported)
        {
            return ProjectRefusals.ExportTooLarge(MostExported);
        }

        await accesses.DisclosedAsync(by, "project", "list", "project-export");
        return Outcome.Of(rows);
    }

    /// <inheritdoc/>
    public async Task<Outcome<ImmutableArray<ProjectCount>>> Counts(ProjectFilter filter, By by)
    {
        if (await grants.FindAsync(by) is not { } caller)
        {
            return SharedRefusals.IdentityNotHeld;
        }

        var list = Filtered(filter, caller);
        var itself = list.Itself(CountsByTheWay);
        if (longLists.Find<Counted>(itself) is { } known)
        {
            return Outcome.Of(known.Counts);
        }

        var counts = await list.RowsAsync(
            source,
            CountsByTheWay,
            row => new ProjectCount(
                row.GetString(0), new Words(row.GetString(1), row.GetString(2)), row.GetString(3), row.GetInt64(4)));
        if (counts.Sum(count => count.Count) > ScopedList.MostCounted)
        {
            longLists.Keep(itself, new Counted(counts), CountsKnown);
        }

        return Outcome.Of(counts);
    }

    /// <inheritdoc/>
    public async Task<Outcome<Page<TaskRow>>> Tasks(PageRequest page, By by)
    {
        var (order, refusal) = ListOrder.Of(
            page, "due", "(p.key || '/' || t.id)", [new SortColumn("due", Due, "timestamptz")]);
        if (refusal is not null)
        {
            return refusal;
        }

        var callers = await grants.AllOfAsync(by);
        var list = new ScopedList(longLists);
        list.Where(Held(list, callers, by));
        return Outcome.Of(await list.ReadAsync(
            source, TaskColumns, TasksFrom, "(p.key || '/' || t.id)", order, row => TaskOf(row, callers)));
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<string>> Readable(ImmutableArray<string> projects, By by)
    {
        if (await grants.FindAsync(by) is not { } caller)
        {
            return [];
        }

        var list = Visible(caller);
        list.Where($"p.key = any({list.Parameter(projects.ToArray())})");
        return await list.RowsAsync(source, "select p.key from project p where {0}", row => row.GetString(0));
    }

    /// <summary>
    /// Tasks of the person's own identities, of the person, and of those they stand in for as far as that goes.
    /// </summary>
    private static string Held(ScopedList list, ImmutableArray<Caller> callers, By by)
    {
        var mine = callers.Select(caller => caller.Holder).Append($"person:{by.Person}").Distinct().ToArray();
        var holders = list.Parameter(mine);
        var held = callers.Where(caller => caller.For is not null).Select(caller =>
        {
            var person = list.Parameter(new[] { $"person:{caller.Subject}" });
            var scope = caller.Scope("project.act").ToSql("p", ProjectFacts.Columns, list.Parameter);
            return $"(p.holders && {person} and t.holder = any({person}) and {scope})";
        });
        var any = string.Join(" or ", held.Prepend($"(p.holders && {holders} and t.holder = any({holders}))"));
        return $"({any}) and not coalesce(t.closed @> to_jsonb({list.Parameter(by.Person)}::text), false)";
    }

    /// <summary>The same as <see cref="ProjectRules.MayRead"/>, over the columns.</summary>
    private ScopedList Visible(Caller caller)
    {
        var list = new ScopedList(longLists);
        if (!caller.By.IsPlatform)
        {
            var scope = caller.Scope("project.read").ToSql("p", ProjectFacts.Columns, list.Parameter);
            var own = caller.For is null
                ? "true"
                : caller.Scope("project.act").ToSql("p", ProjectFacts.Columns, list.Parameter);
            list.Where(
                $"((p.submitted_at is not null and {scope}) "
                + $"or (p.participants @> array[{list.Parameter(caller.Subject)}] and {own}) "
                + $"or p.readers @> array[{list.Parameter(caller.Holder)}])");
        }

        return list;
    }

    /// <summary>The sum asked for; before the first submission the draft's, for those who see the draft.</summary>
    private static string Requested(ScopedList list, Caller caller)
    {
        var (person, mine) = (list.Parameter(caller.Subject), list.Parameter(MineOf(caller)));
        return "(case when p.requested_fen is null and p.submitted_at is null "
            + $"and (p.participants @> array[{person}] or p.holders && {mine}) "
            + "then (select d.fen from draft_sum d where d.project = p.key) else p.requested_fen end)";
    }

    private static ImmutableArray<SortColumn> SortsWith(string requested) =>
        Sorts.Add(new SortColumn("requested", requested, "bigint"));

    private static string[] MineOf(Caller caller) => [caller.Holder, $"person:{caller.Subject}"];

    private ScopedList Filtered(ProjectFilter filter, Caller caller)
    {
        var list = Visible(caller);
        list.WhereFound("p.search", filter.Search);
        list.WhereIs("p.call", filter.Call);
        list.WhereIs("p.programme", filter.Programme);
        list.WhereIs("p.stage", filter.Stage);
        list.WhereIs("p.status", filter.Status);
        list.WhereIs("p.entity", filter.Entity);
        if (filter.Year is { } year)
        {
            list.Where($"c.year = {list.Parameter(year)}");
        }

        if (filter.Holder)
        {
            list.Where($"p.holders && {list.Parameter(MineOf(caller))}");
        }

        return list;
    }

    private static ProjectRow Row(NpgsqlDataReader row) => new(
        row.GetString(0),
        Text(row, 1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        new Words(row.GetString(5), row.GetString(6)),
        row.GetString(7),
        row.GetString(8),
        row.GetString(9),
        row.GetString(10),
        row.GetString(11),
        Text(row, 12),
        row.GetString(13),
        row.IsDBNull(18) ? null : row.GetInt64(18),
        row.GetString(14),
        Instant(row, 15),
        Instant(row, 16),
        row.GetFieldValue<DateTimeOffset>(17));

    /// <summary>A task is opened under the identity that holds it; a person's own under the one they started with.
    /// </summary>
    private static TaskRow TaskOf(NpgsqlDataReader row, ImmutableArray<Caller> callers)
    {
        var (holder, leader) = (row.GetString(11), row.GetString(12));
        var identity = callers.FirstOrDefault(caller => caller.Holder == holder)
            ?? callers.FirstOrDefault(caller => (caller.For?.Identity ?? caller.By.Identity) == leader)
            ?? callers.FirstOrDefault();
        return new TaskRow(
            row.GetString(0),
            Text(row, 1),
            row.GetString(2),
            row.GetString(3),
            new Words(row.GetString(4), row.GetString(5)),
            row.GetString(16),
            row.GetString(17),
            new Words(row.GetString(6), row.GetString(7)),
            row.GetString(8),
            row.GetString(9),
            row.GetString(10),
            identity?.By.Identity ?? "",
            identity is null ? "" : $"{identity.RoleName} · {identity.OrganisationName}",
            row.GetFieldValue<DateTimeOffset>(13),
            Instant(row, 14),
            row.GetBoolean(15),
            identity?.For?.Name,
            row.IsDBNull(18) || row.GetString(18) == identity?.By.Person ? null : Text(row, 19));
    }

    private sealed record Counted(ImmutableArray<ProjectCount> Counts);

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
