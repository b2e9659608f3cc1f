using System.Collections.Immutable;
using SunGov.GrainInterfaces.Reviews;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>Facts of activities, groups and desks, the same as in their rows' columns; pure.</summary>
public static class ReviewFacts
{
    /// <summary>Columns that are facts.</summary>
    public static ImmutableHashSet<string> Columns { get; } = ["owner", "organiser", "programme"];

    /// <summary>The facts.</summary>
    public static IFacts Of(ReviewTerms terms) => Of(terms.Owner, terms.Organiser, terms.Programme);

    /// <summary>The facts.</summary>
    public static IFacts Of(string owner, string organiser, string programme) =>
        Facts.None.With("owner", owner).With("organiser", organiser).With("programme", programme);
}
