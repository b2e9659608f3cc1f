using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Identity;

/// <summary>A person as of the last entry. Sensitive values are sealed tokens.</summary>
/// <param name="Name">Real name; empty while the person does not exist.</param>
/// <param name="Login">Login name, lower case.</param>
/// <param name="ResidentId">Sealed resident identity number; null where unknown.</param>
/// <param name="Mobile">Sealed mobile number; null where unknown.</param>
/// <param name="Password">Sealed password hash.</param>
/// <param name="Identities">All identities ever held, in order.</param>
/// <param name="LockedUntil">Until when wrong passwords keep the account locked; null for never locked.</param>
public sealed record PersonState(
    string Name,
    string Login,
    string? ResidentId,
    string? Mobile,
    string Password,
    ImmutableArray<HeldIdentity> Identities,
    DateTimeOffset? LockedUntil)
{
    /// <summary>Name of the kind and of its table.</summary>
    public const string KindName = "person";

    /// <summary>Before registration.</summary>
    public static PersonState None { get; } = new("", "", null, null, "", [], null);

    /// <summary>What the journal knows of people.</summary>
    public static Kind<PersonState, PersonEvent> Stored { get; } = new(
        KindName, None, Evolve, PersonRows.Of, _ => [], PersonSendings.Of)
    {
        ChangesGrants = true,
        Facts = PersonRows.FactColumns,
    };

    /// <summary>The delegations of own tasks, in order (R-USR-09).</summary>
    public ImmutableArray<Delegation> Delegations { get; init; } = [];

    /// <summary>For whom the person does tasks.</summary>
    public ImmutableArray<StandIn> StandIns { get; init; } = [];

    /// <summary>True once registered.</summary>
    [JsonIgnore]
    public bool Exists => Name.Length > 0;

    /// <summary>The state after an event.</summary>
    public static PersonState Evolve(PersonState state, PersonEvent happened) => happened switch
    {
        PersonRegistered e => new(e.Name, e.Login, e.ResidentId, e.Mobile, e.Password, [], null),
        IdentityGiven e => state with { Identities = state.Identities.Add(e.Identity) },
        IdentityEnded e => state with
        {
            Identities = [.. state.Identities.Select(i => i.Id == e.Identity ? i with { Ended = e.At } : i)],
        },
        PersonLocked e => state with { LockedUntil = e.Until },
        PasswordChanged e => state with { Password = e.Password, LockedUntil = null },
        PasswordReset e => state with { Password = e.Password, LockedUntil = null },
        PersonUnlocked => state with { LockedUntil = null },
        PersonCorrected e => state with { Name = e.Name ?? state.Name, Mobile = e.Mobile ?? state.Mobile },
        PasswordRehashed e => state with { Password = e.Password },
        TasksDelegated e => state with { Delegations = state.Delegations.Add(e.Delegation) },
        DelegationEnded e => state with
        {
            Delegations =
                [.. state.Delegations.Select(d => d.Id == e.Delegation ? d with { Ended = e.At } : d)],
        },
        StandInNoted e => state with
        {
            StandIns =
            [
                .. state.StandIns.Where(known =>
                    e.Today <= known.Until && known.Delegation != e.StandIn.Delegation),
                e.StandIn,
            ],
        },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not an event of people"),
    };
}

/// <summary>An identity: a role at an organisation, for a time (R-USR-03).</summary>
/// <param name="Id">Random id.</param>
/// <param name="Role">Role code.</param>
/// <param name="Organisation">Id of the organisation.</param>
/// <param name="Path">The organisation's path when it was given.</param>
/// <param name="Position">Position as shown; may be empty.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day; null for an open end.</param>
/// <param name="Ended">When it was ended before its last day; null where it was not.</param>
public sealed record HeldIdentity(
    string Id,
    string Role,
    string Organisation,
    string Path,
    string Position,
    DateOnly From,
    DateOnly? Until,
    DateTimeOffset? Ended)
{
    /// <summary>Whether it holds on a civil day.</summary>
    public bool ActiveOn(DateOnly day) => Ended is null && From <= day && (Until is null || day <= Until);
}

/// <summary>What can happen to a person. Stored for ever: add, never change.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PersonRegistered), "person-registered")]
[JsonDerivedType(typeof(IdentityGiven), "identity-given")]
[JsonDerivedType(typeof(IdentityEnded), "identity-ended")]
[JsonDerivedType(typeof(PersonLocked), "person-locked")]
[JsonDerivedType(typeof(PasswordChanged), "password-changed")]
[JsonDerivedType(typeof(PasswordReset), "password-reset")]
[JsonDerivedType(typeof(PersonUnlocked), "person-unlocked")]
[JsonDerivedType(typeof(PersonCorrected), "person-corrected")]
[JsonDerivedType(typeof(PasswordRehashed), "password-rehashed")]
[JsonDerivedType(typeof(TasksDelegated), "tasks-delegated")]
[JsonDerivedType(typeof(DelegationEnded), "delegation-ended")]
[JsonDerivedType(typeof(StandInNoted), "stand-in-noted")]
public abstract record PersonEvent;

/// <summary>The account was opened; resident id, mobile and password hash are sealed under the person's key.</summary>
public sealed record PersonRegistered(
    string Name, string Login, string? ResidentId, string? Mobile, string Password) : PersonEvent;

/// <summary>The person got an identity.</summary>
public sealed record IdentityGiven(HeldIdentity Identity) : PersonEvent;

/// <summary>An identity was ended; it stays in history.</summary>
public sealed record IdentityEnded(string Identity, DateTimeOffset At, string Reason) : PersonEvent;

/// <summary>Wrong passwords locked the account (R-LOG-02).</summary>
public sealed record PersonLocked(DateTimeOffset Until, int Attempts) : PersonEvent;

/// <summary>The person changed the password; its hash is sealed.</summary>
public sealed record PasswordChanged(string Password) : PersonEvent;

/// <summary>An administrator gave another password and with it opened any lock; its hash is sealed.</summary>
public sealed record PasswordReset(string Password, string Reason) : PersonEvent;

/// <summary>An administrator opened the lock before its time.</summary>
public sealed record PersonUnlocked(string Reason) : PersonEvent;

/// <summary>Name or mobile number were corrected; null for unchanged, the mobile number is sealed.</summary>
public sealed record PersonCorrected(string? Name, string? Mobile, string Reason) : PersonEvent;

/// <summary>The same password was hashed anew at a login, since the stored hash was cheaper than new ones; sealed.
/// </summary>
public sealed record PasswordRehashed(string Password) : PersonEvent;

/// <summary>The tasks of an identity were handed over for a time (R-USR-09).</summary>
/// <param name="By">The person who handed over.</param>
public sealed record TasksDelegated(string By, Delegation Delegation) : PersonEvent;

/// <summary>A delegation was ended before its last day.</summary>
public sealed record DelegationEnded(string Delegation, DateTimeOffset At) : PersonEvent;

/// <summary>The person does tasks for another from now on; those that are over are forgotten here.</summary>
public sealed record StandInNoted(StandIn StandIn, DateOnly Today) : PersonEvent;
