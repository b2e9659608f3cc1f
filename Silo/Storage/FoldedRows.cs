using System.Collections.Immutable;
using Npgsql;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>A state row beside the fold of its events.</summary>
/// <param name="SameColumns">For each plain column, whether it is what the fold gives.</param>
internal sealed record FoldedRow(StoredRow Row, bool[] SameColumns)
{
    /// <summary>Whether nothing differs.</summary>
    public bool Is(Folded fold) => SameData(fold) && SameColumns.All(same => same);

    /// <summary>Whether the data are the fold's.</summary>
    public bool SameData(Folded fold) => CanonicalJson.Same(fold.Data, Row.Data);
}

/// <summary>State rows of one kind, each column compared by the server with what the fold gives.</summary>
internal static class FoldedRows
{
    public static async Task<Dictionary<string, FoldedRow>> ReadAsync(
        NpgsqlConnection connection, string kind, IReadOnlyList<string> keys, IReadOnlyList<Folded?> folds)
    {
        var columns = ColumnsOf(folds);
        var same = columns.Select((column, c) => $", t.\"{KindStatement.Name(column.Name)}\" is not distinct from "
            + ColumnArray.Read($"i.c{c}", column.Type));
        await using var command = new NpgsqlCommand(
            $"""
            select t.key, t.version, t.data, t.seal{string.Concat(same)}
            from unnest($1::text[]{Arrays(columns, 2)}) as i (key{Names(columns)})
            join "{KindStatement.Name(kind)}" t on t.key = i.key
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. keys] });
        AddColumns(command, columns, folds);
        var rows = new Dictionary<string, FoldedRow>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0), new FoldedRow(
                new StoredRow(reader.GetInt64(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3)),
                [.. Enumerable.Range(4, columns.Length).Select(reader.GetBoolean)]));
        }

        return rows;
    }

    /// <summary>The columns that folds of this kind have.</summary>
    public static ImmutableArray<Column> ColumnsOf(IReadOnlyList<Folded?> folds) =>
        folds.FirstOrDefault(fold => fold is not null)?.Columns ?? [];

    /// <summary>The columns' arrays among the arguments of <c>unnest</c>, from this parameter on.</summary>
    public static string Arrays(ImmutableArray<Column> columns, int first) => string.Concat(
        columns.Select((column, c) => $", ${c + first}::{ColumnArray.ElementType(column.Type)}[]"));

    /// <summary>Names of what <see cref="Arrays"/> gives: <c>c0</c>, <c>c1</c> and so on.</summary>
    public static string Names(ImmutableArray<Column> columns) => string.Concat(columns.Select((_, c) => $", c{c}"));

    /// <summary>The parameters for <see cref="Arrays"/>.</summary>
    public static void AddColumns(
        NpgsqlCommand command, ImmutableArray<Column> columns, IReadOnlyList<Folded?> folds)
    {
        for (var c = 0; c < columns.Length; c++)
        {
            var column = c;
            command.Parameters.Add(ColumnArray.Parameter(
                columns[c].Type, folds.Count, i => folds[i]?.Columns[column].Value));
        }
    }
}
