using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>What an action was given beside the opinion, judged; pure.</summary>
/// <param name="Sections">Sections to correct, <c>form/section</c>.</param>
/// <param name="Decided">What it asked for, by field; null for nothing.</param>
public sealed record ActionInput(
    ImmutableArray<string> Sections, ImmutableDictionary<string, JsonElement>? Decided)
{
    private const string SectionsMember = "sections";
    private const int LongestOpinion = 2_000;

    /// <summary>Reads and checks opinion and input.</summary>
    public static (ActionInput Input, Refusal? Refusal) Read(
        ProjectState state, CompiledProgramme programme, CompiledAction action, string? opinion, JsonElement? input,
        DateTimeOffset now)
    {
        var (sections, fault) = SectionsOf(state, programme, action.Definition, input);
        var (decided, findings) = DecidedOf(state, action, input, now);
        return (
            new ActionInput(sections, decided),
            Opinion(action.Definition, opinion) ?? fault
                ?? (findings.IsEmpty ? null : ProjectRefusals.InputInvalid(findings)));
    }

    /// <summary>What the fields asked for start with.</summary>
    public static JsonElement Start(ProjectState state, CompiledSection asks) =>
        ProjectPrefills.OfProject(state, asks.Definition.Fields).Of(asks.Definition);

    private static Refusal? Opinion(ActionDefinition action, string? opinion) =>
        action.Opinion == OpinionRule.Required && opinion is null ? SharedRefusals.Required("opinion")
        : action.Opinion == OpinionRule.None && opinion is not null ? ProjectRefusals.OpinionNotAsked
        : opinion?.Length > LongestOpinion ? SharedRefusals.Length("opinion", 0, LongestOpinion)
        : null;

    private static (ImmutableDictionary<string, JsonElement>? Decided, ImmutableArray<Refusal> Findings) DecidedOf(
        ProjectState state, CompiledAction action, JsonElement? input, DateTimeOffset now)
    {
        var given = input is { ValueKind: JsonValueKind.Object } json
            ? json.EnumerateObject().Where(member => member.Name != SectionsMember)
                .GroupBy(member => member.Name).ToImmutableDictionary(same => same.Key, same => same.Last().Value)
            : ImmutableDictionary<string, JsonElement>.Empty;
        if (action.Asks is not { } asks)
        {
            return (
                null,
                [
                    .. given.Keys.Order(StringComparer.Ordinal)
                        .Select(name => ProgrammeRefusals.FieldUnknown($"input/{name}")),
                ]);
        }

        var findings = FormContent.Findings(
            asks,
            JsonSerializer.SerializeToElement(given),
            SectionViews.IsFileOf(state),
            ProjectPrefills.OfProject(state, asks.Definition.Fields),
            ProjectConditions.Facts(state, now));
        return (given, findings);
    }

    /// <summary>Sections to correct: <c>{"sections": ["form/section", …]}</c>.</summary>
    private static (ImmutableArray<string> Sections, Refusal? Refusal) SectionsOf(
        ProjectState state, CompiledProgramme programme, ActionDefinition action, JsonElement? input)
    {
        if (!action.AsksSections || input is not { ValueKind: JsonValueKind.Object } json
            || !json.TryGetProperty(SectionsMember, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return ([], null);
        }

        var sections = ImmutableArray.CreateBuilder<string>();
        foreach (var item in list.EnumerateArray())
        {
            var name = item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText();
            if (name.Split('/') is not [var given, var section]
                || programme.Stages[action.Target].Definition.Form is not { } form
                || FormInstances.FormOf(given) != form
                || programme.Forms[form].Section(section) is null)
            {
                return ([], ProjectRefusals.SectionUnknown(name));
            }

            sections.Add($"{FormInstances.Last(state, form)}/{section}");
        }

        return ([.. sections.Distinct()], null);
    }
}
