using System.Collections.Immutable;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>An act that is accepted, about to be recorded.</summary>
/// <param name="By">Who acts.</param>
/// <param name="Task">Id of the task in the project.</param>
/// <param name="Opinion">The opinion; null for none.</param>
/// <param name="Input">Sections to correct and what was asked for.</param>
public sealed record Act(CompiledAction Action, Actor By, string Task, string? Opinion, ActionInput Input);

/// <summary>What an accepted act does to the project's way; pure.</summary>
public static class ProjectMoves
{
    /// <summary>Records the act; where it ends the stage, the next one is entered in the same decision.</summary>
    /// <param name="state">State after <paramref name="before"/>.</param>
    /// <param name="before">What the act did already: frozen, signed, numbered.</param>
    public static Decision<ProjectEvent> Of(
        ProjectState state,
        CompiledProgramme programme,
        Act act,
        DateTimeOffset callCloses,
        DateTimeOffset now,
        ImmutableArray<ProjectEvent> before)
    {
        var (definition, open) = (act.Action.Definition, state.Now!);
        var stage = programme.Stages[open.Entered.Stage];
        var joined = Joined.Of(stage, open, open.Entered.Tasks.Single(task => task.Id == act.Task), act.Action);
        var events = before.Add(new ActionTaken(
            now, act.By, open.Entered.No, open.Entered.Stage, open.Entered.Name, act.Task, definition.Id,
            definition.Name, act.Opinion, definition.Returns, act.Input.Sections,
            joined.Ends ? null : true,
            joined.Ends ? joined.Outcome?.Definition.Id ?? "" : null, act.Input.Decided, act.Input.Choice));
        if (!joined.Ends)
        {
            return new Decision<ProjectEvent>(null, events);
        }

        var acted = ProjectState.Evolve(state, events[^1]);
        if (definition.Releases)
        {
            events = ProjectRules.Released(state, events, now, "released");
            acted = events.Length > before.Length + 1 ? ProjectState.Evolve(acted, events[^1]) : acted;
        }

        var choice = joined.Outcome == act.Action ? act.Input.Choice : null;
        var target = choice?.Stage
            ?? (joined.Outcome is { } outcome ? Target(outcome, acted, now) : stage.Definition.Undecided!);
        var back = joined.Outcome is { } taken ? Resumed(acted, programme, taken, target) : null;
        var entered = ProjectStages.Enter(
            acted,
            programme,
            back?.Entered.Stage ?? target,
            new Entering(
                callCloses, definition.Returns ? act.Opinion : null, act.Input.Sections, definition.Returns)
            {
                Choice = choice,
                Resuming = back,
                Resumes = definition is { Returns: true, Resume: true } ? open.Entered.No : back?.Entered.Resumes,
            },
            now);
        return entered.Refusal is null ? entered with { Events = [.. events, .. entered.Events] } : entered;
    }

    /// <summary>
    /// The stage that a correction goes straight back to by this action; null where it goes the usual way: by a return,
    /// to an end, or where its taker picks the stage.
    /// </summary>
    /// <param name="state">State in or after the stage that is left.</param>
    public static StageInstance? Resumed(
        ProjectState state, CompiledProgramme programme, CompiledAction action, string target) =>
        state.Stages[^1].Entered.Resumes is { } no
        && action is { Definition: { Returns: false, Loops: false }, Stages.IsEmpty: true }
        && programme.Stages[target].Definition.Kind != StageKind.End
            ? state.Stages.FirstOrDefault(stage => stage.Entered.No == no)
            : null;

    /// <summary>What falls due: the period of the open stage has ended and nothing holds it up.</summary>
    public static Decision<ProjectEvent> Elapse(
        ProjectState state, CompiledProgramme programme, int no, DateTimeOffset callCloses, DateTimeOffset now) =>
        HasElapsed(state, now) && state.Now!.Entered.No == no
            ? Leave(state, programme, "elapsed", programme.Stages[state.Now.Entered.Stage].Definition.Then!,
                callCloses, now, [])
            : ProjectRefusals.TaskNotOpen;

    /// <summary>Whether the open stage ends by itself now.</summary>
    public static bool HasElapsed(ProjectState state, DateTimeOffset now) =>
        state.Now is { Entered: { Elapses: true, Due: { } due } } && now >= due
        && state.Status is not (ProjectStatus.Suspended or ProjectStatus.Submitting)
        && !state.OpenObjections.Any();

    /// <summary>Ends the stage without an act of its holders.</summary>
    /// <param name="state">State after <paramref name="before"/>.</param>
    internal static Decision<ProjectEvent> Leave(
        ProjectState state,
        CompiledProgramme programme,
        string why,
        string target,
        DateTimeOffset callCloses,
        DateTimeOffset now,
        ImmutableArray<ProjectEvent> before)
    {
        var open = state.Now!.Entered;
        var left = new StageLeft(now, open.No, open.Stage, open.Name, why);
        var entered = ProjectStages.Enter(
            ProjectState.Evolve(state, left), programme, target, new Entering(callCloses, null, []), now);
        return entered.Refusal is null ? entered with { Events = [.. before, left, .. entered.Events] } : entered;
    }

    private static string Target(CompiledAction action, ProjectState state, DateTimeOffset now)
    {
        foreach (var (when, target) in action.Routes)
        {
            if (ProjectConditions.Holds(when, state, now))
            {
                return target;
            }
        }

        return action.Definition.Target;
    }
}
