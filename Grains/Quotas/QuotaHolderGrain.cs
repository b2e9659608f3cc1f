using SunGov.GrainInterfaces.Quotas;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Quotas;

/// <summary>The entries counted against one limit.</summary>
public sealed class QuotaHolderGrain(Ground ground) : DecidedGrain<QuotaState, QuotaEvent>(ground), IQuotaHolderGrain
{
    /// <inheritdoc/>
    protected override Kind<QuotaState, QuotaEvent> Kind => QuotaKind.Kind;

    /// <inheritdoc/>
    public Task<Outcome<QuotaView>> Reserve(ReserveQuota command, By by) =>
        Decide(command, by, (state, caller, now) => QuotaRules.Reserve(state, command, caller, now), View);

    /// <inheritdoc/>
    public Task<Outcome<QuotaView>> Confirm(ConfirmQuota command, By by) => QuotaRules.Confirmable(State, command)
        ? Decide(command, by, (state, caller, now) => QuotaRules.Confirm(state, command, caller, now), View)
        : Read(by);

    /// <inheritdoc/>
    public Task<Outcome<QuotaView>> Release(ReleaseQuota command, By by) => QuotaRules.Releasable(State, command)
        ? Decide(command, by, (state, caller, now) => QuotaRules.Release(state, command, caller, now), View)
        : Read(by);

    /// <inheritdoc/>
    public async Task<Outcome<QuotaView>> Read(By by)
    {
        var shown = await Show(by, (state, caller) => Outcome.Of(View(state, caller)));
        return shown.Value is { } view ? shown with { Version = view.Version } : shown;
    }

    private QuotaView View(QuotaState state, Caller caller) => QuotaRules.View(Key, Version, state, caller);
}
