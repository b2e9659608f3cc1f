using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Calls;
using SunGov.Grains.Programmes;

namespace SunGov.Grains.Projects;

/// <summary>Which places and sums an act takes against quotas; pure.</summary>
public static class ProjectReservations
{
    /// <summary>What the call gives the project's recommending unit; null for nothing.</summary>
    public static CallBlock? BlockOf(ProjectState state, ImmutableArray<CallBlock> blocks) =>
        blocks.FirstOrDefault(block => block.Unit.Id == state.Start!.RecommendingUnit?.Id);

    /// <summary>
    /// Places the act asks for that are not held yet, in the order of their holders: those it reserves by name, and at
    /// submission all that no action reserves.
    /// </summary>
    internal static ImmutableArray<Reservation> Wanted(ProjectState state, Act act, ActFacts facts)
    {
        var (definition, action) = (facts.Programme.Definition, act.Action.Definition);
        var later = definition.Stages.SelectMany(stage => stage.Actions).SelectMany(known => known.Reserves)
            .ToHashSet();
        return
        [
            .. definition.Quotas
                .Where(quota => action.Reserves.Contains(quota.Id) || (action.Submits && !later.Contains(quota.Id)))
                .Select(quota => Of(state, quota, act, facts)).OfType<Reservation>()
                .Where(place => !state.Quotas.Any(held =>
                    held.Holder == place.Holder && held.Class == place.Class && held.Fen == place.Fen))
                .OrderBy(place => place.Holder, StringComparer.Ordinal)
                .ThenBy(place => place.Class, StringComparer.Ordinal),
        ];
    }

    /// <summary>The place or sum; null where the call sets no limit, and where nobody holds it.</summary>
    private static Reservation? Of(ProjectState state, QuotaDefinition quota, Act act, ActFacts facts)
    {
        var start = state.Start!;
        var within = quota.Within switch
        {
            "call" => $":{start.Call.Id}",
            "programme" => $":{start.Definition.Programme}",
            _ => "",
        };
        var owner = quota.Per switch
        {
            "leader" => start.By.Person,
            "recommending-unit" => start.RecommendingUnit?.Id,
            _ => start.Entity.Id,
        };
        if (owner is null || Limit(state, quota, facts) is not { } limit)
        {
            return null;
        }

        var place = new Reservation(
            $"{quota.Per}{within}:{owner}", quota.Id, quota.Class, quota.Name, (int)Math.Min(limit, int.MaxValue));
        return quota.Amount is null
            ? place
            : place with { Limit = 0, Fen = Sum(state, quota.Amount, act), MostFen = limit };
    }

    /// <summary>Most places, or the greatest total; null where nothing is counted.</summary>
    private static long? Limit(ProjectState state, QuotaDefinition quota, ActFacts facts) => quota.LimitOf switch
    {
        null => quota.Limit,
        "call-entity-cap" => facts.EntityCap,
        _ when facts.Blocks.IsEmpty => null,
        "call-block-places" => BlockOf(state, facts.Blocks)?.Places ?? 0,
        _ => BlockOf(state, facts.Blocks)?.Fen ?? 0,
    };

    /// <summary>The sum as it stands now, what the act decides included.</summary>
    private static long Sum(ProjectState state, string path, Act act)
    {
        var value = path.Split('/') is ["decided", var stage, var field] && stage == state.Now!.Entered.Stage
            && act.Input.Decided?.GetValueOrDefault(field) is { ValueKind: JsonValueKind.Number } now
                ? now
                : ProjectConditions.At(state, path);
        return value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var fen) ? fen : 0;
    }
}
