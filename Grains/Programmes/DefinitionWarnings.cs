using System.Collections.Immutable;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>What a definition has and never uses: it can be published so, but hardly means it; pure.</summary>
public static class DefinitionWarnings
{
    /// <summary>The warnings; their places are ids, as those of faults.</summary>
    public static ImmutableArray<Refusal> Of(ProgrammeDefinition definition)
    {
        var actions = definition.Stages.SelectMany(stage => stage.Actions).ToImmutableArray();
        return
        [
            .. Unused("holders", definition.Holders.Keys.Order(StringComparer.Ordinal),
                definition.Stages.SelectMany(stage => stage.Tasks).Select(task => task.Holder)
                    .Concat(definition.Holders.Values.Select(holder => holder.Otherwise).OfType<string>())),
            .. Unused("forms", definition.Forms.Select(form => form.Id),
                definition.Stages.Select(stage => stage.Form).OfType<string>()),
            .. Unused("documents", definition.Documents.Select(document => document.Id),
                actions.SelectMany(action => action.Issues)),
        ];
    }

    private static IEnumerable<Refusal> Unused(string place, IEnumerable<string> all, IEnumerable<string> used)
    {
        var known = used.ToHashSet();
        return all.Where(id => !known.Contains(id)).Select(id => ProgrammeRefusals.NeverUsed($"{place}/{id}", id));
    }
}
