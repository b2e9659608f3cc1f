using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Identity;

/// <summary>A natural person: one account, several identities (R-USR-02, R-USR-03). Key: opaque person id.</summary>
[Alias("SunGov.IPersonGrain")]
public interface IPersonGrain : IGrainWithStringKey
{
    /// <summary>Opens the account. Refused when login name or resident id belong to another person.</summary>
    [Alias("Register")]
    Task<Outcome<PersonView>> Register(RegisterPerson command, By by);

    /// <summary>The person as this caller may see them; the resident id only masked.</summary>
    [Alias("Read"), ReadOnly]
    Task<Outcome<PersonView>> Read(By by);

    /// <summary>Gives the person an identity.</summary>
    [Alias("AddIdentity")]
    Task<Outcome<PersonView>> AddIdentity(AddIdentity command, By by);

    /// <summary>Ends an identity now; it stays in history.</summary>
    [Alias("EndIdentity")]
    Task<Outcome<PersonView>> EndIdentity(EndIdentity command, By by);

    /// <summary>
    /// Checks the password and opens a session. Five wrong ones in a row lock the account for 15 minutes (R-LOG-02).
    /// </summary>
    [Alias("LogIn")]
    Task<Outcome<OpenedSession>> LogIn(LogIn command, By by);

    /// <summary>Changes the password after checking the old one; ends all other sessions.</summary>
    [Alias("ChangePassword")]
    Task<Outcome<Done>> ChangePassword(ChangePassword command, By by);

    /// <summary>Corrects name or mobile number; refused to who does not manage every identity that holds.</summary>
    [Alias("Correct")]
    Task<Outcome<PersonView>> Correct(CorrectPerson command, By by);

    /// <summary>
    /// Gives another password, opens the lock and ends all sessions; refused to who does not manage every identity that
    /// holds, and for oneself.
    /// </summary>
    [Alias("ResetPassword")]
    Task<Outcome<PersonView>> ResetPassword(ResetPassword command, By by);

    /// <summary>Opens an account locked by wrong passwords before its time.</summary>
    [Alias("Unlock")]
    Task<Outcome<PersonView>> Unlock(UnlockPerson command, By by);

    /// <summary>The delegations of own tasks that the person gave; for the person alone (R-USR-09).</summary>
    [Alias("Delegations"), ReadOnly]
    Task<Outcome<ImmutableArray<DelegationView>>> Delegations(By by);

    /// <summary>Hands the tasks of an own identity to another person's identity for a period.</summary>
    [Alias("Delegate")]
    Task<Outcome<ImmutableArray<DelegationView>>> Delegate(DelegateTasks command, By by);

    /// <summary>Ends a delegation before its last day.</summary>
    [Alias("EndDelegation")]
    Task<Outcome<ImmutableArray<DelegationView>>> EndDelegation(EndDelegation command, By by);

    /// <summary>Notes with the stand-in whose tasks they do. Called by the outbox.</summary>
    [Alias("TakeOver")]
    Task<Outcome<Done>> TakeOver(TakeOver command, By by);
}

/// <summary>Finds the person behind a login name. Stateless; key: <c>login</c>.</summary>
[Alias("SunGov.ILoginGrain")]
public interface ILoginGrain : IGrainWithStringKey
{
    /// <summary>Logs in by login name. The refusal does not tell whether the name exists.</summary>
    [Alias("LogIn")]
    Task<Outcome<OpenedSession>> LogIn(LogIn command, By by);
}

/// <summary>One session. Key: SM3 of the cookie's token in hex; the token itself is never stored.</summary>
[Alias("SunGov.ISessionGrain")]
public interface ISessionGrain : IGrainWithStringKey
{
    /// <summary>Who is logged in and which identities they hold; refused when the session ended or expired.</summary>
    [Alias("Read")]
    Task<Outcome<SessionView>> Read();

    /// <summary>
    /// Checks session and acting identity for one request. Quick: answered from memory, use is written at most every
    /// 5 minutes.
    /// </summary>
    /// <param name="identity">The acting identity; empty where the route needs none.</param>
    [Alias("Check")]
    Task<Outcome<By>> Check(string identity);

    /// <summary>
    /// Whether session and acting identity still hold; for streams that stay open, so it counts as no use.
    /// </summary>
    [Alias("Holds")]
    Task<bool> Holds(string identity);

    /// <summary>Ends the session at once, on every node.</summary>
    [Alias("End")]
    Task<Outcome<Done>> End(By by);
}

/// <summary>Lists of people. Stateless; key: <c>people</c>.</summary>
[Alias("SunGov.IPersonQueries")]
public interface IPersonQueries : IGrainWithStringKey
{
    /// <summary>People in the caller's scope by name or login name.</summary>
    [Alias("List")]
    Task<Outcome<Page<PersonRow>>> List(PersonFilter filter, PageRequest page, By by);

    /// <summary>
    /// Identities of others to which the person who asks may hand over the tasks of this own identity; at most 50.
    /// </summary>
    [Alias("StandIns")]
    Task<Outcome<ImmutableArray<StandInRow>>> StandIns(StandInFilter filter, By by);

    /// <summary>People of the acting identity's own organisation by name, at most 50: whom a form can name.</summary>
    [Alias("Colleagues")]
    Task<Outcome<ImmutableArray<Named>>> Colleagues(string? search, By by);

    /// <summary>The roles there are, and which of them the caller may give.</summary>
    [Alias("Roles")]
    Task<Outcome<ImmutableArray<RoleView>>> Roles(By by);
}

/// <summary>Opens an account.</summary>
/// <param name="Name">Verified real name.</param>
/// <param name="Login">Login name, 3 to 64 characters, unique.</param>
/// <param name="ResidentId">Resident identity number; sealed before it is stored, unique. Null where unknown.</param>
/// <param name="Password">Initial password; or <paramref name="PasswordHash"/>.</param>
/// <param name="PasswordHash">A hash computed before; accepted in demo mode and in migrations only.</param>
/// <param name="Mobile">Mobile number; sealed.</param>
/// <param name="Identities">The identities the person starts with.</param>
[Immutable, Alias("SunGov.RegisterPerson")]
public sealed record RegisterPerson(
    string Name,
    string Login,
    string? ResidentId,
    string? Password,
    string? PasswordHash,
    string? Mobile,
    ImmutableArray<AddIdentity> Identities);

/// <summary>Gives an identity: a role at an organisation.</summary>
/// <param name="Role">Role code from the role catalogue, e.g. <c>applicant</c>.</param>
/// <param name="Organisation">Key of the legal entity, bureau or division.</param>
/// <param name="Position">Position as shown, e.g. 处长; may be empty.</param>
/// <param name="Until">Last day it holds; null for open end.</param>
[Immutable, Alias("SunGov.AddIdentity")]
public sealed record AddIdentity(string Role, string Organisation, string Position = "", DateOnly? Until = null);

/// <summary>Ends an identity.</summary>
[Immutable, Alias("SunGov.EndIdentity")]
public sealed record EndIdentity(string Identity, string Reason);

/// <summary>Corrects a person; what is null or empty stays.</summary>
/// <param name="Name">Verified real name.</param>
/// <param name="Mobile">Mobile number; sealed.</param>
/// <param name="Reason">Why, 1 to 500 characters.</param>
[Immutable, Alias("SunGov.CorrectPerson")]
public sealed record CorrectPerson(string? Name, string? Mobile, string Reason);

/// <summary>Gives a person another password.</summary>
/// <param name="New">The new password, told to the person by other means.</param>
/// <param name="Reason">Why, 1 to 500 characters.</param>
[Immutable, Alias("SunGov.ResetPassword")]
public sealed record ResetPassword(string New, string Reason);

/// <summary>Opens a locked account.</summary>
/// <param name="Reason">Why, 1 to 500 characters.</param>
[Immutable, Alias("SunGov.UnlockPerson")]
public sealed record UnlockPerson(string Reason);

/// <summary>A login attempt.</summary>
/// <param name="Login">Login name.</param>
/// <param name="Password">Password as typed.</param>
/// <param name="From">Network address of the client, for the access log.</param>
[Immutable, Alias("SunGov.LogIn")]
public sealed record LogIn(string Login, string Password, string From);

/// <summary>Changes one's own password.</summary>
[Immutable, Alias("SunGov.ChangePassword")]
public sealed record ChangePassword(string Old, string New);

/// <summary>A session just opened.</summary>
/// <param name="Token">The cookie's value, 256 random bits in hex; told once.</param>
/// <param name="Expires">When it ends at the latest.</param>
/// <param name="Session">Who is logged in.</param>
[Immutable, Alias("SunGov.OpenedSession")]
public sealed record OpenedSession(string Token, DateTimeOffset Expires, SessionView Session);

/// <summary>Who is logged in.</summary>
[Immutable, Alias("SunGov.SessionView")]
public sealed record SessionView(
    string Person,
    string Name,
    string Login,
    ImmutableArray<IdentityView> Identities,
    DateTimeOffset Expires);

/// <summary>One identity of a person (R-USR-03).</summary>
/// <param name="Id">Its id, sent as <c>X-Acting-Identity</c>.</param>
/// <param name="Role">Role code.</param>
/// <param name="RoleName">Role as shown.</param>
/// <param name="Organisation">The organisation it is held at.</param>
/// <param name="Position">Position as shown; may be empty.</param>
/// <param name="Functions">What it may do at all, e.g. <c>project.start</c>, so that menus show only that.</param>
/// <param name="Active">False when ended or past its last day.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day; null for an open end.</param>
/// <param name="Endable">True when the caller may end it now.</param>
/// <param name="For">Whose tasks are done under it, where they were handed over; null for an own identity.</param>
[Immutable, Alias("SunGov.IdentityView")]
public sealed record IdentityView(
    string Id,
    string Role,
    Words RoleName,
    Named Organisation,
    string Position,
    ImmutableArray<string> Functions,
    bool Active,
    DateOnly? From = null,
    DateOnly? Until = null,
    bool Endable = false,
    Named? For = null);

/// <summary>A person as a caller may see them.</summary>
/// <param name="LockedUntil">Until when wrong passwords keep the account locked; null for not locked.</param>
[Immutable, Alias("SunGov.PersonView")]
public sealed record PersonView(
    string Id,
    long Version,
    string Name,
    string Login,
    string ResidentIdMasked,
    string MobileMasked,
    ImmutableArray<IdentityView> Identities,
    ImmutableArray<Allowed> Allowed,
    DateTimeOffset? LockedUntil = null);

/// <summary>A role of the catalogue (R-PRM-01).</summary>
/// <param name="Code">Role code.</param>
/// <param name="Name">Role as shown.</param>
/// <param name="Given">True when the caller may give it to people in their scope.</param>
[Immutable, Alias("SunGov.RoleView")]
public sealed record RoleView(string Code, Words Name, bool Given);

/// <summary>Which people.</summary>
[Immutable, Alias("SunGov.PersonFilter")]
public sealed record PersonFilter(string? Search = null, string? Organisation = null, string? Role = null);

/// <summary>A person in a list.</summary>
[Immutable, Alias("SunGov.PersonRow")]
public sealed record PersonRow(string Id, string Name, string Login, ImmutableArray<string> Identities);

/// <summary>Hands tasks over for a time.</summary>
/// <param name="Identity">The own identity.</param>
/// <param name="To">The person who takes over.</param>
/// <param name="ToIdentity">Their identity, at the same legal entity.</param>
/// <param name="From">First civil day, today or later.</param>
/// <param name="Until">Last civil day, at most 180 days in all.</param>
/// <param name="Reason">Why, e.g. 休假; 2 to 200 characters.</param>
[Immutable, Alias("SunGov.DelegateTasks")]
public sealed record DelegateTasks(
    string Identity, string To, string ToIdentity, DateOnly From, DateOnly Until, string Reason);

/// <summary>Ends a delegation now.</summary>
[Immutable, Alias("SunGov.EndDelegation")]
public sealed record EndDelegation(string Delegation);

/// <summary>Tells the stand-in.</summary>
/// <param name="For">The person whose tasks they are.</param>
/// <param name="Delegation">Id of the delegation.</param>
/// <param name="Until">Its last day.</param>
[Immutable, Alias("SunGov.TakeOver")]
public sealed record TakeOver(string For, string Delegation, DateOnly Until);

/// <summary>A delegation as the person who gave it sees it.</summary>
/// <param name="Status">planned, active, over or ended.</param>
[Immutable, Alias("SunGov.DelegationView")]
public sealed record DelegationView(
    string Id,
    string Identity,
    Words RoleName,
    Named Organisation,
    Named To,
    DateOnly From,
    DateOnly Until,
    string Reason,
    string Status);

/// <summary>Who could take over.</summary>
/// <param name="Identity">The own identity whose tasks are to be handed over.</param>
/// <param name="Search">Part of a name.</param>
[Immutable, Alias("SunGov.StandInFilter")]
public sealed record StandInFilter(string Identity, string? Search = null);

/// <summary>Somebody who could take over.</summary>
[Immutable, Alias("SunGov.StandInRow")]
public sealed record StandInRow(Named Person, string Identity, Words RoleName, Named Organisation, string Position);
