using System.Collections;
using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace SunGov.Silo.Storage;

/// <summary>
/// One plain column of many rows as one array parameter for <c>unnest</c>. Columns that are arrays themselves travel as
/// array literals, since an array of arrays would be flattened.
/// </summary>
internal static class ColumnArray
{
    /// <summary>Type of the parameter's elements.</summary>
    public static string ElementType(NpgsqlDbType type) =>
        type.HasFlag(NpgsqlDbType.Array) ? "text" : TypeName(type);

    /// <summary>How the statement reads the unnested element.</summary>
    public static string Read(string element, NpgsqlDbType type) =>
        type.HasFlag(NpgsqlDbType.Array) ? $"{element}::{TypeName(type & ~NpgsqlDbType.Array)}[]" : element;

    /// <summary>The parameter for these values.</summary>
    public static NpgsqlParameter Parameter(NpgsqlDbType type, int count, Func<int, object?> value) => type switch
    {
        _ when type.HasFlag(NpgsqlDbType.Array) =>
            Of(NpgsqlDbType.Text, count, i => value(i) is { } list ? Literal((IEnumerable)list) : null),
        NpgsqlDbType.Text => Of(type, count, i => (string?)value(i)),
        NpgsqlDbType.Bigint => OfNullable(type, count, i => Number<long>(value(i))),
        NpgsqlDbType.Integer => OfNullable(type, count, i => Number<int>(value(i))),
        NpgsqlDbType.Boolean => OfNullable(type, count, i => (bool?)value(i)),
        NpgsqlDbType.Numeric => OfNullable(type, count, i => Number<decimal>(value(i))),
        NpgsqlDbType.Uuid => OfNullable(type, count, i => (Guid?)value(i)),
        NpgsqlDbType.Date => OfNullable(type, count, i => (DateOnly?)value(i)),
        NpgsqlDbType.TimestampTz => OfNullable(type, count, i => Instant(value(i))),
        NpgsqlDbType.Bytea => Of(type, count, i => (byte[]?)value(i)),
        NpgsqlDbType.Jsonb => Of(type, count, i => Json(value(i))),
        _ => throw new NotSupportedException($"a state table has no columns of type {type}"),
    };

    private static string TypeName(NpgsqlDbType type) => type switch
    {
        NpgsqlDbType.Text => "text",
        NpgsqlDbType.Bigint => "bigint",
        NpgsqlDbType.Integer => "int",
        NpgsqlDbType.Boolean => "boolean",
        NpgsqlDbType.Numeric => "numeric",
        NpgsqlDbType.Uuid => "uuid",
        NpgsqlDbType.Date => "date",
        NpgsqlDbType.TimestampTz => "timestamptz",
        NpgsqlDbType.Bytea => "bytea",
        NpgsqlDbType.Jsonb => "jsonb",
        _ => throw new NotSupportedException($"a state table has no columns of type {type}"),
    };

    private static NpgsqlParameter<T?[]> Of<T>(NpgsqlDbType type, int count, Func<int, T?> value)
        where T : class
    {
        var values = new T?[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = value(i);
        }

        return new NpgsqlParameter<T?[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
    }

    private static NpgsqlParameter<T?[]> OfNullable<T>(NpgsqlDbType type, int count, Func<int, T?> value)
        where T : struct
    {
        var values = new T?[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = value(i);
        }

        return new NpgsqlParameter<T?[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
    }

    private static T? Number<T>(object? value)
        where T : struct =>
        value is null ? null : (T)Convert.ChangeType(value, typeof(T), CultureInfo.InvariantCulture);

    private static DateTime? Instant(object? value) => value switch
    {
        null => null,
        DateTimeOffset at => at.UtcDateTime,
        DateTime at => at.ToUniversalTime(),
        _ => throw new NotSupportedException($"{value.GetType()} is not an instant"),
    };

    private static string? Json(object? value) => value switch
    {
        null => null,
        string text => text,
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        _ => throw new NotSupportedException($"{value.GetType()} is not JSON; give its text"),
    };

    private static string Literal(IEnumerable list)
    {
        var text = new StringBuilder("{");
        foreach (var element in list)
        {
            text.Append(text.Length > 1 ? "," : "");
            if (element is null)
            {
                text.Append("null");
                continue;
            }

            var word = element switch
            {
                DateTimeOffset at => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                byte[] bytes => "\\x" + Convert.ToHexString(bytes),
                IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
                _ => element.ToString() ?? "",
            };
            text.Append('"').Append(word.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        }

        return text.Append('}').ToString();
    }
}
