using System.Collections.Immutable;
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
            Stages(state, facts.Programme),
            Tasks(state, caller, facts.CallCloses),
            [.. facts.Programme.Definition.Forms.Select(form => FormNameOf(state, form, caller))],
            [
                .. state.Quotas.Select(quota => new QuotaUse(
                    quota.Holder, quota.Rule, quota.Limit, null)),
            ],
            Allowed(state, caller, facts));
    }

    /// <summary>Can the caller save sections of this form now?</summary>
    public static bool IsEditable(ProjectState state, string form, Caller caller) =>
        state.Status != ProjectStatus.Submitting
        && state.Now?.Entered.Form == form
        && state.Tasks.Any(task => ProjectRules.Holds(state, task, caller));

    private static FormName FormNameOf(ProjectState state, FormDefinition form, Caller caller) => new(
        form.Id,
        form.Name,
        IsEditable(state, form.Id, caller),
        state.Frozen.FirstOrDefault(frozen => frozen.Form == form.Id)?.Sm3);

    private static ImmutableArray<StageView> Stages(ProjectState state, CompiledProgramme programme)
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
                    last?.Left);
            }),
        ];
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

    private static ImmutableArray<TaskView> Tasks(ProjectState state, Caller caller, DateTimeOffset callCloses) =>
        state.Now is not { Entered: var entered } stage
            ? []
            :
            [
                .. entered.Tasks.Select(task => new TaskView(
                    task.Id,
                    entered.Stage,
                    task.Name,
                    task.HolderName,
                    ProjectRules.Holds(state, task, caller),
                    entered.At,
                    ProjectStages.DueNow(stage, callCloses),
                    entered.Note,
                    entered.OpenSections ?? [])),
            ];

    private static ImmutableArray<Allowed> Allowed(ProjectState state, Caller caller, ViewFacts facts)
    {
        var allowed = ImmutableArray.CreateBuilder<Allowed>();
        foreach (var task in state.Tasks.Where(task => ProjectRules.Holds(state, task, caller)))
        {
            foreach (var action in facts.Programme.Stages[state.Now!.Entered.Stage].Definition.Actions)
            {
                var why = ProjectActions.MayAct(
                    state, caller, facts.Programme, task.Id, action.Id, facts.CallCloses, facts.Now);
                allowed.Add(new Allowed(
                    action.Id, action.Name, task.Id, action.Primary, OpinionOf(action.Opinion),
                    why is null ? [] : [why],
                    facts.Programme.Stages[action.Target].Definition.Name,
                    action.Submits,
                    action.AsksSections));
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

        return allowed.ToImmutable();
    }

    private static string OpinionOf(OpinionRule rule) => rule switch
    {
        OpinionRule.Required => "required",
        OpinionRule.Optional => "optional",
        _ => "none",
    };
}
