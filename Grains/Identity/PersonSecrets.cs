using SunGov.GrainInterfaces.Identity;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Identity;

/// <summary>
/// Seals what is sensitive about a person before it becomes part of an event, under the person's own key, and keeps it
/// out of command digests (R-NFR-08).
/// </summary>
public sealed class PersonSecrets(ISecrets secrets)
{
    /// <summary>Claim on a resident identity number, by its blind index.</summary>
    public async ValueTask<Claim> ClaimOf(string residentId) =>
        new("resident", await secrets.BlindIndexAsync("resident", ResidentId.Normal(residentId)));

    /// <summary>Seals a new account's data.</summary>
    public async ValueTask<SealedPerson> SealAsync(string key, RegisterPerson command, string passwordHash) => new(
        string.IsNullOrEmpty(command.ResidentId)
            ? null
            : await Seal(key, "resident-id", ResidentId.Normal(command.ResidentId)),
        await SealMobileAsync(key, command.Mobile),
        await SealPasswordAsync(key, passwordHash));

    /// <summary>Seals a mobile number; null where none is given.</summary>
    public async ValueTask<string?> SealMobileAsync(string key, string? mobile) =>
        string.IsNullOrEmpty(mobile) ? null : await Seal(key, "mobile", mobile);

    /// <summary>Seals a password hash.</summary>
    public ValueTask<string> SealPasswordAsync(string key, string hash) => Seal(key, "password", hash);

    /// <summary>The password hash; null where there is no account or its key was destroyed.</summary>
    public async ValueTask<string?> PasswordOf(string key, PersonState state) =>
        await Open(key, "password", state.Password);

    /// <summary>Resident id and mobile as they may be shown.</summary>
    public async ValueTask<(string ResidentId, string Mobile)> MasksOf(string key, PersonState state) => (
        ResidentId.Mask(await Open(key, "resident-id", state.ResidentId)),
        ResidentId.MaskMobile(await Open(key, "mobile", state.Mobile)));

    /// <summary>The command as its digest may hold it: a digest of a plain password could be guessed.</summary>
    public async ValueTask<RegisterPerson> Blind(RegisterPerson command) => command with
    {
        ResidentId = await Blind(command.ResidentId),
        Mobile = await Blind(command.Mobile),
        Password = await Blind(command.Password),
        PasswordHash = await Blind(command.PasswordHash),
    };

    /// <summary>The command as its digest may hold it.</summary>
    public async ValueTask<ChangePassword> Blind(ChangePassword command) =>
        new(await Blind(command.Old) ?? "", await Blind(command.New) ?? "");

    /// <summary>The command as its digest may hold it.</summary>
    public async ValueTask<ResetPassword> Blind(ResetPassword command) =>
        command with { New = await Blind(command.New) ?? "" };

    /// <summary>The command as its digest may hold it.</summary>
    public async ValueTask<CorrectPerson> Blind(CorrectPerson command) =>
        command with { Mobile = await Blind(command.Mobile) };

    private async ValueTask<string?> Blind(string? value) =>
        string.IsNullOrEmpty(value) ? null : await secrets.BlindIndexAsync("command", value);

    private ValueTask<string> Seal(string key, string field, string value) =>
        secrets.SealAsync(SecretOwner.Person(key), Place(key, field), value);

    private async ValueTask<string?> Open(string key, string field, string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }

        var opened = await secrets.OpenAsync(token, Place(key, field));
        return opened.State == OpenedState.Broken
            ? throw new InvalidDataException($"the sealed {field} of person {key} is not genuine")
            : opened.Text;
    }

    private static SecretPlace Place(string key, string field) => new(PersonState.KindName, key, field);
}
