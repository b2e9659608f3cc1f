using System.Collections.Immutable;
using NpgsqlTypes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>The plain columns of a group's row, and what the journal knows of groups.</summary>
public static class ReviewGroupRows
{
    /// <summary>The kind.</summary>
    public static Kind<ReviewGroupState, ReviewGroupEvent> Kind { get; } = new(
        ReviewOrders.Group, ReviewGroupState.Initial, ReviewGroupState.Evolve, Of, _ => [],
        ReviewGroupRules.SendingsOf) { Live = true };

    private static ImmutableArray<Column> Of(ReviewGroupState state) =>
    [
        new("owner", NpgsqlDbType.Text, state.Terms!.Owner),
        new("organiser", NpgsqlDbType.Text, state.Terms.Organiser),
        new("programme", NpgsqlDbType.Text, state.Terms.Programme),
        new("activity", NpgsqlDbType.Text, state.Terms.Activity),
        new("vacant", NpgsqlDbType.Integer, state.Vacant.Count()),
        new("frozen", NpgsqlDbType.Boolean, state.Frozen),
    ];
}
