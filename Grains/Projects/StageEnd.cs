using System.Globalization;
using System.Text.Json;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>When a stage ends, computed once as it is entered (design section 4, Time); pure.</summary>
/// <param name="Due">The instant; null for none.</param>
/// <param name="OfCall">True when it is the call's closing, as extended.</param>
/// <param name="Provisional">True when working days were counted in a year whose holidays are not known.</param>
public readonly record struct StageEnd(DateTimeOffset? Due, bool OfCall = false, bool Provisional = false)
{
    /// <summary>The end of a stage; a period that is known to be over ends at once.</summary>
    public static StageEnd Of(
        ProjectState state, StageDefinition stage, WorkingCalendar calendar, DateTimeOffset callCloses,
        DateTimeOffset now) =>
        stage.Period is { } period ? Of(state, period, calendar, now)
        : stage.Deadline is not { } deadline ? default
        : Paused(state, stage, calendar) is { } left ? Goes(calendar, now, left)
        : state.Submitted is not null && deadline.CorrectionDays is { } days ? new(EndOf(Today(now).AddDays(days)))
        : deadline.CallCloses ? new(callCloses, OfCall: true)
        : deadline.WorkingDays is { } working ? Working(calendar, now, working)
        : new(EndOf(Today(now).AddDays(deadline.Days!.Value)));

    /// <summary>
    /// What was left of the stage's time when the project went back from it (R-APP-06); null where nothing stands
    /// still.
    /// </summary>
    public static TimeLeft? Paused(ProjectState state, StageDefinition stage, WorkingCalendar calendar)
    {
        if (stage.Deadline is not { Pauses: true } deadline
            || state.Stages.LastOrDefault(known => known.Entered.Stage == stage.Id) is not
                { Returned: true, Withdrawn: false, Left: { } left, Entered: { DueOfCall: false, Due: { } due } })
        {
            return null;
        }

        var working = deadline.WorkingDays is not null
            && (state.Submitted is null || deadline.CorrectionDays is null);
        var (today, last) = (CivilTime.DayOf(left), CivilTime.DayOf(due));
        return new(
            working ? calendar.Between(today, last) : Math.Max(0, last.DayNumber - today.DayNumber),
            working,
            left,
            due < left);
    }

    private static StageEnd Goes(WorkingCalendar calendar, DateTimeOffset now, TimeLeft left) =>
        left.Late ? new(now)
        : left.Working ? Working(calendar, now, left.Days)
        : new(EndOf(Today(now).AddDays(left.Days)));

    /// <summary>
    /// The instant a civil day begins, from a decided or frozen date, or ends, from the last day that a document is
    /// valid; null where there is none.
    /// </summary>
    private static DateTimeOffset? BeginOf(ProjectState state, string path) =>
        ProjectConditions.At(state, path) is { ValueKind: JsonValueKind.String } date
        && DateOnly.TryParseExact(
            date.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? path.StartsWith("documents/", StringComparison.Ordinal)
                ? EndOf(day)
                : CivilTime.At(day, TimeOnly.MinValue)
            : null;

    private static StageEnd Of(
        ProjectState state, PeriodDefinition period, WorkingCalendar calendar, DateTimeOffset now)
    {
        var end = period.WorkingDays is { } working ? Working(calendar, now, working)
            : new StageEnd(
                period.Months is { } months ? EndOf(Today(now).AddMonths(months))
                : period.Days is { } days ? EndOf(Today(now).AddDays(days))
                : BeginOf(state, period.Until!) ?? now);
        var latest = period.Latest is { } path ? BeginOf(state, path) : null;
        var due = end.Due < latest || latest is null ? end.Due!.Value : latest.Value;
        return end with { Due = due < now ? now : due };
    }

    private static StageEnd Working(WorkingCalendar calendar, DateTimeOffset now, int days)
    {
        var (day, provisional) = calendar.After(Today(now), days);
        return new(EndOf(day), Provisional: provisional);
    }

    private static DateOnly Today(DateTimeOffset now) => CivilTime.DayOf(now);

    /// <summary>The last instant of a civil day.</summary>
    private static DateTimeOffset EndOf(DateOnly day) =>
        CivilTime.At(day.AddDays(1), TimeOnly.MinValue).AddSeconds(-1);
}

/// <summary>Time that stands still while the project is corrected.</summary>
/// <param name="Days">Whole days left after the one it went back on.</param>
/// <param name="Working">True when they are working days.</param>
/// <param name="Since">When it went back.</param>
/// <param name="Late">True when the deadline had passed by then.</param>
public sealed record TimeLeft(int Days, bool Working, DateTimeOffset Since, bool Late);
