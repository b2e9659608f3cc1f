using System.Globalization;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Identity;

/// <summary>Why a command on a person or a login was refused.</summary>
public static class PersonRefusals
{
    /// <summary>Login name or password is wrong; which of them is not told.</summary>
    public static Refusal LoginFailed { get; } = Refusal.Of(RefusalKind.Unauthenticated, "login-failed");

    /// <summary>Too many logins are being checked at this moment.</summary>
    public static Refusal LoginBusy { get; } = Refusal.Of(RefusalKind.TooMany, "login-busy");

    /// <summary>The session ended or expired, or never was.</summary>
    public static Refusal SessionEnded { get; } = Refusal.Of(RefusalKind.Unauthenticated, "session-ended");

    /// <summary>A login name is 3 to 64 of letters, digits, '.', '_', '-', '@'.</summary>
    public static Refusal LoginInvalid { get; } = Refusal.Of(RefusalKind.Invalid, "login-invalid").At("login");

    /// <summary>The resident identity number fails its check (GB 11643).</summary>
    public static Refusal ResidentIdInvalid { get; } =
        Refusal.Of(RefusalKind.Invalid, "resident-id-invalid").At("residentId");

    /// <summary>A mobile number is eleven digits and begins with 1.</summary>
    public static Refusal MobileInvalid { get; } = Refusal.Of(RefusalKind.Invalid, "mobile-invalid").At("mobile");

    /// <summary>A precomputed hash is accepted in demo mode only.</summary>
    public static Refusal PasswordHashNotAccepted { get; } =
        Refusal.Of(RefusalKind.Invalid, "password-hash-not-accepted").At("passwordHash");

    /// <summary>No such role.</summary>
    public static Refusal RoleUnknown { get; } = Refusal.Of(RefusalKind.Invalid, "role-unknown").At("role");

    /// <summary>The caller may not give (or end) this role, or not at this organisation (R-PRM-04).</summary>
    public static Refusal RoleNotYours { get; } = Refusal.Of(RefusalKind.Forbidden, "role-not-yours");

    /// <summary>No such organisation.</summary>
    public static Refusal OrganisationUnknown { get; } =
        Refusal.Of(RefusalKind.Invalid, "organisation-unknown").At("organisation");

    /// <summary>The person holds this role at this organisation already.</summary>
    public static Refusal IdentityHeld { get; } = Refusal.Of(RefusalKind.WrongState, "identity-held");

    /// <summary>The last day lies in the past.</summary>
    public static Refusal UntilPast { get; } = Refusal.Of(RefusalKind.Invalid, "until-past").At("until");

    /// <summary>No such identity of this person.</summary>
    public static Refusal IdentityUnknown { get; } = Refusal.Of(RefusalKind.NotFound, "identity-unknown");

    /// <summary>The identity has ended already.</summary>
    public static Refusal IdentityEnded { get; } = Refusal.Of(RefusalKind.WrongState, "identity-ended");

    /// <summary>
    /// The person holds identities that the caller does not manage; who manages those, or the platform, may do this.
    /// </summary>
    public static Refusal HoldsMore { get; } = Refusal.Of(RefusalKind.Forbidden, "holds-more");

    /// <summary>The account is not locked.</summary>
    public static Refusal NotLocked { get; } = Refusal.Of(RefusalKind.WrongState, "not-locked");

    /// <summary>Nothing would change.</summary>
    public static Refusal NothingChanged { get; } = Refusal.Of(RefusalKind.Invalid, "nothing-changed");

    /// <summary>The old password is another.</summary>
    public static Refusal PasswordWrong { get; } = Refusal.Of(RefusalKind.Invalid, "password-wrong").At("old");

    /// <summary>The new password holds the login name or the real name.</summary>
    public static Refusal PasswordTellsName(string field) =>
        Refusal.Of(RefusalKind.Invalid, "password-tells-name").At(field);

    /// <summary>The new password is the old one.</summary>
    public static Refusal PasswordSame { get; } = Refusal.Of(RefusalKind.Invalid, "password-same").At("new");

    /// <summary>An id made of other characters than a-z, 0-9, '.', '_' and '-', or of more than 64.</summary>
    public static Refusal IdInvalid { get; } = Refusal.Of(RefusalKind.Invalid, "id-invalid").At("id");

    /// <summary>Under a delegation one does tasks and nothing else; it cannot be handed on.</summary>
    public static Refusal DelegatedOnly { get; } = Refusal.Of(RefusalKind.Forbidden, "delegated-only");

    /// <summary>Two roles that nobody holds both of at one organisation (R-BUS-07); the pair is named.</summary>
    public static Refusal RolesApart(Words one, Words other) => Refusal.Of(
        RefusalKind.WrongState,
        "roles-apart",
        "oneZh", one.Zh, "oneEn", one.En, "otherZh", other.Zh, "otherEn", other.En).At("role");

    /// <summary>Nobody who may take over, or not with this identity.</summary>
    public static Refusal StandInUnfit { get; } = Refusal.Of(RefusalKind.Invalid, "stand-in-unfit").At("to");

    /// <summary>The tasks of this identity are handed over already in that time.</summary>
    public static Refusal DelegationOverlaps { get; } =
        Refusal.Of(RefusalKind.WrongState, "delegation-overlaps").At("from");

    /// <summary>A delegation begins today or later.</summary>
    public static Refusal DelegationPast { get; } = Refusal.Of(RefusalKind.Invalid, "delegation-past").At("from");

    /// <summary>The last day lies before the first, or too far behind it.</summary>
    public static Refusal DelegationPeriod(int most) => Refusal.Of(
        RefusalKind.Invalid, "delegation-period", "most", most.ToString(CultureInfo.InvariantCulture)).At("until");

    /// <summary>It is over or was ended already.</summary>
    public static Refusal DelegationEnded { get; } = Refusal.Of(RefusalKind.WrongState, "delegation-ended");

    /// <summary>Five wrong passwords in a row; the same answer is given for names that do not exist.</summary>
    public static Refusal AccountLocked(DateTimeOffset until) => Refusal.Of(
        RefusalKind.TooMany, "account-locked", "until", until.ToString("O", CultureInfo.InvariantCulture));
}
