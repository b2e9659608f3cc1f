using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>What views need beside the state.</summary>
public sealed record ViewFacts(CompiledProgramme Programme, DateTimeOffset CallCloses, DateTimeOffset Now);

/// <summary>A project as one caller may see it; what is allowed comes from the guards of the commands. Pure.</summary>
public static class ProjectViews
{
    /// <summary>The project.</summary>
    public static ProjectView Of(long version, ProjectState state, Caller caller, ViewFacts facts)
    {
        var start = state.Start!;
        return new ProjectView(
            start.Id,
            version,
            state.Number,
            state.Title,
            ProjectFacts.StatusOf(state),
            start.Definition.Programme,
            start.Definition.Name,
            start.Definition.Version,
            start.Call,
            new Named(start.By.Person, start.By.Name),
            start.Entity,
            start.RecommendingUnit,
            start.Region,
            state.RequestedFen,
            start.At,
            state.Submitted,
            ProjectStages.DueNow(state.Now, facts.CallCloses),
            Stages(state, facts.Programme, caller),
            Tasks(state, caller, facts),
            [.. Forms(state, facts.Programme, caller)],
            [
                .. state.Quotas.Select(quota => new QuotaUse(
                    quota.Holder, quota.Rule, quota.Limit, null, quota.MostFen)),
            ],
            Allowed(state, caller, facts),
            ProjectDocuments.Views(state, facts.Now),
            Signatures(state),
            Decided(state, caller, facts.Programme),
            state.OpenObjections.Count(),
            PackageOf(state),
            state.Suspension?.Begun.Reason,
            ProjectObjections.MayReadThem(state, caller) is null ? state.Objections.Length : null,
            state.Mode?.Name,
            Paused(state, facts.Programme));
    }

    /// <summary>The time that stands still since the last return; null where none does.</summary>
    private static PausedTime? Paused(ProjectState state, CompiledProgramme programme) =>
        state.Now is { } now
            ? programme.Definition.Stages.Where(stage => stage.Id != now.Entered.Stage)
                .Select(stage => StageEnd.Paused(state, stage, programme.Calendar) is { } left
                    ? new PausedTime(stage.Name, left.Days, left.Working, left.Since, left.Late)
                    : null)
                .OfType<PausedTime>().MaxBy(paused => paused.Since)
            : null;

    private static ImmutableArray<SignatureView> Signatures(ProjectState state) =>
    [
        .. state.Signatures.Select(given => new SignatureView(
            given.Form, given.Party, given.By.Name, Under(given.By), given.At, given.Sm3)),
    ];

    private static ImmutableArray<DecidedView> Decided(
        ProjectState state, Caller caller, CompiledProgramme programme)
    {
        var hidden = ProjectInternals.HiddenFrom(state, caller, programme);
        return
        [
            .. programme.Definition.Stages.Where(stage => state.Decided.ContainsKey(stage.Id)).SelectMany(stage =>
                state.Decided[stage.Id]
                    .Where(field => field.Key != "action" && !hidden.Contains((stage.Id, field.Key)))
                    .OrderBy(field => PlaceOf(stage, field.Key)).ThenBy(field => field.Key, StringComparer.Ordinal)
                    .Select(field => DecidedOf(programme.Stages[stage.Id], field.Key, field.Value))),
        ];
    }

    /// <summary>Fields stand as they were asked for; what an action gives itself stands first.</summary>
    private static int PlaceOf(StageDefinition stage, string field) => stage.Actions
        .SelectMany(action => action.Asks).Select(asked => asked.Id).ToImmutableArray().IndexOf(field);

    private static DecidedView DecidedOf(CompiledStage stage, string field, JsonElement value)
    {
        var asks = stage.Actions.Select(action => action.Asks).OfType<CompiledSection>()
            .FirstOrDefault(known => known.Definition.Fields.Any(asked => asked.Id == field));
        return new DecidedView(
            stage.Definition.Id, field, FieldName(stage.Definition, field), value,
            asks?.Schema.GetProperty("properties").GetProperty(field), asks?.Ui.GetProperty(field));
    }

    private static PackageView? PackageOf(ProjectState state) => state.Package is { } package
        ? new PackageView(
            package.At, package.Sm3, package.Contents, package.Entries, package.Kept is { } kept
                ? new ArchiveView(kept.Number, kept.Years, kept.Until, kept.Secrecy)
                : null)
        : null;

    private static string Under(Actor by) =>
        by.RoleName.Length == 0 ? "" : $"{by.RoleName} · {by.OrganisationName}";

    private static Words? FieldName(StageDefinition stage, string field) =>
        stage.Actions.SelectMany(action => action.Asks).FirstOrDefault(known => known.Id == field)?.Name;

    /// <summary>The forms of the definition, those that are filled again and again by occurrence.</summary>
    private static IEnumerable<FormName> Forms(ProjectState state, CompiledProgramme programme, Caller caller) =>
        programme.Definition.Forms.SelectMany(form => state.Stages
            .Select(stage => stage.Entered.Form).OfType<string>()
            .Where(instance => FormInstances.FormOf(instance) == form.Id)
            .Append(form.Id).Distinct()
            .OrderBy(FormInstances.NumberOf)
            .Select(instance => FormNameOf(state, instance, form.Name, caller)));

    /// <summary>Can the caller save sections of this form now?</summary>
    public static bool IsEditable(ProjectState state, string form, Caller caller) =>
        state.Status is not (ProjectStatus.Submitting or ProjectStatus.Suspended)
        && state.Now?.Entered.Form == form
        && state.Tasks.Any(task => ProjectRules.Holds(state, task, caller));

    private static FormName FormNameOf(ProjectState state, string instance, Words name, Caller caller) => new(
        instance,
        FormInstances.NumberOf(instance) is > 1 and var number
            ? new Words($"{name.Zh}（第 {number} 次）", $"{name.En} ({number})")
            : name,
        IsEditable(state, instance, caller),
        state.Frozen.FirstOrDefault(frozen => frozen.Form == instance)?.Sm3,
        state.Stages.Any(stage => stage.Entered.Form == instance));

    private static ImmutableArray<StageView> Stages(ProjectState state, CompiledProgramme programme, Caller caller)
    {
        var here = programme.Stages[ProjectFacts.StageOf(state)].Index;
        return
        [
            .. programme.Definition.Stages.Select((stage, index) =>
            {
                var last = state.Stages.LastOrDefault(instance => instance.Entered.Stage == stage.Id);
                return new StageView(
                    stage.Id,
                    ProjectStages.KindOf(stage.Kind),
                    stage.Name,
                    StateOf(state, last, stage.Id, index, here),
                    last is null ? Expected(programme, stage)
                        : last.LeftBy ?? string.Join("、", last.Entered.Tasks.Select(task => task.HolderName)),
                    last?.Entered.At,
                    last?.Left,
                    last is null
                        ? []
                        : [.. last.Entered.Tasks.Select(task => TaskOf(state, programme, caller, last, task))],
                    programme.Stages[stage.Id].Definition.Join switch
                    {
                        JoinRule.All => "all",
                        JoinRule.Quorum => "quorum",
                        _ => "any",
                    },
                    ProjectInstants.View(last));
            }),
        ];
    }

    private static StageTaskView TaskOf(
        ProjectState state, CompiledProgramme programme, Caller caller, StageInstance stage, StageTask task)
    {
        var done = stage.Done.FirstOrDefault(known => known.Task == task.Id);
        return new StageTaskView(
            task.Id, task.Name, task.HolderName, done is not null ? "done" : stage.Left is null ? "open" : "ended",
            done?.ActionName, done?.Opinion, done?.By.Name, done?.At,
            task.Claimed?.Name,
            done is not null && stage.Left is null
                && ProjectHandling.May(state, programme, caller, task.Id, "retract") is null);
    }

    private static string StateOf(ProjectState state, StageInstance? last, string stage, int index, int here) =>
        state.Skipped.Contains(stage) ? "skipped"
        : index == here && last is { Left: null } ? state.Status == ProjectStatus.Ended ? "done" : "now"
        : last is { Returned: true } ? "returned"
        : last is { Left: not null } && index < here ? "done"
        : index < here ? "skipped"
        : "ahead";

    private static string Expected(CompiledProgramme programme, StageDefinition stage) => string.Join(
        "、", stage.Tasks.Select(task => programme.Definition.Holders[task.Holder].Name.Zh));

    private static ImmutableArray<TaskView> Tasks(ProjectState state, Caller caller, ViewFacts facts) =>
        state.Now is not { Entered: var entered } stage
            ? []
            :
            [
                .. state.Tasks.Select(task => new TaskView(
                    task.Id,
                    entered.Stage,
                    task.Name,
                    task.HolderName,
                    ProjectRules.Holds(state, task, caller),
                    entered.At,
                    ProjectStages.DueNow(stage, facts.CallCloses),
                    entered.Note ?? entered.Remit,
                    entered.OpenSections ?? [],
                    task.Claimed,
                    [
                        .. ProjectHandling.Ways.Where(way =>
                            ProjectHandling.May(state, facts.Programme, caller, task.Id, way) is null),
                    ],
                    ProjectHandling.May(state, facts.Programme, caller, task.Id, "add-signer") is null
                        ?
                        [
                            .. ProjectHandling.Signers(state, facts.Programme).Select(found => new ChoiceTask(
                                found.Definition.Id, found.Definition.Name, found.Task.HolderName)),
                        ]
                        : [])),
            ];

    /// <summary>Of several open tasks of one kind a caller does one: that which they work on, else a free one.
    /// </summary>
    private static IEnumerable<StageTask> Own(ProjectState state, Caller caller) => state.Tasks
        .Where(task => ProjectRules.Holds(state, task, caller))
        .GroupBy(task => task.Task)
        .Select(same => same.MinBy(task => !ProjectHandling.IsFree(task, caller) ? 2 : task.Claimed is null ? 1 : 0)!);

    private static ImmutableArray<Allowed> Allowed(ProjectState state, Caller caller, ViewFacts facts)
    {
        var allowed = ImmutableArray.CreateBuilder<Allowed>();
        foreach (var task in Own(state, caller))
        {
            foreach (var action in facts.Programme.Stages[state.Now!.Entered.Stage].Actions
                .Where(action => action.IsFor(task.Task)))
            {
                var why = ProjectActions.MayAct(
                    state, caller, facts.Programme, task.Id, action.Definition.Id, facts.CallCloses, facts.Now);
                if (why?.Code is not ("action-not-now" or "another-person"))
                {
                    allowed.Add(AllowedOf(state, caller, facts, task, action, why));
                }
            }
        }

        var definition = facts.Programme.Definition;
        if (ProjectRules.WithdrawalOf(state, definition, facts.CallCloses, facts.Now) is { } withdrawal
            && state.Start!.By.Person == caller.By.Person)
        {
            var why = ProjectRules.MayWithdraw(state, caller, definition, facts.CallCloses, facts.Now);
            allowed.Add(new Allowed(
                "withdraw", withdrawal.Name, null, false, "required", why is null ? [] : [why],
                withdrawal.Target is { } target ? facts.Programme.Stages[target].Definition.Name : null));
        }

        allowed.AddRange(ProjectCourse.Allowed(state, caller));
        return allowed.ToImmutable();
    }

    private static Allowed AllowedOf(
        ProjectState state, Caller caller, ViewFacts facts, StageTask task, CompiledAction action, Refusal? why)
    {
        var definition = action.Definition;
        return new Allowed(
            definition.Id, definition.Name, task.Id, definition.Primary, OpinionOf(definition.Opinion),
            why is null ? [] : [why],
            NextOf(state, facts.Programme, action),
            definition.Submits,
            definition.AsksSections,
            action.Asks is { } asks
                ? new Asked(
                    asks.Schema, asks.Ui, ActionInput.Start(state, asks),
                    asks.Rules.IsEmpty
                        ? null
                        : ProjectConditions.Json(
                            ProjectInternals.SeenBy(state, caller, facts.Programme), facts.Now))
                : null,
            definition.Signs ? ProjectActions.ToSign(state)?.Form : null,
            definition.AsksSections && facts.Programme.Stages[definition.Target].Definition.Form is { } form
                ? FormInstances.Last(state, form)
                : null,
            ProjectChoices.Offered(state, facts.Programme, action, facts.Now),
            definition.Asks.Any(field => field.Prefill is { } source && ReviewSources.Kinds.ContainsKey(source)));
    }

    private static Words? NextOf(ProjectState state, CompiledProgramme programme, CompiledAction action) =>
        ProjectMoves.Resumed(state, programme, action, action.Definition.Target)?.Entered.Name
        ?? (action.Routes.IsEmpty && action.Stages.IsEmpty
            ? programme.Stages[action.Definition.Target].Definition.Name
            : null);

    private static string OpinionOf(OpinionRule rule) => rule switch
    {
        OpinionRule.Required => "required",
        OpinionRule.Optional => "optional",
        _ => "none",
    };
}
