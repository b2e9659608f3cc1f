using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>What happened to a year of the calendar.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(WorkingYearPut), "working-year-put")]
public abstract record WorkingYearEvent;

/// <summary>Its days were put in place, in order.</summary>
public sealed record WorkingYearPut(
    DateTimeOffset At, Actor By, ImmutableArray<DateOnly> Holidays, ImmutableArray<DateOnly> Workdays, string Source)
    : WorkingYearEvent;

/// <summary>A year of the calendar as of its last entry. A stored format: new members need defaults.</summary>
public sealed record WorkingYearState
{
    /// <summary>Nothing put in place yet.</summary>
    public static WorkingYearState Initial { get; } = new();

    /// <summary>What counts; null for nothing yet.</summary>
    public WorkingYearPut? Put { get; init; }

    /// <summary>State after an event; an event it does not know throws.</summary>
    public static WorkingYearState Evolve(WorkingYearState state, WorkingYearEvent happened) => happened switch
    {
        WorkingYearPut e => state with { Put = e },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not an event of a working year"),
    };
}

/// <summary>What the journal knows of years of the calendar.</summary>
public static class WorkingYearKind
{
    /// <summary>The kind.</summary>
    public static Kind<WorkingYearState, WorkingYearEvent> Kind { get; } = new(
        "working_year", WorkingYearState.Initial, WorkingYearState.Evolve, _ => [], _ => [], (_, _) => []);
}
