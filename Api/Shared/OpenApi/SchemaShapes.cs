using System.Collections;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SunGov.Api.Shared;

/// <summary>Limits that hold for every schema, so that clients know them.</summary>
public static class SchemaShapes
{
    private const int LongestId = 128;
    private const int LongestText = 20_000;
    private const int MostItems = 20_000;

    /// <summary>The largest whole number that every JSON reader keeps exact: 2^53 - 1.</summary>
    private const long Largest = 9_007_199_254_740_991;

    private static readonly HashSet<string> Ids = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "key", "kind", "code", "action", "task", "stage", "form", "section", "field", "file", "identity", "role",
        "person", "project", "programme", "call", "entity", "organisation", "region", "status", "state", "hash", "sm3",
        "login", "number", "command", "previous", "class", "owner", "parent", "creditCode", "holder", "template",
    };

    /// <summary>Completes one schema.</summary>
    public static Task Apply(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        var name = context.JsonPropertyInfo?.Name ?? context.ParameterDescription?.Name ?? "";
        if (type == typeof(JsonElement))
        {
            schema.Description ??= "Any JSON value.";
        }
        else if (type == typeof(TimeOnly))
        {
            // A time of day without offset; the format 'time' of JSON Schema has one.
            (schema.Format, schema.Pattern, schema.MaxLength) = (null, "^\\d{2}:\\d{2}(:\\d{2})?$", 8);
        }
        else if (type == typeof(int))
        {
            Limit(schema, int.MaxValue);
        }
        else if (type == typeof(long))
        {
            Limit(schema, Largest);
        }
        else if (schema.Type is { } kind && kind.HasFlag(JsonSchemaType.String) && schema.Enum is not { Count: > 0 })
        {
            schema.MaxLength ??= schema.Format is not null ? 64 : Ids.Contains(name) ? LongestId : LongestText;
        }
        else if (type.IsAssignableTo(typeof(IEnumerable)) && schema.Type?.HasFlag(JsonSchemaType.Array) is true)
        {
            schema.MaxItems ??= MostItems;
        }

        return Task.CompletedTask;
    }

    private static void Limit(OpenApiSchema schema, long most)
    {
        schema.Minimum ??= "0";
        schema.Maximum ??= most.ToString(CultureInfo.InvariantCulture);
    }
}
