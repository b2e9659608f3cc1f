using Orleans;
using SunGov.GrainInterfaces.Quotas;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Grains.Shared.Due;

namespace SunGov.Grains.Quotas;

/// <summary>Frees places that projects gave up through their outbox.</summary>
public sealed class QuotaDue(IGrainFactory grains) : IDueReceiver
{
    private const string ReleaseVerb = "release";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <summary>Kind of quota holders.</summary>
    public const string KindName = "quota";

    /// <summary>The outbox row that frees a project's places at a holder.</summary>
    public static Sending Release(string holder, ReleaseQuota command) =>
        new(KindName, holder, Message.Of(ReleaseVerb, command));

    /// <inheritdoc/>
    public async Task<Refusal?> ReceiveAsync(DueItem item)
    {
        var command = Message.Read<ReleaseQuota>(item.What, ReleaseVerb);
        return (await grains.GetGrain<IQuotaHolderGrain>(item.Key).Release(command, By.System(item.Id))).Refusal;
    }
}
