using System.Collections.Immutable;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.LegalEntities;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Identity;

/// <summary>What a rule on a person must know besides the person.</summary>
/// <param name="Key">The person's own id.</param>
/// <param name="Roles">The roles there are.</param>
/// <param name="Known">The organisations concerned that exist, by id.</param>
public sealed record PersonFacts(
    string Key, RoleCatalogue Roles, ImmutableDictionary<string, LegalEntityState> Known)
{
    /// <summary>Random ids for new identities, as many as the command gives.</summary>
    public ImmutableArray<string> NewIds { get; init; } = [];

    /// <summary>Whether precomputed hashes are accepted.</summary>
    public bool DemoMode { get; init; }

    /// <summary>Owner of the login name; null for nobody.</summary>
    public string? LoginOwner { get; init; }

    /// <summary>Owner of the resident identity number; null for nobody.</summary>
    public string? ResidentIdOwner { get; init; }

    /// <summary>The owner that this person is.</summary>
    public string Self => $"{PersonState.KindName}:{Key}";
}

/// <summary>What was sealed before a person became part of an event.</summary>
public sealed record SealedPerson(string? ResidentId, string? Mobile, string Password)
{
    /// <summary>Nothing was sealed, since the command is refused.</summary>
    public static SealedPerson Nothing { get; } = new(null, null, "");
}

/// <summary>The rules of people and their identities (R-USR-01 to 03, R-LOG-02, R-PRM-04).</summary>
public static class PersonRules
{
    /// <summary>Opens the account.</summary>
    public static Decision<PersonEvent> Register(
        PersonState state,
        RegisterPerson command,
        PersonFacts facts,
        SealedPerson @sealed,
        Caller caller,
        DateTimeOffset now)
    {
        if (MayRegister(state, command, facts, caller, now) is { } refusal)
        {
            return refusal;
        }

        ImmutableArray<PersonEvent> events =
        [
            new PersonRegistered(
                command.Name.Trim(), LoginOf(command.Login), @sealed.ResidentId, @sealed.Mobile, @sealed.Password),
            .. command.Identities.Select((identity, i) => Given(identity, facts.NewIds[i], facts, now)),
        ];
        return new Decision<PersonEvent>(null, events);
    }

    /// <summary>Why this caller may not register this person now; asked before anything is hashed or sealed.</summary>
    public static Refusal? MayRegister(
        PersonState state, RegisterPerson command, PersonFacts facts, Caller caller, DateTimeOffset now)
    {
        if (state.Exists)
        {
            return SharedRefusals.Exists;
        }

        if (!caller.MayAny("person.manage")
            || (command.Identities.IsEmpty && !caller.May("person.manage", PersonRows.FactsOf(state))))
        {
            return SharedRefusals.NotAllowed;
        }

        return PersonContents.Invalid(command, facts)
            ?? Refused(command.Identities, facts, caller, now)
            ?? (Foreign(facts.ResidentIdOwner, facts) ? SharedRefusals.Taken("resident-id").At("residentId") : null)
            ?? (Foreign(facts.LoginOwner, facts) ? SharedRefusals.Taken("login").At("login") : null);
    }

    /// <summary>Gives an identity.</summary>
    public static Decision<PersonEvent> AddIdentity(
        PersonState state, AddIdentity command, PersonFacts facts, Caller caller, DateTimeOffset now)
    {
        if (!MayRead(state, facts.Key, caller))
        {
            return SharedRefusals.NotFound;
        }

        if (MayGive(command, facts, caller, now) is { } refusal)
        {
            return refusal;
        }

        var today = CivilTime.DayOf(now);
        return state.Identities.Any(i => i.ActiveOn(today) && i.Role == command.Role
            && i.Organisation == command.Organisation)
            ? PersonRefusals.IdentityHeld
            : Apart(state.Identities.Where(i => i.ActiveOn(today)).Select(i => (i.Role, i.Organisation)),
                command.Role, command.Organisation, facts.Roles) is { } apart
            ? apart
            : Given(command, facts.NewIds[0], facts, now);
    }

    /// <summary>Ends an identity.</summary>
    public static Decision<PersonEvent> EndIdentity(
        PersonState state, EndIdentity command, PersonFacts facts, Caller caller, DateTimeOffset now)
    {
        if (!MayRead(state, facts.Key, caller))
        {
            return SharedRefusals.NotFound;
        }

        if (state.Identities.FirstOrDefault(i => i.Id == command.Identity) is not { } identity)
        {
            return PersonRefusals.IdentityUnknown;
        }

        if (!Manages(identity.Role, identity.Path, facts.Roles, caller))
        {
            return PersonRefusals.RoleNotYours;
        }

        if (identity.Ended is not null)
        {
            return PersonRefusals.IdentityEnded;
        }

        return command.Reason.Trim().Length is < 1 or > 500
            ? SharedRefusals.Length("reason", 1, 500)
            : new IdentityEnded(identity.Id, now, command.Reason.Trim());
    }

    /// <summary>Changes one's own password.</summary>
    /// <param name="password">The new hash, sealed; null when the old password was wrong.</param>
    public static Decision<PersonEvent> ChangePassword(
        PersonState state, ChangePassword command, string key, string? password, Caller caller) =>
        MayChangePassword(state, command, key, caller) is { } refusal ? refusal
            : password is null ? PersonRefusals.PasswordWrong
            : new PasswordChanged(password);

    /// <summary>Why the password cannot be changed to this; asked before anything is hashed.</summary>
    public static Refusal? MayChangePassword(PersonState state, ChangePassword command, string key, Caller caller)
    {
        if (!MayRead(state, key, caller))
        {
            return SharedRefusals.NotFound;
        }

        if (caller.By.Person != key)
        {
            return SharedRefusals.NotAllowed;
        }

        return PersonContents.WeakPassword(command.New, state.Login, state.Name, "new")
            ?? (command.New == command.Old ? PersonRefusals.PasswordSame : null);
    }

    /// <summary>Keeps a new hash of the same password; the platform does so at a login.</summary>
    /// <param name="hash">The sealed hash.</param>
    public static Decision<PersonEvent> Rehash(PersonState state, string hash) =>
        state.Exists ? new PasswordRehashed(hash) : SharedRefusals.NotFound;

    /// <summary>Locks the account after too many wrong passwords; the platform alone does this.</summary>
    public static Decision<PersonEvent> Lock(PersonState state, DateTimeOffset now) =>
        state.Exists
            ? new PersonLocked(now + LoginAttempts.LockTime, LoginAttempts.Most)
            : SharedRefusals.NotFound;

    /// <summary>May the caller know of this person?</summary>
    public static bool MayRead(PersonState state, string key, Caller caller)
    {
        var facts = PersonRows.FactsOf(state);
        return state.Exists && (caller.By.Person == key || caller.May("person.read", facts)
            || caller.May("person.manage", facts));
    }

    /// <summary>A login name as it is kept and claimed.</summary>
    public static string LoginOf(string text) => text.Trim().ToLowerInvariant();

    /// <summary>What the caller may do with this person.</summary>
    public static ImmutableArray<Allowed> AllowedTo(
        PersonState state, PersonFacts facts, Caller caller, DateTimeOffset now)
    {
        var key = facts.Key;
        var allowed = ImmutableArray.CreateBuilder<Allowed>();
        if (caller.May("person.manage", PersonRows.FactsOf(state)))
        {
            allowed.Add(new Allowed("add-identity", new Words("增加身份", "Add identity"), null, true, "none", []));
            allowed.Add(new Allowed("end-identity", new Words("终止身份", "End identity"), null, false, "required", []));
            AddOverAccount(allowed, state, facts, caller, now);
        }

        if (caller.By.Person == key)
        {
            allowed.Add(new Allowed(
                "change-password", new Words("修改密码", "Change password"), null, false, "none", []));
        }

        return allowed.ToImmutable();
    }

    private static void AddOverAccount(
        ImmutableArray<Allowed>.Builder allowed, PersonState state, PersonFacts facts, Caller caller,
        DateTimeOffset now)
    {
        ImmutableArray<Refusal> why = AccountRules.MayChange(state, facts, caller, now) is { } refusal ? [refusal] : [];
        allowed.Add(new Allowed("correct", new Words("更正信息", "Correct"), null, false, "required", why));
        if (caller.By.Person == facts.Key)
        {
            return;
        }

        allowed.Add(
            new Allowed("reset-password", new Words("重置密码", "Reset password"), null, false, "required", why));
        if (state.LockedUntil > now)
        {
            allowed.Add(new Allowed("unlock", new Words("解除锁定", "Unlock"), null, false, "required", []));
        }
    }

    private static Refusal? Refused(
        ImmutableArray<AddIdentity> identities, PersonFacts facts, Caller caller, DateTimeOffset now)
    {
        var details = identities.SelectMany((identity, i) =>
            MayGive(identity, facts, caller, now) is { } refusal ? [refusal.At($"identities/{i}/{refusal.Field}")]
            : identities.Take(i).Any(other => other.Role == identity.Role
                && other.Organisation == identity.Organisation)
                ? (Refusal[])[PersonRefusals.IdentityHeld.At($"identities/{i}")]
            : Apart(identities.Take(i).Select(other => (other.Role, other.Organisation)),
                identity.Role, identity.Organisation, facts.Roles) is { } apart
                ? [apart.At($"identities/{i}/role")]
            : []).ToImmutableArray();
        return details.IsEmpty ? null : details[0].With(details);
    }

    /// <summary>The pair of roles that nobody holds both of at one organisation; null for none.</summary>
    internal static Refusal? Apart(
        IEnumerable<(string Role, string Organisation)> held, string role, string organisation, RoleCatalogue roles)
    {
        var other = held.Where(known => known.Organisation == organisation && roles.AreApart(known.Role, role))
            .Select(known => known.Role).FirstOrDefault();
        return other is null
            ? null
            : PersonRefusals.RolesApart(roles.Find(role)!.Name, roles.Find(other)!.Name);
    }

    private static Refusal? MayGive(AddIdentity command, PersonFacts facts, Caller caller, DateTimeOffset now)
    {
        if (facts.Roles.Find(command.Role) is null)
        {
            return PersonRefusals.RoleUnknown;
        }

        if (!facts.Known.TryGetValue(command.Organisation, out var organisation))
        {
            return PersonRefusals.OrganisationUnknown;
        }

        return !Manages(command.Role, organisation.Path, facts.Roles, caller) ? PersonRefusals.RoleNotYours
            : command.Position.Length > 60 ? SharedRefusals.Length("position", 0, 60)
            : command.Until < CivilTime.DayOf(now) ? PersonRefusals.UntilPast
            : null;
    }

    /// <summary>Whether the caller may give and end this role at an organisation with this path (R-PRM-04).</summary>
    public static bool Manages(string role, string path, RoleCatalogue roles, Caller caller) =>
        caller.May("person.manage", PersonRows.FactsAt(role, path))
        && (caller.By.IsPlatform || roles.Find(caller.Role)?.Gives.Contains(role) is true);

    private static IdentityGiven Given(AddIdentity command, string id, PersonFacts facts, DateTimeOffset now) => new(
        new HeldIdentity(
            id,
            command.Role,
            command.Organisation,
            facts.Known[command.Organisation].Path,
            command.Position.Trim(),
            CivilTime.DayOf(now),
            command.Until,
            null));

    private static bool Foreign(string? owner, PersonFacts facts) => owner is not null && owner != facts.Self;
}
