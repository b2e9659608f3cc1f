using System.Text.Json;
using SunGov.GrainInterfaces.Reviews;
using SunGov.Grains.Programmes;

namespace SunGov.Grains.Reviews;

/// <summary>
/// What a release hands on to a project: the results that the definition's action asks for, by name. From there they
/// are decided fields like any other, which later stages use in rules and conditions. Pure.
/// </summary>
public static class ReviewHandover
{
    /// <summary>The action's input; null where it asks for no result, or there is none for this project.</summary>
    public static JsonElement? InputOf(CompiledAction? action, RankedProject? result)
    {
        var input = new Dictionary<string, object>();
        foreach (var field in action?.Definition.Asks ?? [])
        {
            if (result is not null && Of(result, field.Prefill) is { } value)
            {
                input[field.Id] = value;
            }
        }

        return input.Count > 0 ? JsonSerializer.SerializeToElement(input) : null;
    }

    private static object? Of(RankedProject result, string? source) => source switch
    {
        ReviewSources.Score => result.Score,
        ReviewSources.Rank => result.Rank,
        ReviewSources.GroupRank => result.GroupRank,
        ReviewSources.Group => result.Group,
        ReviewSources.Spread => result.Spread,
        ReviewSources.Sheets => result.Sheets,
        ReviewSources.Supported => result.Supported,
        _ => null,
    };
}
