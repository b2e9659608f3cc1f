using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Identity;

/// <summary>What administrators do to an account (R-USR-01, R-LOG-02).</summary>
public sealed partial class PersonGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<PersonView>> Correct(CorrectPerson command, By by)
    {
        var facts = await FactsOf([]);
        var mobile = await Ground.Grants.FindAsync(by) is { } caller
            && AccountRules.MayCorrect(State, command, facts, caller, Now) is null
            ? await services.Secrets.SealMobileAsync(Key, command.Mobile)
            : null;
        return await Shown(Known(await Decide(
            await services.Secrets.Blind(command),
            by,
            (state, asking, now) => AccountRules.Correct(state, command, facts, mobile, asking, now),
            (_, asking) => asking)));
    }

    /// <inheritdoc/>
    public async Task<Outcome<PersonView>> ResetPassword(ResetPassword command, By by)
    {
        var facts = await FactsOf([]);
        var hash = await Ground.Grants.FindAsync(by) is { } caller
            && AccountRules.MayReset(State, command, facts, caller, Now) is null
            ? await services.Secrets.SealPasswordAsync(Key, await services.Passwords.HashAsync(command.New))
            : null;
        var outcome = Known(await Decide(
            await services.Secrets.Blind(command),
            by,
            (state, asking, now) => AccountRules.ResetPassword(state, command, facts, hash, asking, now),
            (_, asking) => asking));
        if (outcome.Succeeded)
        {
            _attempts = LoginAttempts.None;
            await EndSessions(except: "", by);
        }

        return await Shown(outcome);
    }

    /// <inheritdoc/>
    public async Task<Outcome<PersonView>> Unlock(UnlockPerson command, By by)
    {
        var facts = await FactsOf([]);
        var outcome = Known(await Decide(
            command,
            by,
            (state, asking, now) => AccountRules.Unlock(state, command, facts, asking, now),
            (_, asking) => asking));
        if (outcome.Succeeded)
        {
            _attempts = LoginAttempts.None;
        }

        return await Shown(outcome);
    }
}
