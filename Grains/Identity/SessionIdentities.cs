using System.Collections.Immutable;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Identity;

/// <summary>What a logged-in person can act under: the own identities, then those stood in for (R-USR-09).</summary>
internal static class SessionIdentities
{
    /// <summary>The identities as a session tells them.</summary>
    public static async Task<ImmutableArray<IdentityView>> OfAsync(
        IDirectory directory, RoleCatalogue roles, string person, PersonState state, DateOnly today)
    {
        var standings = await Standings.OfAsync(directory, person, state, today);
        var known = await directory.OrganisationsAsync(
            state.Identities.Concat(standings.Select(each => each.Identity)).Select(held => held.Organisation));
        return
        [
            .. PersonRows.View(state.Identities, roles, known, today),
            .. standings.Select(each => PersonRows.View([each.Identity], roles, known, today)[0] with
            {
                Id = each.Delegation.Id,
                Functions = [.. (roles.Find(each.Identity.Role)?.Names ?? []).Where(Standings.Functions.Contains)],
                From = each.Delegation.From,
                Until = each.Delegation.Until,
                For = new Named(each.Person, each.State.Name),
            }),
        ];
    }
}
