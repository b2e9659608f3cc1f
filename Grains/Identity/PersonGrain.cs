using System.Collections.Immutable;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Identity;

/// <summary>What people need besides the ground.</summary>
/// <param name="DemoMode">Whether precomputed password hashes are accepted.</param>
public sealed record PersonServices(
    PersonSecrets Secrets,
    IPasswords Passwords,
    Sessions Sessions,
    IDirectory Directory,
    RoleCatalogue Roles,
    bool DemoMode);

/// <summary>Owns one person.</summary>
public sealed partial class PersonGrain(Ground ground, PersonServices services)
    : DecidedGrain<PersonState, PersonEvent>(ground), IPersonGrain
{
    /// <inheritdoc/>
    protected override Kind<PersonState, PersonEvent> Kind => PersonState.Stored;

    /// <inheritdoc/>
    public async Task<Outcome<PersonView>> Register(RegisterPerson command, By by)
    {
        command = command with { Identities = command.Identities.IsDefault ? [] : command.Identities };
        ImmutableArray<Claim> claims =
        [
            .. string.IsNullOrEmpty(command.ResidentId)
                ? []
                : (Claim[])[await services.Secrets.ClaimOf(command.ResidentId)],
            new Claim("login", PersonRules.LoginOf(command.Login)),
        ];
        var facts = await FactsOf(command.Identities) with
        {
            DemoMode = services.DemoMode,
            LoginOwner = await Ground.Journal.OwnerAsync(claims[^1]),
            ResidentIdOwner = claims.Length > 1 ? await Ground.Journal.OwnerAsync(claims[0]) : null,
        };
        var @sealed = await Ground.Grants.FindAsync(by) is { } caller
            && PersonRules.MayRegister(State, command, facts, caller, Now) is null
            ? await services.Secrets.SealAsync(Key, command, command.PasswordHash is { Length: > 0 } hash
                ? hash
                : await services.Passwords.HashAsync(command.Password!))
            : SealedPerson.Nothing;
        return await Shown(Known(await Decide(
            await services.Secrets.Blind(command),
            by,
            (state, asking, now) => PersonRules.Register(state, command, facts, @sealed, asking, now),
            (_, asking) => asking,
            claims)));
    }

    /// <inheritdoc/>
    public async Task<Outcome<PersonView>> Read(By by) => await Shown(await Show<Caller>(
        by, (state, caller) => PersonRules.MayRead(state, Key, caller) ? Outcome.Of(caller) : SharedRefusals.NotFound));

    /// <inheritdoc/>
    public async Task<Outcome<PersonView>> AddIdentity(AddIdentity command, By by)
    {
        var facts = await FactsOf([command]);
        return await Shown(Known(await Decide(
            command,
            by,
            (state, caller, now) => PersonRules.AddIdentity(state, command, facts, caller, now),
            (_, caller) => caller)));
    }

    /// <inheritdoc/>
    public async Task<Outcome<PersonView>> EndIdentity(EndIdentity command, By by)
    {
        var facts = await FactsOf([]);
        return await Shown(Known(await Decide(
            command,
            by,
            (state, caller, now) => PersonRules.EndIdentity(state, command, facts, caller, now),
            (_, caller) => caller)));
    }

    private async Task<PersonFacts> FactsOf(ImmutableArray<AddIdentity> identities) =>
        new(Key, services.Roles, await services.Directory.OrganisationsAsync(identities.Select(i => i.Organisation)))
        {
            NewIds = [.. identities.Select(_ => Convert.ToHexStringLower(Ground.Crypto.Random(16)))],
        };

    private async Task<ImmutableArray<IdentityView>> Identities(Caller? caller = null) => PersonRows.View(
        State.Identities,
        services.Roles,
        await services.Directory.OrganisationsAsync(State.Identities.Select(i => i.Organisation)),
        CivilTime.DayOf(Now),
        caller);

    /// <summary>After a command: this process sees the person anew at once.</summary>
    private Outcome<T> Known<T>(Outcome<T> outcome)
    {
        services.Directory.Forget(PersonState.KindName, Key);
        return outcome;
    }

    /// <summary>The person as the caller may see them, after a reading or a command.</summary>
    private async Task<Outcome<PersonView>> Shown(Outcome<Caller> outcome)
    {
        if (!outcome.Succeeded)
        {
            return outcome.Refusal;
        }

        var (resident, mobile) = await services.Secrets.MasksOf(Key, State);
        var caller = outcome.Value;
        var allowed = PersonRules.AllowedTo(State, await FactsOf([]), caller, Now);
        var view = new PersonView(
            Key, Version, State.Name, State.Login, resident, mobile, await Identities(caller), allowed,
            State.LockedUntil > Now ? State.LockedUntil : null);
        return new Outcome<PersonView>(view, null, outcome.Version, outcome.Repeated);
    }
}
