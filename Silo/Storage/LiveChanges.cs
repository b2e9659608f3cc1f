using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>
/// Tells, inside this process, what was committed, by itself or by another one: live changes, and that something fell
/// due.
/// </summary>
internal sealed class LiveChanges : ILiveChanges
{
    public event Action<LiveChange>? Changed;

    public event Action? Missed;

    public event Action? BecameDue;

    /// <summary>Called by the writer after each commit; listeners must not wait.</summary>
    public void Committed(IReadOnlyList<PendingWrite> writes)
    {
        var due = false;
        foreach (var write in writes)
        {
            due |= write.Due.Any(row => row.At <= write.Write.At);
            if (write.Write.Live)
            {
                Changed?.Invoke(new LiveChange(write.Write.Kind, write.Write.Key, write.Version));
            }
        }

        if (due)
        {
            BecameDue?.Invoke();
        }
    }

    /// <summary>Another process has told of this change.</summary>
    public void Heard(LiveChange change) => Changed?.Invoke(change);

    /// <summary>What others told until now may have been lost.</summary>
    public void Lost() => Missed?.Invoke();
}
