using System.Collections.Immutable;
using System.Globalization;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>Years of the calendar of working days; pure.</summary>
public static class WorkingYearRules
{
    /// <summary>The function of those who put years in place.</summary>
    public const string Manage = "calendar.manage";

    private const int MostDays = 60;
    private const int FirstMonthOfTheNext = 9;

    /// <summary>The year a key names; null where it names none.</summary>
    public static int? YearOf(string key) =>
        key.Length == 4 && int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && year is >= 2000 and <= 2099
                ? year
                : null;

    /// <summary>Puts a year's days in place: this year's or a later one's, since what is past is past.</summary>
    public static Decision<WorkingYearEvent> Put(
        string key, PutWorkingYear command, Caller caller, DateTimeOffset now)
    {
        if (!caller.MayAny(Manage))
        {
            return SharedRefusals.NotAllowed;
        }

        if (YearOf(key) is not { } year)
        {
            return SharedRefusals.NotFound;
        }

        var refusal = year < CivilTime.DayOf(now).Year ? CalendarRefusals.YearIsOver(key)
            : command.Source.Trim().Length is < 4 or > 200 ? SharedRefusals.Length("source", 4, 200)
            : DaysFault("holidays", command.Holidays, year)
                ?? DaysFault("workdays", command.Workdays, year)
                ?? MeaningFault(command);
        return refusal is not null
            ? refusal
            : new WorkingYearPut(
                now, Actor.Of(caller), [.. command.Holidays.Order()], [.. command.Workdays.Order()],
                command.Source.Trim());
    }

    /// <summary>The calendar as shown: years put in place instead of those shipped.</summary>
    public static CalendarView View(
        WorkingCalendar shipped, IEnumerable<(int Year, long Version, WorkingYearPut Put)> put, DateOnly today)
    {
        var years = shipped.Years.ToImmutableSortedDictionary(year => year.Key, year => new WorkingYearView(
            year.Key, 0, [.. year.Value.Holidays.Order()], [.. year.Value.Workdays.Order()], "", null, null));
        years = years.SetItems(put.Select(one => KeyValuePair.Create(
            one.Year, View(one.Year, one.Version, one.Put))));
        var next = today.Month >= FirstMonthOfTheNext ? 1 : 0;
        return new CalendarView(
            [.. years.Values],
            [.. Enumerable.Range(today.Year, 1 + next).Where(year => !years.ContainsKey(year))]);
    }

    /// <summary>A year as shown.</summary>
    public static WorkingYearView View(int year, long version, WorkingYearPut put) =>
        new(year, version, put.Holidays, put.Workdays, put.Source, put.At, put.By.Name);

    private static Refusal? DaysFault(string field, ImmutableArray<DateOnly> days, int year) =>
        days.FirstOrDefault(day => day.Year != year) is var other && other != default
            ? CalendarRefusals.OfAnotherYear(field, other)
        : days.Distinct().Count() != days.Length ? CalendarRefusals.DayTwice(field)
        : days.Length > MostDays || (field == "holidays" && days.IsEmpty)
            ? CalendarRefusals.DaysOutOfRange(field, MostDays)
        : null;

    private static Refusal? MeaningFault(PutWorkingYear command) =>
        command.Workdays.FirstOrDefault(day =>
            day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) || command.Holidays.Contains(day))
            is var day && day != default
                ? CalendarRefusals.NoMakeUpDay(day)
                : null;
}

/// <summary>What can be wrong with a year of the calendar.</summary>
public static class CalendarRefusals
{
    /// <summary>The year is over.</summary>
    public static Refusal YearIsOver(string year) =>
        Refusal.Of(RefusalKind.WrongState, "calendar-year-over", "year", year);

    /// <summary>A day is of another year.</summary>
    public static Refusal OfAnotherYear(string field, DateOnly day) =>
        Refusal.Of(RefusalKind.Invalid, "calendar-other-year", "day", Text(day)).At(field);

    /// <summary>A day is there twice.</summary>
    public static Refusal DayTwice(string field) => Refusal.Of(RefusalKind.Invalid, "calendar-day-twice").At(field);

    /// <summary>No holidays at all, or too many days.</summary>
    public static Refusal DaysOutOfRange(string field, int most) => Refusal.Of(
        RefusalKind.Invalid, "calendar-days", "most", most.ToString(CultureInfo.InvariantCulture)).At(field);

    /// <summary>A make-up day must be a Saturday or Sunday that is no holiday.</summary>
    public static Refusal NoMakeUpDay(DateOnly day) =>
        Refusal.Of(RefusalKind.Invalid, "calendar-no-make-up-day", "day", Text(day)).At("workdays");

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
