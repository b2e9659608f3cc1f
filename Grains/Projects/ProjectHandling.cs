using System.Collections.Immutable;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>
/// Arranging who does a task (R-BUS-17, R-APV-02, R-APV-03): picking it up, handing it to a colleague, adding a signer,
/// taking an opinion back. Pure; views use the same guard.
/// </summary>
public static class ProjectHandling
{
    private const string Control = "project.control";
    private const int LongestReason = 500;
    private const int MostTasks = 40;

    /// <summary>What can be arranged for an open task.</summary>
    public static ImmutableArray<string> Ways { get; } = ["claim", "release", "transfer", "add-signer"];

    /// <summary>Is the task free for this caller: nobody works on it, or they or whom they stand in for do?</summary>
    public static bool IsFree(StageTask task, Caller caller) =>
        task.Claimed is not { } claim || claim.Id == caller.By.Person || claim.Id == caller.Subject;

    /// <summary>Why the caller cannot arrange this now; null when they can, reason and colleague aside.</summary>
    public static Refusal? May(
        ProjectState state, CompiledProgramme programme, Caller caller, string task, string what)
    {
        if (!ProjectRules.MayRead(state, caller))
        {
            return SharedRefusals.NotFound;
        }

        if (state.Status is ProjectStatus.Submitting or ProjectStatus.Suspended)
        {
            return state.Status == ProjectStatus.Submitting ? ProjectRefusals.Submitting : ProjectRefusals.Suspended;
        }

        if (what == "retract")
        {
            return MayRetract(state, programme, caller, task);
        }

        if (state.Tasks.FirstOrDefault(open => open.Id == task) is not { } found)
        {
            return ProjectRefusals.TaskNotOpen;
        }

        var (holds, controls) = (
            ProjectRules.Holds(state, found, caller), caller.May(Control, new ProjectFacts(state)));
        var isOfPerson = found.Holder.StartsWith("person:", StringComparison.Ordinal);
        return !holds && !(controls && what is "release" or "transfer") ? SharedRefusals.NotAllowed
            : isOfPerson && what != "add-signer" ? ProjectRefusals.HandlingNotHere
            : !IsFree(found, caller) && !(controls && what is "release" or "transfer")
                ? ProjectRefusals.ClaimedBy(found.Claimed!.Name)
            : what switch
            {
                "claim" => found.Claimed is not null ? ProjectRefusals.ClaimedBy(found.Claimed.Name)
                    : ProjectApart.Conflict(state, programme.Definition, found, caller),
                "release" => found.Claimed is null ? ProjectRefusals.NotClaimed : null,
                "transfer" => null,
                "add-signer" => Signers(state, programme).IsEmpty ? ProjectRefusals.HandlingNotHere
                    : ProjectApart.Conflict(state, programme.Definition, found, caller),
                _ => ProjectRefusals.HandlingUnknown(what),
            };
    }

    /// <summary>Arranges it.</summary>
    /// <param name="colleague">The identities of the colleague named, none for nobody.</param>
    public static Decision<ProjectEvent> Handle(
        ProjectState state, CompiledProgramme programme, HandleTask command, ImmutableArray<Caller> colleague,
        Caller caller, DateTimeOffset now)
    {
        var reason = command.Reason?.Trim() ?? "";
        var refusal = May(state, programme, caller, command.Task, command.What)
            ?? (reason.Length == 0 && command.What is "transfer" or "add-signer" or "retract"
                    ? SharedRefusals.Required("reason")
                : reason.Length > LongestReason ? SharedRefusals.Length("reason", 1, LongestReason)
                : null);
        if (refusal is not null)
        {
            return refusal;
        }

        var (by, stage) = (Actor.Of(caller), state.Now!);
        var task = stage.Entered.Tasks.Single(known => known.Id == command.Task);
        return command.What switch
        {
            "claim" => new TaskClaimed(now, by, stage.Entered.No, task.Id, task.Name),
            "release" => new TaskReleased(now, by, stage.Entered.No, task.Id, task.Name, task.Claimed!),
            "transfer" => Fit(state, programme, task, colleague) switch
            {
                { Refusal: { } unfit } => unfit,
                { Person: { } to } when to.Id != task.Claimed?.Id =>
                    new TaskTransferred(now, by, stage.Entered.No, task.Id, task.Name, to, reason),
                _ => ProjectRefusals.ColleagueUnfit,
            },
            "retract" => Retracted(state, task, by, reason, now),
            _ => Add(state, programme, command, task, colleague, by, now),
        };
    }

    /// <summary>Tasks of the open stage that could be added, each as it would be.</summary>
    public static ImmutableArray<(TaskDefinition Definition, StageTask Task)> Signers(
        ProjectState state, CompiledProgramme programme) =>
        state.Now is not { } now || now.Entered.Tasks.Length >= MostTasks
            ? []
            :
            [
                .. programme.Stages[now.Entered.Stage].Definition.Tasks.Where(task => task.Addable)
                    .Select(task => (
                        task,
                        holder: ProjectStages.Holder(
                            state, ProjectStages.HolderNow(state, programme, task.Holder, now.Entered.At))))
                    .Where(found => found.holder is not null)
                    .Select(found => (found.task, StageTasks.Slot(
                        now.Entered.No,
                        now.Entered.Tasks.Count(known => known.Task == found.task.Id) + 1,
                        found.task,
                        found.holder!.Value.Fact,
                        found.holder.Value.Name))),
            ];

    /// <summary>The holder whose people could do the task, or the one to be added, or as <c>stage/task</c> the one to
    /// be picked; null where there is none.</summary>
    public static string? HolderOf(
        ProjectState state, CompiledProgramme programme, string task, string? signer, DateTimeOffset now) =>
        signer is null ? state.Tasks.FirstOrDefault(open => open.Id == task)?.Holder
            : signer.Split('/') is [var stage, var chosen]
                ? ProjectChoices.HolderOf(state, programme, stage, chosen, now)
            : Signers(state, programme).Where(found => found.Definition.Id == signer)
                .Select(found => found.Task.Holder).FirstOrDefault();

    private static Decision<ProjectEvent> Add(
        ProjectState state, CompiledProgramme programme, HandleTask command, StageTask from,
        ImmutableArray<Caller> colleague, Actor by, DateTimeOffset now)
    {
        var signer = Signers(state, programme).Where(found => found.Definition.Id == command.Signer)
            .Select(found => found.Task).FirstOrDefault();
        if (signer is null)
        {
            return ProjectRefusals.SignerNotOffered(
                command.Signer ?? "", [.. Signers(state, programme).Select(found => found.Definition.Id)]);
        }

        if (command.Person is not null)
        {
            var (person, refusal) = Fit(state, programme, signer, colleague);
            if (refusal is not null)
            {
                return refusal;
            }

            signer = signer with { Claimed = person };
        }

        return new SignerAdded(
            now, by, state.Now!.Entered.No, from.Id, from.Name, signer, command.Reason!.Trim());
    }

    /// <summary>The colleague, if they hold the task and nothing keeps them from it.</summary>
    private static (Named? Person, Refusal? Refusal) Fit(
        ProjectState state, CompiledProgramme programme, StageTask task, ImmutableArray<Caller> colleague) =>
        colleague.FirstOrDefault(identity => identity.For is null && identity.Holder == task.Holder) is not { } other
            ? (null, ProjectRefusals.ColleagueUnfit)
            : ProjectApart.Conflict(state, programme.Definition, task, other) is { } conflict
                ? (null, conflict)
                : (new Named(other.By.Person, other.Name), null);

    /// <summary>
    /// Who concluded may take it back while the stage is open; whoever concludes after the others may have one of them
    /// decide anew. What was signed stays signed.
    /// </summary>
    private static Refusal? MayRetract(
        ProjectState state, CompiledProgramme programme, Caller caller, string task)
    {
        if (state.Now is not { } now || now.Done.FirstOrDefault(done => done.Task == task) is not { } done)
        {
            return ProjectRefusals.NothingToRetract;
        }

        var stage = programme.Stages[now.Entered.Stage];
        var leads = state.Tasks.Any(open => ProjectRules.Holds(state, open, caller) && IsFree(open, caller)
            && stage.Actions.Any(action => action.Definition.AfterOthers && action.IsFor(open.Task)));
        // With the task done its holder is none of the project's holders any more, so the scope cannot be asked.
        var holds = now.Entered.Tasks.FirstOrDefault(known => known.Id == task) is { } own
            && (own.Holder == caller.Holder || own.Holder == $"person:{caller.Subject}")
            && caller.MayAny("project.act") && done.By.Person == caller.By.Person;
        return !leads && !holds ? SharedRefusals.NotAllowed
            : stage.Action(done.Action)?.Definition.Signs is true ? ProjectRefusals.NothingToRetract
            : null;
    }

    private static ActRetracted Retracted(
        ProjectState state, StageTask task, Actor by, string reason, DateTimeOffset now)
    {
        var done = state.Now!.Done.Single(known => known.Task == task.Id);
        return new ActRetracted(
            now, by, state.Now.Entered.No, task.Id, task.Name, new Named(done.By.Person, done.By.Name), reason);
    }
}
