using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Projects;

namespace SunGov.Grains.Programmes;

/// <summary>
/// Whether rules look only at what there is: fields of the form or section they belong to, facts of the project, what
/// actions asked for. A rule over something that is gone would silently never hold.
/// </summary>
internal sealed class RuleCheck
{
    private readonly ImmutableArray<Refusal>.Builder _findings = ImmutableArray.CreateBuilder<Refusal>();
    private readonly ProgrammeDefinition _definition;

    private RuleCheck(ProgrammeDefinition definition) => _definition = definition;

    public static ImmutableArray<Refusal> Findings(ProgrammeDefinition definition)
    {
        var check = new RuleCheck(definition);
        check.Rule("requested", definition.Requested, check.OfForms());
        foreach (var mode in definition.Modes)
        {
            check.Rule($"modes/{mode.Id}/when", mode.When, check.Project());
        }

        foreach (var (id, holder) in definition.Holders.OrderBy(known => known.Key, StringComparer.Ordinal))
        {
            check.Rule($"holders/{id}/when", holder.When, check.Project());
        }

        foreach (var form in definition.Forms)
        {
            check.OfForm(form);
        }

        foreach (var stage in definition.Stages)
        {
            check.OfStage(stage);
        }

        return check._findings.ToImmutable();
    }

    private void OfForm(FormDefinition form)
    {
        var place = $"forms/{form.Id}";
        foreach (var rule in form.Rules)
        {
            Rule($"{place}/rules/{rule.Id}/holds", rule.Holds, Sections(form));
        }

        foreach (var section in form.Sections)
        {
            var fields = Part.Of(section.Whole()) with { Form = Sections(form) };
            foreach (var rule in section.Rules)
            {
                Rule($"{place}/sections/{section.Id}/rules/{rule.Id}/holds", rule.Holds, fields);
            }
        }
    }

    private void OfStage(StageDefinition stage)
    {
        var (place, project) = ($"stages/{stage.Id}", Project());
        Rule($"{place}/when", stage.When, project);
        foreach (var task in stage.Tasks)
        {
            Rule($"{place}/tasks/{task.Id}/when", task.When, project);
        }

        foreach (var rule in stage.Instant?.Rules ?? [])
        {
            Rule($"{place}/instant/rules/{rule.Id}/holds", rule.Holds, project);
        }

        foreach (var action in stage.Actions)
        {
            var here = $"{place}/actions/{action.Id}";
            Rule($"{here}/when", action.When, project);
            foreach (var (route, index) in action.Routes.Select((route, index) => (route, index)))
            {
                Rule($"{here}/routes/{index.ToString(CultureInfo.InvariantCulture)}/when", route.When, project);
            }

            foreach (var rule in action.Rules)
            {
                Rule($"{here}/rules/{rule.Id}/holds", rule.Holds, Part.Of(action.Asks).With("project", project));
            }
        }
    }

    private void Rule(string place, JsonElement? rule, Part data)
    {
        if (rule is not { } json || JsonLogic.Compile(json).Fault is not null)
        {
            return;
        }

        foreach (var variable in LogicVariable.Of(json).Distinct())
        {
            var from = variable.Items is { } items ? data.At(items.Split('.'))?.Item : data;
            var path = variable.Path.Split('.');
            if (from is not null && from.At(path) is null)
            {
                _findings.Add(ProgrammeRefusals.RuleOverNothing(place, variable.Path, from.KnownAt(path)));
            }
        }
    }

    private Part OfForms() => Part.Of(_definition.Forms.Select(form => (form.Id, Sections(form))));

    private static Part Sections(FormDefinition form) =>
        Part.Of(form.Sections.Select(section => (section.Id, Part.Of(section.Whole()))));

    /// <summary>A project as conditions see it.</summary>
    private Part Project()
    {
        var decided = Part.Of(_definition.Stages.DistinctBy(stage => stage.Id).Select(stage => (
            stage.Id,
            Part.Of(StageCheck.DecidedBy(stage).Distinct().Select(name => (name, Part.Any))))));
        var facts = Part.Of(_definition.Facts.Keys.Select(name => (name, Part.Any)));
        var times = Part.Of(_definition.Stages.DistinctBy(stage => stage.Id).Select(stage => (stage.Id, Part.Any)));
        return Part.Of(FactsOfProject.Names.Select(name => (name, name switch
        {
            "decided" => decided,
            "facts" => facts,
            "times" => times,
            _ => Part.Any,
        })));
    }

    /// <summary>What can be looked up: parts by name; null for anything.</summary>
    /// <param name="Item">What the items of a list are; null where it is none.</param>
    private sealed record Part(ImmutableDictionary<string, Part>? Parts, Part? Item = null)
    {
        public static Part Any { get; } = new((ImmutableDictionary<string, Part>?)null);

        /// <summary>The whole form, which conditions of a field may ask as <c>form</c>; null for none.</summary>
        public Part? Form { get; init; }

        public static Part Of(IEnumerable<(string Name, Part Part)> parts) =>
            new(parts.DistinctBy(part => part.Name).ToImmutableDictionary(part => part.Name, part => part.Part));

        public static Part Of(IEnumerable<FieldDefinition> fields) => Of(fields.Select(field => (
            field.Id, field.Columns.IsEmpty ? Any : new Part(null, Of(field.Columns)))));

        public Part With(string name, Part part) => this with { Parts = Parts!.SetItem(name, part) };

        /// <summary>What there is where the path ends to lead on.</summary>
        public IEnumerable<string> KnownAt(ReadOnlySpan<string> path) =>
            !path.IsEmpty && Parts is not null && Parts.TryGetValue(path[0], out var part)
                ? part.KnownAt(path[1..])
                : (Parts?.Keys ?? []).Order(StringComparer.Ordinal);

        /// <summary>What stands there; null for nothing.</summary>
        public Part? At(ReadOnlySpan<string> path) =>
            path.IsEmpty ? this
            : Item is not null && int.TryParse(path[0], NumberStyles.None, CultureInfo.InvariantCulture, out _)
                ? Item.At(path[1..])
            : Parts is null ? Any
            : Parts.TryGetValue(path[0], out var part) ? part.At(path[1..])
            : path[0] == "form" && Form is not null ? Form.At(path[1..])
            : null;
    }
}
