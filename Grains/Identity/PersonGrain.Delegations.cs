using System.Collections.Immutable;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Identity;

/// <summary>Leave delegation of a person's tasks (R-USR-09).</summary>
public sealed partial class PersonGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<ImmutableArray<DelegationView>>> Delegations(By by) => await Given(await Show<Done>(
        by,
        (state, caller) =>
            state.Exists && caller.By.Person == Key ? Outcome.Of(Done.It) : SharedRefusals.NotFound));

    /// <inheritdoc/>
    public async Task<Outcome<ImmutableArray<DelegationView>>> Delegate(DelegateTasks command, By by)
    {
        var other = await services.Directory.PersonAsync(command.To);
        var id = Convert.ToHexStringLower(Ground.Crypto.Random(16));
        return await Given(Known(await Decide(
            command,
            by,
            (state, caller, now) =>
                DelegationRules.Delegate(state, Key, command, other, services.Roles, id, caller, now),
            (_, _) => Done.It)));
    }

    /// <inheritdoc/>
    public async Task<Outcome<ImmutableArray<DelegationView>>> EndDelegation(EndDelegation command, By by) =>
        await Given(Known(await Decide(
            command,
            by,
            (state, caller, now) => DelegationRules.End(state, Key, command, caller, now),
            (_, _) => Done.It)));

    /// <inheritdoc/>
    public async Task<Outcome<Done>> TakeOver(TakeOver command, By by) => Known(await Decide(
        command, by, (state, caller, now) => DelegationRules.Take(state, command, caller, now), (_, _) => Done.It));

    private async Task<Outcome<ImmutableArray<DelegationView>>> Given(Outcome<Done> outcome)
    {
        if (!outcome.Succeeded)
        {
            return outcome.Refusal;
        }

        var known = await services.Directory.OrganisationsAsync(State.Identities.Select(i => i.Organisation));
        var views = DelegationRules.View(State, services.Roles, known, CivilTime.DayOf(Now));
        return new Outcome<ImmutableArray<DelegationView>>(views, null, outcome.Version, outcome.Repeated);
    }
}
