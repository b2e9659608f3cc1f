using System.Collections.Immutable;
using SunGov.Grains.Programmes;

namespace SunGov.Grains.Projects;

/// <summary>What an act makes of a stage whose tasks are held by several (R-APV-03); pure.</summary>
/// <param name="Ends">True when the stage ends.</param>
/// <param name="Outcome">The action that counts; null where a quorum is out of reach.</param>
public readonly record struct Joined(bool Ends, CompiledAction? Outcome)
{
    private static Joined Open { get; } = new(false, null);

    /// <summary>What follows when this task is done by this action, the others being as they are.</summary>
    public static Joined Of(CompiledStage stage, StageInstance now, StageTask task, CompiledAction action)
    {
        if (stage.Definition.Join == JoinRule.Any || action.Definition.Veto || action.Definition.Returns)
        {
            return new(true, action);
        }

        var taken = now.Done.Select(done => (Task: done.Task, Action: stage.Action(done.Action)!))
            .Append((Task: task.Id, Action: action)).ToImmutableArray();
        var open = Missing(stage, now, task);
        return stage.Definition.Join == JoinRule.Quorum
            ? Quorum(stage, now, taken)
            : open.IsEmpty ? new(true, taken.MaxBy(known => known.Action.Index).Action) : Open;
    }

    /// <summary>The required tasks that are still open beside this one.</summary>
    public static ImmutableArray<StageTask> Missing(CompiledStage stage, StageInstance now, StageTask task) =>
        now.Entered.Tasks.RemoveAll(other =>
            other.Id == task.Id
            || now.Done.Any(done => done.Task == other.Id)
            || stage.Definition.Tasks.Any(known => known.Id == other.Task && known.Optional));

    /// <summary>Each act counts with its task's weight; what cannot reach the quorum any more leaves it undecided.
    /// </summary>
    private static Joined Quorum(
        CompiledStage stage, StageInstance now, ImmutableArray<(string Task, CompiledAction Action)> taken)
    {
        var weights = now.Entered.Tasks.ToDictionary(task => task.Id, task => WeightOf(stage.Definition, task));
        var votes = taken.GroupBy(act => act.Action.Definition.Id)
            .Select(acts => (Action: acts.Key, Weight: acts.Sum(act => weights.GetValueOrDefault(act.Task))))
            .MaxBy(vote => vote.Weight);
        var all = weights.Values.Sum();
        var needed = Math.Min(stage.Definition.Quorum!.Value, all);
        var open = all - taken.Sum(act => weights.GetValueOrDefault(act.Task));
        return votes.Weight >= needed ? new(true, stage.Action(votes.Action))
            : votes.Weight + open < needed ? new(true, null)
            : Open;
    }

    private static int WeightOf(StageDefinition stage, StageTask task) =>
        stage.Tasks.FirstOrDefault(known => known.Id == task.Task)?.Weight ?? 1;
}
