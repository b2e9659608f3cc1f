using System.Collections.Immutable;
using System.Text;
using Npgsql;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Experts;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Identity;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Experts;

/// <summary>Experts in the caller's scope; each look at others is recorded before it is answered.</summary>
[StatelessWorker]
public sealed class ExpertQueries(
    NpgsqlDataSource source, Ground ground, IDirectory directory, Disciplines disciplines) : Grain, IExpertQueries
{
    private const string Table = "expert";

    /// <inheritdoc/>
    public async Task<Outcome<Page<ExpertRow>>> List(ExpertFilter filter, PageRequest page, By by)
    {
        if (await ground.Grants.FindAsync(by) is not { } caller)
        {
            return SharedRefusals.IdentityNotHeld;
        }

        var (order, refusal) = ListOrder.Of(
            page,
            "name",
            "e.key",
            [
                SortColumn.OfName("name", "e.name"),
                SortColumn.OfName("entity", "e.entity_name"),
                new("changed", "e.changed_at", "timestamptz"),
            ]);
        refusal ??= string.IsNullOrEmpty(filter.Status) || ExpertStatus.All.Contains(filter.Status)
            ? null
            : ExpertRefusals.StatusUnknown;
        if (refusal is not null)
        {
            return refusal;
        }

        var list = new ScopedList();
        list.WhereScope(by.IsPlatform ? Scope.All : caller.Scope("expert.read"), "e", ExpertRows.FactColumns);
        list.WhereIs("e.status", filter.Status);
        list.WhereIs("e.entity", filter.Entity);
        list.WhereIs("e.region", filter.Region);
        list.WhereHolds("e.fields", filter.Discipline);
        list.WhereFound("e.tokens", filter.Search);
        await ground.Accesses.DisclosedAsync(by, Table, "list", "expert-listed");
        return Outcome.Of(await list.ReadAsync(
            source,
            "e.data::text",
            "expert e",
            "e.key",
            order,
            row => ExpertRows.Row(row.GetString(row.FieldCount - 1), State(row.GetString(0)), disciplines)));
    }

    /// <inheritdoc/>
    public async Task<Outcome<ExpertView>> Mine(By by)
    {
        if (await ground.Grants.FindAsync(by) is not { } caller)
        {
            return SharedRefusals.IdentityNotHeld;
        }

        var list = new ScopedList();
        list.Where($"e.person = {list.Parameter(by.Person)}");
        var found = await list.RowsAsync(
            source,
            "select e.key, e.version, e.data::text from expert e where {0}",
            row => (Key: row.GetString(0), Version: row.GetInt64(1), State: State(row.GetString(2))));
        return found is [var mine]
            ? Outcome.Of(
                ExpertRows.View(mine.Key, mine.Version, mine.State, disciplines, caller), mine.Version)
            : SharedRefusals.NotFound;
    }

    /// <inheritdoc/>
    public async Task<Outcome<ImmutableArray<EligibleExpert>>> Eligible(EligibleFilter filter, By by)
    {
        var list = new ScopedList();
        list.WhereIs("e.status", ExpertStatus.Confirmed);
        if (filter.Disciplines is { IsDefaultOrEmpty: false } fields)
        {
            list.Where($"e.fields && {list.Parameter(fields.ToArray())}");
        }

        var entities = await WithLegalEntities(filter.ExcludedEntities);
        var persons = filter.ExcludedPersons.IsDefault ? [] : filter.ExcludedPersons.ToImmutableHashSet();
        return await Drawn(list, state => ExpertRules.IsFree(state, entities, persons), filter.Purpose, by);
    }

    /// <inheritdoc/>
    public Task<Outcome<ImmutableArray<EligibleExpert>>> Named(ImmutableArray<string> experts, string purpose, By by)
    {
        var list = new ScopedList();
        list.Where($"e.key = any({list.Parameter(experts.IsDefault ? [] : experts.ToArray())})");
        return Drawn(list, _ => true, purpose, by);
    }

    private async Task<Outcome<ImmutableArray<EligibleExpert>>> Drawn(
        ScopedList list, Func<ExpertState, bool> free, string purpose, By by)
    {
        var refusal = await ground.Grants.FindAsync(by) is { } caller
            ? caller.MayAny("expert.draw") ? null : SharedRefusals.NotAllowed
            : SharedRefusals.IdentityNotHeld;
        if (refusal is not null)
        {
            ground.Accesses.Refused(by, Table, purpose, refusal);
            return refusal;
        }

        await ground.Accesses.DisclosedAsync(by, Table, purpose, "expert-drawn");
        var found = await list.RowsAsync(
            source,
            "select e.key, e.data::text from expert e where {0} order by e.key",
            row => (Key: row.GetString(0), State: State(row.GetString(1))));
        return Outcome.Of<ImmutableArray<EligibleExpert>>(
            [.. found.Where(row => free(row.State)).Select(row => ExpertRows.Eligible(row.Key, row.State))]);
    }

    private async ValueTask<ImmutableHashSet<string>> WithLegalEntities(ImmutableArray<string> ids)
    {
        var all = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var id in ids.IsDefault ? [] : ids)
        {
            all.Add(id);
            if (await directory.OrganisationAsync(id) is { } organisation
                && await directory.LegalEntityAsync(organisation) is { } entity)
            {
                all.Add(entity.Id);
            }
        }

        return all.ToImmutable();
    }

    private static ExpertState State(string json) => StoredJson.State<ExpertState>(Encoding.UTF8.GetBytes(json));
}
