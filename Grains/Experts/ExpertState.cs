using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SunGov.GrainInterfaces.Experts;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Experts;

/// <summary>Where an expert stands in the register; stored texts.</summary>
public static class ExpertStatus
{
    /// <summary>Applied; the office of the entity of work is to confirm it.</summary>
    public const string Applied = "applied";

    /// <summary>Confirmed by the office; the register is to take the expert in.</summary>
    public const string Endorsed = "endorsed";

    /// <summary>In the register; may be drawn.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>Sent back to the applicant.</summary>
    public const string Returned = "returned";

    /// <summary>In the register, but not drawn.</summary>
    public const string Paused = "paused";

    /// <summary>No longer in the register.</summary>
    public const string Left = "left";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } = [Applied, Endorsed, Confirmed, Returned, Paused, Left];
}

/// <summary>An expert as of the last entry. A stored format: new members need defaults.</summary>
/// <param name="Status">See <see cref="ExpertStatus"/>; empty while there is no record.</param>
/// <param name="Entity">The legal entity of work.</param>
/// <param name="Unit">The organisation of the identity under which was applied.</param>
/// <param name="Path">Path of <paramref name="Unit"/>.</param>
/// <param name="Region">Region of the entity.</param>
/// <param name="Disciplines">Codes of GB/T 13745-2009; the first is the main one.</param>
/// <param name="Reason">Reason of the last return or pause; empty for none.</param>
/// <param name="Changed">When it changed last.</param>
public sealed record ExpertState(
    string Status,
    Named Person,
    Named Entity,
    Named Unit,
    string Path,
    string Region,
    string Title,
    ImmutableArray<string> Disciplines,
    ImmutableArray<string> Keywords,
    ImmutableArray<Recusal> Recusals,
    string Reason,
    DateTimeOffset Changed)
{
    private static readonly Named Nobody = new("", "");

    /// <summary>No record yet.</summary>
    public static ExpertState None { get; } =
        new("", Nobody, Nobody, Nobody, "", "", "", [], [], [], "", default);

    /// <summary>The role that confirming gave; null for none.</summary>
    public string? Role { get; init; }

    /// <summary>True once applied.</summary>
    [JsonIgnore]
    public bool Exists => Status.Length > 0;

    /// <summary>State after an event; an event it does not know throws.</summary>
    public static ExpertState Evolve(ExpertState state, ExpertEvent happened) => happened switch
    {
        ExpertApplied e => new(
            ExpertStatus.Applied, e.Person, e.Entity, e.Unit, e.Path, e.Region, e.Title, e.Disciplines, e.Keywords,
            e.Recusals, "", e.At),
        ExpertChanged e => state with
        {
            Status = e.Status,
            Title = e.Title,
            Disciplines = e.Disciplines,
            Keywords = e.Keywords,
            Recusals = e.Recusals,
            Changed = e.At,
        },
        ExpertEndorsed e => state with { Status = ExpertStatus.Endorsed, Reason = "", Changed = e.At },
        ExpertConfirmed e => state with
        {
            Status = ExpertStatus.Confirmed, Reason = "", Changed = e.At, Role = e.Role,
        },
        ExpertReturned e => state with { Status = ExpertStatus.Returned, Reason = e.Reason, Changed = e.At },
        ExpertPaused e => state with { Status = ExpertStatus.Paused, Reason = e.Reason, Changed = e.At },
        ExpertLeft e => state with { Status = ExpertStatus.Left, Reason = e.Reason, Changed = e.At },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not an event of experts"),
    };
}

/// <summary>What can happen to an expert. Stored for ever: add, never change.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ExpertApplied), "expert-applied")]
[JsonDerivedType(typeof(ExpertChanged), "expert-changed")]
[JsonDerivedType(typeof(ExpertEndorsed), "expert-endorsed")]
[JsonDerivedType(typeof(ExpertConfirmed), "expert-confirmed")]
[JsonDerivedType(typeof(ExpertReturned), "expert-returned")]
[JsonDerivedType(typeof(ExpertPaused), "expert-paused")]
[JsonDerivedType(typeof(ExpertLeft), "expert-left")]
public abstract record ExpertEvent;

/// <summary>A person applied, with all that the record holds; names are those of the moment.</summary>
/// <param name="Endorsers">Roles at the entity that may confirm it; they are told.</param>
public sealed record ExpertApplied(
    DateTimeOffset At,
    Actor By,
    Named Person,
    Named Entity,
    Named Unit,
    string Path,
    string Region,
    string Title,
    ImmutableArray<string> Disciplines,
    ImmutableArray<string> Keywords,
    ImmutableArray<Recusal> Recusals,
    ImmutableArray<string>? Endorsers = null) : ExpertEvent;

/// <summary>The expert changed the record; other disciplines take a confirmed one back to be confirmed again.</summary>
public sealed record ExpertChanged(
    DateTimeOffset At,
    Actor By,
    string Title,
    ImmutableArray<string> Disciplines,
    ImmutableArray<string> Keywords,
    ImmutableArray<Recusal> Recusals,
    string Status) : ExpertEvent;

/// <summary>The office of the entity of work confirmed the application.</summary>
public sealed record ExpertEndorsed(DateTimeOffset At, Actor By, string Reason) : ExpertEvent;

/// <summary>The register took the expert in, or back after a pause.</summary>
/// <param name="Role">The role this gives; null for none.</param>
public sealed record ExpertConfirmed(DateTimeOffset At, Actor By, string Reason, string? Role = null) : ExpertEvent;

/// <summary>Office or register sent the application back.</summary>
public sealed record ExpertReturned(DateTimeOffset At, Actor By, string Reason) : ExpertEvent;

/// <summary>The register paused the expert.</summary>
public sealed record ExpertPaused(DateTimeOffset At, Actor By, string Reason) : ExpertEvent;

/// <summary>The expert left the register.</summary>
/// <param name="Role">The role this ends; null for none.</param>
public sealed record ExpertLeft(DateTimeOffset At, Actor By, string Reason, string? Role = null) : ExpertEvent;
