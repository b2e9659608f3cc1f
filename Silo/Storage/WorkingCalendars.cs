using System.Globalization;
using Npgsql;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>
/// The shipped calendar with the years that administrators put in place instead or besides; looked up again after a few
/// seconds, so that all processes soon count alike.
/// </summary>
internal sealed class WorkingCalendars(WorkingCalendar shipped, NpgsqlDataSource source)
    : IWorkingCalendars, IWorkingYears
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private volatile Known _known = new(shipped, "", long.MinValue);

    public ValueTask<WorkingCalendar> NowAsync() =>
        _known is { Read: > long.MinValue } known && TimeProvider.System.GetElapsedTime(known.Read) < Fresh
            ? new(known.Calendar)
            : new(LookAsync());

    public async Task<IReadOnlyList<(int Year, long Version, WorkingYearPut Put)>> ReadAsync()
    {
        await using var command = source.CreateCommand(
            "select key, version, data::text from working_year order by key");
        await using var reader = await command.ExecuteReaderAsync();
        var years = new List<(int, long, WorkingYearPut)>();
        while (await reader.ReadAsync())
        {
            var state = StoredJson.State<WorkingYearState>(System.Text.Encoding.UTF8.GetBytes(reader.GetString(2)));
            years.Add((int.Parse(reader.GetString(0), CultureInfo.InvariantCulture), reader.GetInt64(1), state.Put!));
        }

        return years;
    }

    /// <summary>The calendar stays the same object while nothing changed, so that whoever keeps it sees that.</summary>
    private async Task<WorkingCalendar> LookAsync()
    {
        var years = await ReadAsync();
        var version = string.Join(' ', years.Select(one =>
            string.Create(CultureInfo.InvariantCulture, $"{one.Year}.{one.Version}")));
        var known = _known;
        var calendar = version == known.Version ? known.Calendar : new WorkingCalendar(
            $"{shipped.Version} {version}",
            shipped.Years.SetItems(years.Select(one => KeyValuePair.Create(
                one.Year, new WorkingYear([.. one.Put.Holidays], [.. one.Put.Workdays])))));
        _known = new Known(calendar, version, TimeProvider.System.GetTimestamp());
        return calendar;
    }

    private sealed record Known(WorkingCalendar Calendar, string Version, long Read);
}
