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
    private const string ChoiceMember = "choice";
    private const int LongestOpinion = 2_000;
    private const int MostPeople = 20;

    /// <summary>What its taker picked; null for nothing.</summary>
    public ChosenWay? Choice { get; init; }

    /// <summary>Reads and checks opinion and input.</summary>
    public static (ActionInput Input, Refusal? Refusal) Read(
        ProjectState state, ActFacts facts, CompiledAction action, string? opinion, JsonElement? input,
        DateTimeOffset now)
    {
        var programme = facts.Programme;
        var (choice, unfit) = ProjectChoices.Read(state, facts, action, Member(input, ChoiceMember), now);
        var target = programme.Stages[choice?.Stage ?? action.Definition.Target].Definition;
        var (sections, fault) = SectionsOf(state, programme, action.Definition, target, input);
        var (decided, findings) = DecidedOf(state, action, input, now);
        return (
            new ActionInput(sections, decided) { Choice = choice },
            Opinion(action.Definition, opinion) ?? unfit ?? fault
                ?? (findings.IsEmpty ? null : ProjectRefusals.InputInvalid(findings)));
    }

    /// <summary>What the fields asked for start with.</summary>
    public static JsonElement Start(ProjectState state, CompiledSection asks) =>
        ProjectPrefills.OfProject(state, asks.Definition.Fields).Of(asks.Definition);

    /// <summary>Ids of the people that an input picks, to be looked up before it is judged.</summary>
    public static ImmutableArray<string> PeopleOf(JsonElement? input) =>
        Member(Member(input, ChoiceMember), ProjectChoices.PeopleMember) is { ValueKind: JsonValueKind.Object } people
            ?
            [
                .. people.EnumerateObject().Select(person => person.Value)
                    .Where(id => id.ValueKind == JsonValueKind.String).Select(id => id.GetString()!)
                    .Distinct().Take(MostPeople),
            ]
            : [];

    private static JsonElement? Member(JsonElement? input, string name) =>
        input is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out var member)
            && member.ValueKind != JsonValueKind.Null ? member : null;

    private static Refusal? Opinion(ActionDefinition action, string? opinion) =>
        action.Opinion == OpinionRule.Required && opinion is null ? SharedRefusals.Required("opinion")
        : action.Opinion == OpinionRule.None && opinion is not null ? ProjectRefusals.OpinionNotAsked
        : opinion?.Length > LongestOpinion ? SharedRefusals.Length("opinion", 0, LongestOpinion)
        : null;

    private static (ImmutableDictionary<string, JsonElement>? Decided, ImmutableArray<Refusal> Findings) DecidedOf(
        ProjectState state, CompiledAction action, JsonElement? input, DateTimeOffset now)
    {
        var given = input is { ValueKind: JsonValueKind.Object } json
            ? json.EnumerateObject().Where(member => member.Name is not (SectionsMember or ChoiceMember))
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
        ProjectState state, CompiledProgramme programme, ActionDefinition action, StageDefinition target,
        JsonElement? input)
    {
        if (!action.AsksSections
            || Member(input, SectionsMember) is not { ValueKind: JsonValueKind.Array } list)
        {
            return ([], null);
        }

        var sections = ImmutableArray.CreateBuilder<string>();
        foreach (var item in list.EnumerateArray())
        {
            var name = item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText();
            if (name.Split('/') is not [var given, var section]
                || target.Form is not { } form
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
