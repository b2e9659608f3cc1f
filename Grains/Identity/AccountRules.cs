using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Identity;

/// <summary>
/// What others may do to a person's account (R-USR-01, R-LOG-02). Who gives a password could act as the person, so that
/// needs the right over every identity that holds, not over one of them.
/// </summary>
public static class AccountRules
{
    /// <summary>Corrects name or mobile number.</summary>
    /// <param name="mobile">The new mobile number, sealed; null for none given.</param>
    public static Decision<PersonEvent> Correct(
        PersonState state, CorrectPerson command, PersonFacts facts, string? mobile, Caller caller, DateTimeOffset now)
    {
        if (MayCorrect(state, command, facts, caller, now) is { } refusal)
        {
            return refusal;
        }

        var name = command.Name?.Trim() is { } typed && typed != state.Name ? typed : null;
        return name is null && mobile is null
            ? PersonRefusals.NothingChanged
            : new PersonCorrected(name, mobile, command.Reason.Trim());
    }

    /// <summary>Why the caller may not correct this; asked before anything is sealed.</summary>
    public static Refusal? MayCorrect(
        PersonState state, CorrectPerson command, PersonFacts facts, Caller caller, DateTimeOffset now) =>
        MayChange(state, facts, caller, now) ?? PersonContents.Invalid(command);

    /// <summary>Gives another password.</summary>
    /// <param name="password">The hash of the new one, sealed; null when refused before.</param>
    public static Decision<PersonEvent> ResetPassword(
        PersonState state, ResetPassword command, PersonFacts facts, string? password, Caller caller,
        DateTimeOffset now) =>
        MayReset(state, command, facts, caller, now) is { } refusal ? refusal
            : password is null ? SharedRefusals.NotAllowed
            : new PasswordReset(password, command.Reason.Trim());

    /// <summary>Why the caller may not give this password; asked before anything is hashed.</summary>
    public static Refusal? MayReset(
        PersonState state, ResetPassword command, PersonFacts facts, Caller caller, DateTimeOffset now) =>
        MayChange(state, facts, caller, now)
        ?? (caller.By.Person == facts.Key ? SharedRefusals.NotAllowed : null)
        ?? PersonContents.WeakPassword(command.New, state.Login, state.Name, "new")
        ?? PersonContents.InvalidReason(command.Reason);

    /// <summary>Opens a lock before its time.</summary>
    public static Decision<PersonEvent> Unlock(
        PersonState state, UnlockPerson command, PersonFacts facts, Caller caller, DateTimeOffset now) =>
        !PersonRules.MayRead(state, facts.Key, caller) ? SharedRefusals.NotFound
            : !caller.May("person.manage", PersonRows.FactsOf(state)) || caller.By.Person == facts.Key
                ? SharedRefusals.NotAllowed
            : !(state.LockedUntil > now) ? PersonRefusals.NotLocked
            : PersonContents.InvalidReason(command.Reason) is { } refusal ? refusal
            : new PersonUnlocked(command.Reason.Trim());

    /// <summary>Why the caller may not change the account of this person; null where they may.</summary>
    public static Refusal? MayChange(PersonState state, PersonFacts facts, Caller caller, DateTimeOffset now)
    {
        if (!PersonRules.MayRead(state, facts.Key, caller))
        {
            return SharedRefusals.NotFound;
        }

        var today = CivilTime.DayOf(now);
        return !caller.May("person.manage", PersonRows.FactsOf(state)) ? SharedRefusals.NotAllowed
            : state.Identities.Where(identity => identity.ActiveOn(today)).All(identity =>
                PersonRules.Manages(identity.Role, identity.Path, facts.Roles, caller)) ? null
            : PersonRefusals.HoldsMore;
    }
}
