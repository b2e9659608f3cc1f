using System.Collections.Immutable;
using System.Globalization;
using Npgsql;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Shared;

/// <summary>
/// One reading of a list: the scope and all filters stand inside the query, before count, sort and limit, so that
/// nothing outside the caller's scope shows in totals, order or pages.
/// </summary>
/// <param name="longLists">Remembers which lists are very long; null to find it out each time.</param>
public sealed class ScopedList(LongLists? longLists = null)
{
    /// <summary>Rows that are counted; of more it is said that there are more.</summary>
    public const int MostCounted = 1_000;

    private static readonly TimeSpan LongKnown = TimeSpan.FromMinutes(5);
    private readonly List<NpgsqlParameter> _parameters = [];
    private readonly List<string> _conditions = [];

    /// <summary>Registers a value and returns its placeholder.</summary>
    public string Parameter(object value)
    {
        var name = $"v{_parameters.Count}";
        _parameters.Add(new NpgsqlParameter(name, value));
        return "@" + name;
    }

    /// <summary>Adds a condition; all must hold.</summary>
    public void Where(string condition) => _conditions.Add(condition);

    /// <summary>Adds <c>column = value</c> unless the filter is empty.</summary>
    public void WhereIs(string column, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            Where($"{column} = {Parameter(value)}");
        }
    }

    /// <summary>Adds <c>column @&gt; array[value]</c> unless the filter is empty.</summary>
    public void WhereHolds(string column, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            Where($"{column} @> array[{Parameter(value)}]");
        }
    }

    /// <summary>Adds the search in a column of <see cref="SearchTokens"/>; nothing to look for adds nothing.</summary>
    public void WhereFound(string column, string? search)
    {
        if (SearchTokens.Query(search) is { IsEmpty: false } tokens)
        {
            Where($"{column} @> {Parameter(tokens.ToArray())}");
        }
    }

    /// <summary>Adds the caller's scope.</summary>
    public void WhereScope(Scope scope, string alias, ImmutableHashSet<string> columns) =>
        Where(scope.ToSql(alias, columns, Parameter));

    /// <summary>Reads all rows of a statement, for counts and look-ups that have no pages.</summary>
    /// <param name="source">The database.</param>
    /// <param name="statement">The statement, the condition at <c>{0}</c>.</param>
    /// <param name="row">Reads one row.</param>
    public async Task<ImmutableArray<T>> RowsAsync<T>(
        NpgsqlDataSource source, string statement, Func<NpgsqlDataReader, T> row)
    {
        var where = _conditions.Count == 0 ? "true" : string.Join(" and ", _conditions);
        await using var command = source.CreateCommand(statement.Replace("{0}", where, StringComparison.Ordinal));
        command.Parameters.AddRange(_parameters.ToArray());
        await using var reader = await command.ExecuteReaderAsync();
        var rows = ImmutableArray.CreateBuilder<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(row(reader));
        }

        return rows.ToImmutable();
    }

    /// <summary>
    /// Reads the page and how many rows there are, counted up to <see cref="MostCounted"/>. Of so few, one statement
    /// finds all by the indexes of their conditions, counts them and sorts them. Of more, a page is found quickest by
    /// walking the order, which has an index where it matters. The planner cannot tell which of both it is, so the
    /// count decides.
    /// </summary>
    /// <param name="source">The database.</param>
    /// <param name="columns">Selected columns, comma-separated; read by position.</param>
    /// <param name="from">Tables, e.g. <c>person p</c>.</param>
    /// <param name="key">The key column, e.g. <c>p.key</c>.</param>
    /// <param name="order">The order, from <see cref="ListOrder.Of"/>.</param>
    /// <param name="row">Reads one row.</param>
    public async Task<Page<T>> ReadAsync<T>(
        NpgsqlDataSource source,
        string columns,
        string from,
        string key,
        ListOrder order,
        Func<NpgsqlDataReader, T> row)
    {
        var where = _conditions.Count == 0 ? "true" : string.Join(" and ", _conditions);
        await using var connection = await source.OpenConnectionAsync();
        var (known, itself) = (_parameters.Count, longLists is null ? "" : Itself(from));
        if (longLists?.Find<object>(itself) is null)
        {
            await using var few = Command(connection, Few(columns, from, where, key, order));
            await using var found = await few.ExecuteReaderAsync();
            await found.ReadAsync();
            var total = found.GetInt64(found.FieldCount - 3);
            if (total <= MostCounted)
            {
                return await PageAsync(found, found.IsDBNull(found.FieldCount - 1) ? 0 : 1, total, order, row);
            }

            longLists?.Keep(itself, itself, LongKnown);
        }

        _parameters.RemoveRange(known, _parameters.Count - known);
        await using var walk = Command(
            connection,
            $"""
            select {columns}, {order.ValueSql}, {key} from {from} where {where} and {order.After(Parameter)}
            order by {order.OrderBy} limit {order.Limit + 1}
            """);
        await using var page = await walk.ExecuteReaderAsync();
        return await PageAsync(page, 0, null, order, row);
    }

    /// <summary>All rows as far as they are counted, how many, and of them the page; one row without a key for none.
    /// </summary>
    private string Few(string columns, string from, string where, string key, ListOrder order)
    {
        const string Value = "sort_value";
        const string Key = "sort_key";
        return $"""
            with found as materialized (
                select {columns}, {order.SortSql} {Value}, {key} {Key} from {from} where {where}
                limit {MostCounted + 1})
            select f.*, n.counted, f.{Value}::text, f.{Key}
            from (select count(*) counted from found) n
            left join lateral (
                select * from found where n.counted <= {MostCounted} and {order.AfterOf(Value, Key, Parameter)}
                order by {order.OrderByOf(Value, Key)} limit {order.Limit + 1}) f on true
            order by {order.OrderByOf($"f.{Value}", $"f.{Key}")}
            """;
    }

    /// <summary>Reads the rows of a page; the last two columns are sort value and key.</summary>
    /// <param name="begun">1 where the reader stands on the first row already, 0 where it stands before it.</param>
    /// <param name="total">How many rows there are; null where they are more than are counted.</param>
    private static async Task<Page<T>> PageAsync<T>(
        NpgsqlDataReader reader, int begun, long? total, ListOrder order, Func<NpgsqlDataReader, T> row)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        string? next = null;
        var last = (Value: (string?)null, Key: "");
        while (begun-- > 0 || await reader.ReadAsync())
        {
            if (items.Count == order.Limit)
            {
                next = order.Behind(last.Value, last.Key);
                break;
            }

            items.Add(row(reader));
            var value = reader.FieldCount - 2;
            last = (reader.IsDBNull(value) ? null : reader.GetString(value), reader.GetString(value + 1));
        }

        return new Page<T>(items.ToImmutable(), total ?? MostCounted, next, total is null);
    }

    /// <summary>All of the list but its page: tables, conditions, and their values.</summary>
    /// <param name="what">What is asked about it.</param>
    public string Itself(string what) => string.Join('\0', [
        what,
        .. _conditions,
        .. _parameters.Select(parameter => parameter.Value is string[] many
            ? string.Join('\u0001', many)
            : Convert.ToString(parameter.Value, CultureInfo.InvariantCulture))]);

    /// <summary>A statement with values of its own, as many as were registered so far.</summary>
    private NpgsqlCommand Command(NpgsqlConnection connection, string sql)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(_parameters.Select(parameter => parameter.Clone()).ToArray());
        return command;
    }
}
