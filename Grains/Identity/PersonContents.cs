using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Identity;

/// <summary>What a person's data must look like, and which passwords are good enough (R-LOG-02).</summary>
public static class PersonContents
{
    /// <summary>The least a password has, in characters.</summary>
    public const int PasswordLeast = 10;

    /// <summary>The most, so that hashing stays bounded.</summary>
    public const int PasswordMost = 128;

    /// <summary>What is wrong with the data of a new account; null for nothing.</summary>
    public static Refusal? Invalid(RegisterPerson command, PersonFacts facts)
    {
        if (!Ids.IsValid(facts.Key))
        {
            return PersonRefusals.IdInvalid;
        }

        if (command.Name.Trim().Length is < 2 or > 60)
        {
            return SharedRefusals.Length("name", 2, 60);
        }

        if (!IsLogin(PersonRules.LoginOf(command.Login)))
        {
            return PersonRefusals.LoginInvalid;
        }

        if (command.ResidentId is { Length: > 0 } number && !ResidentId.IsValid(ResidentId.Normal(number)))
        {
            return PersonRefusals.ResidentIdInvalid;
        }

        return command.Mobile is { Length: > 0 } mobile && !IsMobile(mobile)
            ? PersonRefusals.MobileInvalid
            : InvalidPassword(command, facts.DemoMode);
    }

    /// <summary>Why a password is not good enough; null where it is.</summary>
    public static Refusal? WeakPassword(string password, string login, string name, string field)
    {
        if (password.Length is < PasswordLeast or > PasswordMost)
        {
            return SharedRefusals.Length(field, PasswordLeast, PasswordMost);
        }

        return password.Contains(PersonRules.LoginOf(login), StringComparison.OrdinalIgnoreCase)
            || password.Contains(name.Trim(), StringComparison.OrdinalIgnoreCase)
            ? PersonRefusals.PasswordTellsName(field)
            : null;
    }

    /// <summary>What is wrong with a correction; null for nothing.</summary>
    public static Refusal? Invalid(CorrectPerson command) =>
        command.Name?.Trim().Length is < 2 or > 60 ? SharedRefusals.Length("name", 2, 60)
        : command.Mobile is { Length: > 0 } mobile && !IsMobile(mobile) ? PersonRefusals.MobileInvalid
        : InvalidReason(command.Reason);

    /// <summary>Every act on somebody else's account has its reason.</summary>
    public static Refusal? InvalidReason(string reason) =>
        reason.Trim().Length is < 1 or > 500 ? SharedRefusals.Length("reason", 1, 500) : null;

    private static Refusal? InvalidPassword(RegisterPerson command, bool demoMode)
    {
        if (command.PasswordHash is { Length: > 0 } hash)
        {
            return demoMode && string.IsNullOrEmpty(command.Password)
                && hash.StartsWith("pbkdf2-sm3$", StringComparison.Ordinal) && hash.Length <= 256
                ? null
                : PersonRefusals.PasswordHashNotAccepted;
        }

        return string.IsNullOrEmpty(command.Password)
            ? SharedRefusals.Required("password")
            : WeakPassword(command.Password, command.Login, command.Name, "password");
    }

    private static bool IsLogin(string login) =>
        login.Length is >= 3 and <= 64
        && login.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-' or '@');

    private static bool IsMobile(string mobile) =>
        mobile.Length == 11 && mobile[0] == '1' && mobile.All(char.IsAsciiDigit);
}
