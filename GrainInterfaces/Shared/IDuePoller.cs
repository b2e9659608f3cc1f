using Orleans;

namespace SunGov.GrainInterfaces.Shared;

/// <summary>
/// Takes due and outbox rows and calls their owners (design section 5). Keys <c>0</c> to <c>15</c>;
/// they share the work.
/// </summary>
[Alias("SunGov.IDuePoller")]
public interface IDuePoller : IGrainWithStringKey
{
    /// <summary>Makes sure that the poller lives from now on, also after a restart.</summary>
    [Alias("Start")]
    Task Start();

    /// <summary>Delivers what is due now, up to a bound; true when more may be waiting.</summary>
    [Alias("Poll")]
    Task<bool> Poll();
}
