using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>
/// What happened to a project. Events carry resolved results (holders, instants, names), so that folding them needs no
/// definition and old projects fold alike for ever.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ProjectStarted), "project-started")]
[JsonDerivedType(typeof(StageEntered), "stage-entered")]
[JsonDerivedType(typeof(StageSkipped), "stage-skipped")]
[JsonDerivedType(typeof(ActionTaken), "action-taken")]
[JsonDerivedType(typeof(SubmissionBegun), "submission-begun")]
[JsonDerivedType(typeof(SubmissionCompleted), "submission-completed")]
[JsonDerivedType(typeof(SubmissionRefused), "submission-refused")]
[JsonDerivedType(typeof(NumberGiven), "number-given")]
[JsonDerivedType(typeof(QuotasReleased), "quotas-released")]
[JsonDerivedType(typeof(ProjectWithdrawn), "project-withdrawn")]
[JsonDerivedType(typeof(DeadlinePassed), "deadline-passed")]
[JsonDerivedType(typeof(FileAdded), "file-added")]
[JsonDerivedType(typeof(StageLeft), "stage-left")]
[JsonDerivedType(typeof(FormsFrozen), "forms-frozen")]
[JsonDerivedType(typeof(FormSigned), "form-signed")]
[JsonDerivedType(typeof(DocumentIssued), "document-issued")]
[JsonDerivedType(typeof(PackageSealed), "package-sealed")]
[JsonDerivedType(typeof(ObjectionRaised), "objection-raised")]
[JsonDerivedType(typeof(ObjectionAnswered), "objection-answered")]
[JsonDerivedType(typeof(ProjectSuspended), "project-suspended")]
[JsonDerivedType(typeof(ProjectResumed), "project-resumed")]
[JsonDerivedType(typeof(ProjectTerminated), "project-terminated")]
[JsonDerivedType(typeof(ProjectMigrated), "project-migrated")]
[JsonDerivedType(typeof(ModeFixed), "mode-fixed")]
[JsonDerivedType(typeof(TaskClaimed), "task-claimed")]
[JsonDerivedType(typeof(TaskReleased), "task-released")]
[JsonDerivedType(typeof(TaskTransferred), "task-transferred")]
[JsonDerivedType(typeof(SignerAdded), "signer-added")]
[JsonDerivedType(typeof(ActRetracted), "act-retracted")]
[JsonDerivedType(typeof(InstantHandedOver), "instant-handed-over")]
[JsonDerivedType(typeof(DocumentVoided), "document-voided")]
public abstract record ProjectEvent;

/// <summary>The definition a project keeps for life.</summary>
/// <param name="Sm3">Hash under which the definition's content is stored.</param>
public sealed record PinnedDefinition(string Programme, int Version, string Sm3, Words Name, string Class);

/// <summary>A project was started in a call; its facts as they were then.</summary>
/// <param name="EntityKind">Kind of the entity; null in entries of earlier releases.</param>
public sealed record ProjectStarted(
    string Id,
    DateTimeOffset At,
    Actor By,
    string Title,
    PinnedDefinition Definition,
    Named Owner,
    Named Call,
    int Year,
    Named Entity,
    string EntityPath,
    Named? RecommendingUnit,
    Named? CompetentAuthority,
    string Region,
    string? EntityKind = null) : ProjectEvent;

/// <summary>A task of the stage entered.</summary>
/// <param name="Id">Unique in the project.</param>
/// <param name="Holder"><c>person:id</c> or <c>role@organisation</c>.</param>
/// <param name="HolderName">The holder as shown.</param>
/// <param name="Claimed">Who works on it; null for nobody yet.</param>
/// <param name="Closed">In rows only: people who did another of it and are not to do this one; null for none.</param>
public sealed record StageTask(
    string Id, string Task, Words Name, string Holder, string HolderName, Named? Claimed = null,
    ImmutableArray<string>? Closed = null);

/// <summary>A stage began.</summary>
/// <param name="No">Counts the stages of this project, returns included.</param>
/// <param name="Due">When it ends; null for none.</param>
/// <param name="DueOfCall">True when it ends with the call, as extended.</param>
/// <param name="Form">The form that is filled in it; null for none.</param>
/// <param name="OpenSections">Sections that can be changed, <c>form/section</c>; null for all.</param>
/// <param name="Note">Why the project came back; null when it did not.</param>
/// <param name="Signs">The form that is signed in it; null for none.</param>
/// <param name="Elapses">True when it ends by itself at <paramref name="Due"/>; else null.</param>
/// <param name="Public">What everybody may see while it is open; null for nothing.</param>
/// <param name="Provisional">True when working days were counted in a year whose holidays are not known yet; else
/// null.</param>
/// <param name="Objections">True when anybody may object to what is shown; else null.</param>
/// <param name="Notice">What goes with what is shown; null for nothing, and in entries of earlier releases.</param>
/// <param name="Resumes">The stage that a correction goes straight back to, by its <paramref name="No"/>; null for the
/// usual way.</param>
/// <param name="Kept">What others concluded here before a return, and still counts; null for nothing.</param>
/// <param name="Remit">What whoever picked those who take part told them; null for nothing.</param>
/// <param name="Instant">What the rules gave by which the platform ends it itself; null where people do.</param>
public sealed record StageEntered(
    DateTimeOffset At,
    int No,
    string Stage,
    string Kind,
    Words Name,
    ImmutableArray<StageTask> Tasks,
    DateTimeOffset? Due,
    bool DueOfCall,
    string? Form,
    ImmutableArray<string>? OpenSections,
    string? Note,
    string? Signs = null,
    bool? Elapses = null,
    ImmutableArray<PublicField>? Public = null,
    bool? Provisional = null,
    bool? Objections = null,
    PublicNotice? Notice = null,
    int? Resumes = null,
    ImmutableArray<TaskDone>? Kept = null,
    string? Remit = null,
    InstantJudged? Instant = null) : ProjectEvent;

/// <summary>A field everybody may see, as it was when the stage began.</summary>
public sealed record PublicField(string Id, Words Name, string Value, bool Money = false);

/// <summary>What goes with the fields everybody may see.</summary>
/// <param name="How">How else to object; null for by the web only.</param>
/// <param name="Anonymous">True when objections without a name are taken.</param>
/// <param name="WorkingDays">The period in working days; null where it is not counted so.</param>
/// <param name="Days">The period in civil days; null where it is not counted so.</param>
public sealed record PublicNotice(Words? How, bool Anonymous, int? WorkingDays, int? Days);

/// <summary>A stage was left out, since its condition does not hold.</summary>
public sealed record StageSkipped(DateTimeOffset At, string Stage, Words Name) : ProjectEvent;

/// <summary>An action on a task; it ends the stage, or leaves it to the other holders.</summary>
/// <param name="Returned">True when the project went back.</param>
/// <param name="Sections">Sections to correct, <c>form/section</c>.</param>
/// <param name="Open">True when it left the stage to the other holders; null when it ended it.</param>
/// <param name="Outcome">The action that counts, when it ended the stage; null in entries of earlier releases.</param>
/// <param name="Decided">What the action asked for, by field; null for nothing.</param>
/// <param name="Choice">What its taker picked, and why; null for nothing.</param>
public sealed record ActionTaken(
    DateTimeOffset At,
    Actor By,
    int No,
    string Stage,
    Words StageName,
    string Task,
    string Action,
    Words ActionName,
    string? Opinion,
    bool Returned,
    ImmutableArray<string> Sections,
    bool? Open = null,
    string? Outcome = null,
    ImmutableDictionary<string, JsonElement>? Decided = null,
    ChosenWay? Choice = null) : ProjectEvent;

/// <summary>What the taker of an action picked (R-BUS-08).</summary>
/// <param name="Stage">The next stage; null where it was not theirs to pick.</param>
/// <param name="Tasks">Tasks of the next stage: who takes part.</param>
/// <param name="Reason">Why; null where the opinion of a return says it.</param>
public sealed record ChosenWay(
    string? Stage, Words? StageName, ImmutableArray<ChosenTask> Tasks, string? Reason);

/// <summary>A task of the next stage that was picked.</summary>
/// <param name="Holder">Who holds it, as shown.</param>
/// <param name="Person">Who of the holder's people was picked; null for nobody certain.</param>
public sealed record ChosenTask(string Task, Words Name, string Holder, Named? Person = null);

/// <summary>A section as it was submitted.</summary>
public sealed record FrozenSection(string Section, int Version, string Sm3);

/// <summary>A form as it was submitted.</summary>
/// <param name="Sm3">Hash of the list of its sections.</param>
public sealed record FrozenForm(string Form, string Sm3, ImmutableArray<FrozenSection> Sections);

/// <summary>A place to be reserved against a quota.</summary>
/// <param name="Holder">Key of the quota holder.</param>
/// <param name="Quota">The rule's id in the definition.</param>
/// <param name="Limit">Most places; 0 where sums are counted.</param>
/// <param name="Fen">The sum counted; null where places are.</param>
/// <param name="MostFen">The greatest total of sums; null where places are counted.</param>
public sealed record Reservation(
    string Holder, string Quota, string Class, Words Rule, int Limit, long? Fen = null, long? MostFen = null);

/// <summary>
/// A submission is under way: places are being reserved. Its instant counts against the deadline (design section 5).
/// </summary>
/// <param name="Attempt">Counts the submissions of this project.</param>
/// <param name="Command">The command that submits; steps derive their ids from it.</param>
/// <param name="Block">What the call gave the recommending unit at that time; null for nothing, and where places are
/// taken later than at submission.</param>
public sealed record SubmissionBegun(
    DateTimeOffset At,
    int Attempt,
    Guid Command,
    Actor By,
    string Task,
    string Action,
    Words ActionName,
    string? Opinion,
    ImmutableArray<Reservation> Reservations,
    ImmutableArray<FrozenForm> Frozen,
    string Title,
    long? RequestedFen,
    ImmutableDictionary<string, JsonElement>? Values = null,
    ImmutableDictionary<string, JsonElement>? Decided = null,
    ChosenWay? Choice = null,
    CallBlock? Block = null) : ProjectEvent;

/// <summary>All places are reserved; the project is submitted as of <paramref name="Submitted"/>.</summary>
public sealed record SubmissionCompleted(DateTimeOffset At, DateTimeOffset Submitted, int Attempt) : ProjectEvent;

/// <summary>A place was refused; the others are released and the project stands where it stood.</summary>
public sealed record SubmissionRefused(DateTimeOffset At, int Attempt, Refusal Reason) : ProjectEvent;

/// <summary>The project has its number, for good.</summary>
public sealed record NumberGiven(DateTimeOffset At, string Number) : ProjectEvent;

/// <summary>Places held against quotas are given back.</summary>
public sealed record QuotasReleased(DateTimeOffset At, ImmutableArray<string> Holders, int Attempt, string Reason)
    : ProjectEvent;

/// <summary>The applicant took it back.</summary>
/// <param name="Final">True when the project ends by it; else it goes back to an earlier stage.</param>
public sealed record ProjectWithdrawn(
    DateTimeOffset At, Actor By, int No, string Stage, Words StageName, Words Name, string Reason, bool Final)
    : ProjectEvent;

/// <summary>A stage was not done in time; the holders are told.</summary>
public sealed record DeadlinePassed(DateTimeOffset At, int No, DateTimeOffset Due) : ProjectEvent;

/// <summary>A file arrived whole.</summary>
public sealed record FileAdded(
    DateTimeOffset At, Actor By, string File, string Name, string MediaType, long Size, string Sm3) : ProjectEvent;
