using System.Collections.Immutable;
using System.Globalization;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;

namespace SunGov.Grains.Projects;

/// <summary>The tasks a stage begins with, and what of them is done already; pure.</summary>
public static class StageTasks
{
    /// <summary>
    /// The tasks whose condition holds. Of those that are picked: the ones picked now, else those of the last time,
    /// else, where nothing else is to do, all: a stage is never without tasks.
    /// </summary>
    public static (ImmutableArray<StageTask> Tasks, Refusal? Refusal) Of(
        ProjectState state, CompiledProgramme programme, CompiledStage stage, int no,
        ImmutableArray<ChosenTask> chosen, DateTimeOffset now)
    {
        var open = stage.Definition.Tasks
            .Where(task => ProjectConditions.Holds(stage.TaskConditions.GetValueOrDefault(task.Id), state, now))
            .ToImmutableArray();
        var there = open.RemoveAll(task => task.Chosen && !Picked(state, stage.Definition, chosen).Contains(task.Id));
        var tasks = ImmutableArray.CreateBuilder<StageTask>();
        foreach (var task in there.IsEmpty ? open : there)
        {
            var holder = ProjectStages.HolderNow(state, programme, task.Holder, now);
            if (ProjectStages.Holder(state, holder) is not var (fact, name))
            {
                return ([], ProjectRefusals.HolderMissing(stage.Definition.Name, holder.Name));
            }

            var person = chosen.FirstOrDefault(picked => picked.Task == task.Id)?.Person;
            for (var slot = 1; slot <= (task.People ?? 1); slot++)
            {
                tasks.Add(Slot(no, slot, task, fact, name) with { Claimed = slot == 1 ? person : null });
            }
        }

        return (tasks.ToImmutable(), null);
    }

    /// <summary>
    /// What others concluded before the stage was left by a return, told of its tasks now. Nothing where it would leave
    /// nothing to do.
    /// </summary>
    public static ImmutableArray<TaskDone> Kept(
        StageDefinition stage, ImmutableArray<StageTask> tasks, StageInstance before)
    {
        if (before.Entered.Stage != stage.Id || before.Done.IsEmpty)
        {
            return [];
        }

        var kept = ImmutableArray.CreateBuilder<TaskDone>();
        foreach (var done in before.Returned ? before.Done.RemoveAt(before.Done.Length - 1) : before.Done)
        {
            var slot = done.Task[(done.Task.IndexOf('-', StringComparison.Ordinal) + 1)..];
            if (tasks.FirstOrDefault(task => SlotOf(task) == slot) is { } again)
            {
                kept.Add(done with { Task = again.Id });
            }
        }

        return tasks.Any(task => kept.All(done => done.Task != task.Id)
                && stage.Tasks.Any(known => known.Id == task.Task && !known.Optional))
            ? kept.ToImmutable()
            : [];
    }

    /// <summary>A task of the definition as one of the project; of several people each has one.</summary>
    internal static StageTask Slot(int no, int slot, TaskDefinition task, string holder, string holderName)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{no}-{task.Id}");
        return slot == 1
            ? new StageTask(id, task.Id, task.Name, holder, holderName)
            : new StageTask(
                string.Create(CultureInfo.InvariantCulture, $"{id}~{slot}"),
                task.Id,
                new Words(
                    string.Create(CultureInfo.InvariantCulture, $"{task.Name.Zh}（{slot}）"),
                    string.Create(CultureInfo.InvariantCulture, $"{task.Name.En} ({slot})")),
                holder,
                holderName);
    }

    private static string SlotOf(StageTask task) =>
        task.Id[(task.Id.IndexOf('-', StringComparison.Ordinal) + 1)..];

    private static ImmutableHashSet<string> Picked(
        ProjectState state, StageDefinition stage, ImmutableArray<ChosenTask> chosen) => chosen.IsEmpty
        ? state.Stages.LastOrDefault(known => known.Entered.Stage == stage.Id) is { } last
            ? [.. last.Entered.Tasks.Select(task => task.Task)]
            : []
        : [.. chosen.Select(task => task.Task)];
}
