using System.Collections.Immutable;
using System.Text;
using Npgsql;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>Lists of programmes; what is published is public, what is drafted is for those who design.</summary>
[StatelessWorker]
public sealed class ProgrammeQueries(NpgsqlDataSource source, IGrants grants, ProgrammeStates states)
    : Grain, IProgrammeQueries
{
    private const string Columns =
        "p.version, {0}, p.draft, p.based_on, p.saved_at, p.saved_by, p.name_zh, p.name_en, p.draft_class, "
        + "p.draft_owner";

    private const string From = """
        (select coalesce(k.key, d.programme) key, coalesce(k.version, 0) version, k.data::text data,
            coalesce(k.state, 'draft') state, coalesce(k.name, d.name_zh, d.programme) name,
            coalesce(k.data #>> '{versions,-1,name,en}', d.name_en, '') english,
            coalesce(k.class, d.class, '') class, coalesce(k.owner, d.owner, '') owner,
            d.version draft, d.based_on, d.saved_at, d.saved_by, d.name_zh, d.name_en, d.class draft_class,
            d.owner draft_owner
        from programme k
        full join (select * from definition_draft where definition is not null) d on d.programme = k.key) p
        """;

    private const string PinnedVersion = "(p.data #>> '{start,definition,version}')::int";
    private const string Projects = "project p join call c on c.key = p.call";

    private static readonly ImmutableHashSet<string> Facts = ["class", "owner"];

    /// <inheritdoc/>
    public async Task<Outcome<Page<ProgrammeView>>> List(ProgrammeFilter filter, PageRequest page, By by)
    {
        if (await grants.FindAsync(by) is not { } caller)
        {
            return SharedRefusals.IdentityNotHeld;
        }

        var (order, refusal) = ListOrder.Of(page, "name", "p.key", [SortColumn.OfName("name", "p.name")]);
        if (refusal is not null)
        {
            return refusal;
        }

        var list = new ScopedList();
        var designs = by.IsPlatform ? Scope.All : caller.Scope("programme.design");
        list.Where($"(p.state <> 'draft' or {designs.ToSql("p", Facts, list.Parameter)})");
        list.WhereIs("p.state", filter.State);
        list.WhereIs("p.class", filter.Class);
        list.WhereIs("p.owner", filter.Owner);
        if (filter.Search?.Trim() is { Length: > 0 } search)
        {
            var text = list.Parameter(search);
            list.Where($"(strpos(lower(p.name || ' ' || p.english || ' ' || p.key), lower({text})) > 0)");
        }

        // States that were met already are not read again; one that was forgotten meanwhile is.
        var known = states.Names.ToDictionary(name => name, states.Find, StringComparer.Ordinal);
        var names = list.Parameter(known.Keys.ToArray());
        var data = $"case when p.key || ' ' || p.version = any({names}) then null else p.data end";
        return Outcome.Of(await list.ReadAsync(
            source,
            Columns.Replace("{0}", data, StringComparison.Ordinal),
            From,
            "p.key",
            order,
            row => Row(row, caller, known)));
    }

    /// <inheritdoc/>
    public async Task<Outcome<ImmutableArray<RunningProjects>>> Running(string programme, By by)
    {
        var known = (await GrainFactory.GetGrain<IProgrammeGrain>(programme).Read(by)).Value;
        if (await grants.FindAsync(by) is not { } caller)
        {
            return SharedRefusals.IdentityNotHeld;
        }

        return known is null ? SharedRefusals.NotFound
            : !ProgrammeRules.MayPublish(known.Owner, caller) ? SharedRefusals.NotAllowed
            : Outcome.Of(await Of(programme).RowsAsync(
                source,
                $"select {PinnedVersion} version, count(*) from {Projects} where {{0}} group by 1 order by 1",
                row => new RunningProjects(row.GetInt32(0), row.GetInt64(1))));
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<string>> ProjectsOf(string programme, int version, int most)
    {
        var list = Of(programme);
        list.Where($"{PinnedVersion} = {list.Parameter(version)}");
        var limit = list.Parameter(most);
        return await list.RowsAsync(
            source, $"select p.key from {Projects} where {{0}} order by p.key limit {limit}", row => row.GetString(0));
    }

    /// <summary>The programme's projects that are on their way, found by its calls.</summary>
    private static ScopedList Of(string programme)
    {
        var list = new ScopedList();
        list.WhereIs("c.programme", programme);
        list.Where("p.status not in ('ended', 'withdrawn', 'terminated')");
        return list;
    }

    private ProgrammeView Row(NpgsqlDataReader row, Caller caller, Dictionary<string, ProgrammeState?> known)
    {
        var name = ProgrammeStates.NameOf(row.GetString(row.FieldCount - 1), row.GetInt64(0));
        var state = known.GetValueOrDefault(name)
            ?? (row.IsDBNull(1)
                ? ProgrammeState.Initial
                : states.Keep(name, StoredJson.State<ProgrammeState>(Encoding.UTF8.GetBytes(row.GetString(1)))));
        var (draft, head) = row.IsDBNull(2)
            ? (null, null)
            : (new StoredDraft(
                    row.GetInt32(2), [], row.GetInt32(3), row.GetFieldValue<DateTimeOffset>(4), row.GetString(5),
                    Guid.Empty),
                new DraftHead(Text(row, 6), Text(row, 7), Text(row, 8), Text(row, 9)));
        var shown = ProgrammeViews.Of(row.GetString(row.FieldCount - 1), row.GetInt64(0), state, draft, head, caller);
        return shown.Value ?? throw new InvalidOperationException("a programme outside the scope was read");
    }

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
