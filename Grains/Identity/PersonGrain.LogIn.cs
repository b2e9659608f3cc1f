using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Identity;

/// <summary>Login, lock and password of a person (R-LOG-02).</summary>
public sealed partial class PersonGrain
{
    private LoginAttempts _attempts = LoginAttempts.None;

    /// <inheritdoc/>
    public async Task<Outcome<OpenedSession>> LogIn(LogIn command, By by)
    {
        if (await Attempt(command.Password, by, command.From) is { } refusal)
        {
            return refusal;
        }

        await Rehash(command.Password);
        var (token, session) = await services.Sessions.OpenAsync(Key, Now, command.From);
        await Ground.Accesses.LoginAsync(new By(Key, "", session.Id, by.Command), "login", command.From);
        var view = SessionGrain.View(
            session,
            State,
            await SessionIdentities.OfAsync(services.Directory, services.Roles, Key, State, CivilTime.DayOf(Now)));
        return Outcome.Of(new OpenedSession(token, session.ExpiresAt, view));
    }

    /// <inheritdoc/>
    public async Task<Outcome<Done>> ChangePassword(ChangePassword command, By by)
    {
        var fit = await Ground.Grants.FindAsync(by) is { } caller
            && PersonRules.MayChangePassword(State, command, Key, caller) is null;
        var wrong = fit ? await Attempt(command.Old, by, "") : null;
        var hash = fit && wrong is null
            ? await services.Secrets.SealPasswordAsync(Key, await services.Passwords.HashAsync(command.New))
            : null;
        var outcome = Known(await Decide(
            await services.Secrets.Blind(command),
            by,
            (state, asking, _) => PersonRules.ChangePassword(state, command, Key, hash, asking),
            (_, _) => Done.It));
        if (outcome.Succeeded)
        {
            await EndSessions(except: by.Session, by);
        }

        return outcome.Succeeded || wrong is null || wrong == PersonRefusals.LoginFailed ? outcome : wrong;
    }

    /// <summary>Checks a password and counts; why not, or null when it is right.</summary>
    private async Task<Refusal?> Attempt(string password, By by, string from)
    {
        if (_attempts.Lock(State, Now) is { } until)
        {
            await Ground.Accesses.LoginAsync(Trier(by), "login-locked", from);
            return PersonRefusals.AccountLocked(until);
        }

        var check = await services.Passwords.CheckAsync(password, await services.Secrets.PasswordOf(Key, State));
        if (check == PasswordCheck.Busy)
        {
            return PersonRefusals.LoginBusy;
        }

        _attempts = _attempts.After(check == PasswordCheck.Right);
        if (check == PasswordCheck.Right)
        {
            return null;
        }

        await Ground.Accesses.LoginAsync(Trier(by), "login-failed", from);
        return _attempts.TooMany ? await Lock() : PersonRefusals.LoginFailed;
    }

    private async Task<Refusal> Lock()
    {
        var until = Now + LoginAttempts.LockTime;
        if (State.Exists)
        {
            var id = CommandIds.Derive(Ground.Crypto, Guid.Empty, $"lock {Key} {Version}");
            await Decide(until, By.System(id), (state, _, now) => PersonRules.Lock(state, now), (_, _) => Done.It);
        }

        _attempts = LoginAttempts.Locked(until);
        return PersonRefusals.AccountLocked(until);
    }

    /// <summary>Replaces a hash that is cheaper than new ones; only here the password is at hand.</summary>
    private async Task Rehash(string password)
    {
        if (await services.Secrets.PasswordOf(Key, State) is not { } stored || !services.Passwords.NeedsRehash(stored))
        {
            return;
        }

        var hash = await services.Secrets.SealPasswordAsync(Key, await services.Passwords.HashAsync(password));
        var id = CommandIds.Derive(Ground.Crypto, Guid.Empty, $"rehash {Key} {Version}");
        Known(await Decide(
            "rehash", By.System(id), (state, _, _) => PersonRules.Rehash(state, hash), (_, _) => Done.It));
    }

    private By Trier(By by) => new(State.Exists ? Key : "", "", "", by.Command);

    private async Task EndSessions(string except, By by)
    {
        foreach (var id in await services.Sessions.OpenOfAsync(Key, Now))
        {
            if (id != except)
            {
                await GrainFactory.GetGrain<ISessionGrain>(id).End(by);
            }
        }
    }
}
