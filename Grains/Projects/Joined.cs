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

        var taken = now.Done.Select(done => stage.Action(done.Action)!).Append(action).ToImmutableArray();
        var open = Missing(stage, now, task);
        return stage.Definition.Join == JoinRule.Quorum
            ? Quorum(stage, now, taken)
            : open.IsEmpty ? new(true, taken.MaxBy(known => known.Index)) : Open;
    }

    /// <summary>The required tasks that are still open beside this one.</summary>
    public static ImmutableArray<StageTask> Missing(CompiledStage stage, StageInstance now, StageTask task) =>
        now.Entered.Tasks.RemoveAll(other =>
            other.Id == task.Id
            || now.Done.Any(done => done.Task == other.Id)
            || stage.Definition.Tasks.Any(known => known.Id == other.Task && known.Optional));

    private static Joined Quorum(CompiledStage stage, StageInstance now, ImmutableArray<CompiledAction> taken)
    {
        var most = taken.CountBy(action => action.Definition.Id).MaxBy(votes => votes.Value);
        var needed = Math.Min(stage.Definition.Quorum!.Value, now.Entered.Tasks.Length);
        var open = now.Entered.Tasks.Length - taken.Length;
        return most.Value >= needed ? new(true, stage.Action(most.Key))
            : most.Value + open < needed ? new(true, null)
            : Open;
    }
}
