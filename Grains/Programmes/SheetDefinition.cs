using System.Collections.Immutable;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>An indicator sheet that experts fill in for each project (R-REV-01).</summary>
public sealed record SheetDefinition
{
    /// <summary>Id, unique among the sheets.</summary>
    public required string Id { get; init; }

    /// <summary>Name.</summary>
    public required Words Name { get; init; }

    /// <summary>What an expert must sign before any material opens; null where nothing is signed.</summary>
    public Words? Commitment { get; init; }

    /// <summary>What is scored, in order.</summary>
    public ImmutableArray<IndicatorDefinition> Indicators { get; init; } = [];

    /// <summary>The comment on the whole project.</summary>
    public CommentDefinition Comment { get; init; } = new();

    /// <summary>Whether the expert says yes or no to support.</summary>
    public bool Support { get; init; }

    /// <summary>The indicator, or null.</summary>
    public IndicatorDefinition? Indicator(string id) => Indicators.FirstOrDefault(known => known.Id == id);
}

/// <summary>One indicator: scored from 0 to a maximum, or by a grade worth points.</summary>
public sealed record IndicatorDefinition
{
    /// <summary>Id, unique in its sheet.</summary>
    public required string Id { get; init; }

    /// <summary>Name.</summary>
    public required Words Name { get; init; }

    /// <summary>What to look at.</summary>
    public Words? Help { get; init; }

    /// <summary>Its share of the whole, more than 0; weights need not add up to 100.</summary>
    public required decimal Weight { get; init; }

    /// <summary>Highest score; 0 is the lowest. Null where <see cref="Grades"/> are given.</summary>
    public decimal? Max { get; init; }

    /// <summary>Scores are multiples of this: 1 unless given.</summary>
    public decimal Step { get; init; } = 1;

    /// <summary>Grades instead of scores; the highest points are the whole weight.</summary>
    public ImmutableArray<GradeDefinition> Grades { get; init; } = [];

    /// <summary>The comment on this indicator.</summary>
    public CommentDefinition Comment { get; init; } = new();
}

/// <summary>A grade and what it is worth.</summary>
/// <param name="Points">0 or more.</param>
public sealed record GradeDefinition(string Value, Words Name, decimal Points);

/// <summary>Whether a comment is asked for.</summary>
public sealed record CommentDefinition
{
    /// <summary>Whether there must be one.</summary>
    public bool Required { get; init; }

    /// <summary>Fewest characters of one that is given.</summary>
    public int MinLength { get; init; }
}
