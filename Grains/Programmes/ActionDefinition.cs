using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>Whether an action asks for an opinion.</summary>
public enum OpinionRule
{
    /// <summary>No opinion can be given.</summary>
    None,

    /// <summary>An opinion can be given.</summary>
    Optional,

    /// <summary>An opinion must be given.</summary>
    Required,
}

/// <summary>Something the holders of a stage can do.</summary>
public sealed record ActionDefinition
{
    /// <summary>Id, unique in its stage.</summary>
    public required string Id { get; init; }

    /// <summary>What the button says.</summary>
    public required Words Name { get; init; }

    /// <summary>Stage the project goes to, unless a route applies.</summary>
    public required string Target { get; init; }

    /// <summary>Other targets, each where its condition holds; the first that holds counts.</summary>
    public ImmutableArray<RouteDefinition> Routes { get; init; } = [];

    /// <summary>JsonLogic over the project's facts; where it is not true the action is not there. Null for
    /// always.</summary>
    public JsonElement? When { get; init; }

    /// <summary>Tasks that have this action; none for all.</summary>
    public ImmutableArray<string> For { get; init; } = [];

    /// <summary>What it asks for: fields as forms have them, kept as <c>decided.stage.field</c>.</summary>
    public ImmutableArray<FieldDefinition> Asks { get; init; } = [];

    /// <summary>Rules over what is asked for, and <c>project</c> for the project's facts.</summary>
    public ImmutableArray<RuleDefinition> Rules { get; init; } = [];

    /// <summary>Whether an opinion is asked for.</summary>
    public OpinionRule Opinion { get; init; }

    /// <summary>True for the usual next step.</summary>
    public bool Primary { get; init; }

    /// <summary>Forms that must be complete and valid.</summary>
    public ImmutableArray<string> Complete { get; init; } = [];

    /// <summary>
    /// This is what counts against the deadline: forms are frozen, quotas reserved, the instant recorded (R-APP-04).
    /// </summary>
    public bool Submits { get; init; }

    /// <summary>Quotas that are counted when it is taken, and not at submission, e.g. those of the recommending unit.
    /// </summary>
    public ImmutableArray<string> Reserves { get; init; } = [];

    /// <summary>Goes back to an earlier stage with reasons (R-APP-04).</summary>
    public bool Returns { get; init; }

    /// <summary>The reasons may name sections; then only these can be changed.</summary>
    public bool AsksSections { get; init; }

    /// <summary>Earlier stages a return may go to besides <see cref="Target"/>, as its taker picks.</summary>
    public ImmutableArray<string> Targets { get; init; } = [];

    /// <summary>
    /// A return after which the correction comes straight back here; what others concluded here is kept (R-GIP-04).
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>What its taker picks, with a reason (R-BUS-08); null for nothing.</summary>
    public ChoiceDefinition? Chooses { get; init; }

    /// <summary>Goes on to an earlier stage, which begins anew: the next report, the next round.</summary>
    public bool Loops { get; init; }

    /// <summary>Ends the stage for all who hold tasks of it.</summary>
    public bool Veto { get; init; }

    /// <summary>Can be taken only when all other required tasks are done; who is missing is named (R-BUS-02).
    /// </summary>
    public bool AfterOthers { get; init; }

    /// <summary>Freezes the forms in <see cref="Complete"/>.</summary>
    public bool Freezes { get; init; }

    /// <summary>Signs the form of the stage.</summary>
    public bool Signs { get; init; }

    /// <summary>A number from a series of its own, kept as a decided field (R-OUT-03).</summary>
    public SerialDefinition? Serial { get; init; }

    /// <summary>Documents it releases (R-APV-05).</summary>
    public ImmutableArray<string> Issues { get; init; } = [];

    /// <summary>The validity of what it issues begins anew; else a document released again keeps that of the one it
    /// replaces (R-CER-03).</summary>
    public bool Renews { get; init; }

    /// <summary>Documents that are void from now on.</summary>
    public ImmutableArray<string> Voids { get; init; } = [];

    /// <summary>Closes the package of all contents and entries (R-ARC-01).</summary>
    public bool Archives { get; init; }

    /// <summary>Under which number and how long the closed package is kept (R-ARC-02); null where nothing is said.
    /// </summary>
    public ArchiveDefinition? Archive { get; init; }

    /// <summary>Gives the project its number.</summary>
    public bool Numbers { get; init; }

    /// <summary>Frees the places the project holds against quotas.</summary>
    public bool Releases { get; init; }
}

/// <summary>A target with its condition.</summary>
public sealed record RouteDefinition(JsonElement When, string Target);

/// <summary>A number given by an action.</summary>
/// <param name="Field">Decided field that holds it.</param>
/// <param name="Format">As the project's number is written; <c>{year}</c> is the civil year of the action.</param>
public sealed record SerialDefinition(string Field, string Format);

/// <summary>How a closed package is kept (R-ARC-01, R-ARC-02).</summary>
/// <param name="Number">Format of the archive number, as of a <see cref="SerialDefinition"/>; null for none.</param>
/// <param name="Years">Years from the end of the year it was closed in; null for ever.</param>
/// <param name="Secrecy">Its level of secrecy in words; null for an open one.</param>
public sealed record ArchiveDefinition(string? Number = null, int? Years = null, Words? Secrecy = null);

/// <summary>A document that an action releases.</summary>
/// <param name="Number">Format of its number, as of a <see cref="SerialDefinition"/>; null for none.</param>
/// <param name="Validity">How long it is valid; null for ever.</param>
public sealed record DocumentDefinition(
    string Id, Words Name, string? Number = null, ValidityDefinition? Validity = null);

/// <summary>How long a document is valid: exactly one of both.</summary>
/// <param name="Months">Months from the day it is released on.</param>
/// <param name="Until">Where its last day stands: <c>facts/name</c> or <c>decided/stage/field</c>.</param>
public sealed record ValidityDefinition(int? Months = null, string? Until = null);
