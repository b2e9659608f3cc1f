using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using SunGov.Compat.Engine;

namespace SunGov.Tests.Grains.Engine;

[Alias("SunGov.Tests.IAlarmGrain")]
public interface IAlarmGrain : IGrainWithStringKey
{
    [Alias("Set")]
    Task Set(string name, TimeSpan due, TimeSpan period);

    [Alias("End")]
    Task End(string name);

    [Alias("Names")]
    Task<IReadOnlyList<string>> Names();
}

public sealed class AlarmGrain(Signals signals) : Grain, IAlarmGrain, IRemindable
{
    public Task Set(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task End(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task<IReadOnlyList<string>> Names() =>
        [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName)];

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        signals.Happen($"{this.GetPrimaryKeyString()} {reminderName}");
        signals.Set($"rung {this.GetPrimaryKeyString()} {reminderName}");
        return Task.CompletedTask;
    }
}

public sealed class Reminders
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly MemoryReminderStore _store = new();
    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_reminder_fires_after_a_restart_though_nobody_calls_its_grain()
    {
        await using (var before = await StartAsync())
        {
            await before.Grain<IAlarmGrain>("a").Set("wake", Hour, Hour);
        }

        await using var after = await StartAsync();
        _time.Advance(Hour);

        await after.Signals.On("rung a wake");
    }

    [Fact]
    public async Task A_reminder_goes_on_each_period_until_it_is_ended()
    {
        await using var engine = await StartAsync();
        var alarm = engine.Grain<IAlarmGrain>("a");
        await alarm.Set("wake", TimeSpan.Zero, Hour);
        while (engine.Signals.Happened.Count < 3)
        {
            _time.Advance(Hour);
            await Task.Yield();
        }

        await alarm.End("wake");

        Assert.Empty(await alarm.Names());
        Assert.Empty(await _store.LoadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Setting_a_reminder_again_replaces_it()
    {
        await using var engine = await StartAsync();
        var alarm = engine.Grain<IAlarmGrain>("a");
        await alarm.Set("wake", Hour, Hour);
        await alarm.Set("wake", Hour * 5, Hour * 2);

        _time.Advance(Hour * 3);

        Assert.Equal(["wake"], await alarm.Names());
        Assert.Empty(engine.Signals.Happened);
        Assert.Equal(Hour * 2, Assert.Single(await _store.LoadAsync(CancellationToken.None)).Period);
    }

    [Fact]
    public async Task A_period_below_a_minute_is_not_taken()
    {
        await using var engine = await StartAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => engine.Grain<IAlarmGrain>("a").Set("wake", Hour, TimeSpan.FromSeconds(5)));
    }

    private Task<EngineHost> StartAsync() => EngineHost.StartAsync(
        silo => silo.Services.AddSingleton<IReminderStore>(_store), _time);
}
