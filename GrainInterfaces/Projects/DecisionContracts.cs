using System.Collections.Immutable;
using System.Text.Json;
using Orleans;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Projects;

/// <summary>A task of a stage with its decision.</summary>
/// <param name="State">open, done, or ended (the stage ended without it).</param>
/// <param name="Action">What was decided, as the definition names it; null while nothing was.</param>
/// <param name="By">By whom; null while nothing was.</param>
/// <param name="Claimed">Name of who works on it; null for nobody.</param>
/// <param name="Retractable">True when the caller can have it decided anew.</param>
[Immutable, Alias("SunGov.StageTaskView")]
public sealed record StageTaskView(
    string Id, Words Name, string Holder, string State, Words? Action, string? Opinion, string? By, DateTimeOffset? At,
    string? Claimed = null, bool Retractable = false);

/// <summary>A document that was released.</summary>
/// <param name="Number">Its number; null for none.</param>
/// <param name="Sm3">Hash of the data its file is made from.</param>
/// <param name="Until">Last day of its validity; null for ever.</param>
/// <param name="State">valid, expired, replaced or void.</param>
/// <param name="ReplacedBy">Number of the one that replaces it; null for none.</param>
[Immutable, Alias("SunGov.DocumentView")]
public sealed record DocumentView(
    string Id, Words Name, string Stage, string? Number, DateTimeOffset At, string Sm3, DateOnly? Until,
    string State, string? ReplacedBy);

/// <summary>What the rules gave by which the platform ends a stage itself.</summary>
/// <param name="Passed">True when the platform acts or has acted; false when people decide.</param>
/// <param name="Rules">The rules, each with the facts it looked at.</param>
/// <param name="HandedOver">What kept the platform from acting although all rules hold; null for nothing.</param>
[Immutable, Alias("SunGov.InstantView")]
public sealed record InstantView(bool Passed, ImmutableArray<InstantRuleView> Rules, Refusal? HandedOver);

/// <summary>A rule as it was judged.</summary>
/// <param name="Rule">What is right, in words.</param>
/// <param name="Values">The facts it looked at, by path.</param>
[Immutable, Alias("SunGov.InstantRuleView")]
public sealed record InstantRuleView(
    string Id, Words Rule, bool Holds, ImmutableSortedDictionary<string, JsonElement> Values);

/// <summary>A signature that stands.</summary>
/// <param name="Under">Under which identity: role and organisation.</param>
/// <param name="Sm3">Digest of the frozen form that was signed.</param>
[Immutable, Alias("SunGov.SignatureView")]
public sealed record SignatureView(
    string Form, Words Party, string By, string Under, DateTimeOffset At, string Sm3);

/// <summary>Something an action asked for.</summary>
/// <param name="Name">As the definition names it; null for what it gives itself, e.g. a number.</param>
/// <param name="Value">Sums in fen, tables as lists of rows.</param>
/// <param name="Schema">JSON Schema of the field; null for what the action gives itself.</param>
/// <param name="Ui">UI schema of the field; null for what the action gives itself.</param>
[Immutable, Alias("SunGov.DecidedView")]
public sealed record DecidedView(
    string Stage,
    string Field,
    Words? Name,
    JsonElement Value,
    JsonElement? Schema = null,
    JsonElement? Ui = null);

/// <summary>The closed package of all contents and entries (R-ARC-01).</summary>
/// <param name="Sm3">Hash of its list.</param>
/// <param name="Kept">Under which number and how long it is kept; null where the definition says nothing.</param>
[Immutable, Alias("SunGov.PackageView")]
public sealed record PackageView(
    DateTimeOffset At, string Sm3, int Contents, long Entries, ArchiveView? Kept = null);

/// <summary>How a closed package is kept (R-ARC-02).</summary>
/// <param name="Number">Archive number; null for none.</param>
/// <param name="Years">Years it is kept from the end of the year it was closed in; null for ever.</param>
/// <param name="Until">Last civil day of them; null for ever.</param>
/// <param name="Secrecy">Level of secrecy; null for an open one.</param>
[Immutable, Alias("SunGov.ArchiveView")]
public sealed record ArchiveView(string? Number, int? Years, DateOnly? Until, Words? Secrecy);
