using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using SunGov.GrainInterfaces.Projects;
using SunGov.Grains.Programmes;

namespace SunGov.Grains.Reviews;

/// <summary>
/// Forms for experts: without the fields and columns that the definition marks as identifying; nobody's name stands at
/// the sections, and nothing can be edited. What the definition does not know is left out. Pure.
/// </summary>
public static class BlindForm
{
    /// <summary>The form without what identifies the applicant.</summary>
    public static FormView Of(CompiledForm form, FormView view) => Whole(view) with
    {
        Sections =
        [
            .. view.Sections.Select(section => form.Section(section.Id) is { } compiled
                ? Of(compiled.Definition, Bare(section))
                : null).OfType<SectionView>(),
        ],
    };

    /// <summary>The form whole, without the names of those who saved it.</summary>
    public static FormView Whole(FormView view) => view with
    {
        Editable = false,
        Rules = [],
        Requested = null,
        Sections = [.. view.Sections.Select(Bare)],
    };

    /// <summary>Whether one of the forms refers to this file.</summary>
    public static bool Names(ImmutableArray<FormView> forms, string file) => forms.Any(form =>
        form.Sections.Any(section => Names(section.Content, file)));

    private static SectionView Of(SectionDefinition section, SectionView view)
    {
        var seen = section with { Fields = Seen(section.Fields), Rules = [] };
        return view with
        {
            Schema = FormSchema.Of(seen),
            Ui = FormSchema.UiOf(seen),
            Content = Content(seen.Whole(), view.Content),
        };
    }

    private static SectionView Bare(SectionView view) => view with
    {
        SavedAt = null,
        SavedBy = null,
        Editable = false,
        Findings = [],
        Differs = [],
    };

    private static ImmutableArray<FieldDefinition> Seen(ImmutableArray<FieldDefinition> fields) =>
    [
        .. fields.Where(field => !field.Identifying)
            .Select(field => field with { Columns = Seen(field.Columns) })
            .Where(field => !field.IsList() || !field.Columns.IsEmpty),
    ];

    private static JsonElement Content(ImmutableArray<FieldDefinition> fields, JsonElement content)
    {
        var kept = new JsonObject();
        foreach (var field in fields)
        {
            if (content.ValueKind == JsonValueKind.Object && content.TryGetProperty(field.Id, out var value))
            {
                kept[field.Id] = field.Columns.IsEmpty ? Node(value) : Rows(field.Columns, value);
            }
        }

        return JsonSerializer.SerializeToElement(kept);
    }

    private static JsonArray Rows(ImmutableArray<FieldDefinition> columns, JsonElement rows) =>
        rows.ValueKind == JsonValueKind.Array
            ? [.. rows.EnumerateArray().Select(row => Node(Content(columns, row)))]
            : [];

    private static JsonNode? Node(JsonElement value) => JsonNode.Parse(value.GetRawText());

    private static bool Names(JsonElement content, string file) => content.ValueKind switch
    {
        JsonValueKind.Object => (content.TryGetProperty("file", out var id) && id.ValueKind == JsonValueKind.String
                && id.GetString() == file)
            || content.EnumerateObject().Any(member => Names(member.Value, file)),
        JsonValueKind.Array => content.EnumerateArray().Any(item => Names(item, file)),
        _ => false,
    };
}
