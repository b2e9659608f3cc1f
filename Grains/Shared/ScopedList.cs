using System.Collections.Immutable;
using Npgsql;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Shared;

/// <summary>
/// One reading of a list: the scope and all filters stand inside the query, before count, sort and limit, so that
/// nothing outside the caller's scope shows in totals, order or pages.
/// </summary>
public sealed class ScopedList
{
    /// <summary>Rows that are counted; of more it is said that there are more.</summary>
    public const int MostCounted = 10_000;

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
    /// Reads the page and how many rows there are, counted up to <see cref="MostCounted"/>. Of fewer, all are found by
    /// the indexes of their conditions and sorted; of very many, a page is found quickest by walking the order, which
    /// has an index where it matters. The planner cannot tell which of both it is, so the count decides.
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
        await using var count = Command(
            connection, $"select count(*) from (select 1 from {from} where {where} limit {MostCounted + 1}) counted");
        var total = (long)(await count.ExecuteScalarAsync())!;
        var many = total > MostCounted;
        var after = order.After(Parameter);
        await using var page = Command(
            connection,
            $"""
            select {columns}, {order.ValueSql}, {key} from {from} where {where} and {after}
            order by {(many ? order.OrderBy : order.OrderBySorting)} limit {order.Limit + 1}
            """);
        await using var reader = await page.ExecuteReaderAsync();
        var items = ImmutableArray.CreateBuilder<T>();
        string? next = null;
        var last = (Value: (string?)null, Key: "");
        while (await reader.ReadAsync())
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

        return new Page<T>(items.ToImmutable(), Math.Min(total, MostCounted), next, many);
    }

    /// <summary>A statement with values of its own, as many as were registered so far.</summary>
    private NpgsqlCommand Command(NpgsqlConnection connection, string sql)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(_parameters.Select(parameter => parameter.Clone()).ToArray());
        return command;
    }
}
