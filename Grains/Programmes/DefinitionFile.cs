using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Identity;

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
    /// <param name="roles">The roles there are; null where that is not to be checked.</param>
    /// <param name="codes">The code tables there are; null where that is not to be checked.</param>
    public static (CompiledProgramme? Programme, ImmutableArray<Refusal> Findings) Read(
        JsonElement json, RoleCatalogue? roles = null, CodeTables? codes = null)
    {
        var (definition, fault) = Parse(json);
        if (definition is null)
        {
            return (null, [fault!]);
        }

        var findings = DefinitionCheck.Findings(definition, roles, codes);
        return findings.IsEmpty
            ? (CompiledProgramme.Of(definition, codes ?? CodeTables.None), findings)
            : (null, findings);
    }

    /// <summary>
    /// A definition that was published, compiled without asking again: what was without fault then stays good, also
    /// when later releases look closer. Null, with the reason, when it is not of this format.
    /// </summary>
    public static (CompiledProgramme? Programme, Refusal? Fault) Load(JsonElement json, CodeTables codes)
    {
        var (definition, fault) = Parse(json);
        return definition is null ? (null, fault) : (CompiledProgramme.Of(definition, codes), null);
    }

    /// <summary>Faults and warnings of a draft.</summary>
    /// <param name="programme">The programme it is drafted for.</param>
    public static ImmutableArray<Finding> Findings(
        JsonElement json, string programme, RoleCatalogue roles, CodeTables codes)
    {
        var (definition, fault) = Parse(json);
        if (definition is null)
        {
            return DraftRules.Findings([fault!], []);
        }

        var faults = DefinitionCheck.Findings(definition, roles, codes);
        return DraftRules.Findings(
            definition.Programme == programme
                ? faults
                : faults.Insert(0, ProgrammeRefusals.OtherProgramme(definition.Programme, programme)),
            DefinitionWarnings.Of(definition));
    }

    /// <summary>A form of a definition, checked no further than its format; or why it cannot be read.</summary>
    public static (FormDefinition? Form, Refusal? Fault) ReadForm(JsonElement json) => Parse<FormDefinition>(json);

    private static (ProgrammeDefinition? Definition, Refusal? Fault) Parse(JsonElement json) =>
        Parse<ProgrammeDefinition>(json);

    private static (T? Part, Refusal? Fault) Parse<T>(JsonElement json)
        where T : class
    {
        try
        {
            return json.Deserialize<T>(Options) is { } part
                ? (part, null)
                : (null, ProgrammeRefusals.DefinitionUnreadable("$", "null"));
        }
        catch (JsonException fault)
        {
            return (null, ProgrammeRefusals.DefinitionUnreadable(fault.Path ?? "$", fault.Message));
        }
    }

    /// <summary>The definition with its defaults written out; as it is where it cannot be read.</summary>
    public static JsonElement Normal(JsonElement json) =>
        Parse(json).Definition is { } definition ? Json(definition) : json;

    /// <summary>The definition as it is stored and hashed.</summary>
    public static byte[] Bytes(JsonElement json) => JsonSerializer.SerializeToUtf8Bytes(json, Options);

    /// <summary>A definition back to JSON.</summary>
    public static JsonElement Json(ProgrammeDefinition definition) =>
        JsonSerializer.SerializeToElement(definition, Options);
}
