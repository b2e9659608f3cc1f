using System.Collections.Immutable;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>What must hold of a stage that the platform can end by itself; pure.</summary>
internal static class InstantCheck
{
    /// <summary>What is wrong; empty when nothing is.</summary>
    public static IEnumerable<Refusal> Findings(StageDefinition stage)
    {
        if (stage.Instant is not { } instant)
        {
            return [];
        }

        var place = $"stages/{stage.Id}/instant";
        var findings = ImmutableArray.CreateBuilder<Refusal>();
        if (stage.Tasks.IsEmpty || stage.Join != JoinRule.Any)
        {
            findings.Add(ProgrammeRefusals.PartMissing(place, "tasks for people to fall back to, with join any"));
        }

        if (stage.Actions.FirstOrDefault(known => known.Id == instant.Action) is not { } action)
        {
            findings.Add(ProgrammeRefusals.ReferenceUnknown(
                $"{place}/action", instant.Action, stage.Actions.Select(known => known.Id)));
        }
        else if (!MayBeInstant(action))
        {
            findings.Add(ProgrammeRefusals.PartMissing(
                $"{place}/action", "a primary action that goes on and needs no opinion, input, place or signature"));
        }

        if (instant.Rules.IsEmpty)
        {
            findings.Add(ProgrammeRefusals.PartMissing(place, "rules"));
        }

        DefinitionCheck.AddIds(findings, $"{place}/rules", instant.Rules.Select(rule => rule.Id));
        foreach (var rule in instant.Rules)
        {
            DefinitionCheck.AddLogic(findings, $"{place}/rules/{rule.Id}/holds", rule.Holds);
            if (rule.Field is not null)
            {
                findings.Add(ProgrammeRefusals.PartNotUsed($"{place}/rules/{rule.Id}", "field"));
            }
        }

        return findings;
    }

    /// <summary>Never an automatic refusal: only the usual next step, and nothing that a person must answer for.
    /// </summary>
    private static bool MayBeInstant(ActionDefinition action) =>
        action is
        {
            Primary: true, Returns: false, Loops: false, Submits: false, Signs: false, AfterOthers: false,
            Opinion: not OpinionRule.Required, Asks.IsEmpty: true, Reserves.IsEmpty: true,
        };
}
