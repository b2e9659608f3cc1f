using System.Collections.Immutable;
using SunGov.GrainInterfaces.Programmes;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.Identity;
using SunGov.Tests.Rules.Shared;

namespace SunGov.Tests.Rules.Programmes;

/// <summary>Design section 4, Time: working days come from years that the file ships or an administrator puts in place.
/// </summary>
public sealed class YearsOfTheCalendar
{
    private const string Notice = "国务院办公厅关于2027年部分节假日安排的通知";
    private static readonly Caller Admin = People.Who("administrator", "kjt");

    // The first of January 2027 is a Friday. These days are made up for the test.
    private static readonly PutWorkingYear Given = new([Day(2), Day(1), Day(3)], [Day(9)], Notice);

    public static TheoryData<string, string, PutWorkingYear, string> Cases { get; } = new()
    {
        { "fits", "2027", Given, "" },
        { "is put in place again", "2027", Given with { Workdays = [] }, "" },
        { "names no year", "20x7", Given, "not-found" },
        { "is over", "2025", Given, "calendar-year-over" },
        { "has no source", "2027", Given with { Source = " " }, "length" },
        { "has a day of another year", "2028", Given, "calendar-other-year" },
        { "has a day twice", "2027", Given with { Holidays = [Day(1), Day(1)] }, "calendar-day-twice" },
        { "has no holidays", "2027", Given with { Holidays = [] }, "calendar-days" },
        { "works on a working day", "2027", Given with { Workdays = [Day(4)] }, "calendar-no-make-up-day" },
        { "works on a holiday", "2027", Given with { Workdays = [Day(3)] }, "calendar-no-make-up-day" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_year_that(string is_so, string key, PutWorkingYear command, string refused)
    {
        Assert.NotEmpty(is_so);
        Assert.Equal(refused, WorkingYearRules.Put(key, command, Admin, People.Now).Refusal?.Code ?? "");
    }

    [Fact]
    public void Only_who_may_manage_the_calendar_changes_it() => Assert.Equal(
        "not-allowed",
        WorkingYearRules.Put("2027", Given, People.Who("case-officer", "kjt"), People.Now).Refusal?.Code);

    [Fact]
    public void It_counts_instead_of_the_one_shipped_and_is_missed_from_September_on()
    {
        var shipped = new WorkingCalendar("1", ImmutableDictionary<int, WorkingYear>.Empty.Add(
            2026, new WorkingYear([new DateOnly(2026, 1, 1)], [])));
        var put = (WorkingYearPut)WorkingYearRules.Put("2027", Given, Admin, People.Now).Events.Single();
        Assert.Equal([Day(1), Day(2), Day(3)], put.Holidays.AsEnumerable());

        Assert.Empty(WorkingYearRules.View(shipped, [], new DateOnly(2026, 8, 31)).Missing);
        Assert.Equal([2027], WorkingYearRules.View(shipped, [], new DateOnly(2026, 9, 1)).Missing.AsEnumerable());
        var view = WorkingYearRules.View(shipped, [(2027, 3, put)], new DateOnly(2026, 9, 1));
        Assert.Empty(view.Missing);
        Assert.Equal(
            [(2026, 0L, ""), (2027, 3L, Notice)], view.Years.Select(one => (one.Year, one.Version, one.Source)));
    }

    [Fact]
    public void Stored_events_are_read_by_this_release() =>
        StoredSamples.HoldFor("Programmes", WorkingYearKind.Kind);

    private static DateOnly Day(int day) => new(2027, 1, day);
}
