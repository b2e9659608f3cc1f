namespace SunGov.Grains.Programmes;

/// <summary>What must hold of actions.</summary>
internal sealed partial class StageCheck
{
    private const int MostYearsKept = 100;

    private void Action(string place, StageDefinition stage, ActionDefinition action)
    {
        Direction($"{place}/target", stage, action, action.Target);
        foreach (var (route, index) in action.Routes.Select((route, index) => (route, index)))
        {
            DefinitionCheck.AddLogic(_findings, $"{place}/routes/{index}/when", route.When);
            Direction($"{place}/routes/{index}/target", stage, action, route.Target);
        }

        DefinitionCheck.AddLogic(_findings, $"{place}/when", action.When);
        foreach (var task in action.For)
        {
            Known($"{place}/for", task, stage.Tasks.Select(known => known.Id));
        }

        Part(place, "asksSections", action.AsksSections, false, isFree: action.Returns);
        Part(place, "loops", action.Loops, false, isFree: !action.Returns);
        Part(place, "routes", !action.Routes.IsEmpty, false, isFree: !action.Returns);
        Part(place, "submits or numbers", action.Returns && (action.Submits || action.Numbers), false);
        Part(place, "numbers", action.Submits && action.Numbers, false);
        Part(place, "freezes", action.Freezes && (action.Submits || action.Complete.IsEmpty), false);
        Part(place, "submits", action.Submits && stage.Join != JoinRule.Any, false);
        Part(place, "signs", action.Signs, false, isFree: stage.Kind == StageKind.Sign && !action.Returns);
        Part(place, "rules", !action.Rules.IsEmpty && action.Asks.IsEmpty, false);
        Alone(place, stage, action);
        Choices(place, stage, action);
        Archive(place, action);
        if (action.Serial is { } serial && !NumberFormat.IsValid(serial.Format))
        {
            _findings.Add(ProgrammeRefusals.ReferenceUnknown(
                $"{place}/serial/format", serial.Format, ["{year}", "{serial:4}"]));
        }

        foreach (var form in action.Complete)
        {
            Known($"{place}/complete", form, _definition.Forms.Select(known => known.Id));
        }

        foreach (var document in action.Issues)
        {
            Known($"{place}/issues", document, _definition.Documents.Select(known => known.Id));
        }

        foreach (var document in action.Voids)
        {
            Known($"{place}/voids", document, _definition.Documents.Select(known => known.Id));
        }

        Part(place, "renews", action.Renews, false, isFree: !action.Issues.IsEmpty);
        Reserving(place, action);
    }

    private void Direction(string place, StageDefinition stage, ActionDefinition action, string target)
    {
        if (!_ids.Contains(target))
        {
            _findings.Add(ProgrammeRefusals.ReferenceUnknown(place, target, _ids));
            return;
        }

        var isEarlier = _ids.IndexOf(target) < _ids.IndexOf(stage.Id);
        if (target == stage.Id || (action.Returns && !isEarlier) || (isEarlier && !action.Returns && !action.Loops))
        {
            _findings.Add(ProgrammeRefusals.WrongDirection(place, target));
        }
    }

    private void Archive(string place, ActionDefinition action)
    {
        Part(place, "archive", action.Archive is not null, false, isFree: action.Archives);
        if (action.Archive?.Number is { } format && !NumberFormat.IsValid(format))
        {
            _findings.Add(ProgrammeRefusals.ReferenceUnknown(
                $"{place}/archive/number", format, ["{year}", "{serial:4}"]));
        }

        if (action.Archive is { Years: < 1 or > MostYearsKept })
        {
            _findings.Add(ProgrammeRefusals.PartMissing(
                $"{place}/archive/years", $"a number from 1 to {MostYearsKept}"));
        }
    }

    /// <summary>Reserving stands between deciding and moving; other effects belong to another action.</summary>
    private void Reserving(string place, ActionDefinition action)
    {
        foreach (var quota in action.Reserves)
        {
            Known($"{place}/reserves", quota, _definition.Quotas.Select(known => known.Id));
        }

        var effects = action.Numbers || action.Freezes || action.Signs || action.Archives || action.Returns
            || action.Submits || action.Serial is not null || !action.Issues.IsEmpty || !action.Voids.IsEmpty;
        Part(place, "reserves beside another effect", !action.Reserves.IsEmpty && effects, false);
    }

    /// <summary>What happens once in a stage belongs to an action that surely ends it.</summary>
    private void Alone(string place, StageDefinition stage, ActionDefinition action)
    {
        var isOnce = action.Numbers || action.Releases || action.Freezes || action.Archives
            || action.Serial is not null || !action.Issues.IsEmpty || action.Chooses is not null
            || !action.Voids.IsEmpty || !action.Reserves.IsEmpty;
        var isSure = stage.Join == JoinRule.Any || action.Returns || action.Veto
            || (stage.Join == JoinRule.All && action.AfterOthers);
        Part(
            place,
            "numbers, releases, freezes, archives, serial, issues or chooses in an action that leaves the stage open",
            isOnce && !isSure,
            false);
        Part(
            place,
            "afterOthers",
            action.AfterOthers,
            false,
            isFree: stage.Join == JoinRule.All && action.For.Length == 1);
    }

    /// <summary>Each kind does what it is for.</summary>
    private void Kinds()
    {
        foreach (var stage in _definition.Stages)
        {
            var (what, isDone) = stage.Kind switch
            {
                StageKind.Sign => ("signs", stage.Actions.Any(action => action.Signs)),
                StageKind.Register =>
                    ("serial or numbers", stage.Actions.Any(action => action.Serial is not null || action.Numbers)),
                StageKind.Issue => ("issues", stage.Actions.Any(action => !action.Issues.IsEmpty)),
                StageKind.Archive => ("archives", stage.Actions.Any(action => action.Archives)),
                _ => ("", true),
            };
            if (!isDone)
            {
                _findings.Add(ProgrammeRefusals.PartMissing($"stages/{stage.Id}/actions", what));
            }
        }
    }

    /// <summary>What is signed, carried over or shown stands in something that comes before.</summary>
    private void Sources()
    {
        foreach (var (stage, index) in _definition.Stages.Select((stage, index) => (stage, index)))
        {
            var place = $"stages/{stage.Id}";
            if (stage is { Kind: StageKind.Sign, Form: { } form })
            {
                Known($"{place}/form", form, FrozenBefore(index));
            }

            var filled = stage.Kind == StageKind.Fill
                ? _definition.Forms.FirstOrDefault(known => known.Id == stage.Form)
                : null;
            foreach (var section in filled?.Sections ?? [])
            {
                foreach (var field in section.Fields)
                {
                    Source($"forms/{filled!.Id}/sections/{section.Id}/fields/{field.Id}/prefill", field.Prefill, index);
                }
            }

            foreach (var action in stage.Actions)
            {
                foreach (var field in action.Asks)
                {
                    Source($"{place}/actions/{action.Id}/asks/{field.Id}/prefill", field.Prefill, index);
                }
            }

            foreach (var field in stage.Public?.Fields ?? [])
            {
                Source($"{place}/public/fields/{field.Id}/from", field.From, index);
                if (!field.From.Contains('/'))
                {
                    Known($"{place}/public/fields/{field.Id}/from", field.From, DefinitionCheck.Facts);
                }
            }

            Source($"{place}/period/until", stage.Period?.Until, index);
            Source($"{place}/period/latest", stage.Period?.Latest, index);
        }
    }

    private void Source(string place, string? path, int before)
    {
        switch (path?.Split('/'))
        {
            case ["facts", var name]:
                Known(place, name, _definition.Facts.Keys.Where(fact => _definition.Facts[fact].Any(
                    source => FrozenBefore(before).Contains(source.Split('/')[0]))));
                break;
            case ["documents", var document]:
                Known(place, document, _definition.Documents.Select(known => known.Id));
                break;
            case ["decided", var stage, var field]:
                Known(place, $"{stage}/{field}", _definition.Stages.Take(before)
                    .SelectMany(known => DecidedBy(known).Select(name => $"{known.Id}/{name}")));
                break;
            case [var form, _, _]:
                Known(place, form, FrozenBefore(before));
                break;
            default:
                break;
        }
    }

    /// <summary>What a stage's actions leave behind, by name.</summary>
    internal static IEnumerable<string> DecidedBy(StageDefinition stage) => stage.Actions.SelectMany(action =>
        action.Asks.Select(field => field.Id)
            .Concat(action.Serial is { } serial ? [serial.Field] : [])
            .Append("action"));

    /// <summary>Forms that an earlier stage freezes.</summary>
    private IEnumerable<string> FrozenBefore(int index) => _definition.Stages.Take(index)
        .SelectMany(stage => stage.Actions.Where(action => action.Freezes || action.Submits))
        .SelectMany(action => action.Complete)
        .Distinct();
}
