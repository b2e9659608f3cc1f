using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SunGov.Grains.Programmes;

/// <summary>A field with its conditions compiled.</summary>
/// <param name="VisibleWhen">Null for always.</param>
/// <param name="RequiredWhen">Null for as <see cref="FieldDefinition.Required"/> says.</param>
public sealed record CompiledField(
    FieldDefinition Definition, JsonLogic? VisibleWhen, JsonLogic? RequiredWhen, ImmutableArray<CompiledField> Columns)
{
    /// <summary>Whether anything of it depends on what else was filled in.</summary>
    public bool IsConditional =>
        (VisibleWhen ?? RequiredWhen) is not null || Columns.Any(column => column.IsConditional);

    internal static CompiledField Of(FieldDefinition field) => new(
        field,
        CompiledProgramme.Logic(field.VisibleWhen),
        CompiledProgramme.Logic(field.RequiredWhen),
        [.. field.Columns.Select(Of)]);
}

/// <summary>A section as its conditions leave it.</summary>
/// <param name="Content">Without what is hidden.</param>
/// <param name="Missing">Paths below the section that a condition requires and that are empty.</param>
/// <param name="Hidden">Paths below the section of what is hidden.</param>
public sealed record ConditionedSection(
    JsonElement Content, ImmutableArray<string> Missing, ImmutableHashSet<string> Hidden);

/// <summary>
/// Which fields are there and which must be filled (<c>visibleWhen</c>, <c>requiredWhen</c>). Fields are judged in the
/// definition's order, each over what is left before it, so that one pass settles it; the browser does the same. Pure.
/// </summary>
public static class FormConditions
{
    /// <summary>Under this name conditions see the whole form: <c>{section: content}</c>.</summary>
    public const string Form = "form";

    /// <summary>One section.</summary>
    /// <param name="form">Content of the form by section, without what is hidden; null for none.</param>
    /// <param name="project">Facts of the project, where an action asks; null for forms.</param>
    public static ConditionedSection Of(
        CompiledSection section,
        JsonElement content,
        IReadOnlyDictionary<string, JsonElement>? form,
        LogicData? project)
    {
        if (!section.Fields.Any(field => field.IsConditional) || content.ValueKind != JsonValueKind.Object)
        {
            return new ConditionedSection(content, [], []);
        }

        var around = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (form is not null && section.ReadsForm)
        {
            around[Form] = form.ToDictionary(part => part.Key, part => LogicData.Plain(part.Value));
        }

        if (project is { } facts)
        {
            around["project"] = facts.Value;
        }

        var pass = new Pass();
        var left = pass.Members(section.Fields, content, around, "");
        return new ConditionedSection(
            pass.Hidden.Count == 0 ? content : JsonSerializer.SerializeToElement(left),
            [.. pass.Missing],
            [.. pass.Hidden]);
    }

    /// <summary>All sections in order, each seeing what is left of those before it.</summary>
    public static ImmutableDictionary<string, ConditionedSection> Of(
        CompiledForm form, IReadOnlyDictionary<string, JsonElement> contents)
    {
        var left = contents.ToDictionary();
        var all = ImmutableDictionary.CreateBuilder<string, ConditionedSection>();
        foreach (var section in form.Sections)
        {
            var id = section.Definition.Id;
            all[id] = Of(section, left.GetValueOrDefault(id, FormContent.Nothing), left, null);
            left[id] = all[id].Content;
        }

        return all.ToImmutable();
    }

    /// <summary>Contents without what is hidden.</summary>
    public static ImmutableDictionary<string, JsonElement> Left(
        CompiledForm form, IReadOnlyDictionary<string, JsonElement> contents) => form.IsConditional
        ? Of(form, contents).ToImmutableDictionary(section => section.Key, section => section.Value.Content)
        : contents.ToImmutableDictionary();

    /// <summary>The same content without what stands at these paths, sealed values and all.</summary>
    public static JsonElement Without(JsonElement content, ImmutableHashSet<string> hidden)
    {
        if (hidden.IsEmpty)
        {
            return content;
        }

        var node = JsonNode.Parse(content.GetRawText())!;
        foreach (var path in hidden)
        {
            var steps = path.Split('/');
            var parent = steps[..^1].Aggregate((JsonNode?)node, (here, step) => here is JsonArray rows
                ? rows[int.Parse(step, CultureInfo.InvariantCulture)]
                : here?[step]);
            (parent as JsonObject)?.Remove(steps[^1]);
        }

        return JsonSerializer.SerializeToElement(node);
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => true,
        JsonValueKind.String => value.ValueEquals(""),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };

    private sealed class Pass
    {
        public List<string> Missing { get; } = [];

        public List<string> Hidden { get; } = [];

        public JsonObject Members(
            ImmutableArray<CompiledField> fields, JsonElement content, Dictionary<string, object?> around, string path)
        {
            var values = content.EnumerateObject().GroupBy(member => member.Name)
                .ToDictionary(same => same.Key, same => same.Last().Value, StringComparer.Ordinal);
            var seen = new Dictionary<string, object?>(around, StringComparer.Ordinal);
            foreach (var (name, value) in values.Where(value => value.Key is not (Form or "project")))
            {
                seen[name] = LogicData.Plain(value);
            }

            foreach (var field in fields.Where(field => !Holds(field.VisibleWhen, seen, otherwise: true)))
            {
                seen.Remove(field.Definition.Id);
                values.Remove(field.Definition.Id);
                Hidden.Add(path + field.Definition.Id);
            }

            var left = new JsonObject();
            foreach (var (name, value) in values)
            {
                var field = fields.FirstOrDefault(field => field.Definition.Id == name);
                left[name] = Value(field, value, seen, path + name);
            }

            AddMissing(fields, values, seen, path);
            return left;
        }

        private JsonNode? Value(
            CompiledField? field, JsonElement value, Dictionary<string, object?> seen, string path)
        {
            if (field is null || value.ValueKind != JsonValueKind.Array
                || !field.Columns.Any(column => column.IsConditional))
            {
                return JsonNode.Parse(value.GetRawText());
            }

            var rows = new JsonArray();
            foreach (var row in value.EnumerateArray())
            {
                rows.Add(row.ValueKind == JsonValueKind.Object
                    ? Members(
                        field.Columns, row, seen, string.Create(CultureInfo.InvariantCulture, $"{path}/{rows.Count}/"))
                    : JsonNode.Parse(row.GetRawText()));
            }

            return rows;
        }

        private void AddMissing(
            ImmutableArray<CompiledField> fields,
            Dictionary<string, JsonElement> values,
            Dictionary<string, object?> seen,
            string path)
        {
            foreach (var field in fields.Where(field => (field.VisibleWhen ?? field.RequiredWhen) is not null))
            {
                var id = field.Definition.Id;
                if (!Hidden.Contains(path + id)
                    && (field.Definition.Required || field.Definition.Kind == FieldKind.Statement
                        || Holds(field.RequiredWhen, seen, otherwise: false))
                    && IsEmpty(values.GetValueOrDefault(id)))
                {
                    Missing.Add(path + id);
                }
            }
        }

        /// <summary>A condition too costly to judge hides nothing and requires nothing.</summary>
        private static bool Holds(JsonLogic? condition, Dictionary<string, object?> seen, bool otherwise) =>
            condition?.Evaluate(LogicData.Of(seen)) is { Exhausted: false } result ? result.IsTrue : otherwise;
    }
}
