using System.Collections.Immutable;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>What must hold of modes, and of what is kept apart.</summary>
internal static class WayCheck
{
    public static ImmutableArray<Refusal> Findings(ProgrammeDefinition definition)
    {
        var findings = ImmutableArray.CreateBuilder<Refusal>();
        Modes(findings, definition);
        Apart(findings, definition);
        return findings.ToImmutable();
    }

    private static void Modes(ImmutableArray<Refusal>.Builder findings, ProgrammeDefinition definition)
    {
        DefinitionCheck.AddIds(findings, "modes", definition.Modes.Select(mode => mode.Id));
        foreach (var mode in definition.Modes)
        {
            DefinitionCheck.AddLogic(findings, $"modes/{mode.Id}/when", mode.When);
        }

        foreach (var always in definition.Modes.SkipLast(1).Where(mode => mode.When is null))
        {
            findings.Add(ProgrammeRefusals.PartMissing($"modes/{always.Id}", "when"));
        }

        if (definition.Modes is [.., { When: not null } last])
        {
            findings.Add(ProgrammeRefusals.PartNotUsed($"modes/{last.Id}", "when (the last mode applies always)"));
        }

        if (!definition.Modes.IsEmpty
            && !definition.Stages.Any(stage => stage.Actions.Any(action => action.Submits)))
        {
            findings.Add(ProgrammeRefusals.PartMissing("modes", "an action that submits"));
        }
    }

    private static void Apart(ImmutableArray<Refusal>.Builder findings, ProgrammeDefinition definition)
    {
        var places = definition.Stages.SelectMany(stage =>
            stage.Tasks.Select(task => $"{stage.Id}/{task.Id}").Prepend(stage.Id)).ToImmutableArray();
        foreach (var (group, index) in definition.Apart.Select((group, index) => (group, index)))
        {
            foreach (var place in group.Where(place => !places.Contains(place)))
            {
                findings.Add(ProgrammeRefusals.ReferenceUnknown($"apart/{index}", place, places));
            }

            if (group.Distinct().Count() < 2)
            {
                findings.Add(ProgrammeRefusals.PartMissing($"apart/{index}", "two stages or tasks"));
            }
        }
    }
}
