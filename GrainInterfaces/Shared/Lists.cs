using System.Collections.Immutable;
using System.Text.Json;
using Orleans;

namespace SunGov.GrainInterfaces.Shared;

/// <summary>One page of a list, its total, and where the next page begins.</summary>
/// <param name="Items">The rows, in the order asked for.</param>
/// <param name="Total">How many rows match for this caller; long lists are counted up to 1,000.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
/// <param name="More">True when more rows match than Total says.</param>
[Immutable, Alias("SunGov.Page`1")]
public sealed record Page<T>(ImmutableArray<T> Items, long Total, string? Next, bool More = false);

/// <summary>Which page of a list.</summary>
/// <param name="Cursor">Where to begin, as the page before said; null for the first.</param>
/// <param name="Limit">1 to 200 rows.</param>
/// <param name="Sort">Column to sort by, a leading '-' for descending; null for the list's own order.</param>
[Immutable, Alias("SunGov.PageRequest")]
public sealed record PageRequest(string? Cursor = null, int Limit = 50, string? Sort = null);

/// <summary>A text in Chinese and English, as programme definitions carry them.</summary>
/// <param name="Zh">Chinese.</param>
/// <param name="En">English.</param>
[Immutable, Alias("SunGov.Words")]
public sealed record Words(string Zh, string En);

/// <summary>A person or an organisation as lists name it.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">Its name at the time of the record.</param>
[Immutable, Alias("SunGov.Named")]
public sealed record Named(string Id, string Name);

/// <summary>
/// Something the caller could do with a thing. Computed by the guards that judge the command itself, so that no page
/// derives a rule again.
/// </summary>
/// <param name="Action">Id of the command or, on a task, of the action in the programme definition.</param>
/// <param name="Name">How a button names it.</param>
/// <param name="Task">The task it belongs to; null for commands on the thing itself.</param>
/// <param name="Primary">True for the usual next step.</param>
/// <param name="Opinion">Whether an opinion is <c>none</c>, <c>optional</c> or <c>required</c>.</param>
/// <param name="Why">Empty when it can be done now; else the reasons why not now.</param>
/// <param name="Next">Name of the stage it leads to, to be told before it is done; null where it leads nowhere.</param>
/// <param name="Submits">True when it freezes forms and counts against the deadline.</param>
/// <param name="Asks">The fields its input must give; null for none.</param>
/// <param name="Signs">The form it signs; null for none.</param>
/// <param name="AsksSections">True when its input may name the sections to correct: <c>{"sections": [...]}</c>.</param>
/// <param name="Corrects">The form whose sections these are; null for none.</param>
/// <param name="Chooses">What its taker picks, given as <c>{"choice": {"stage", "tasks": [...], "people": {task: id},
/// "reason"}}</c>; null for nothing.</param>
/// <param name="Reviewed">True when the release of a review activity can take it: its fields come from there.</param>
[Immutable, Alias("SunGov.Allowed")]
public sealed record Allowed(
    string Action,
    Words Name,
    string? Task,
    bool Primary,
    string Opinion,
    ImmutableArray<Refusal> Why,
    Words? Next = null,
    bool Submits = false,
    bool AsksSections = false,
    Asked? Asks = null,
    string? Signs = null,
    string? Corrects = null,
    Choosing? Chooses = null,
    bool Reviewed = false);

/// <summary>What the taker of an action picks (R-BUS-08).</summary>
/// <param name="Stages">Where the project can go, each with those who can take part there.</param>
/// <param name="PicksStage">True where one of the stages is picked; else there is one only.</param>
/// <param name="Least">Fewest tasks to pick.</param>
/// <param name="Most">Most tasks to pick; null for all.</param>
/// <param name="Reason">True where a reason must be given.</param>
[Immutable, Alias("SunGov.Choosing")]
public sealed record Choosing(
    ImmutableArray<ChoiceStage> Stages, bool PicksStage, int Least, int? Most, bool Reason);

/// <summary>A stage that can be picked.</summary>
/// <param name="Tasks">Tasks of it that can be picked: who takes part.</param>
/// <param name="Corrects">For returns: the form whose sections can be named; null for none.</param>
[Immutable, Alias("SunGov.ChoiceStage")]
public sealed record ChoiceStage(string Id, Words Name, ImmutableArray<ChoiceTask> Tasks, string? Corrects = null);

/// <summary>A task that can be picked.</summary>
/// <param name="Holder">Who would hold it, as shown.</param>
[Immutable, Alias("SunGov.ChoiceTask")]
public sealed record ChoiceTask(string Id, Words Name, string Holder);

/// <summary>Fields an action asks for, as forms have them.</summary>
/// <param name="Schema">JSON Schema 2020-12 of the input.</param>
/// <param name="Ui">UI schema for React JSON Schema Form.</param>
/// <param name="Content">What the fields start with.</param>
/// <param name="Project">What rules over the fields see as <c>project</c>; null where it has none.</param>
[Immutable, Alias("SunGov.Asked")]
public sealed record Asked(JsonElement Schema, JsonElement Ui, JsonElement Content, JsonElement? Project = null);
