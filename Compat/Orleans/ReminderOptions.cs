namespace Orleans.Hosting;

/// <summary>What reminders a host allows.</summary>
public sealed class ReminderOptions
{
    /// <summary>The least period of a reminder.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);
}
