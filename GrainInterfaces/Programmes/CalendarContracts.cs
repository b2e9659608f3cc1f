using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Programmes;

/// <summary>Holidays and make-up days of one year as an administrator put them in place; its key is the year.</summary>
[Alias("SunGov.IWorkingYearGrain")]
public interface IWorkingYearGrain : IGrainWithStringKey
{
    /// <summary>Puts the year's days in place, for deadlines computed from then on (design section 4, Time).</summary>
    [Alias("Put")]
    Task<Outcome<WorkingYearView>> Put(PutWorkingYear command, By by);
}

/// <summary>The calendar of working days.</summary>
[Alias("SunGov.ICalendarQueries")]
public interface ICalendarQueries : IGrainWithStringKey
{
    /// <summary>All years known, and those that should be.</summary>
    [Alias("Read"), ReadOnly]
    Task<Outcome<CalendarView>> Read(By by);
}

/// <summary>Puts a year's days in place.</summary>
/// <param name="Holidays">Days off, weekends included.</param>
/// <param name="Workdays">Saturdays and Sundays that are worked.</param>
/// <param name="Source">The notice they come from, 4 to 200 characters.</param>
[Immutable, Alias("SunGov.PutWorkingYear")]
public sealed record PutWorkingYear(
    ImmutableArray<DateOnly> Holidays, ImmutableArray<DateOnly> Workdays, string Source);

/// <summary>A year of the calendar.</summary>
/// <param name="Version">How often it was put in place; 0 for a year as shipped.</param>
/// <param name="Holidays">Days off, weekends included, in order.</param>
/// <param name="Workdays">Saturdays and Sundays that are worked, in order.</param>
/// <param name="Source">The notice they come from; empty for a year as shipped.</param>
/// <param name="At">When it was put in place; null for a year as shipped.</param>
/// <param name="By">Who did; null likewise.</param>
[Immutable, Alias("SunGov.WorkingYearView")]
public sealed record WorkingYearView(
    int Year,
    long Version,
    ImmutableArray<DateOnly> Holidays,
    ImmutableArray<DateOnly> Workdays,
    string Source,
    DateTimeOffset? At,
    string? By);

/// <summary>The calendar.</summary>
/// <param name="Years">The years known, in order.</param>
/// <param name="Missing">This year, and from September on the next, where they are not known: deadlines that reach into
/// them count Saturday and Sunday off only, and are marked provisional.</param>
[Immutable, Alias("SunGov.CalendarView")]
public sealed record CalendarView(ImmutableArray<WorkingYearView> Years, ImmutableArray<int> Missing);
