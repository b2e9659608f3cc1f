using System.Collections.Immutable;
using Npgsql;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Identity;

/// <summary>Lists of people within the caller's scope.</summary>
[StatelessWorker]
public sealed class PersonQueries(
    NpgsqlDataSource source, IGrants grants, IDirectory directory, RoleCatalogue roles, TimeProvider clock)
    : Grain, IPersonQueries
{
    /// <inheritdoc/>
    public async Task<Outcome<Page<PersonRow>>> List(PersonFilter filter, PageRequest page, By by)
    {
        if (await grants.FindAsync(by) is not { } caller)
        {
            return SharedRefusals.IdentityNotHeld;
        }

        var (order, refusal) = ListOrder.Of(
            page, "name", "p.key", [SortColumn.OfName("name", "p.name"), new("login", "p.login", "text")]);
        if (refusal is not null)
        {
            return refusal;
        }

        var list = new ScopedList();
        list.WhereScope(
            by.IsPlatform ? Scope.All : caller.Scope("person.read"), "p", PersonRows.FactColumns);
        list.WhereHolds("p.units", filter.Organisation);
        list.WhereHolds("p.roles", filter.Role);
        list.WhereFound("p.tokens", filter.Search);
        var found = await list.ReadAsync(
            source,
            "p.key, p.name, p.login, p.held",
            "person p",
            "p.key",
            order,
            row => new PersonRow(
                row.GetString(0), row.GetString(1), row.GetString(2), [.. row.GetFieldValue<string[]>(3)]));
        var named = ImmutableArray.CreateBuilder<PersonRow>(found.Items.Length);
        foreach (var row in found.Items)
        {
            named.Add(row with { Identities = await HeldAt(row.Identities) });
        }

        return Outcome.Of(new Page<PersonRow>(named.MoveToImmutable(), found.Total, found.Next, found.More));
    }

    /// <inheritdoc/>
    public async Task<Outcome<ImmutableArray<Named>>> Colleagues(string? search, By by)
    {
        if (await grants.FindAsync(by) is not { Organisation.Length: > 0 } caller)
        {
            return Outcome.Of<ImmutableArray<Named>>([]);
        }

        var list = new ScopedList();
        list.WhereHolds("p.units", caller.Organisation);
        list.WhereFound("p.tokens", search);
        return Outcome.Of<ImmutableArray<Named>>(
        [
            .. await list.RowsAsync(
                source,
                "select p.key, p.name from person p where {0} order by p.name collate \"zh-x-icu\", p.key limit 50",
                row => new Named(row.GetString(0), row.GetString(1))),
        ]);
    }

    /// <inheritdoc/>
    public async Task<Outcome<ImmutableArray<RoleView>>> Roles(By by)
    {
        if (await grants.FindAsync(by) is not { } caller)
        {
            return SharedRefusals.IdentityNotHeld;
        }

        var gives = caller.MayAny("person.manage") ? roles.Find(caller.Role)?.Gives ?? [] : [];
        return Outcome.Of<ImmutableArray<RoleView>>(
        [
            .. roles.Roles.Values.OrderBy(role => role.Code, StringComparer.Ordinal)
                .Select(role => new RoleView(role.Code, role.Name, gives.Contains(role.Code))),
        ]);
    }

    /// <inheritdoc/>
    public async Task<Outcome<ImmutableArray<StandInRow>>> StandIns(StandInFilter filter, By by)
    {
        var today = CivilTime.DayOf(clock.GetUtcNow());
        if (await directory.PersonAsync(by.Person) is not { } person
            || person.Identities.FirstOrDefault(i => i.Id == filter.Identity && i.ActiveOn(today)) is not { } own
            || roles.Find(own.Role) is not { StandIn.IsEmpty: false } role)
        {
            return Outcome.Of<ImmutableArray<StandInRow>>([]);
        }

        var list = new ScopedList();
        list.Where($"p.key <> {list.Parameter(by.Person)}");
        list.WhereHolds("p.units", DelegationRules.Root(own));
        list.Where($"p.roles && {list.Parameter(role.StandIn.ToArray())}");
        list.WhereFound("p.tokens", filter.Search);
        var found = await list.RowsAsync(
            source,
            "select p.key, p.data::text from person p where {0} order by p.name collate \"zh-x-icu\", p.key limit 50",
            row => (Key: row.GetString(0),
                State: StoredJson.State<PersonState>(System.Text.Encoding.UTF8.GetBytes(row.GetString(1)))));
        var fitting = found.SelectMany(other => other.State.Identities
            .Where(taker => DelegationRules.Fits(own, taker, roles, today))
            .Select(taker => (other.Key, other.State.Name, Taker: taker))).ToList();
        var known = await directory.OrganisationsAsync(fitting.Select(each => each.Taker.Organisation));
        return Outcome.Of<ImmutableArray<StandInRow>>(
        [
            .. fitting.Select(each => new StandInRow(
                new Named(each.Key, each.Name),
                each.Taker.Id,
                roles.Find(each.Taker.Role)!.Name,
                new Named(
                    each.Taker.Organisation, known.GetValueOrDefault(each.Taker.Organisation)?.Name ?? ""),
                each.Taker.Position)),
        ]);
    }

    private async ValueTask<ImmutableArray<string>> HeldAt(ImmutableArray<string> holders)
    {
        var names = ImmutableArray.CreateBuilder<string>(holders.Length);
        foreach (var holder in holders)
        {
            var at = holder.IndexOf('@', StringComparison.Ordinal);
            var organisation = await directory.OrganisationAsync(holder[(at + 1)..]);
            names.Add($"{roles.Find(holder[..at])?.Name.Zh ?? holder[..at]} · {organisation?.Name}");
        }

        return names.MoveToImmutable();
    }
}
