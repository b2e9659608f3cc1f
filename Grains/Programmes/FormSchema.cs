using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>
/// Compiles a section's fields into JSON Schema 2020-12 and the UI schema that React JSON Schema Form renders. Titles
/// are Chinese; the UI schema carries both languages in <c>ui:options</c>.
/// </summary>
public static class FormSchema
{
    private const int TextLength = 200;
    private const int LongTextLength = 5_000;
    private const int MostRows = 100;
    private const int MostFiles = 10;
    private const decimal MostSafe = 9_007_199_254_740_991;
    private const string WholeDate = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON Schema of a section.</summary>
    public static JsonElement Of(SectionDefinition section) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        json.WriteString("title", section.Name.Zh);
        WriteObject(json, section.Whole());
        json.WriteEndObject();
    });

    /// <summary>The UI schema of a section.</summary>
    public static JsonElement UiOf(SectionDefinition section) => Write(json =>
    {
        json.WriteStartObject();
        WriteOptions(json, section.Name, section.Help);
        WriteOrder(json, section.Whole());
        WriteRules(json, section.Rules);
        foreach (var field in section.Whole())
        {
            json.WritePropertyName(field.Id);
            WriteUi(json, field);
        }

        json.WriteEndObject();
    });

    private static JsonElement Write(Action<Utf8JsonWriter> content)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            content(json);
        }

        using var document = JsonDocument.Parse(stream.ToArray());
        return document.RootElement.Clone();
    }

    private static void WriteObject(Utf8JsonWriter json, ImmutableArray<FieldDefinition> fields)
    {
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (var field in fields)
        {
            json.WriteStartObject(field.Id);
            json.WriteString("title", field.Name.Zh);
            WriteField(json, field);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteRequired(json, fields
            .Where(field => (field.Required || field.Kind == FieldKind.Statement) && field.VisibleWhen is null)
            .Select(field => field.Id));
        json.WriteBoolean("additionalProperties", false);
    }

    private static void WriteRequired(Utf8JsonWriter json, IEnumerable<string> names)
    {
        json.WriteStartArray("required");
        foreach (var name in names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }

    private static void WriteField(Utf8JsonWriter json, FieldDefinition field)
    {
        switch (field.Kind)
        {
            case FieldKind.Text or FieldKind.LongText:
                WriteText(json, field);
                break;
            case FieldKind.Number or FieldKind.WholeNumber or FieldKind.Money:
                WriteNumber(json, field);
                break;
            case FieldKind.Date:
                json.WriteString("type", "string");
                json.WriteString("format", "date");
                json.WriteString("pattern", WholeDate);
                break;
            case FieldKind.Choice:
                WriteChoice(json, field);
                break;
            case FieldKind.File:
                WriteFiles(json, field);
                break;
            case FieldKind.Table or FieldKind.MemberTable or FieldKind.Entries:
                WriteRows(json, field);
                break;
            case FieldKind.LegalEntity or FieldKind.Person:
                WriteReference(json, "id");
                break;
            case FieldKind.TreeChoice:
                WriteReference(json, "code");
                break;
            case FieldKind.Statement:
                json.WriteString("type", "boolean");
                json.WriteBoolean("const", true);
                break;
            default:
                throw new InvalidOperationException($"field kind {field.Kind} has no schema");
        }
    }

    private static void WriteText(Utf8JsonWriter json, FieldDefinition field)
    {
        json.WriteString("type", "string");
        json.WriteNumber("minLength", field.MinLength ?? (field.Required ? 1 : 0));
        json.WriteNumber("maxLength", field.MaxLength ?? (field.Kind == FieldKind.Text ? TextLength : LongTextLength));
        if (field.Pattern is { } pattern)
        {
            json.WriteString("pattern", $"^(?:{pattern})$");
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, FieldDefinition field)
    {
        json.WriteString("type", field.Kind == FieldKind.Number ? "number" : "integer");
        var safe = field.Kind == FieldKind.WholeNumber ? MostSafe : (decimal?)null;
        if ((field.Minimum ?? (field.Kind == FieldKind.Money ? 0 : -safe)) is { } least)
        {
            json.WriteNumber("minimum", least);
        }

        if ((field.Maximum ?? (field.Kind == FieldKind.Money ? 900_000_000_000_000 : safe)) is { } most)
        {
            json.WriteNumber("maximum", most);
        }

        if (field.Decimals is { } decimals)
        {
            json.WriteNumber("multipleOf", new decimal(1, 0, 0, false, (byte)decimals));
        }
    }

    private static void WriteChoice(Utf8JsonWriter json, FieldDefinition field)
    {
        json.WriteString("type", "string");
        json.WriteStartArray("oneOf");
        foreach (var option in field.Options)
        {
            json.WriteStartObject();
            json.WriteString("const", option.Value);
            json.WriteString("title", option.Name.Zh);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFiles(Utf8JsonWriter json, FieldDefinition field)
    {
        json.WriteString("type", "array");
        json.WriteNumber("minItems", field.MinItems ?? (field.Required ? 1 : 0));
        json.WriteNumber("maxItems", field.MaxItems ?? MostFiles);
        json.WriteStartObject("items");
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        WritePlain(json, "file", "string");
        WritePlain(json, "name", "string");
        WritePlain(json, "size", "integer");
        json.WriteEndObject();
        WriteRequired(json, ["file", "name", "size"]);
        json.WriteBoolean("additionalProperties", false);
        json.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter json, FieldDefinition field)
    {
        json.WriteString("type", "array");
        json.WriteNumber("minItems", field.MinItems ?? (field.Required ? 1 : 0));
        json.WriteNumber("maxItems", field.MaxItems ?? MostRows);
        json.WriteStartObject("items");
        WriteObject(json, field.Columns);
        json.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter json, string key)
    {
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        WritePlain(json, key, "string");
        WritePlain(json, "name", "string");
        json.WriteEndObject();
        WriteRequired(json, [key, "name"]);
        json.WriteBoolean("additionalProperties", false);
    }

    private static void WritePlain(Utf8JsonWriter json, string name, string type)
    {
        json.WriteStartObject(name);
        json.WriteString("type", type);
        if (type == "string")
        {
            json.WriteNumber("minLength", 1);
            json.WriteNumber("maxLength", TextLength);
        }

        json.WriteEndObject();
    }

    private static void WriteUi(Utf8JsonWriter json, FieldDefinition field)
    {
        json.WriteStartObject();
        var widget = field.Kind switch
        {
            FieldKind.Text or FieldKind.Number or FieldKind.WholeNumber => null,
            _ => JsonNamingPolicy.KebabCaseLower.ConvertName(field.Kind.ToString()),
        };
        var isField = field.IsList()
            || field.Kind is FieldKind.File or FieldKind.LegalEntity or FieldKind.Person or FieldKind.TreeChoice;
        if (field.Sensitive)
        {
            json.WriteString("ui:field", "sensitive");
        }
        else if (widget is not null)
        {
            json.WriteString(isField ? "ui:field" : "ui:widget", widget);
        }

        if (field.Locked)
        {
            json.WriteBoolean("ui:readonly", true);
        }

        WriteOptions(json, field.Name, field.Help, field);
        if (!field.Columns.IsEmpty)
        {
            json.WriteStartObject("items");
            WriteOrder(json, field.Columns);
            foreach (var column in field.Columns)
            {
                json.WritePropertyName(column.Id);
                WriteUi(json, column);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteOptions(Utf8JsonWriter json, Words name, Words? help, FieldDefinition? field = null)
    {
        json.WriteStartObject("ui:options");
        WriteWords(json, "name", name);
        WriteWords(json, "help", help);
        WriteWords(json, "text", field?.Text);
        WriteConditions(json, field);
        if (field is { Sum: true })
        {
            json.WriteBoolean("sum", true);
        }

        if (field is { Kind: FieldKind.File })
        {
            json.WriteNumber("maxBytes", field.MaxBytes ?? FormFiles.MostBytes);
            json.WriteStartArray("accept");
            foreach (var ending in field.Accept)
            {
                json.WriteStringValue(ending);
            }

            json.WriteEndArray();
        }

        if (field is { Kind: FieldKind.Choice })
        {
            json.WriteStartObject("names");
            foreach (var option in field.Options)
            {
                WriteWords(json, option.Value, option.Name);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteConditions(Utf8JsonWriter json, FieldDefinition? field)
    {
        if (field?.VisibleWhen is { } visible)
        {
            json.WritePropertyName("visibleWhen");
            visible.WriteTo(json);
            json.WriteBoolean("required", field.Required || field.Kind == FieldKind.Statement);
        }

        if (field?.RequiredWhen is { } required)
        {
            json.WritePropertyName("requiredWhen");
            required.WriteTo(json);
        }

        if (field is { Codes: { } codes })
        {
            json.WriteString("codes", codes);
            json.WriteBoolean("leaves", field.Leaves);
        }

        if (field is { Sensitive: true, Kind: FieldKind.LongText })
        {
            json.WriteBoolean("long", true);
        }
    }

    private static void WriteRules(Utf8JsonWriter json, ImmutableArray<RuleDefinition> rules)
    {
        json.WriteStartArray("ui:rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            json.WriteString("field", rule.Field);
            json.WritePropertyName("holds");
            rule.Holds.WriteTo(json);
            WriteWords(json, "message", rule.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteWords(Utf8JsonWriter json, string property, Words? words)
    {
        if (words is not null)
        {
            json.WriteStartObject(property);
            json.WriteString("zh", words.Zh);
            json.WriteString("en", words.En);
            json.WriteEndObject();
        }
    }

    private static void WriteOrder(Utf8JsonWriter json, ImmutableArray<FieldDefinition> fields)
    {
        json.WriteStartArray("ui:order");
        foreach (var field in fields)
        {
            json.WriteStringValue(field.Id);
        }

        json.WriteEndArray();
    }
}
