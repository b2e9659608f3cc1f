using System.Collections.Immutable;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.LegalEntities;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Identity;

/// <summary>Handing one's tasks over for a time (R-USR-09); pure.</summary>
public static class DelegationRules
{
    /// <summary>Longest period in days, the first and the last included.</summary>
    public const int MostDays = 180;

    /// <summary>Hands the tasks of an own identity to another person's identity.</summary>
    /// <param name="state">Who hands over.</param>
    /// <param name="key">Their id.</param>
    /// <param name="other">Who takes over; null for nobody with that id.</param>
    /// <param name="id">Random id of the delegation.</param>
    public static Decision<PersonEvent> Delegate(
        PersonState state, string key, DelegateTasks command, PersonState? other, RoleCatalogue roles, string id,
        Caller caller, DateTimeOffset now)
    {
        var today = CivilTime.DayOf(now);
        if (!state.Exists || caller.By.Person != key)
        {
            return SharedRefusals.NotFound;
        }

        if (caller.For is not null)
        {
            return PersonRefusals.DelegatedOnly;
        }

        if (state.Identities.FirstOrDefault(i => i.Id == command.Identity && i.ActiveOn(today)) is not { } identity)
        {
            return PersonRefusals.IdentityUnknown;
        }

        if (command.To == key || other is not { Exists: true }
            || other.Identities.FirstOrDefault(i => i.Id == command.ToIdentity) is not { } taker
            || !Fits(identity, taker, roles, today))
        {
            return PersonRefusals.StandInUnfit;
        }

        var refusal = PersonRules.Apart(
                other.Identities.Where(i => i.ActiveOn(today)).Select(i => (i.Role, i.Organisation)),
                identity.Role, identity.Organisation, roles)?.At("to")
            ?? InvalidPeriod(command, today)
            ?? (command.Reason.Trim().Length is < 2 or > 200 ? SharedRefusals.Length("reason", 2, 200) : null)
            ?? (state.Delegations.Any(d =>
                d.Identity == command.Identity && d.Overlaps(command.From, command.Until))
                ? PersonRefusals.DelegationOverlaps
                : null);
        return refusal is not null
            ? refusal
            : new TasksDelegated(key, new Delegation(
                id, identity.Id, command.To, other.Name, taker.Id, command.From, command.Until,
                command.Reason.Trim()));
    }

    /// <summary>Ends a delegation before its last day.</summary>
    public static Decision<PersonEvent> End(
        PersonState state, string key, EndDelegation command, Caller caller, DateTimeOffset now) =>
        !state.Exists || caller.By.Person != key ? SharedRefusals.NotFound
        : caller.For is not null ? PersonRefusals.DelegatedOnly
        : state.Delegations.FirstOrDefault(d => d.Id == command.Delegation) is not { } delegation
            ? SharedRefusals.NotFound
        : delegation.Ended is not null || delegation.Until < CivilTime.DayOf(now) ? PersonRefusals.DelegationEnded
        : new DelegationEnded(delegation.Id, now);

    /// <summary>Notes that this person does tasks for another; the platform alone does this.</summary>
    public static Decision<PersonEvent> Take(PersonState state, TakeOver command, Caller caller, DateTimeOffset now) =>
        !caller.By.IsPlatform || !state.Exists ? SharedRefusals.NotFound
        : new StandInNoted(
            new StandIn(command.For, command.Delegation, command.Until), CivilTime.DayOf(now));

    /// <summary>
    /// May this identity do the tasks of that one: both hold, at the same legal entity, in a role that the role's rule
    /// names?
    /// </summary>
    public static bool Fits(HeldIdentity identity, HeldIdentity taker, RoleCatalogue roles, DateOnly today) =>
        taker.ActiveOn(today)
        && Root(identity) == Root(taker)
        && roles.Find(identity.Role)?.StandIn.Contains(taker.Role) is true;

    /// <summary>The top of an identity's organisation, for people of the same legal entity.</summary>
    public static string Root(HeldIdentity identity) => identity.Path.Split('/')[0];

    /// <summary>The delegations a person gave, those that can still hold first.</summary>
    public static ImmutableArray<DelegationView> View(
        PersonState state, RoleCatalogue roles, ImmutableDictionary<string, LegalEntityState> known, DateOnly today) =>
    [
        .. state.Delegations.OrderByDescending(d => d.Ended is null && today <= d.Until).ThenByDescending(d => d.From)
            .Select(d => (Delegation: d, Identity: state.Identities.First(i => i.Id == d.Identity)))
            .Select(pair => new DelegationView(
                pair.Delegation.Id,
                pair.Delegation.Identity,
                roles.Find(pair.Identity.Role)?.Name ?? new Words(pair.Identity.Role, pair.Identity.Role),
                new Named(
                    pair.Identity.Organisation, known.GetValueOrDefault(pair.Identity.Organisation)?.Name ?? ""),
                new Named(pair.Delegation.To, pair.Delegation.ToName),
                pair.Delegation.From,
                pair.Delegation.Until,
                pair.Delegation.Reason,
                Status(pair.Delegation, today))),
    ];

    private static string Status(Delegation delegation, DateOnly today) =>
        delegation.Ended is not null ? "ended"
        : delegation.Until < today ? "over"
        : today < delegation.From ? "planned"
        : "active";

    private static Refusal? InvalidPeriod(DelegateTasks command, DateOnly today) =>
        command.From < today ? PersonRefusals.DelegationPast
        : command.Until < command.From || command.Until.DayNumber - command.From.DayNumber >= MostDays
            ? PersonRefusals.DelegationPeriod(MostDays)
        : null;
}
