using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>Checks and readings of a form's content; pure.</summary>
public static class FormContent
{
    /// <summary>An empty section.</summary>
    public static JsonElement Nothing { get; } = JsonDocument.Parse("{}").RootElement;

    /// <summary>What is missing or wrong in one section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="content">Its content.</param>
    /// <param name="isFile">Whether a file id is an uploaded file of this project.</param>
    /// <param name="prefills">What fields start with; locked ones must stay so.</param>
    /// <param name="project">Facts of the project for rules over an action's input; null for forms.</param>
    /// <param name="form">Content of the whole form by section, for conditions; null for none.</param>
    public static ImmutableArray<Refusal> Findings(
        CompiledSection section, JsonElement content, Func<string, bool> isFile, Prefills prefills,
        LogicData? project = null, IReadOnlyDictionary<string, JsonElement>? form = null)
    {
        var findings = ImmutableArray.CreateBuilder<Refusal>();
        var conditioned = FormConditions.Of(section, content, form, project);
        content = conditioned.Content;
        SchemaCheck.Add(section.Schema, content, section.Definition.Id, findings);
        if (content.ValueKind == JsonValueKind.Object)
        {
            AddMissing(section.Definition.Id, conditioned.Missing, findings);
            FormFiles.AddUnknown(section.Definition, content, isFile, findings);
            FormCodes.AddUnknown(section, content, findings);
            AddLocked(section.Definition, content, prefills, findings);
            var data = With(LogicData.Of(content), "project", project);
            data = With(data, FormConditions.Form, section.ReadsForm && form is not null ? Data(form) : null);
            AddRules(section.Rules, data, section.Definition.Id + "/", findings);
        }

        return findings.ToImmutable();
    }

    /// <summary>What is missing or wrong in the whole form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="contents">Content by section; a section never saved is empty.</param>
    /// <param name="isFile">Whether a file id is an uploaded file of this project.</param>
    /// <param name="prefills">What fields start with; locked ones must stay so.</param>
    public static ImmutableArray<Refusal> Findings(
        CompiledForm form, IReadOnlyDictionary<string, JsonElement> contents, Func<string, bool> isFile,
        Prefills prefills)
    {
        var findings = ImmutableArray.CreateBuilder<Refusal>();
        var left = FormConditions.Left(form, contents);
        foreach (var section in form.Sections)
        {
            findings.AddRange(
                Findings(
                    section, left.GetValueOrDefault(section.Definition.Id, Nothing), isFile, prefills, form: left));
        }

        AddRules(form.Rules, Data(left), "", findings);
        return findings.ToImmutable();
    }

    /// <summary>The sum asked for; null where the definition has no rule or the content gives none.</summary>
    public static long? Requested(
        CompiledProgramme programme,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> forms) =>
        programme.Requested?.Evaluate(
            LogicData.Of(forms.ToDictionary(form => form.Key, form => Data(form.Value).Value))).Whole;

    /// <summary>The value at <c>form/section/field</c>; null where there is none.</summary>
    public static JsonElement? At(
        string path, IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> forms) =>
        path.Split('/') is [var form, var section, var field]
        && forms.TryGetValue(form, out var sections)
        && sections.TryGetValue(section, out var content)
        && content.ValueKind == JsonValueKind.Object
        && content.TryGetProperty(field, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>The text at <c>form/section/field</c>; null where there is none.</summary>
    public static string? TextAt(
        string path, IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> forms) =>
        At(path, forms) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static LogicData Data(IReadOnlyDictionary<string, JsonElement> contents) => LogicData.Of(
        contents.ToDictionary(section => section.Key, section => LogicData.Of(section.Value).Value));

    private static LogicData With(LogicData content, string name, LogicData? part) =>
        part is { } other && content.Value is IReadOnlyDictionary<string, object?> members
            ? LogicData.Of(new Dictionary<string, object?>(members) { [name] = other.Value })
            : content;

    /// <summary>What a condition requires and the schema did not miss already.</summary>
    private static void AddMissing(
        string section, ImmutableArray<string> missing, ImmutableArray<Refusal>.Builder findings)
    {
        foreach (var field in missing.Select(path => $"{section}/{path}")
            .Where(field => !findings.Any(known => known.Field == field)))
        {
            findings.Add(SharedRefusals.Required(field));
        }
    }

    private static void AddLocked(
        SectionDefinition section, JsonElement content, Prefills prefills,
        ImmutableArray<Refusal>.Builder findings)
    {
        foreach (var field in section.Fields.Where(field => field.Locked))
        {
            if (prefills.Of(field) is { } start
                && !(content.TryGetProperty(field.Id, out var value) && JsonElement.DeepEquals(start, value)))
            {
                findings.Add(ProgrammeRefusals.FieldLocked($"{section.Id}/{field.Id}"));
            }
        }

        foreach (var field in section.Fields.Where(field => prefills.Changes(section, field, content)))
        {
            findings.Add(ProgrammeRefusals.FieldFixed($"{section.Id}/{field.Id}"));
        }
    }

    private static void AddRules(
        ImmutableArray<CompiledRule> rules,
        LogicData data,
        string prefix,
        ImmutableArray<Refusal>.Builder findings)
    {
        foreach (var (definition, holds) in rules)
        {
            var result = holds.Evaluate(data);
            var field = definition.Field is { } name ? prefix + name : null;
            if (result.Exhausted)
            {
                findings.Add(ProgrammeRefusals.RuleTooCostly(field, definition.Id));
            }
            else if (!result.IsTrue)
            {
                findings.Add(ProgrammeRefusals.RuleBroken(field, definition.Id, definition.Message));
            }
        }
    }
}

/// <summary>Files that fields refer to.</summary>
public static class FormFiles
{
    /// <summary>Most bytes of one file where the field does not say.</summary>
    public const long MostBytes = 50 * 1024 * 1024;

    /// <summary>Adds a finding for every file that is not an uploaded file of this project.</summary>
    public static void AddUnknown(
        SectionDefinition section, JsonElement content, Func<string, bool> isFile, ICollection<Refusal> findings)
    {
        foreach (var (place, file) in In(section.Whole(), content, section.Id).Where(one => !isFile(one.File)))
        {
            findings.Add(ProgrammeRefusals.FileUnknown(place));
        }
    }

    /// <summary>Ids of the files that a section's content refers to.</summary>
    public static IEnumerable<string> In(SectionDefinition section, JsonElement content) =>
        In(section.Whole(), content, section.Id).Select(one => one.File);

    /// <summary>The file field at a path below the section, rows left out; null where there is none.</summary>
    public static FieldDefinition? FieldAt(SectionDefinition section, string path)
    {
        var fields = section.Whole();
        FieldDefinition? found = null;
        foreach (var step in path.Split('/').Where(step => !step.All(char.IsAsciiDigit)))
        {
            found = fields.FirstOrDefault(field => field.Id == step);
            fields = found?.Columns ?? [];
        }

        return found is { Kind: FieldKind.File } ? found : null;
    }

    private static IEnumerable<(string Place, string File)> In(
        ImmutableArray<FieldDefinition> fields, JsonElement content, string path) =>
        from field in content.ValueKind == JsonValueKind.Object ? fields : []
        where field.Kind == FieldKind.File || field.IsList()
        where content.TryGetProperty(field.Id, out var list) && list.ValueKind == JsonValueKind.Array
        from one in content.GetProperty(field.Id).EnumerateArray().SelectMany((item, at) =>
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{path}/{field.Id}/{at}");
            return field.Kind == FieldKind.File ? [(place, FileOf(item))] : In(field.Columns, item, place);
        })
        select one;

    private static string FileOf(JsonElement file) =>
        file.ValueKind == JsonValueKind.Object
        && file.TryGetProperty("file", out var id)
        && id.ValueKind == JsonValueKind.String ? id.GetString()! : "";
}
