namespace SunGov.Grains.Shared;

/// <summary>Civil days and the one zone they are in (design section 4, Time).</summary>
public static class CivilTime
{
    /// <summary>Asia/Shanghai.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The civil day of an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The instant of a civil day and time, in UTC.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time) =>
        new(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(time), Zone), TimeSpan.Zero);
}
