using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>What the taker of an action picks: the next stage, and who takes part in it (R-BUS-08); pure.</summary>
public static class ProjectChoices
{
    /// <summary>Member of a choice that names people: <c>{"people": {"task": "id"}}</c>.</summary>
    internal const string PeopleMember = "people";

    private const int LongestReason = 500;

    /// <summary>What is offered now; null where there is nothing to pick.</summary>
    public static Choosing? Offered(
        ProjectState state, CompiledProgramme programme, CompiledAction action, DateTimeOffset now)
    {
        var chooses = action.Definition.Chooses;
        if (action.Stages.IsEmpty && chooses is null)
        {
            return null;
        }

        var stages = action.Stages.IsEmpty ? [action.Definition.Target] : action.Stages;
        return new Choosing(
            [
                .. stages.Select(id => programme.Stages[id])
                    .Where(stage => ProjectConditions.Holds(stage.When, state, now))
                    .Select(stage => new ChoiceStage(
                        stage.Definition.Id,
                        stage.Definition.Name,
                        chooses?.Tasks is true ? Tasks(state, programme, stage, now) : [],
                        action.Definition.AsksSections && stage.Definition.Form is { } form
                            ? FormInstances.Last(state, form)
                            : null)),
            ],
            !action.Stages.IsEmpty,
            chooses?.Tasks is true ? chooses.Min ?? 1 : 0,
            chooses?.Tasks is true ? chooses.Max : 0,
            chooses is not null);
    }

    /// <summary>Reads what was picked, and judges it by what is offered.</summary>
    /// <param name="given"><c>{"stage", "tasks": [...], "people": {task: person}, "reason"}</c>; null for nothing.
    /// </param>
    public static (ChosenWay? Choice, Refusal? Refusal) Read(
        ProjectState state, ActFacts facts, CompiledAction action, JsonElement? given, DateTimeOffset now)
    {
        if (Offered(state, facts.Programme, action, now) is not { } offered)
        {
            return (null, given is null ? null : ProjectRefusals.NothingToChoose);
        }

        var (id, reason) = (Text(given, "stage"), Text(given, "reason")?.Trim());
        var stage = offered.PicksStage
            ? offered.Stages.FirstOrDefault(known => known.Id == (id ?? Only(offered)))
            : offered.Stages is [var only] ? only : null;
        if (offered.PicksStage ? stage is null : id is not null && id != stage?.Id)
        {
            return (null, id is null
                ? ProjectRefusals.StageNotChosen
                : ProjectRefusals.StageNotOffered(id, [.. offered.Stages.Select(known => known.Id)]));
        }

        var (tasks, refusal) = Picked(offered, stage?.Tasks ?? [], given);
        if (refusal is null)
        {
            (tasks, refusal) = WithPeople(state, facts, stage?.Id ?? "", tasks, given, now);
        }

        refusal ??= !offered.Reason ? null
            : string.IsNullOrEmpty(reason) ? SharedRefusals.Required("input/choice/reason")
            : reason.Length > LongestReason ? SharedRefusals.Length("input/choice/reason", 1, LongestReason)
            : null;
        return refusal is null
            ? (new ChosenWay(
                offered.PicksStage ? stage!.Id : null,
                offered.PicksStage ? stage!.Name : null,
                tasks,
                string.IsNullOrEmpty(reason) ? null : reason), null)
            : (null, refusal);
    }

    /// <summary>A return to one stage only needs no word about which.</summary>
    private static string? Only(Choosing offered) => offered.Stages is [var only] ? only.Id : null;

    private static (ImmutableArray<ChosenTask> Tasks, Refusal? Refusal) Picked(
        Choosing offered, ImmutableArray<ChoiceTask> open, JsonElement? given)
    {
        var picked = given is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("tasks", out var list)
            && list.ValueKind == JsonValueKind.Array
                ? list.EnumerateArray().Select(item =>
                    item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText()).Distinct().ToList()
                : [];
        if (picked.Find(name => open.All(task => task.Id != name)) is { } unknown)
        {
            return ([], ProjectRefusals.TaskNotOffered(unknown, [.. open.Select(task => task.Id)]));
        }

        var most = Math.Min(offered.Most ?? open.Length, open.Length);
        var least = Math.Min(offered.Least, most);
        return picked.Count < least || picked.Count > most
            ? ([], ProjectRefusals.TasksChosen(least, most))
            : ([
                .. open.Where(task => picked.Contains(task.Id))
                    .Select(task => new ChosenTask(task.Id, task.Name, task.Holder)),
            ], null);
    }

    /// <summary>The tasks with the people who are to do them; each must hold what the task needs.</summary>
    private static (ImmutableArray<ChosenTask> Tasks, Refusal? Refusal) WithPeople(
        ProjectState state, ActFacts facts, string stage, ImmutableArray<ChosenTask> tasks, JsonElement? given,
        DateTimeOffset now)
    {
        if (given is not { ValueKind: JsonValueKind.Object } json
            || !json.TryGetProperty(PeopleMember, out var people) || people.ValueKind != JsonValueKind.Object)
        {
            return (tasks, null);
        }

        foreach (var (task, person) in people.EnumerateObject().Select(one => (one.Name, Text(people, one.Name))))
        {
            var holder = HolderOf(state, facts.Programme, stage, task, now);
            if (tasks.FirstOrDefault(known => known.Task == task) is not { } chosen
                || facts.Colleagues.FirstOrDefault(identity => identity.By.Person == person
                    && identity.For is null && identity.Holder == holder) is not { } colleague)
            {
                return ([], ProjectRefusals.ColleagueUnfit.At("input/choice/people"));
            }

            tasks = tasks.Replace(chosen, chosen with { Person = new Named(colleague.By.Person, colleague.Name) });
        }

        return (tasks, null);
    }

    /// <summary>The holder fact of a task that can be picked; null for none.</summary>
    internal static string? HolderOf(
        ProjectState state, CompiledProgramme programme, string stage, string task, DateTimeOffset now) =>
        programme.Stages.GetValueOrDefault(stage)?.Definition.Tasks
            .FirstOrDefault(known => known.Chosen && known.Id == task) is { } found
            ? ProjectStages.Holder(state, ProjectStages.HolderNow(state, programme, found.Holder, now))?.Fact
            : null;

    private static ImmutableArray<ChoiceTask> Tasks(
        ProjectState state, CompiledProgramme programme, CompiledStage stage, DateTimeOffset now) =>
    [
        .. stage.Definition.Tasks
            .Where(task => task.Chosen
                && ProjectConditions.Holds(stage.TaskConditions.GetValueOrDefault(task.Id), state, now))
            .Select(task => (
                task,
                holder: ProjectStages.Holder(state, ProjectStages.HolderNow(state, programme, task.Holder, now))))
            .Where(found => found.holder is not null)
            .Select(found => new ChoiceTask(found.task.Id, found.task.Name, found.holder!.Value.Name)),
    ];

    private static string? Text(JsonElement? given, string name) =>
        given is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out var member)
            && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
