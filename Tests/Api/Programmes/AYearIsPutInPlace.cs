using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SunGov.Grains.Programmes;
using SunGov.Silo.Storage;

namespace SunGov.Tests.Api.Programmes;

/// <summary>An administrator puts a year's holidays in place; working days are counted by them from then on.</summary>
[Collection(SunGovHost.Name)]
public sealed class AYearIsPutInPlace(SunGovHost host)
{
    // Far off, so that no deadline of another test reaches into it; a Wednesday and a Saturday.
    private static readonly DateOnly Holiday = new(2031, 1, 1);
    private static readonly DateOnly MakeUp = new(2031, 1, 4);

    [Fact]
    public async Task Over_the_version_that_was_seen_and_for_all_that_count_afterwards()
    {
        var services = host.App.Services;
        var calendars = new WorkingCalendars(
            services.GetRequiredService<WorkingCalendar>(), services.GetRequiredService<NpgsqlDataSource>());
        var days = new
        {
            holidays = new[] { Holiday },
            workdays = new[] { MakeUp },
            source = "国务院办公厅关于节假日安排的通知（试验）",
        };
        var admin = await host.AsAsync("admin");

        var put = await admin.PutAsync("calendar/2031", days, "\"0\"");

        Assert.True(put.Status == 200, put.Body.ToString());
        Assert.Equal("\"1\"", put.ETag);
        Assert.Equal(412, (await admin.PutAsync("calendar/2031", days, "\"0\"")).Status);
        using var visitor = host.Visitor();
        var year = (await visitor.GetAsync("calendar")).Body.GetProperty("years").EnumerateArray()
            .Single(one => one.GetProperty("year").GetInt32() == Holiday.Year);
        Assert.Equal(1, year.GetProperty("version").GetInt64());
        var calendar = await calendars.NowAsync();
        Assert.Equal((false, true), (calendar.IsWorkingDay(Holiday), calendar.IsWorkingDay(MakeUp)));
        Assert.False(calendar.After(Holiday, 1).Provisional);
        Assert.Same(calendar, await calendars.NowAsync());
    }
}
