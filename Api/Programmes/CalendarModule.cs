using SunGov.GrainInterfaces.Programmes;

namespace SunGov.Api.Programmes;

/// <summary>The calendar of working days.</summary>
public sealed class CalendarModule : ICarterModule
{
    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var calendar = app.MapGroup("/api/v1/calendar").WithTags("Programmes");
        calendar.MapGet("", Read).ForAnyone()
            .Named("readCalendar", "Holidays and make-up days by year, and the years that are missing");
        calendar.MapPut("/{year}", Put).Needs("calendar.manage")
            .Named("putWorkingYear", "Puts a year's days in place, for deadlines computed from then on");
    }

    private static async Task<Results<Ok<CalendarView>, Refused>> Read(Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<ICalendarQueries>("calendar").Read(acting.By)).Ok(acting);

    private static async Task<Results<Ok<WorkingYearView>, Refused>> Put(
        string year, PutWorkingYear command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IWorkingYearGrain>(year).Put(command, acting.By)).Ok(acting);
}
