using System.Collections.Immutable;
using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Identity;
using SunGov.Grains.Shared;

namespace SunGov.Grains.LegalEntities;

/// <summary>Owns one organisation.</summary>
public sealed class LegalEntityGrain(Ground ground, IDirectory directory)
    : DecidedGrain<LegalEntityState, LegalEntityEvent>(ground), ILegalEntityGrain
{
    /// <inheritdoc/>
    protected override Kind<LegalEntityState, LegalEntityEvent> Kind => LegalEntityState.Stored;

    /// <inheritdoc/>
    public async Task<Outcome<LegalEntityView>> Register(RegisterLegalEntity command, By by)
    {
        ImmutableArray<Claim> claims = string.IsNullOrEmpty(command.CreditCode)
            ? []
            : [new Claim("credit-code", command.CreditCode)];
        var facts = new LegalEntityFacts(
            Key,
            await directory.OrganisationsAsync(command.Parent, command.CompetentAuthority, command.RecommendingUnit),
            claims.IsEmpty ? null : await Ground.Journal.OwnerAsync(claims[0]));
        return Changed(await Decide(
            command, by, (state, caller, _) => LegalEntityRules.Register(state, command, facts, caller), View, claims));
    }

    /// <inheritdoc/>
    public async Task<Outcome<LegalEntityView>> Change(ChangeLegalEntity command, By by)
    {
        var facts = new LegalEntityFacts(
            Key, await directory.OrganisationsAsync(command.CompetentAuthority, command.RecommendingUnit));
        return Changed(await Decide(
            command, by, (state, caller, _) => LegalEntityRules.Change(state, command, facts, caller), View));
    }

    /// <inheritdoc/>
    public Task<Outcome<LegalEntityView>> Read(By by) => Show<LegalEntityView>(
        by, (state, caller) => state.Exists ? Outcome.Of(View(state, caller)) : SharedRefusals.NotFound);

    private LegalEntityView View(LegalEntityState state, Caller caller) =>
        LegalEntityRows.View(Key, Version, state, caller);

    private Outcome<LegalEntityView> Changed(Outcome<LegalEntityView> outcome)
    {
        directory.Forget(LegalEntityState.KindName, Key);
        return outcome;
    }
}
