namespace SunGov.Compat.Engine;

/// <summary>A reminder as it is kept.</summary>
/// <param name="Grain">The kind of the grain.</param>
/// <param name="Key">The key of the grain.</param>
/// <param name="Name">The reminder's name, unique within the grain.</param>
/// <param name="StartAt">When the first tick is due.</param>
/// <param name="Period">From one tick to the next.</param>
public sealed record StoredReminder(string Grain, string Key, string Name, DateTimeOffset StartAt, TimeSpan Period);

/// <summary>Where reminders outlive the process. A call returns when the change is durable.</summary>
public interface IReminderStore
{
    /// <summary>All reminders; asked once, at the start of the host.</summary>
    Task<IReadOnlyList<StoredReminder>> LoadAsync(CancellationToken cancellation);

    /// <summary>Puts a reminder in the place of the one of the same grain, key and name.</summary>
    Task SaveAsync(StoredReminder reminder, CancellationToken cancellation);

    /// <summary>Takes a reminder away; one that is not there is no failure.</summary>
    Task RemoveAsync(string grain, string key, string name, CancellationToken cancellation);
}
