using System.Text;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Identity;

/// <summary>
/// Finds the person of a login name. A name that nobody has goes the same way, to a person who does not exist: the same
/// work, the same answers, the same lock.
/// </summary>
[StatelessWorker]
public sealed class LoginGrain(IJournal journal, ICrypto crypto) : Grain, ILoginGrain
{
    private const string Owner = PersonState.KindName + ":";

    /// <inheritdoc/>
    public async Task<Outcome<OpenedSession>> LogIn(LogIn command, By by)
    {
        var login = PersonRules.LoginOf(command.Login);
        if (login.Length is 0 or > 64 || command.Password.Length is 0 or > PersonContents.PasswordMost)
        {
            return PersonRefusals.LoginFailed;
        }

        var owner = await journal.OwnerAsync(new Claim("login", login));
        var person = owner?.StartsWith(Owner, StringComparison.Ordinal) is true
            ? owner[Owner.Length..]
            : "nobody." + Convert.ToHexStringLower(crypto.Sm3(Encoding.UTF8.GetBytes(login)))[..32];
        return await GrainFactory.GetGrain<IPersonGrain>(person).LogIn(command, by);
    }
}
