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
[Immutable, Alias("SunGov.DocumentView")]
public sealed record DocumentView(
    string Id, Words Name, string Stage, string? Number, DateTimeOffset At, string Sm3);

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
