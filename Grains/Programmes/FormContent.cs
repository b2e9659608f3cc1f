using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Shared;

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
    public static ImmutableArray<Refusal> Findings(
        CompiledSection section, JsonElement content, Func<string, bool> isFile, Prefills prefills,
        LogicData? project = null)
    {
        var findings = ImmutableArray.CreateBuilder<Refusal>();
        SchemaCheck.Add(section.Schema, content, section.Definition.Id, findings);
        if (content.ValueKind == JsonValueKind.Object)
        {
            FormFiles.AddUnknown(section.Definition, content, isFile, findings);
            AddLocked(section.Definition, content, prefills, findings);
            AddRules(section.Rules, With(LogicData.Of(content), project), section.Definition.Id + "/", findings);
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
        foreach (var section in form.Sections)
        {
            findings.AddRange(
                Findings(
                    section, contents.GetValueOrDefault(section.Definition.Id, Nothing), isFile, prefills));
        }

        AddRules(form.Rules, Data(contents), "", findings);
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

    private static LogicData With(LogicData content, LogicData? project) =>
        project is { } facts && content.Value is Dictionary<string, object?> members
            ? LogicData.Of(new Dictionary<string, object?>(members) { ["project"] = facts.Value })
            : content;

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
        foreach (var field in section.Fields.Where(field => field.Kind == FieldKind.File))
        {
            var index = 0;
            foreach (var file in Of(field, content))
            {
                if (!isFile(file))
                {
                    findings.Add(ProgrammeRefusals.FileUnknown($"{section.Id}/{field.Id}/{index}"));
                }

                index++;
            }
        }
    }

    /// <summary>Ids of the files that a section's content refers to.</summary>
    public static IEnumerable<string> In(SectionDefinition section, JsonElement content) =>
        content.ValueKind == JsonValueKind.Object
            ? section.Fields.Where(field => field.Kind == FieldKind.File).SelectMany(field => Of(field, content))
            : [];

    private static IEnumerable<string> Of(FieldDefinition field, JsonElement content) =>
        content.TryGetProperty(field.Id, out var files) && files.ValueKind == JsonValueKind.Array
            ? files.EnumerateArray().Select(file =>
                file.ValueKind == JsonValueKind.Object
                && file.TryGetProperty("file", out var id)
                && id.ValueKind == JsonValueKind.String ? id.GetString()! : "")
            : [];
}
