using Orleans;
using SunGov.GrainInterfaces.Quotas;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Grains.Shared.Due;

namespace SunGov.Grains.Quotas;

/// <summary>Confirms and frees places as projects tell through their outbox.</summary>
public sealed class QuotaDue(IGrainFactory grains) : IDueReceiver
{
    private const string ConfirmVerb = "confirm";
    private const string ReleaseVerb = "release";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <summary>Kind of quota holders.</summary>
    public const string KindName = "quota";

    /// <summary>The outbox row that frees a project's places at a holder.</summary>
    public static Sending Release(string holder, ReleaseQuota command) =>
        new(KindName, holder, Message.Of(ReleaseVerb, command));

    /// <summary>The outbox row that confirms a project's places at a holder.</summary>
    public static Sending Confirm(string holder, ConfirmQuota command) =>
        new(KindName, holder, Message.Of(ConfirmVerb, command));

    /// <inheritdoc/>
    public async Task<Refusal?> ReceiveAsync(DueItem item)
    {
        var (holder, by) = (grains.GetGrain<IQuotaHolderGrain>(item.Key), By.System(item.Id));
        var answer = item.What.StartsWith(ConfirmVerb, StringComparison.Ordinal)
            ? await holder.Confirm(Message.Read<ConfirmQuota>(item.What, ConfirmVerb), by)
            : await holder.Release(Message.Read<ReleaseQuota>(item.What, ReleaseVerb), by);
        return answer.Refusal;
    }
}
