using System.Collections.Immutable;

namespace SunGov.Grains.Programmes;

/// <summary>
/// What the release of a review activity can hand on to a project: <c>review/name</c> in the <c>prefill</c> of a field
/// that the released action asks for (R-REV-15, R-BUS-13).
/// </summary>
public static class ReviewSources
{
    /// <summary>Mean of the sheets' scores, 0 to 100 with two decimals.</summary>
    public const string Score = "review/score";

    /// <summary>Place among all projects of the activity; equal scores share one.</summary>
    public const string Rank = "review/rank";

    /// <summary>Place in the group.</summary>
    public const string GroupRank = "review/groupRank";

    /// <summary>Name of the group.</summary>
    public const string Group = "review/group";

    /// <summary>Highest score less lowest.</summary>
    public const string Spread = "review/spread";

    /// <summary>Sheets that counted.</summary>
    public const string Sheets = "review/sheets";

    /// <summary>Experts who support it, where the sheet asks.</summary>
    public const string Supported = "review/supported";

    /// <summary>Kind of field by source.</summary>
    public static ImmutableDictionary<string, FieldKind> Kinds { get; } = new Dictionary<string, FieldKind>
    {
        [Score] = FieldKind.Number,
        [Rank] = FieldKind.WholeNumber,
        [GroupRank] = FieldKind.WholeNumber,
        [Group] = FieldKind.Text,
        [Spread] = FieldKind.Number,
        [Sheets] = FieldKind.WholeNumber,
        [Supported] = FieldKind.WholeNumber,
    }.ToImmutableDictionary(StringComparer.Ordinal);
}
