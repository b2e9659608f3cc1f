using System.Collections.Immutable;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>What must hold of a definition's stages and of the ways between them.</summary>
internal sealed class StageCheck
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
        if (check._findings.Count == 0)
        {
            check.Ways();
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
        Part(place, "tasks", !stage.Tasks.IsEmpty, !isEnd);
        Part(place, "actions", !stage.Actions.IsEmpty, !isEnd);
        Part(place, "form", stage.Form is not null, stage.Kind == StageKind.Fill);
        Part(place, "otherwise", stage.Otherwise is not null, stage.When is not null);
        if (stage.Form is { } form)
        {
            Known($"{place}/form", form, _definition.Forms.Select(known => known.Id));
        }

        DefinitionCheck.AddLogic(_findings, $"{place}/when", stage.When);
        if (stage.Otherwise is { } otherwise)
        {
            Later($"{place}/otherwise", stage, otherwise);
        }

        if (stage.Deadline is { CallCloses: true, Days: not null } or { CallCloses: false, Days: null })
        {
            _findings.Add(ProgrammeRefusals.PartMissing($"{place}/deadline", "callCloses or days"));
        }

        DefinitionCheck.AddIds(_findings, $"{place}/tasks", stage.Tasks.Select(task => task.Id));
        foreach (var task in stage.Tasks)
        {
            Known($"{place}/tasks/{task.Id}/holder", task.Holder, _definition.Holders.Keys);
        }

        DefinitionCheck.AddIds(_findings, $"{place}/actions", stage.Actions.Select(action => action.Id));
        foreach (var action in stage.Actions)
        {
            Action($"{place}/actions/{action.Id}", stage, action);
        }
    }

    private void Action(string place, StageDefinition stage, ActionDefinition action)
    {
        if (!_ids.Contains(action.Target))
        {
            _findings.Add(ProgrammeRefusals.ReferenceUnknown($"{place}/target", action.Target, _ids));
        }
        else if (action.Returns != _ids.IndexOf(action.Target) < _ids.IndexOf(stage.Id) || action.Target == stage.Id)
        {
            _findings.Add(ProgrammeRefusals.WrongDirection($"{place}/target", action.Target));
        }

        if (action.AsksSections && !action.Returns)
        {
            _findings.Add(ProgrammeRefusals.PartNotUsed(place, "asksSections"));
        }

        if (action.Returns && (action.Submits || action.Numbers))
        {
            _findings.Add(ProgrammeRefusals.PartNotUsed(place, "submits or numbers"));
        }

        if (action.Submits && action.Numbers)
        {
            _findings.Add(ProgrammeRefusals.PartNotUsed(place, "numbers"));
        }

        foreach (var form in action.Complete)
        {
            Known($"{place}/complete", form, _definition.Forms.Select(known => known.Id));
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
            stage => stage.Id,
            stage => stage.Actions.Select(action => action.Target)
                .Concat(stage.Otherwise is { } otherwise ? [otherwise] : []).ToArray());
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

    private void Part(string place, string part, bool isThere, bool isNeeded)
    {
        if (isThere != isNeeded)
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
