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
public abstract record ProgrammeEvent;

/// <summary>A version was published; its content is stored under its hash.</summary>
public sealed record DefinitionPublished(
    DateTimeOffset At, Actor By, int Number, string Sm3, Words Name, string Class, string Owner,
    ImmutableArray<StageName> Stages) : ProgrammeEvent;

/// <summary>A programme as of its last entry. A stored format: new members need defaults.</summary>
public sealed record ProgrammeState
{
    /// <summary>Nothing published yet.</summary>
    public static ProgrammeState Initial { get; } = new();

    /// <summary>Versions in order; the last is the current one.</summary>
    public ImmutableArray<DefinitionPublished> Versions { get; init; } = [];

    /// <summary>The current version; null when there is none.</summary>
    [JsonIgnore]
    public DefinitionPublished? Current => Versions is [.., var last] ? last : null;

    /// <summary>State after an event; an event it does not know throws.</summary>
    public static ProgrammeState Evolve(ProgrammeState state, ProgrammeEvent happened) => happened switch
    {
        DefinitionPublished e => state with { Versions = state.Versions.Add(e) },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not an event of a programme"),
    };
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
            new Column("name", NpgsqlDbType.Text, state.Current?.Name.Zh),
            new Column("class", NpgsqlDbType.Text, state.Current?.Class),
            new Column("owner", NpgsqlDbType.Text, state.Current?.Owner),
        ],
        _ => [],
        (_, _) => [])
    {
        Facts = ["class", "owner"],
    };
}
