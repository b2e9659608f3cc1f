using System.Collections.Immutable;
using System.Text.Json;

namespace SunGov.Grains.Programmes;

/// <summary>
/// Working days as data (design section 4, Time): holidays and make-up days per year. Where a year is missing,
/// Saturday and Sunday are off and the answer says so. Immutable; read once at start.
/// </summary>
/// <param name="Version">Version of the data.</param>
/// <param name="Years">What is known, by year.</param>
public sealed record WorkingCalendar(string Version, ImmutableDictionary<int, WorkingYear> Years)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Knows no year.</summary>
    public static WorkingCalendar None { get; } = new("", ImmutableDictionary<int, WorkingYear>.Empty);

    /// <summary>Reads the calendar; throws <see cref="JsonException"/> where it is none.</summary>
    public static WorkingCalendar Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<WorkingCalendar>(json, Json) ?? throw new JsonException("no calendar");

    /// <summary>Whether people work on this day.</summary>
    public bool IsWorkingDay(DateOnly day) =>
        Years.TryGetValue(day.Year, out var year) && year.Workdays.Contains(day)
        || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
            && !(year?.Holidays.Contains(day) ?? false));

    /// <summary>How many working days lie after one day, up to and with another; 0 where that comes before.</summary>
    public int Between(DateOnly day, DateOnly last)
    {
        var count = 0;
        for (; day < last; day = day.AddDays(1))
        {
            count += IsWorkingDay(day.AddDays(1)) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The day that many working days after another; provisional where a year on the way is missing.
    /// </summary>
    public (DateOnly Day, bool Provisional) After(DateOnly day, int workingDays)
    {
        var provisional = false;
        while (workingDays > 0)
        {
            day = day.AddDays(1);
            provisional |= !Years.ContainsKey(day.Year);
            workingDays -= IsWorkingDay(day) ? 1 : 0;
        }

        return (day, provisional);
    }
}

/// <summary>The days of a year that are not as the week has them.</summary>
/// <param name="Holidays">Days off, weekends included.</param>
/// <param name="Workdays">Saturdays and Sundays that are worked.</param>
public sealed record WorkingYear(ImmutableHashSet<DateOnly> Holidays, ImmutableHashSet<DateOnly> Workdays);
