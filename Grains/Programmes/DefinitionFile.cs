using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>Reads definitions from JSON; a member that this format does not have is a fault, not ignored.</summary>
public static class DefinitionFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>
    /// The definition, compiled; or what is wrong with it, each finding with its place and what would be right.
    /// </summary>
    public static (CompiledProgramme? Programme, ImmutableArray<Refusal> Findings) Read(JsonElement json)
    {
        ProgrammeDefinition? definition;
        try
        {
            definition = json.Deserialize<ProgrammeDefinition>(Options);
        }
        catch (JsonException fault)
        {
            return (null, [ProgrammeRefusals.DefinitionUnreadable(fault.Path ?? "$", fault.Message)]);
        }

        if (definition is null)
        {
            return (null, [ProgrammeRefusals.DefinitionUnreadable("$", "null")]);
        }

        var findings = DefinitionCheck.Findings(definition);
        return findings.IsEmpty ? (CompiledProgramme.Of(definition), findings) : (null, findings);
    }

    /// <summary>The definition as it is stored and hashed.</summary>
    public static byte[] Bytes(JsonElement json) => JsonSerializer.SerializeToUtf8Bytes(json, Options);

    /// <summary>A definition back to JSON.</summary>
    public static JsonElement Json(ProgrammeDefinition definition) =>
        JsonSerializer.SerializeToElement(definition, Options);
}
