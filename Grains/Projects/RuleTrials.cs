using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;

namespace SunGov.Grains.Projects;

/// <summary>A rule tried on what a project holds; nothing is changed by it. Pure.</summary>
public static class RuleTrials
{
    /// <summary>What the rule gives, and the values it read.</summary>
    public static Outcome<RuleTrial> Of(JsonElement rule, LogicData data)
    {
        var (compiled, fault) = JsonLogic.Compile(rule);
        if (compiled is null)
        {
            return ProgrammeRefusals.LogicFaulty("rule", fault!);
        }

        var result = compiled.Evaluate(data);
        return Outcome.Of(new RuleTrial(
            result.Json,
            result.IsTrue,
            result.Exhausted,
            [
                .. LogicReads.Of(rule).Distinct().Select(path => new RuleRead(
                    path, new LogicResult(LogicPaths.Find(data.Value, path, null), false).Json)),
            ]));
    }

    /// <summary>A form as rules see it: the whole of it, or one section with the form beside it.</summary>
    public static LogicData Over(FormView form, string? section)
    {
        var contents = form.Sections.ToDictionary(one => one.Id, one => LogicData.Plain(one.Content));
        return section is null
            ? LogicData.Of(contents)
            : LogicData.Of(new Dictionary<string, object?>(
                contents.GetValueOrDefault(section) as IReadOnlyDictionary<string, object?>
                ?? ImmutableDictionary<string, object?>.Empty)
            {
                [FormConditions.Form] = contents,
            });
    }
}
