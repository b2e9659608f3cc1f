using System.Text.Json;
using System.Text.Json.Serialization;

namespace SunGov.GrainInterfaces.Shared;

/// <summary>How contracts travel between processes (design section 3); in one they are handed on as they are.</summary>
public static class ContractJson
{
    private static readonly string Ours = typeof(ContractJson).Assembly.GetName().Name!;

    /// <summary>The same on silo and client.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        AllowOutOfOrderMetadataProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Whether values of this type travel so.</summary>
    public static bool Carries(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.Namespace is { } name && name.StartsWith(Ours, StringComparison.Ordinal);
    }
}
