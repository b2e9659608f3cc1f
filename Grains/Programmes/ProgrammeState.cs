using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NpgsqlTypes;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>What happened to a programme.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(DefinitionPublished), "definition-published")]
[JsonDerivedType(typeof(PublicationProposed), "definition-proposed")]
[JsonDerivedType(typeof(PublicationDeclined), "definition-declined")]
[JsonDerivedType(typeof(ProgrammeSuspended), "programme-suspended")]
[JsonDerivedType(typeof(ProgrammeResumed), "programme-resumed")]
[JsonDerivedType(typeof(ProgrammeRetired), "programme-retired")]
public abstract record ProgrammeEvent;

/// <summary>A version was published; its content is stored under its hash.</summary>
/// <param name="By">Who published it; where a second person had to confirm, who proposed it.</param>
/// <param name="Note">What it changes; null for nothing said.</param>
/// <param name="Confirmed">Who confirmed it; null where nobody had to.</param>
public sealed record DefinitionPublished(
    DateTimeOffset At, Actor By, int Number, string Sm3, Words Name, string Class, string Owner,
    ImmutableArray<StageName> Stages, string? Note = null, Actor? Confirmed = null) : ProgrammeEvent;

/// <summary>A version is to be published once another person confirms it; its content is stored already.</summary>
public sealed record PublicationProposed(
    DateTimeOffset At, Actor By, string Sm3, Words Name, string Class, string Owner,
    ImmutableArray<StageName> Stages, string? Note) : ProgrammeEvent;

/// <summary>What was proposed is not published.</summary>
public sealed record PublicationDeclined(DateTimeOffset At, Actor By, string Reason) : ProgrammeEvent;

/// <summary>No project starts for now.</summary>
public sealed record ProgrammeSuspended(DateTimeOffset At, Actor By, string Reason) : ProgrammeEvent;

/// <summary>Projects start again.</summary>
public sealed record ProgrammeResumed(DateTimeOffset At, Actor By, string Reason) : ProgrammeEvent;

/// <summary>No project starts and no call is published any more.</summary>
public sealed record ProgrammeRetired(DateTimeOffset At, Actor By, string Reason) : ProgrammeEvent;

/// <summary>A change of a programme besides its versions, as its history tells it.</summary>
/// <param name="What">proposed, declined, suspended, resumed or retired.</param>
public sealed record ProgrammeChange(string What, DateTimeOffset At, Actor By, string? Note);

/// <summary>A programme as of its last entry. A stored format: new members need defaults that are not written.
/// </summary>
public sealed record ProgrammeState
{
    /// <summary>Nothing published yet.</summary>
    public static ProgrammeState Initial { get; } = new();

    /// <summary>Versions in order; the last is the current one.</summary>
    public ImmutableArray<DefinitionPublished> Versions { get; init; } = [];

    /// <summary>What waits for confirmation; null for nothing.</summary>
    public PublicationProposed? Proposed { get; init; }

    /// <summary>suspended or retired; null while projects can be started.</summary>
    public string? Closed { get; init; }

    /// <summary>Changes besides the versions, in order; null for none.</summary>
    public ImmutableArray<ProgrammeChange>? Changes { get; init; }

    /// <summary>The current version; null when there is none.</summary>
    [JsonIgnore]
    public DefinitionPublished? Current => Versions is [.., var last] ? last : null;

    /// <summary>State after an event; an event it does not know throws.</summary>
    public static ProgrammeState Evolve(ProgrammeState state, ProgrammeEvent happened) => happened switch
    {
        DefinitionPublished e => state with { Versions = state.Versions.Add(e), Proposed = null },
        PublicationProposed e => state.With("proposed", e.At, e.By, e.Note) with { Proposed = e },
        PublicationDeclined e => state.With("declined", e.At, e.By, e.Reason) with { Proposed = null },
        ProgrammeSuspended e => state.With("suspended", e.At, e.By, e.Reason) with { Closed = "suspended" },
        ProgrammeResumed e => state.With("resumed", e.At, e.By, e.Reason) with { Closed = null },
        ProgrammeRetired e => state.With("retired", e.At, e.By, e.Reason) with { Closed = "retired" },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not an event of a programme"),
    };

    private ProgrammeState With(string what, DateTimeOffset at, Actor by, string? note) =>
        this with { Changes = (Changes ?? []).Add(new ProgrammeChange(what, at, by, note)) };
}

/// <summary>What the journal knows of programmes.</summary>
public static class ProgrammeKind
{
    /// <summary>The kind.</summary>
    public static Kind<ProgrammeState, ProgrammeEvent> Kind { get; } = new(
        "programme",
        ProgrammeState.Initial,
        ProgrammeState.Evolve,
        state =>
        [
            new Column("name", NpgsqlDbType.Text, (state.Current?.Name ?? state.Proposed?.Name)?.Zh),
            new Column("class", NpgsqlDbType.Text, state.Current?.Class ?? state.Proposed?.Class),
            new Column("owner", NpgsqlDbType.Text, state.Current?.Owner ?? state.Proposed?.Owner),
            new Column("state", NpgsqlDbType.Text, ProgrammeViews.StateOf(state)),
        ],
        _ => [],
        (_, _) => [])
    {
        Facts = ["class", "owner"],
    };
}
