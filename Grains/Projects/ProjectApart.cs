using System.Collections.Immutable;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>
/// Power balance (R-BUS-07): who acted in one of two places that are kept apart does not act in the other, nor by
/// standing in, nor through a stand-in; and several people of one task are different people. Pure.
/// </summary>
public static class ProjectApart
{
    /// <summary>Why the caller is not to act on this task; null when they are.</summary>
    public static Refusal? Conflict(
        ProjectState state, ProgrammeDefinition definition, StageTask task, Caller caller)
    {
        if (caller.By.IsPlatform)
        {
            return null;
        }

        var here = state.Now!;
        foreach (var done in here.Done.Where(done => TaskOf(here, done)?.Task == task.Task))
        {
            if (Same(done.By, caller) is { } person)
            {
                return ProjectRefusals.AnotherPerson(person);
            }
        }

        foreach (var group in definition.Apart.Where(group => Named(group, here.Entered.Stage, task.Task) is not null))
        {
            var own = Named(group, here.Entered.Stage, task.Task);
            foreach (var (stage, done) in state.Stages.SelectMany(stage => stage.Done.Select(done => (stage, done))))
            {
                var other = Named(group, stage.Entered.Stage, TaskOf(stage, done)?.Task ?? "");
                if (other is not null && other != own && Same(done.By, caller) is { } person)
                {
                    return ProjectRefusals.KeptApart(
                        NameOf(here, own!, task.Name), NameOf(stage, other, TaskOf(stage, done)!.Name), person);
                }
            }
        }

        return null;
    }

    private static StageTask? TaskOf(StageInstance stage, TaskDone done) =>
        stage.Entered.Tasks.FirstOrDefault(task => task.Id == done.Task);

    /// <summary>The place of the group that this task is, or belongs to; null for none.</summary>
    private static string? Named(ImmutableArray<string> group, string stage, string task) =>
        group.Contains($"{stage}/{task}") ? $"{stage}/{task}" : group.Contains(stage) ? stage : null;

    private static Words NameOf(StageInstance stage, string place, Words task) => place.Contains('/')
        ? new($"{stage.Entered.Name.Zh} · {task.Zh}", $"{stage.Entered.Name.En} · {task.En}")
        : stage.Entered.Name;

    /// <summary>The natural person that is behind both, by name; null for none.</summary>
    private static string? Same(Actor by, Caller caller) =>
        by.Person.Length == 0 ? null
        : by.Person == caller.By.Person || by.Person == caller.For?.Person ? by.Name
        : by.OnBehalf is { } other && (other.Id == caller.By.Person || other.Id == caller.For?.Person) ? other.Name
        : null;
}
