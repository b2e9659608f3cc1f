using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>A stage ended without an act of its holders.</summary>
/// <param name="Why">elapsed (its period ended) or objection (one was upheld).</param>
public sealed record StageLeft(DateTimeOffset At, int No, string Stage, Words StageName, string Why) : ProjectEvent;

/// <summary>The mode in which the project is managed, fixed at its submission (R-BUS-09).</summary>
public sealed record ModeFixed(DateTimeOffset At, string Mode, Words Name) : ProjectEvent;

/// <summary>Forms were frozen without a submission, e.g. a report.</summary>
/// <param name="Values">Facts that the definition takes from them.</param>
public sealed record FormsFrozen(
    DateTimeOffset At,
    Actor By,
    ImmutableArray<FrozenForm> Forms,
    ImmutableDictionary<string, JsonElement> Values) : ProjectEvent;

/// <summary>A party signed a frozen form.</summary>
/// <param name="Form">The form, with its occurrence.</param>
/// <param name="Sm3">Digest of the frozen form that was signed.</param>
/// <param name="Seal">HMAC-SM3 by which earlier releases sealed it; null since there are signatures.</param>
/// <param name="Key">Name of the platform's key that signed it for the party; null in entries of earlier releases.
/// </param>
/// <param name="Signature">SM2 over <see cref="ProjectSignatures.Statement"/>, DER, base64; null likewise.</param>
public sealed record FormSigned(
    DateTimeOffset At,
    Actor By,
    int No,
    string Task,
    Words Party,
    string Form,
    string Sm3,
    string? Seal = null,
    string? Key = null,
    string? Signature = null) : ProjectEvent;

/// <summary>A document was released; its file is made from the frozen data.</summary>
/// <param name="Number">Its number; null for none.</param>
/// <param name="Sm3">Hash of the data.</param>
/// <param name="Until">Last day of its validity; null for ever.</param>
public sealed record DocumentIssued(
    DateTimeOffset At, Actor By, string Id, Words Name, string Stage, string? Number, string Sm3,
    DateOnly? Until = null) : ProjectEvent;

/// <summary>A document is void.</summary>
/// <param name="Sm3">Which of those with this id, by the hash of its data.</param>
public sealed record DocumentVoided(
    DateTimeOffset At, Actor By, string Id, Words Name, string? Number, string Sm3) : ProjectEvent;

/// <summary>The platform was to end the stage by itself but could not; its tasks are open for people.</summary>
/// <param name="Reason">What refused the action.</param>
public sealed record InstantHandedOver(DateTimeOffset At, int No, Refusal Reason) : ProjectEvent;

/// <summary>The package of all contents and entries was closed; nothing of it can change.</summary>
/// <param name="Sm3">Hash of its list.</param>
/// <param name="Contents">How many contents it lists.</param>
/// <param name="Entries">How many entries it lists.</param>
/// <param name="Kept">Under which number and how long it is kept; null where the definition says nothing.</param>
public sealed record PackageSealed(
    DateTimeOffset At, Actor By, string Sm3, int Contents, long Entries, ArchiveRecord? Kept = null) : ProjectEvent;

/// <summary>How a closed package is kept.</summary>
/// <param name="Number">Archive number; null for none.</param>
/// <param name="Years">Years it is kept; null for ever.</param>
/// <param name="Until">Last civil day of them; null for ever.</param>
/// <param name="Secrecy">Level of secrecy; null for an open one.</param>
public sealed record ArchiveRecord(string? Number, int? Years, DateOnly? Until, Words? Secrecy);

/// <summary>Somebody objected to what was shown.</summary>
/// <param name="No">The stage.</param>
/// <param name="Sealed">Name, contact and text, sealed.</param>
public sealed record ObjectionRaised(DateTimeOffset At, int No, string Id, string Sealed) : ProjectEvent;

/// <summary>An objection was answered.</summary>
/// <param name="Upheld">True when the project goes another way because of it.</param>
public sealed record ObjectionAnswered(DateTimeOffset At, Actor By, string Id, bool Upheld, string Answer)
    : ProjectEvent;

/// <summary>The project rests: nobody acts on it and no time runs.</summary>
public sealed record ProjectSuspended(DateTimeOffset At, Actor By, string Reason) : ProjectEvent;

/// <summary>The project goes on; the time it rested is added to the deadline.</summary>
/// <param name="Due">When the open stage ends now; null for no deadline.</param>
public sealed record ProjectResumed(DateTimeOffset At, Actor By, string Reason, DateTimeOffset? Due) : ProjectEvent;

/// <summary>The project was ended before its time.</summary>
public sealed record ProjectTerminated(
    DateTimeOffset At, Actor By, int No, string Stage, Words StageName, string Reason) : ProjectEvent;
