using System.Collections.Immutable;
using Npgsql;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Calls;

/// <summary>Lists of calls and notices.</summary>
[StatelessWorker]
public sealed class CallQueries(NpgsqlDataSource source, IGrants grants, TimeProvider clock) : Grain, ICallQueries
{
    private const string Columns =
        "c.key, c.published, c.programme, c.programme_zh, c.programme_en, c.title, c.year, c.summary, "
        + "c.opens_at, c.closes_at, "
        + "(select p.state from programme p where p.key = c.programme)";

    private static readonly ImmutableArray<SortColumn> Sorts =
    [
        new("opens", "c.opens_at", "timestamptz"),
        new("closes", "c.closes_at", "timestamptz"),
        new("year", "c.year", "int"),
        SortColumn.OfName("title", "c.title"),
    ];

    /// <inheritdoc/>
    public async Task<Outcome<Page<CallRow>>> List(CallFilter filter, PageRequest page, By by)
    {
        if (await grants.FindAsync(by) is not { } caller)
        {
            return SharedRefusals.IdentityNotHeld;
        }

        var (order, refusal) = ListOrder.Of(page, "-opens", "c.key", Sorts);
        if (refusal is not null)
        {
            return refusal;
        }

        var now = clock.GetUtcNow();
        var list = new ScopedList();
        var scope = by.IsPlatform ? Scope.All : caller.Scope("call.manage");
        list.Where($"(c.published or {scope.ToSql("c", CallRows.FactColumns, list.Parameter)})");
        list.WhereIs("c.programme", filter.Programme);
        list.WhereFound("c.search", filter.Search);
        if (filter.Year is { } year)
        {
            list.Where($"c.year = {list.Parameter(year)}");
        }

        if (StatusCondition(filter.Status, list.Parameter(now)) is { } condition)
        {
            list.Where(condition);
        }

        return Outcome.Of(await list.ReadAsync(source, Columns, "call c", "c.key", order, row => Row(row, now)));
    }

    /// <inheritdoc/>
    public async Task<Outcome<Page<NoticeRow>>> Notices(PageRequest page)
    {
        var (order, refusal) = ListOrder.Of(
            page, "-at", "n.id", [new SortColumn("at", "n.at", "timestamptz")]);
        if (refusal is not null)
        {
            return refusal;
        }

        var list = new ScopedList();
        return Outcome.Of(await list.ReadAsync(
            source,
            "n.id, n.call, n.call_title, n.at, n.title, n.text",
            """
            (select c.key || '-' || (e ->> 'id') id, c.key call, c.title call_title, (e ->> 'at')::timestamptz at,
                e ->> 'title' title, e ->> 'text' text
            from call c cross join lateral jsonb_array_elements(c.notices) e where c.published) n
            """,
            "n.id",
            order,
            row => new NoticeRow(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3),
                row.GetString(4), row.GetString(5))));
    }

    private static string? StatusCondition(string? status, string now) => status switch
    {
        null or "" => null,
        "draft" => "not c.published",
        "scheduled" => $"c.published and {now} < c.opens_at",
        "open" => $"c.published and {now} between c.opens_at and c.closes_at",
        "closed" => $"c.published and {now} > c.closes_at",
        _ => "false",
    };

    private static CallRow Row(NpgsqlDataReader row, DateTimeOffset now)
    {
        var (opens, closes) = (row.GetFieldValue<DateTimeOffset>(8), row.GetFieldValue<DateTimeOffset>(9));
        var status = !row.GetBoolean(1) ? "draft" : now < opens ? "scheduled" : now <= closes ? "open" : "closed";
        return new CallRow(
            row.GetString(0), status, row.GetString(2), new Words(row.GetString(3), row.GetString(4)),
            row.GetString(5), row.GetInt32(6), row.GetString(7), opens, closes,
            row.IsDBNull(10) ? "published" : row.GetString(10));
    }
}
