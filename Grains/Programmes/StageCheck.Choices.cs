using System.Globalization;

namespace SunGov.Grains.Programmes;

/// <summary>What must hold of what is picked, of returns, and of tasks that several do.</summary>
internal sealed partial class StageCheck
{
    private const int MostPeople = 20;
    private const int MostWeight = 1_000;

    private void Choices(string place, StageDefinition stage, ActionDefinition action)
    {
        Part(place, "targets", !action.Targets.IsEmpty, false, isFree: action.Returns);
        Part(place, "resume", action.Resume, false, isFree: action.Returns);
        foreach (var target in action.Targets)
        {
            Direction($"{place}/targets", stage, action, target);
        }

        if (action.Resume)
        {
            foreach (var target in action.Targets.Prepend(action.Target).Where(_ids.Contains))
            {
                Resumed($"{place}/resume", _definition.Stages.First(known => known.Id == target));
            }
        }

        if (action.Chooses is { } chooses)
        {
            Chosen($"{place}/chooses", stage, action, chooses);
        }
    }

    /// <summary>What was corrected must be on record before it comes back, and somebody must bring it back.</summary>
    private void Resumed(string place, StageDefinition target)
    {
        if (target.Kind == StageKind.Fill
            && !target.Actions.Any(action => !action.Returns && (action.Freezes || action.Submits)))
        {
            _findings.Add(ProgrammeRefusals.PartMissing(
                place, $"an action of '{target.Id}' that freezes or submits its form"));
        }

        if (target.Kind is StageKind.Publicise or StageKind.Wait)
        {
            _findings.Add(ProgrammeRefusals.WrongDirection(place, target.Id));
        }
    }

    private void Chosen(string place, StageDefinition stage, ActionDefinition action, ChoiceDefinition chooses)
    {
        Part(place, "chooses (a return picks from its targets)", action.Returns, false);
        Part(place, "routes beside chooses", !action.Routes.IsEmpty, false);
        foreach (var target in chooses.Stages)
        {
            Direction($"{place}/stages", stage, action, target);
        }

        if (!chooses.Stages.IsEmpty)
        {
            Known($"{place}/stages", action.Target, chooses.Stages);
        }

        var next = chooses.Stages.Append(action.Target).Distinct()
            .SelectMany(id => _definition.Stages.Where(known => known.Id == id)).ToList();
        var most = next.Max(known => known.Tasks.Count(task => task.Chosen));
        Part(place, "stages or tasks", !chooses.Stages.IsEmpty || chooses.Tasks, true);
        Part(place, "min or max", (chooses.Min ?? chooses.Max) is not null, false, isFree: chooses.Tasks);
        if (chooses.Tasks && most == 0)
        {
            _findings.Add(ProgrammeRefusals.PartMissing($"{place}/tasks", "tasks of the next stage that are chosen"));
        }
        else if (chooses.Tasks && (chooses.Min is < 1 || chooses.Min > most || chooses.Max < (chooses.Min ?? 1)))
        {
            _findings.Add(ProgrammeRefusals.OutOfRange($"{place}/min", "1", Text(most)));
        }
    }

    private void Slots(string place, StageDefinition stage, TaskDefinition task)
    {
        if (task.People is < 1 or > MostPeople)
        {
            _findings.Add(ProgrammeRefusals.OutOfRange($"{place}/people", "1", Text(MostPeople)));
        }

        if (task.Weight is < 1 or > MostWeight)
        {
            _findings.Add(ProgrammeRefusals.OutOfRange($"{place}/weight", "1", Text(MostWeight)));
        }

        var isOfPerson = _definition.Holders.GetValueOrDefault(task.Holder)?.Person is not null;
        Part(place, "people or addable of one person", isOfPerson && (task.People > 1 || task.Addable), false);
        Part(place, "people or addable without join",
            stage.Join == JoinRule.Any && (task.People > 1 || task.Addable), false);
        Part(place, "weight", task.Weight is not null, false, isFree: stage.Join == JoinRule.Quorum);
        Part(place, "people or addable of who signs",
            stage.Kind == StageKind.Sign && (task.People > 1 || task.Addable), false);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
