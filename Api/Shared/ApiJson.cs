using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SunGov.Api.Shared;

/// <summary>
/// The JSON of the API: camelCase, Chinese unescaped, enums as words; an unknown, doubled or missing member is refused.
/// </summary>
public static class ApiJson
{
    /// <summary>The options.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new(JsonSerializerDefaults.Web));

    /// <summary>Applies them to the options of the host.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = 64;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { MissingMeansNull } };
        return options;
    }

    /// <summary>A member that may be null may also be left out.</summary>
    private static void MissingMeansNull(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.IsSetNullable
            && property.AssociatedParameter is not null))
        {
            property.IsRequired = false;
        }
    }
}
