using System.Collections.Immutable;

namespace SunGov.Grains.Identity;

/// <summary>Another person does the tasks of an identity for a time (R-USR-09). A stored format.</summary>
/// <param name="Id">Random id; also the identity under which the other one acts.</param>
/// <param name="Identity">The identity whose tasks are handed over.</param>
/// <param name="To">The person who does them.</param>
/// <param name="ToName">Their name at that time.</param>
/// <param name="ToIdentity">The identity by which they may; when it ends, so does this.</param>
/// <param name="From">First civil day.</param>
/// <param name="Until">Last civil day.</param>
/// <param name="Ended">When it was ended before its last day; null where it was not.</param>
public sealed record Delegation(
    string Id,
    string Identity,
    string To,
    string ToName,
    string ToIdentity,
    DateOnly From,
    DateOnly Until,
    string Reason,
    DateTimeOffset? Ended = null)
{
    /// <summary>Whether it holds on a civil day, as far as itself is concerned.</summary>
    public bool ActiveOn(DateOnly day) => Ended is null && From <= day && day <= Until;

    /// <summary>Whether both would hold on some day.</summary>
    public bool Overlaps(DateOnly from, DateOnly until) => Ended is null && From <= until && from <= Until;
}

/// <summary>That a person does tasks for another; the other's record says whether it still holds.</summary>
/// <param name="For">The person whose tasks they are.</param>
/// <param name="Delegation">Id of the delegation there.</param>
/// <param name="Until">Last civil day, after which it need not be looked for.</param>
public sealed record StandIn(string For, string Delegation, DateOnly Until);

/// <summary>What a delegation gives, looked up from both people.</summary>
/// <param name="Person">Whose tasks.</param>
/// <param name="State">Their record.</param>
/// <param name="Delegation">The delegation.</param>
/// <param name="Identity">The identity whose tasks they are.</param>
public sealed record Standing(string Person, PersonState State, Delegation Delegation, HeldIdentity Identity);

/// <summary>The delegations under which a person may act on a day; one judgement for all who ask.</summary>
public static class Standings
{
    /// <summary>What the stand-in may do: tasks and what belongs to them, nothing else of the identity.</summary>
    public static ImmutableHashSet<string> Functions { get; } = ["project.read", "project.act"];

    /// <summary>
    /// The delegations to this person that hold: both people's identities hold too, so that a delegation never gives
    /// more than either has, and what was received cannot be handed on.
    /// </summary>
    public static async ValueTask<ImmutableArray<Standing>> OfAsync(
        IDirectory directory, string person, PersonState state, DateOnly today)
    {
        if (state.StandIns.IsEmpty)
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<Standing>();
        foreach (var standIn in state.StandIns.Where(each => today <= each.Until))
        {
            if (await directory.PersonAsync(standIn.For) is { } other
                && Of(standIn, other, person, state, today) is { } standing)
            {
                found.Add(standing);
            }
        }

        return found.ToImmutable();
    }

    /// <summary>The delegation, if it holds on this day.</summary>
    public static Standing? Of(StandIn standIn, PersonState other, string person, PersonState state, DateOnly today) =>
        other.Delegations.FirstOrDefault(each => each.Id == standIn.Delegation) is { } delegation
        && delegation.To == person
        && delegation.ActiveOn(today)
        && other.Identities.FirstOrDefault(i => i.Id == delegation.Identity) is { } identity
        && identity.ActiveOn(today)
        && state.Identities.Any(i => i.Id == delegation.ToIdentity && i.ActiveOn(today))
            ? new Standing(standIn.For, other, delegation, identity)
            : null;
}
