using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>The calendar of working days, which anybody may read.</summary>
[StatelessWorker]
public sealed class CalendarQueries(WorkingCalendar shipped, IWorkingYears years, TimeProvider clock)
    : Grain, ICalendarQueries
{
    /// <inheritdoc/>
    public async Task<Outcome<CalendarView>> Read(By by) => Outcome.Of(
        WorkingYearRules.View(shipped, await years.ReadAsync(), CivilTime.DayOf(clock.GetUtcNow())));
}

/// <summary>Years put in place, as they are stored.</summary>
public interface IWorkingYears
{
    /// <summary>All of them.</summary>
    Task<IReadOnlyList<(int Year, long Version, WorkingYearPut Put)>> ReadAsync();
}

/// <summary>The calendar that counts now.</summary>
public interface IWorkingCalendars
{
    /// <summary>The same until a year is put in place; seconds later in other processes.</summary>
    ValueTask<WorkingCalendar> NowAsync();
}
