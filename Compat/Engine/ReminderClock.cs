using Orleans.Runtime;

namespace SunGov.Compat.Engine;

/// <summary>Keeps the reminders and sends their ticks.</summary>
internal abstract class ReminderClock
{
    public abstract Task<IGrainReminder> SetAsync(GrainId grain, string name, TimeSpan dueTime, TimeSpan period);

    public abstract Task EndAsync(GrainId grain, string name);

    public abstract IGrainReminder? Find(GrainId grain, string name);

    public abstract List<IGrainReminder> Of(GrainId grain);
}
