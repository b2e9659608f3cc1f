using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>What one holder must do in a stage.</summary>
public sealed record TaskDefinition
{
    /// <summary>Id, unique in its stage.</summary>
    public required string Id { get; init; }

    /// <summary>Name.</summary>
    public required Words Name { get; init; }

    /// <summary>Holder, by its name in the definition.</summary>
    public required string Holder { get; init; }

    /// <summary>True for a task that may be left undone: an opinion that is welcome.</summary>
    public bool Optional { get; init; }

    /// <summary>JsonLogic over the project's facts; where it is not true there is no such task.</summary>
    public JsonElement? When { get; init; }

    /// <summary>True for a task that is there only where it is picked: by who leads to the stage, or added to it.
    /// </summary>
    public bool Chosen { get; init; }

    /// <summary>True where holders of the open stage may add it, once more for each signer (R-APV-02).</summary>
    public bool Addable { get; init; }

    /// <summary>How many different people of the holder do it, each with an opinion of their own; 1 unless given.
    /// </summary>
    public int? People { get; init; }

    /// <summary>What one of it counts for a quorum; 1 unless given (R-APV-03).</summary>
    public int? Weight { get; init; }
}

/// <summary>When a stage must be done: at the closing of the call, or some days after it was entered.</summary>
public sealed record DeadlineDefinition
{
    /// <summary>True for the call's closing instant, as extended.</summary>
    public bool CallCloses { get; init; }

    /// <summary>Days after the stage was entered, ending at the end of that civil day; null for none.</summary>
    public int? Days { get; init; }

    /// <summary>Working days after the stage was entered, to the end of the last; null for none.</summary>
    public int? WorkingDays { get; init; }

    /// <summary>Days instead of the above once the project has been submitted, i.e. for corrections.</summary>
    public int? CorrectionDays { get; init; }

    /// <summary>True where no day counts between a return from the stage and coming back to it (R-APP-06).</summary>
    public bool Pauses { get; init; }
}

/// <summary>A period: exactly one of days, working days, months and an instant.</summary>
public sealed record PeriodDefinition
{
    /// <summary>Civil days, to the end of the last.</summary>
    public int? Days { get; init; }

    /// <summary>Working days, to the end of the last.</summary>
    public int? WorkingDays { get; init; }

    /// <summary>Months, to the end of that civil day.</summary>
    public int? Months { get; init; }

    /// <summary>Where a date stands (<c>facts/name</c> or <c>decided/stage/field</c>); the period ends as it
    /// begins.</summary>
    public string? Until { get; init; }

    /// <summary>Where a date stands that the period never outlasts; null for none.</summary>
    public string? Latest { get; init; }
}

/// <summary>What is shown to everybody.</summary>
public sealed record PublicDefinition
{
    /// <summary>The fields, in order; nothing else is shown.</summary>
    public ImmutableArray<PublicFieldDefinition> Fields { get; init; } = [];

    /// <summary>Where an upheld objection leads; null where no objections are taken.</summary>
    public string? Upheld { get; init; }

    /// <summary>True where objections without a name are taken too.</summary>
    public bool Anonymous { get; init; }

    /// <summary>How else to object: who takes objections, at which address and number; null for by the web only.
    /// </summary>
    public Words? How { get; init; }
}

/// <summary>A field shown to everybody.</summary>
/// <param name="From">A fact (title, number, leader, entity, recommendingUnit, region, requestedFen),
/// <c>facts/name</c> or <c>decided/stage/field</c>.</param>
/// <param name="Money">True where it is a sum in fen.</param>
/// <param name="Mask">True where only its first character is shown, e.g. of a name (R-APV-04).</param>
public sealed record PublicFieldDefinition(
    string Id, Words Name, string From, bool Money = false, bool Mask = false);
