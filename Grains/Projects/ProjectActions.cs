using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>A form as it stands, read before an action that needs it complete.</summary>
/// <param name="Contents">Content by section.</param>
/// <param name="Frozen">The form as it would be frozen.</param>
public sealed record FormAsIs(
    string Form, IReadOnlyDictionary<string, JsonElement> Contents, FrozenForm Frozen);

/// <summary>What acting needs from elsewhere.</summary>
/// <param name="CallCloses">The call's closing instant as it stands now.</param>
/// <param name="EntityCap">The call's cap per legal entity; null for none.</param>
/// <param name="Forms">The forms the action needs complete.</param>
/// <param name="Number">The number to be given, where the action gives one.</param>
public sealed record ActFacts(
    CompiledProgramme Programme,
    DateTimeOffset CallCloses,
    int? EntityCap,
    ImmutableArray<FormAsIs> Forms,
    string? Number);

/// <summary>Acting on tasks: who, what is checked, what follows; pure.</summary>
public static class ProjectActions
{
    private const int LongestOpinion = 2_000;

    /// <summary>Why the caller cannot take this action now; null when they can, opinion and content aside.</summary>
    public static Refusal? MayAct(
        ProjectState state, Caller caller, CompiledProgramme programme, string task, string action,
        DateTimeOffset callCloses, DateTimeOffset now)
    {
        if (!ProjectRules.MayRead(state, caller))
        {
            return SharedRefusals.NotFound;
        }

        if (state.Status == ProjectStatus.Submitting)
        {
            return ProjectRefusals.Submitting;
        }

        if (state.Tasks.FirstOrDefault(open => open.Id == task) is not { } found)
        {
            return ProjectRefusals.TaskNotOpen;
        }

        if (!ProjectRules.Holds(state, found, caller))
        {
            return SharedRefusals.NotAllowed;
        }

        var stage = state.Now!;
        return programme.Stages[stage.Entered.Stage].Action(action) is not { } definition
            ? ProjectRefusals.ActionUnknown(action)
            : TooLate(definition, stage, callCloses, now);
    }

    /// <summary>Takes the action.</summary>
    public static Decision<ProjectEvent> Act(
        ProjectState state, ActOnTask command, Caller caller, ActFacts facts, DateTimeOffset now)
    {
        var refusal = MayAct(
            state, caller, facts.Programme, command.Task, command.Action, facts.CallCloses, now);
        if (refusal is not null)
        {
            return refusal;
        }

        var stage = facts.Programme.Stages[state.Now!.Entered.Stage];
        var action = stage.Action(command.Action)!;
        var opinion = string.IsNullOrWhiteSpace(command.Opinion) ? null : command.Opinion.Trim();
        var (sections, fault) = Sections(facts.Programme, action, command.Input);
        refusal = Opinion(action, opinion) ?? fault ?? Incomplete(state, action, facts);
        if (refusal is not null)
        {
            return refusal;
        }

        if (action.Submits)
        {
            return ProjectSubmission.Begin(state, command, opinion, caller, action, facts, now);
        }

        var events = ImmutableArray.CreateBuilder<ProjectEvent>();
        if (action.Numbers && state.Number is null && facts.Number is { } number)
        {
            events.Add(new NumberGiven(now, number));
        }

        return Move(state, facts.Programme, action, Actor.Of(caller), command.Task, opinion, sections,
            facts.CallCloses, now, events);
    }

    /// <summary>Ends the stage by the action and enters the next.</summary>
    internal static Decision<ProjectEvent> Move(
        ProjectState state,
        CompiledProgramme programme,
        ActionDefinition action,
        Actor by,
        string task,
        string? opinion,
        ImmutableArray<string> sections,
        DateTimeOffset callCloses,
        DateTimeOffset now,
        ImmutableArray<ProjectEvent>.Builder events)
    {
        var stage = events.Aggregate(state, ProjectState.Evolve).Now!.Entered;
        events.Add(new ActionTaken(
            now, by, stage.No, stage.Stage, stage.Name, task, action.Id, action.Name, opinion, action.Returns,
            sections));
        var so = action.Releases
            ? ProjectRules.Released(state, events.ToImmutable(), now, "released")
            : events.ToImmutable();
        var entered = ProjectStages.Enter(
            so.Aggregate(state, ProjectState.Evolve),
            programme,
            action.Target,
            new Entering(callCloses, action.Returns ? opinion : null, sections),
            now);
        return entered.Refusal is null ? entered with { Events = [.. so, .. entered.Events] } : entered;
    }

    /// <summary>
    /// Nothing goes forward from a stage of the call after its closing, and nothing is submitted after any deadline;
    /// going back stays possible.
    /// </summary>
    private static Refusal? TooLate(
        ActionDefinition action, StageInstance stage, DateTimeOffset callCloses, DateTimeOffset now) =>
        !action.Returns
        && (action.Submits || stage.Entered.DueOfCall)
        && ProjectStages.DueNow(stage, callCloses) is { } due
        && now > due
            ? ProjectRefusals.DeadlinePassed(due)
            : null;

    private static Refusal? Opinion(ActionDefinition action, string? opinion) =>
        action.Opinion == OpinionRule.Required && opinion is null ? SharedRefusals.Required("opinion")
        : action.Opinion == OpinionRule.None && opinion is not null ? ProjectRefusals.OpinionNotAsked
        : opinion?.Length > LongestOpinion ? SharedRefusals.Length("opinion", 0, LongestOpinion)
        : null;

    private static Refusal? Incomplete(ProjectState state, ActionDefinition action, ActFacts facts)
    {
        foreach (var id in action.Complete)
        {
            var form = facts.Forms.Single(known => known.Form == id);
            var findings = FormContent.Findings(
                facts.Programme.Forms[id], form.Contents, file => state.Files.Any(known => known.File == file));
            if (!findings.IsEmpty)
            {
                return ProjectRefusals.FormIncomplete(id, findings);
            }
        }

        return null;
    }

    /// <summary>Sections to correct: <c>{"sections": ["form/section", …]}</c>.</summary>
    private static (ImmutableArray<string> Sections, Refusal? Refusal) Sections(
        CompiledProgramme programme, ActionDefinition action, JsonElement? input)
    {
        if (!action.AsksSections || input is not { ValueKind: JsonValueKind.Object } json
            || !json.TryGetProperty("sections", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return ([], null);
        }

        var sections = ImmutableArray.CreateBuilder<string>();
        foreach (var item in list.EnumerateArray())
        {
            var name = item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText();
            if (name.Split('/') is not [var form, var section]
                || programme.Stages[action.Target].Definition.Form != form
                || programme.Forms[form].Section(section) is null)
            {
                return ([], ProjectRefusals.SectionUnknown(name));
            }

            sections.Add(name);
        }

        return ([.. sections.Distinct()], null);
    }
}
