using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain that reminders can reach.</summary>
public interface IRemindable : IGrain
{
    /// <summary>Called at each tick of a reminder, also after a restart of the process.</summary>
    Task ReceiveReminder(string reminderName, TickStatus status);
}
