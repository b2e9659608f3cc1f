using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NpgsqlTypes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Quotas;

/// <summary>What happened at a quota holder.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PlaceReserved), "place-reserved")]
[JsonDerivedType(typeof(PlaceConfirmed), "place-confirmed")]
[JsonDerivedType(typeof(PlaceReleased), "place-released")]
public abstract record QuotaEvent;

/// <summary>A project took a place.</summary>
public sealed record PlaceReserved(
    DateTimeOffset At, string Project, string Title, string Programme, string Class, Words Rule, int Limit,
    int Attempt, string Leader, string EntityPath, long? Fen = null, long? MostFen = null, string? Unit = null)
    : QuotaEvent;

/// <summary>The submission behind the place went through.</summary>
public sealed record PlaceConfirmed(DateTimeOffset At, string Project, int Attempt) : QuotaEvent;

/// <summary>The project's places of this attempt and earlier ones are free again.</summary>
public sealed record PlaceReleased(DateTimeOffset At, string Project, int Attempt, string Reason) : QuotaEvent;

/// <summary>A place taken.</summary>
public sealed record Place(PlaceReserved Reserved, bool Confirmed);

/// <summary>A holder as of its last entry: entries, not counters, so that a refusal can name them.</summary>
public sealed record QuotaState
{
    /// <summary>Nothing taken.</summary>
    public static QuotaState Initial { get; } = new();

    /// <summary>Places taken, in order.</summary>
    public ImmutableArray<Place> Places { get; init; } = [];

    /// <summary>State after an event; an event it does not know throws.</summary>
    public static QuotaState Evolve(QuotaState state, QuotaEvent happened) => happened switch
    {
        PlaceReserved e => state with
        {
            Places = [.. state.Places.Where(place => !Same(place, e.Project, e.Class)), new Place(e, false)],
        },
        PlaceConfirmed e => state with
        {
            Places =
            [
                .. state.Places.Select(place => place.Reserved.Project == e.Project
                    && place.Reserved.Attempt <= e.Attempt ? place with { Confirmed = true } : place),
            ],
        },
        PlaceReleased e => state with
        {
            Places = state.Places.RemoveAll(place => QuotaRules.IsReleasable(place, e.Project, e.Attempt)),
        },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not an event of a quota holder"),
    };

    /// <summary>Is it this project's place in this class?</summary>
    public static bool Same(Place place, string project, string inClass) =>
        place.Reserved.Project == project && place.Reserved.Class == inClass;
}

/// <summary>What the journal knows of quota holders.</summary>
public static class QuotaKind
{
    /// <summary>The kind.</summary>
    public static Kind<QuotaState, QuotaEvent> Kind { get; } = new(
        "quota",
        QuotaState.Initial,
        QuotaState.Evolve,
        state =>
        [
            new Column("projects", NpgsqlDbType.Array | NpgsqlDbType.Text,
                state.Places.Select(place => place.Reserved.Project).Distinct().ToArray()),
        ],
        _ => [],
        (_, _) => []);
}
