using Npgsql;
using SunGov.Compat.Engine;
using SunGov.Silo.Storage;
using SunGov.Tests.Storage;

namespace SunGov.Tests.Grains.Engine.Embedded;

public sealed class RemindersInTheDatabase : IAsyncLifetime
{
    private static readonly StoredReminder Wake = new(
        "duepoller", "甲", "wake", new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero), TimeSpan.FromMinutes(90));

    private Database _database = null!;
    private NpgsqlDataSource _source = null!;
    private EmbeddedReminders _reminders = null!;

    public async Task InitializeAsync()
    {
        _database = await Database.CreateAsync();
        await Migrations.RunAsync(_database.Owner, _database.App);
        _source = NpgsqlDataSource.Create(_database.App);
        _reminders = new EmbeddedReminders(_source);
    }

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task What_is_saved_is_loaded_as_it_was()
    {
        var daily = Wake with { Name = "daily", Period = TimeSpan.FromDays(1) };
        await _reminders.SaveAsync(Wake, CancellationToken.None);
        await _reminders.SaveAsync(daily, CancellationToken.None);

        var loaded = await _reminders.LoadAsync(CancellationToken.None);

        Assert.Equal([daily, Wake], loaded.OrderBy(reminder => reminder.Name));
    }

    [Fact]
    public async Task Saving_replaces_and_removing_takes_away_and_may_be_repeated()
    {
        var later = Wake with { StartAt = Wake.StartAt.AddHours(1) };
        await _reminders.SaveAsync(Wake, CancellationToken.None);
        await _reminders.SaveAsync(later, CancellationToken.None);
        Assert.Equal([later], await _reminders.LoadAsync(CancellationToken.None));

        await _reminders.RemoveAsync(Wake.Grain, Wake.Key, Wake.Name, CancellationToken.None);
        await _reminders.RemoveAsync(Wake.Grain, Wake.Key, Wake.Name, CancellationToken.None);

        Assert.Empty(await _reminders.LoadAsync(CancellationToken.None));
    }
}
