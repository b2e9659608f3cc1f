using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Npgsql;
using SunGov.GrainInterfaces.Shared;
using SunGov.GrainInterfaces.Supervision;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Supervision;

/// <summary>
/// One list of the administrator, newest first or oldest first by a running number that is also its cursor.
/// </summary>
internal sealed class NumberedList(NpgsqlDataSource source, string from, string number, bool newestFirst)
{
    private readonly List<NpgsqlParameter> _parameters = [];
    private readonly List<string> _conditions = ["true"];

    /// <summary>Adds a condition with one value, unless the value is empty.</summary>
    public NumberedList Where(string condition, object? value)
    {
        if (value is not null and not "")
        {
            _conditions.Add(condition.Replace("?", Parameter(value), StringComparison.Ordinal));
        }

        return this;
    }

    /// <summary>
    /// Keeps the rows about things inside the scope: their <c>kind</c> and <c>key</c> name them, their facts are those
    /// they have now. Rows about no such thing are kept only where the scope has no conditions.
    /// </summary>
    public NumberedList Inside(Scope scope, Kinds kinds, string alias)
    {
        if (!scope.IsAll)
        {
            var things = kinds.All.Values.Where(kind => !scope.Over(kind.Facts).IsNone).Select(kind =>
                $"({alias}.kind = '{kind.Name}' and exists (select from \"{kind.Name}\" t where t.key = {alias}.key "
                + $"and {scope.Over(kind.Facts).ToSql("t", kind.Facts, Parameter)}))");
            _conditions.Add($"({string.Join(" or ", things.Prepend("false"))})");
        }

        return this;
    }

    /// <summary>Reads a page; the running number must be the first column.</summary>
    public async Task<Page<T>> ReadAsync<T>(string columns, PageRequest page, Func<NpgsqlDataReader, T> row)
    {
        var where = string.Join(" and ", _conditions);
        var after = After(page) is { } cursor ? $"{number} {(newestFirst ? "<" : ">")} {cursor}" : "true";
        await using var command = source.CreateCommand(
            $"""
            select count(*) from (select 1 from {from} where {where} limit {ScopedList.MostCounted + 1}) counted;
            select {number}, {columns} from {from} where {where} and {after}
            order by {number} {(newestFirst ? "desc" : "asc")} limit {page.Limit + 1}
            """);
        command.Parameters.AddRange(_parameters.ToArray());
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var total = reader.GetInt64(0);
        await reader.NextResultAsync();
        var items = ImmutableArray.CreateBuilder<T>();
        var last = 0L;
        while (items.Count < page.Limit && await reader.ReadAsync())
        {
            last = reader.GetInt64(0);
            items.Add(row(reader));
        }

        var more = items.Count == page.Limit && await reader.ReadAsync();
        return new Page<T>(
            items.ToImmutable(),
            Math.Min(total, ScopedList.MostCounted),
            more ? last.ToString(CultureInfo.InvariantCulture) : null,
            total > ScopedList.MostCounted);
    }

    /// <summary>Why this page cannot be read; null when it can.</summary>
    public static Refusal? Refused(PageRequest page) =>
        page.Limit is < 1 or > 200 ? SharedRefusals.PageLimit
        : !string.IsNullOrEmpty(page.Sort) ? SharedRefusals.SortUnknown(page.Sort)
        : !string.IsNullOrEmpty(page.Cursor) && After(page) is null ? SharedRefusals.CursorForeign
        : null;

    private static long? After(PageRequest page) =>
        long.TryParse(page.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var cursor) ? cursor : null;

    private string Parameter(object value)
    {
        var name = $"v{_parameters.Count}";
        _parameters.Add(new NpgsqlParameter(name, value));
        return "@" + name;
    }
}

/// <summary>Rows of journal, due rows and access log as the administrator sees them.</summary>
internal static class JournalReading
{
    /// <summary>Columns of <see cref="Row"/>, behind the sequence.</summary>
    public const string RowColumns =
        "j.at, j.kind, j.key, j.version, j.actor, coalesce(p.name, ''), j.identity, j.body, j.hash";

    /// <summary>Columns of <see cref="Stuck"/>, behind the running number.</summary>
    public const string StuckColumns = "d.id, d.at, d.kind, d.key, d.what, d.attempts, d.error";

    /// <summary>The journal with the names of those who acted.</summary>
    public const string JournalWithNames = "journal j left join person p on p.key = j.actor";

    /// <summary>An entry in a list.</summary>
    public static JournalRow Row(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetFieldValue<DateTimeOffset>(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.GetInt64(4),
        reader.GetString(5),
        reader.GetString(6),
        reader.GetString(7),
        EventTypes(reader.GetFieldValue<byte[]>(8)),
        Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(9)));

    /// <summary>A stuck row.</summary>
    public static StuckRow Stuck(NpgsqlDataReader reader) => new(
        reader.GetGuid(1).ToString(),
        reader.GetFieldValue<DateTimeOffset>(2),
        reader.GetString(3),
        reader.GetString(4),
        reader.GetString(5),
        reader.GetInt32(6),
        reader.IsDBNull(7) ? "" : reader.GetString(7));

    /// <summary>A line of the access log.</summary>
    public static AccessRow Access(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetFieldValue<DateTimeOffset>(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.GetString(4),
        reader.GetString(5),
        reader.GetString(6),
        reader.GetString(7),
        reader.GetString(8),
        reader.GetString(9));

    private static ImmutableArray<string> EventTypes(byte[] body)
    {
        using var events = JsonDocument.Parse(body);
        return [.. events.RootElement.EnumerateArray().Select(
            happened => happened.TryGetProperty("type", out var type) ? type.GetString() ?? "" : "")];
    }
}
