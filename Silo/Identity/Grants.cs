using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Identity;
using SunGov.Grains.LegalEntities;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Identity;

/// <summary>What identities may: people, organisations and roles compiled into scopes (R-PRM-01, R-PRM-02).</summary>
public sealed class Grants(IDirectory directory, RoleCatalogue roles, TimeProvider clock) : IGrants
{
    private static readonly ImmutableDictionary<string, Scope> Nothing =
        ImmutableDictionary.Create<string, Scope>(StringComparer.Ordinal);

    /// <summary>Compiled scopes live as long as the directory keeps the state they come from.</summary>
    private readonly ConditionalWeakTable<HeldIdentity, Compiled> _compiled = [];

    private readonly ConditionalWeakTable<Delegation, Compiled> _standing = [];

    private DateOnly Today => CivilTime.DayOf(clock.GetUtcNow());

    /// <inheritdoc/>
    public async ValueTask<Caller?> FindAsync(By by)
    {
        if (by.IsPlatform)
        {
            return new Caller(by, "平台", "", "", "", "", Nothing);
        }

        if (by.Person.Length == 0)
        {
            return by.Identity.Length == 0 ? new Caller(by, "", "", "", "", "", Nothing) : null;
        }

        if (await directory.PersonAsync(by.Person) is not { Exists: true } person)
        {
            return null;
        }

        if (by.Identity.Length == 0)
        {
            return new Caller(by, person.Name, "", "", "", "", Nothing);
        }

        var identity = person.Identities.FirstOrDefault(held => held.Id == by.Identity);
        if (identity is not null)
        {
            return identity.ActiveOn(Today) ? await CompileAsync(by, person, identity) : null;
        }

        var standing = (await Standings.OfAsync(directory, by.Person, person, Today))
            .FirstOrDefault(each => each.Delegation.Id == by.Identity);
        return standing is null ? null : await CompileAsync(by, person, standing);
    }

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<Caller>> AllOfAsync(By by)
    {
        if (by.Person.Length == 0 || await directory.PersonAsync(by.Person) is not { Exists: true } person)
        {
            return [];
        }

        var callers = ImmutableArray.CreateBuilder<Caller>();
        foreach (var identity in person.Identities.Where(held => held.ActiveOn(Today)))
        {
            if (await CompileAsync(by with { Identity = identity.Id }, person, identity) is { } caller)
            {
                callers.Add(caller);
            }
        }

        foreach (var standing in await Standings.OfAsync(directory, by.Person, person, Today))
        {
            if (await CompileAsync(by with { Identity = standing.Delegation.Id }, person, standing) is { } caller)
            {
                callers.Add(caller);
            }
        }

        return callers.ToImmutable();
    }

    private async ValueTask<Caller?> CompileAsync(By by, PersonState person, Standing standing)
    {
        var identity = standing.Identity;
        if (roles.Find(identity.Role) is not { } role
            || await directory.OrganisationAsync(identity.Organisation) is not { Exists: true } organisation)
        {
            return null;
        }

        if (!_standing.TryGetValue(standing.Delegation, out var compiled) || compiled.Organisation != organisation)
        {
            compiled = new Compiled(
                organisation,
                role.StandInGrantsOf(Standings.Functions, standing.Person, identity.Organisation, organisation.Path));
            _standing.AddOrUpdate(standing.Delegation, compiled);
        }

        return new Caller(
            by, person.Name, role.Code, role.Name.Zh, identity.Organisation, organisation.Name, compiled.Grants,
            new Behalf(standing.Person, standing.State.Name, identity.Id));
    }

    private async ValueTask<Caller?> CompileAsync(By by, PersonState person, HeldIdentity identity)
    {
        if (roles.Find(identity.Role) is not { } role
            || await directory.OrganisationAsync(identity.Organisation) is not { Exists: true } organisation)
        {
            return null;
        }

        if (!_compiled.TryGetValue(identity, out var compiled) || compiled.Organisation != organisation)
        {
            compiled = new Compiled(
                organisation, role.GrantsOf(by.Person, identity.Organisation, organisation.Path));
            _compiled.AddOrUpdate(identity, compiled);
        }

        return new Caller(
            by, person.Name, role.Code, role.Name.Zh, identity.Organisation, organisation.Name, compiled.Grants);
    }

    private sealed record Compiled(LegalEntityState Organisation, ImmutableDictionary<string, Scope> Grants);
}
