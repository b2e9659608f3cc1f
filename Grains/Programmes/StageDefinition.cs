using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>What kind of work a stage is.</summary>
public enum StageKind
{
    /// <summary>A form is filled.</summary>
    Fill,

    /// <summary>Somebody looks at it and passes it on or back.</summary>
    Review,

    /// <summary>Somebody decides.</summary>
    Approve,

    /// <summary>Parties sign a frozen form.</summary>
    Sign,

    /// <summary>Something is shown to everybody for a period; objections are taken.</summary>
    Publicise,

    /// <summary>Time passes.</summary>
    Wait,

    /// <summary>Something is entered in a register and gets its number there.</summary>
    Register,

    /// <summary>A document is released.</summary>
    Issue,

    /// <summary>Everything is packed and closed.</summary>
    Archive,

    /// <summary>The way ends here.</summary>
    End,
}

/// <summary>When the tasks of a stage together end it.</summary>
public enum JoinRule
{
    /// <summary>The first one done ends it.</summary>
    Any,

    /// <summary>All that are required must be done; of different actions the one listed last counts.</summary>
    All,

    /// <summary>As soon as so many took the same action, that one counts.</summary>
    Quorum,
}

/// <summary>A step of a project's way.</summary>
public sealed record StageDefinition
{
    /// <summary>Id, unique among the stages.</summary>
    public required string Id { get; init; }

    /// <summary>What kind of work it is.</summary>
    public required StageKind Kind { get; init; }

    /// <summary>Name.</summary>
    public required Words Name { get; init; }

    /// <summary>The form that is filled, or signed; for fill and sign only.</summary>
    public string? Form { get; init; }

    /// <summary>True where coming here again begins a form of its own, e.g. the report of the next year.</summary>
    public bool Repeats { get; init; }

    /// <summary>JsonLogic over the project's facts; where it is not true, the project goes to
    /// <see cref="Otherwise"/> instead. Null for always.</summary>
    public JsonElement? When { get; init; }

    /// <summary>Where to when <see cref="When"/> is not true.</summary>
    public string? Otherwise { get; init; }

    /// <summary>What is to be done, by whom. None for an end; a period needs none.</summary>
    public ImmutableArray<TaskDefinition> Tasks { get; init; } = [];

    /// <summary>When the tasks together end the stage (R-APV-03).</summary>
    public JoinRule Join { get; init; }

    /// <summary>How many must agree; for the join <c>quorum</c>.</summary>
    public int? Quorum { get; init; }

    /// <summary>Where to when a quorum cannot be reached any more.</summary>
    public string? Undecided { get; init; }

    /// <summary>How long something is shown or waited for; for publicise and wait.</summary>
    public PeriodDefinition? Period { get; init; }

    /// <summary>Where to when the period has ended; for publicise and wait.</summary>
    public string? Then { get; init; }

    /// <summary>What everybody may see meanwhile; for publicise (R-APV-04).</summary>
    public PublicDefinition? Public { get; init; }

    /// <summary>When it must be done; null for no deadline.</summary>
    public DeadlineDefinition? Deadline { get; init; }

    /// <summary>What the holders can do.</summary>
    public ImmutableArray<ActionDefinition> Actions { get; init; } = [];

    /// <summary>What the platform does by itself as the stage is entered; null where people decide (R-CHK-05).
    /// </summary>
    public InstantDefinition? Instant { get; init; }
}

/// <summary>A limit counted at submission.</summary>
public sealed record QuotaDefinition
{
    /// <summary>Id, unique among the quotas.</summary>
    public required string Id { get; init; }

    /// <summary>The rule in words, for refusals.</summary>
    public required Words Name { get; init; }

    /// <summary>Whose places are counted: leader, entity or recommending-unit.</summary>
    public required string Per { get; init; }

    /// <summary>Counted within platform, programme or call.</summary>
    public string Within { get; init; } = "platform";

    /// <summary>Counting class; entries of one class count together, over programmes that name the same.</summary>
    public required string Class { get; init; }

    /// <summary>Most places; or <see cref="LimitOf"/>.</summary>
    public int? Limit { get; init; }

    /// <summary><c>call-entity-cap</c>: the cap the call sets; <c>call-block-places</c> and <c>call-block-fen</c>: what
    /// the call gives the recommending unit. Where the call sets none, nothing is counted.</summary>
    public string? LimitOf { get; init; }

    /// <summary>Where the sum stands that is counted instead of a place: <c>requestedFen</c>, <c>facts/name</c> or
    /// <c>decided/stage/field</c>; null for places.</summary>
    public string? Amount { get; init; }
}

/// <summary>What the applicant may take back.</summary>
public sealed record WithdrawalDefinition
{
    /// <summary>What the button says.</summary>
    public required Words Name { get; init; }

    /// <summary>In which stages.</summary>
    public ImmutableArray<string> Stages { get; init; } = [];

    /// <summary>Where the project goes back to; null when it ends as withdrawn.</summary>
    public string? Target { get; init; }
}
