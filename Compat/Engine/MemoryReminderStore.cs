using System.Collections.Concurrent;

namespace SunGov.Compat.Engine;

/// <summary>Reminders that live as long as this object: for tests and trials.</summary>
public sealed class MemoryReminderStore : IReminderStore
{
    private readonly ConcurrentDictionary<(string Grain, string Key, string Name), StoredReminder> _reminders = new();

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredReminder>> LoadAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<StoredReminder>>([.. _reminders.Values]);

    /// <inheritdoc/>
    public Task SaveAsync(StoredReminder reminder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        _reminders[(reminder.Grain, reminder.Key, reminder.Name)] = reminder;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RemoveAsync(string grain, string key, string name, CancellationToken cancellation)
    {
        _reminders.TryRemove((grain, key, name), out _);
        return Task.CompletedTask;
    }
}
