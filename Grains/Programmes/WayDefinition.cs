using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>One of several ways in which a business is managed (R-BUS-09); conditions ask for it as <c>mode</c>.
/// </summary>
public sealed record ModeDefinition
{
    /// <summary>Id, unique among the modes.</summary>
    public required string Id { get; init; }

    /// <summary>Name, as the project page shows it.</summary>
    public required Words Name { get; init; }

    /// <summary>JsonLogic over the project's facts at its submission; the first mode whose condition holds counts. Null
    /// for always, which the last one is.</summary>
    public JsonElement? When { get; init; }
}

/// <summary>What the taker of an action picks (R-BUS-08).</summary>
public sealed record ChoiceDefinition
{
    /// <summary>Stages to pick the next one from; none where the action's target is the next.</summary>
    public ImmutableArray<string> Stages { get; init; } = [];

    /// <summary>True where tasks of the next stage that are <c>chosen</c> are picked: who takes part.</summary>
    public bool Tasks { get; init; }

    /// <summary>Fewest tasks; 1 unless given.</summary>
    public int? Min { get; init; }

    /// <summary>Most tasks; null for all.</summary>
    public int? Max { get; init; }
}
