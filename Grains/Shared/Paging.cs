using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Shared;

/// <summary>
/// Where a page of a list ended: the last row's sort value and key. Opaque to callers, holds no right: the next page is
/// read under the caller's scope again.
/// </summary>
/// <param name="Sort">The order it belongs to, as asked for, e.g. <c>-changed</c>.</param>
/// <param name="Value">The last row's sort value as PostgreSQL writes it; null for NULL.</param>
/// <param name="Key">The last row's key.</param>
public sealed record Cursor(string Sort, string? Value, string Key)
{
    /// <summary>As sent to the caller (base64url).</summary>
    public string Encode() =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new[] { Sort, Value, Key }));

    /// <summary>A cursor from what a caller sent; null when it is none of ours.</summary>
    public static Cursor? Decode(string text)
    {
        if (text.Length > 4096 || !Base64Url.IsValid(text))
        {
            return null;
        }

        try
        {
            var parts = JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(text));
            return parts is [{ } sort, var value, { } key] && !key.Contains('\0') && value?.Contains('\0') is not true
                ? new Cursor(sort, value, key)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A column a list can be sorted by.</summary>
/// <param name="Name">As callers name it.</param>
/// <param name="Sql">The expression, with its collation where it is a name.</param>
/// <param name="Type">What the cursor's value is read back as: <c>text</c>, <c>int</c>, <c>bigint</c>,
/// <c>timestamptz</c>.</param>
public sealed record SortColumn(string Name, string Sql, string Type)
{
    /// <summary>Names in Chinese order (pinyin).</summary>
    public static SortColumn OfName(string name, string column) => new(name, $"{column} collate \"zh-x-icu\"", "text");

    /// <summary>Whether PostgreSQL can read the text back as this column's type.</summary>
    public bool Fits(string? value) => value is null || Type switch
    {
        "text" => true,
        "int" => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "bigint" => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "timestamptz" => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _),
        _ => throw new InvalidOperationException($"lists cannot be sorted by {Type}"),
    };
}

/// <summary>The order of one reading of a list, and where it begins.</summary>
public sealed class ListOrder
{
    private readonly SortColumn _column;
    private readonly bool _descending;
    private readonly string _key;
    private readonly Cursor? _after;

    private ListOrder(SortColumn column, bool descending, string key, int limit, Cursor? after) =>
        (_column, _descending, _key, Limit, _after) = (column, descending, key, limit, after);

    /// <summary>Rows of a page.</summary>
    public int Limit { get; }

    /// <summary>The sort value as text, to be selected for the cursor.</summary>
    public string ValueSql => $"({_column.Sql})::text";

    /// <summary>What stands behind ORDER BY; NULL last, the key decides between equals.</summary>
    public string OrderBy => $"{_column.Sql} {(_descending ? "desc" : "asc")} nulls last, {_key}";

    /// <summary>The sort value, to be selected.</summary>
    public string SortSql => _column.Sql;

    /// <summary>The same order over rows that were found already, by the names of their sort value and key.</summary>
    public string OrderByOf(string value, string key) =>
        $"{value} {(_descending ? "desc" : "asc")} nulls last, {key}";

    /// <summary>The order asked for, or why not.</summary>
    /// <param name="page">What the caller asks.</param>
    /// <param name="own">The list's own order, e.g. <c>-changed</c>.</param>
    /// <param name="key">The key column.</param>
    /// <param name="columns">What can be sorted by.</param>
    public static (ListOrder Order, Refusal? Refusal) Of(
        PageRequest page, string own, string key, ImmutableArray<SortColumn> columns)
    {
        var sort = string.IsNullOrEmpty(page.Sort) ? own : page.Sort;
        var descending = sort.StartsWith('-');
        var column = columns.FirstOrDefault(c => sort.AsSpan(descending ? 1 : 0).SequenceEqual(c.Name));
        var after = string.IsNullOrEmpty(page.Cursor) ? null : Cursor.Decode(page.Cursor);
        var refusal = page.Limit is < 1 or > 200 ? SharedRefusals.PageLimit
            : column is null ? SharedRefusals.SortUnknown(sort)
            : !string.IsNullOrEmpty(page.Cursor) && (after?.Sort != sort || !column.Fits(after.Value))
                ? SharedRefusals.CursorForeign
            : null;
        return (new ListOrder(column ?? columns[0], descending, key, page.Limit, after), refusal);
    }

    /// <summary>The condition that begins the page behind the cursor; <c>true</c> for the first page.</summary>
    /// <param name="parameter">Registers a value and returns its placeholder.</param>
    public string After(Func<string, string> parameter) => AfterOf(_column.Sql, _key, parameter);

    /// <summary>The same over rows that were found already, by the names of their sort value and key.</summary>
    public string AfterOf(string sort, string named, Func<string, string> parameter)
    {
        if (_after is null)
        {
            return "true";
        }

        var key = parameter(_after.Key);
        if (_after.Value is null)
        {
            return $"({sort} is null and {named} > {key})";
        }

        var value = $"{parameter(_after.Value)}::{_column.Type}";
        var beyond = _descending ? "<" : ">";
        return $"({sort} {beyond} {value} or {sort} is null or ({sort} = {value} and {named} > {key}))";
    }

    /// <summary>The cursor behind a row.</summary>
    public string Behind(string? value, string key) =>
        new Cursor((_descending ? "-" : "") + _column.Name, value, key).Encode();
}
