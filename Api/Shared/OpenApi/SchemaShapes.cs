using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SunGov.Api.Shared;

/// <summary>Limits that hold for every schema, so that clients know them.</summary>
public static class SchemaShapes
{
    /// <summary>Completes one schema.</summary>
    public static Task Apply(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(JsonElement) || type == typeof(JsonElement?))
        {
            schema.Description ??= "Any JSON value.";
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            schema.MaxItems ??= 20_000;
        }

        return Task.CompletedTask;
    }
}
