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

    /// <summary>The way ends here.</summary>
    End,
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

    /// <summary>The form that is filled; for fill only.</summary>
    public string? Form { get; init; }

    /// <summary>JsonLogic over the project's facts; where it is not true, the project goes to
    /// <see cref="Otherwise"/> instead. Null for always.</summary>
    public JsonElement? When { get; init; }

    /// <summary>Where to when <see cref="When"/> is not true.</summary>
    public string? Otherwise { get; init; }

    /// <summary>What is to be done, by whom; any one of them moves the project on. None for an end.</summary>
    public ImmutableArray<TaskDefinition> Tasks { get; init; } = [];

    /// <summary>When it must be done; null for no deadline.</summary>
    public DeadlineDefinition? Deadline { get; init; }

    /// <summary>What the holders can do.</summary>
    public ImmutableArray<ActionDefinition> Actions { get; init; } = [];
}

/// <summary>What one holder must do in a stage.</summary>
public sealed record TaskDefinition
{
    /// <summary>Id, unique in its stage.</summary>
    public required string Id { get; init; }

    /// <summary>Name.</summary>
    public required Words Name { get; init; }

    /// <summary>Holder, by its name in the definition.</summary>
    public required string Holder { get; init; }
}

/// <summary>When a stage must be done: at the closing of the call, or some days after it was entered.</summary>
public sealed record DeadlineDefinition
{
    /// <summary>True for the call's closing instant, as extended.</summary>
    public bool CallCloses { get; init; }

    /// <summary>Days after the stage was entered, ending at the end of that civil day; null for none.</summary>
    public int? Days { get; init; }

    /// <summary>Days instead of the above once the project has been submitted, i.e. for corrections.</summary>
    public int? CorrectionDays { get; init; }
}

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

    /// <summary>Stage the project goes to.</summary>
    public required string Target { get; init; }

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

    /// <summary>Goes back to an earlier stage with reasons (R-APP-04).</summary>
    public bool Returns { get; init; }

    /// <summary>The reasons may name sections; then only these can be changed.</summary>
    public bool AsksSections { get; init; }

    /// <summary>Gives the project its number.</summary>
    public bool Numbers { get; init; }

    /// <summary>Frees the places the project holds against quotas.</summary>
    public bool Releases { get; init; }
}

/// <summary>A limit counted at submission.</summary>
public sealed record QuotaDefinition
{
    /// <summary>Id, unique among the quotas.</summary>
    public required string Id { get; init; }

    /// <summary>The rule in words, for refusals.</summary>
    public required Words Name { get; init; }

    /// <summary>Whose places are counted: leader or entity.</summary>
    public required string Per { get; init; }

    /// <summary>Counted within platform, programme or call.</summary>
    public string Within { get; init; } = "platform";

    /// <summary>Counting class; entries of one class count together, over programmes that name the same.</summary>
    public required string Class { get; init; }

    /// <summary>Most places; or <see cref="LimitOf"/>.</summary>
    public int? Limit { get; init; }

    /// <summary><c>call-entity-cap</c>: the cap the call sets; without one nothing is counted.</summary>
    public string? LimitOf { get; init; }
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
