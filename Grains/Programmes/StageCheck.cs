using System.Collections.Immutable;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>What must hold of a definition's stages and of the ways between them.</summary>
internal sealed partial class StageCheck
{
    private readonly ImmutableArray<Refusal>.Builder _findings = ImmutableArray.CreateBuilder<Refusal>();
    private readonly ProgrammeDefinition _definition;
    private readonly ImmutableArray<string> _ids;

    private StageCheck(ProgrammeDefinition definition)
    {
        _definition = definition;
        _ids = [.. definition.Stages.Select(stage => stage.Id)];
    }

    public static ImmutableArray<Refusal> Findings(ProgrammeDefinition definition)
    {
        var check = new StageCheck(definition);
        check.Stages();
        check.Withdrawals();
        check.Kinds();
        if (check._ids is not [] && check._ids.Distinct().Count() == check._ids.Length)
        {
            check.Ways();
            check.Sources();
        }

        return check._findings.ToImmutable();
    }

    private void Stages()
    {
        if (_ids.IsEmpty)
        {
            _findings.Add(ProgrammeRefusals.PartMissing("stages", "stages"));
            return;
        }

        DefinitionCheck.AddIds(_findings, "stages", _ids);
        if (_definition.Stages[0].When is not null)
        {
            _findings.Add(ProgrammeRefusals.PartNotUsed($"stages/{_ids[0]}", "when"));
        }

        foreach (var stage in _definition.Stages)
        {
            Stage($"stages/{stage.Id}", stage);
        }
    }

    private void Stage(string place, StageDefinition stage)
    {
        var isEnd = stage.Kind == StageKind.End;
        var runs = stage.Kind is StageKind.Publicise or StageKind.Wait;
        Part(place, "tasks", !stage.Tasks.IsEmpty, !isEnd, isFree: runs);
        Part(place, "actions", !stage.Actions.IsEmpty, !isEnd, isFree: runs);
        Part(place, "form", stage.Form is not null, stage.Kind is StageKind.Fill or StageKind.Sign);
        Part(place, "otherwise", stage.Otherwise is not null, stage.When is not null);
        Part(place, "period", stage.Period is not null, runs);
        Part(place, "then", stage.Then is not null, runs);
        Part(place, "public", stage.Public is not null, stage.Kind == StageKind.Publicise);
        Part(place, "repeats", stage.Repeats, false, isFree: stage.Kind == StageKind.Fill);
        if (stage.Form is { } form)
        {
            Known($"{place}/form", form, _definition.Forms.Select(known => known.Id));
        }

        DefinitionCheck.AddLogic(_findings, $"{place}/when", stage.When);
        if (stage.Otherwise is { } otherwise)
        {
            Later($"{place}/otherwise", stage, otherwise);
        }

        Times(place, stage);
        Targets(place, stage);
        Tasks(place, stage);
        _findings.AddRange(InstantCheck.Findings(stage));
        DefinitionCheck.AddIds(_findings, $"{place}/actions", stage.Actions.Select(action => action.Id));
        foreach (var action in stage.Actions)
        {
            Action($"{place}/actions/{action.Id}", stage, action);
        }

        Takers(place, stage);
    }

    private void Times(string place, StageDefinition stage)
    {
        if (stage.Deadline is { } deadline
            && (deadline.CallCloses ? 1 : 0) + (deadline.Days is null ? 0 : 1)
                + (deadline.WorkingDays is null ? 0 : 1) != 1)
        {
            _findings.Add(ProgrammeRefusals.PartMissing(
                $"{place}/deadline", "exactly one of callCloses, days and workingDays"));
        }

        if (stage.Period is { } period && new[]
            {
                period.Days is not null, period.WorkingDays is not null, period.Months is not null,
                period.Until is not null,
            }.Count(given => given) != 1)
        {
            _findings.Add(ProgrammeRefusals.PartMissing(
                $"{place}/period", "exactly one of days, workingDays, months and until"));
        }

        Part(place, "deadline/pauses", stage.Deadline is { Pauses: true, CallCloses: true }, false);
        Part(place, "deadline beside period", stage.Deadline is not null && stage.Period is not null, false);
    }

    private void Targets(string place, StageDefinition stage)
    {
        if (stage.Then is { } then)
        {
            Other($"{place}/then", stage, then);
        }

        if (stage.Public?.Upheld is { } upheld)
        {
            Other($"{place}/public/upheld", stage, upheld);
            Part(place, "tasks (somebody must answer objections)", !stage.Tasks.IsEmpty, true);
        }

        if (stage.Undecided is { } undecided)
        {
            Other($"{place}/undecided", stage, undecided);
        }
    }

    private void Tasks(string place, StageDefinition stage)
    {
        DefinitionCheck.AddIds(_findings, $"{place}/tasks", stage.Tasks.Select(task => task.Id));
        foreach (var task in stage.Tasks)
        {
            Known($"{place}/tasks/{task.Id}/holder", task.Holder, _definition.Holders.Keys);
            DefinitionCheck.AddLogic(_findings, $"{place}/tasks/{task.Id}/when", task.When);
        }

        var together = stage.Join != JoinRule.Any;
        if (together && stage.Tasks.Sum(task => task.Addable ? 2 : task.People ?? 1) < 2)
        {
            _findings.Add(ProgrammeRefusals.PartMissing($"{place}/join", "two tasks or more to join"));
        }

        if (!stage.Tasks.IsEmpty && stage.Tasks.All(task => task.When is not null || task.Optional))
        {
            _findings.Add(ProgrammeRefusals.PartMissing($"{place}/tasks", "a task that is always there and required"));
        }

        Part(place, "quorum", stage.Quorum is not null, stage.Join == JoinRule.Quorum);
        Part(place, "undecided", stage.Undecided is not null, stage.Join == JoinRule.Quorum);
        var weight = stage.Tasks.Sum(task => (long)(task.Weight ?? 1) * (task.People ?? 1));
        if (stage.Quorum is { } quorum && (quorum < 1 || quorum > weight))
        {
            _findings.Add(ProgrammeRefusals.OutOfRange($"{place}/quorum", "1", Text(weight)));
        }

        foreach (var task in stage.Tasks)
        {
            Slots($"{place}/tasks/{task.Id}", stage, task);
        }
    }

    /// <summary>Somebody can take each action, and each task can be done.</summary>
    private void Takers(string place, StageDefinition stage)
    {
        if (stage.Tasks.IsEmpty)
        {
            _findings.AddRange(stage.Actions.Select(action =>
                ProgrammeRefusals.ActionOfNobody($"{place}/actions/{action.Id}", action.Id)));
        }

        if (!stage.Actions.IsEmpty)
        {
            _findings.AddRange(stage.Tasks
                .Where(task => stage.Actions.All(action => !action.For.IsEmpty && !action.For.Contains(task.Id)))
                .Select(task => ProgrammeRefusals.TaskWithoutAction($"{place}/tasks/{task.Id}", task.Id)));
        }
    }

    private void Withdrawals()
    {
        foreach (var (withdrawal, index) in _definition.Withdrawals.Select((w, i) => (w, i)))
        {
            var place = $"withdrawals/{index}";
            foreach (var stage in withdrawal.Stages)
            {
                Known($"{place}/stages", stage, _ids);
            }

            if (withdrawal.Target is { } target)
            {
                Known($"{place}/target", target, _ids);
            }
        }
    }

    /// <summary>Every stage can be reached from the first, and from every stage an end can be reached.</summary>
    private void Ways()
    {
        var next = _definition.Stages.ToDictionary(
            stage => stage.Id, stage => Next(stage).Where(id => _ids.Contains(id)).ToArray());
        var reached = Closure([_ids[0]], id => next[id]);
        var ending = Closure(
            [.. _definition.Stages.Where(stage => stage.Kind == StageKind.End).Select(stage => stage.Id)],
            id => [.. next.Where(pair => pair.Value.Contains(id)).Select(pair => pair.Key)]);
        foreach (var id in _ids)
        {
            if (!reached.Contains(id))
            {
                _findings.Add(ProgrammeRefusals.StageUnreachable($"stages/{id}", id));
            }

            if (!ending.Contains(id))
            {
                _findings.Add(ProgrammeRefusals.StageWithoutEnd($"stages/{id}", id));
            }
        }
    }

    private static string[] Next(StageDefinition stage) =>
    [
        .. stage.Actions.Select(action => action.Target),
        .. stage.Actions.SelectMany(action => action.Routes).Select(route => route.Target),
        .. stage.Actions.SelectMany(action => action.Targets.Concat(action.Chooses?.Stages ?? [])),
        .. new[] { stage.Otherwise, stage.Then, stage.Undecided, stage.Public?.Upheld }.OfType<string>(),
    ];

    private static HashSet<string> Closure(IEnumerable<string> start, Func<string, string[]> next)
    {
        var found = new HashSet<string>(start);
        var open = new Queue<string>(found);
        while (open.TryDequeue(out var id))
        {
            foreach (var other in next(id).Where(found.Add))
            {
                open.Enqueue(other);
            }
        }

        return found;
    }

    private void Later(string place, StageDefinition stage, string target)
    {
        Known(place, target, _ids);
        if (_ids.Contains(target) && _ids.IndexOf(target) <= _ids.IndexOf(stage.Id))
        {
            _findings.Add(ProgrammeRefusals.WrongDirection(place, target));
        }
    }

    private void Other(string place, StageDefinition stage, string target)
    {
        Known(place, target, _ids);
        if (target == stage.Id)
        {
            _findings.Add(ProgrammeRefusals.WrongDirection(place, target));
        }
    }

    private void Part(string place, string part, bool isThere, bool isNeeded, bool isFree = false)
    {
        if (isThere != isNeeded && !isFree)
        {
            _findings.Add(isNeeded
                ? ProgrammeRefusals.PartMissing(place, part)
                : ProgrammeRefusals.PartNotUsed(place, part));
        }
    }

    private void Known(string place, string name, IEnumerable<string> known)
    {
        if (!known.Contains(name))
        {
            _findings.Add(ProgrammeRefusals.ReferenceUnknown(place, name, known));
        }
    }
}
