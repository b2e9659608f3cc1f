using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;

namespace SunGov.Tests.Rules.Programmes;

/// <summary>
/// JSON Schema 2020-12 of programme definitions, made from the records that read them and from their doc comments, so
/// that the published schema cannot say anything else than the reader does.
/// </summary>
internal sealed class DefinitionSchema
{
    private const string Rule = "JsonLogic";

    private static readonly JsonSerializerOptions Written = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    private readonly SortedDictionary<string, JsonNode> _defs = new(StringComparer.Ordinal);
    private readonly NullabilityInfoContext _nullability = new();
    private readonly Dictionary<string, XElement> _docs;

    private DefinitionSchema() => _docs = new[] { typeof(ProgrammeDefinition), typeof(Words) }
        .SelectMany(type => XDocument.Load(Path.ChangeExtension(type.Assembly.Location, ".xml")).Descendants("member"))
        .ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>The schema as it is committed and served.</summary>
    public static string Text()
    {
        var schema = new DefinitionSchema();
        schema._defs[Rule] = new JsonObject
        {
            ["description"] = "A rule: JsonLogic (docs/programmes.md says what it can look up where it stands).",
        };
        var root = schema.Record(typeof(ProgrammeDefinition));
        var whole = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = "/schemas/programme-definition.json",
            ["title"] = "Programme definition",
        };
        foreach (var (name, value) in root.ToArray())
        {
            root.Remove(name);
            whole[name] = value;
        }

        // Editors name the schema in the file itself.
        whole["$defs"] = new JsonObject(schema._defs.Select(def => KeyValuePair.Create(def.Key, (JsonNode?)def.Value)));
        return whole.ToJsonString(Written).ReplaceLineEndings("\n") + "\n";
    }

    private JsonObject Record(Type type)
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        var parameters = type.GetConstructors().Where(made => made.GetParameters().Length > 0)
            .SelectMany(made => made.GetParameters()).ToLookup(parameter => parameter.Name!);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetMethod!.GetParameters().Length == 0 && property.Name != "EqualityContract"))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            var schema = Of(property.PropertyType, IsNullable(property));
            if (Doc($"P:{type.FullName}.{property.Name}", null) is { Length: > 0 } text
                || (text = Doc($"T:{type.FullName}", property.Name)) is { Length: > 0 })
            {
                schema["description"] = text;
            }

            properties[name] = schema;
            if (property.IsDefined(typeof(RequiredMemberAttribute))
                || parameters[property.Name].Any(parameter => !parameter.HasDefaultValue))
            {
                required.Add(name);
            }
        }

        var whole = new JsonObject { ["description"] = Doc($"T:{type.FullName}", null), ["type"] = "object" };
        whole["properties"] = properties;
        if (required.Count > 0)
        {
            whole["required"] = required;
        }

        whole["additionalProperties"] = false;
        return whole;
    }

    private JsonObject Of(Type type, bool isNullable)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var schema = Plain(type);
        if (!isNullable || type == typeof(JsonElement))
        {
            return schema;
        }

        if (schema["type"] is JsonValue one)
        {
            schema["type"] = new JsonArray(one.GetValue<string>(), "null");
            return schema;
        }

        return new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
    }

    private JsonObject Plain(Type type) =>
        type == typeof(string) ? new JsonObject { ["type"] = "string" }
        : type == typeof(bool) ? new JsonObject { ["type"] = "boolean" }
        : type == typeof(int) || type == typeof(long) ? new JsonObject { ["type"] = "integer" }
        : type == typeof(decimal) ? new JsonObject { ["type"] = "number" }
        : type == typeof(JsonElement) ? Reference(Rule)
        : type.IsEnum ? Named(type, Enumeration)
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            ? new JsonObject { ["type"] = "array", ["items"] = Of(type.GetGenericArguments()[0], false) }
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableDictionary<,>)
            ? new JsonObject
            {
                ["type"] = "object", ["additionalProperties"] = Of(type.GetGenericArguments()[1], false),
            }
        : type.Namespace == typeof(ProgrammeDefinition).Namespace || type == typeof(Words) ? Named(type, Record)
        : throw new InvalidOperationException($"{type} has no place in a definition's schema");

    private JsonObject Named(Type type, Func<Type, JsonObject> make)
    {
        if (!_defs.ContainsKey(type.Name))
        {
            _defs[type.Name] = new JsonObject();
            _defs[type.Name] = make(type);
        }

        return Reference(type.Name);
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    private JsonObject Enumeration(Type type)
    {
        var cases = type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (JsonNode)new JsonObject
        {
            ["const"] = field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
                ?? JsonNamingPolicy.KebabCaseLower.ConvertName(field.Name),
            ["description"] = Doc($"F:{type.FullName}.{field.Name}", null),
        });
        return new JsonObject
        {
            ["description"] = Doc($"T:{type.FullName}", null),
            ["oneOf"] = new JsonArray([.. cases]),
        };
    }

    private bool IsNullable(PropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || (!property.PropertyType.IsValueType
            && _nullability.Create(property).WriteState == NullabilityState.Nullable);

    /// <summary>What a doc comment says in plain words: the summary, or what it says of a parameter.</summary>
    private string Doc(string member, string? parameter)
    {
        var part = !_docs.TryGetValue(member, out var found) ? null
            : parameter is null ? found.Element("summary")
            : found.Elements("param").FirstOrDefault(param => param.Attribute("name")?.Value == parameter);
        return part is null ? "" : Regex.Replace(string.Concat(part.Nodes().Select(Words)), @"\s+", " ").Trim();
    }

    private static string Words(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see =>
            JsonNamingPolicy.CamelCase.ConvertName(
                (see.Attribute("cref") ?? see.Attribute("langword"))!.Value.Split('.', ':')[^1]),
        XElement element => string.Concat(element.Nodes().Select(Words)),
        _ => "",
    };
}
