using System.Collections.Immutable;
using System.Text.Json;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Programmes;

/// <summary>
/// One kind of business (R-BUS-06). Key: the programme's id, e.g. <c>key-rnd</c>. Owns its versions, a published one
/// never changes, its draft, and whether it can be applied for.
/// </summary>
[Alias("SunGov.IProgrammeGrain")]
public interface IProgrammeGrain : IGrainWithStringKey
{
    /// <summary>Publishes a definition as the next version after checking it whole.</summary>
    [Alias("Publish")]
    Task<Outcome<ProgrammeView>> Publish(PublishDefinition command, By by);

    /// <summary>Publishes the draft as the next version; refused with all findings.</summary>
    [Alias("PublishDraft")]
    Task<Outcome<ProgrammeView>> PublishDraft(PublishDraft command, By by);

    /// <summary>Publishes the content of an earlier version as the next one (R-BUS-16, rollback).</summary>
    [Alias("PublishAgain")]
    Task<Outcome<ProgrammeView>> PublishAgain(PublishAgain command, By by);

    /// <summary>A second person confirms what one proposed to publish.</summary>
    [Alias("Confirm")]
    Task<Outcome<ProgrammeView>> Confirm(ConfirmPublication command, By by);

    /// <summary>What was proposed is not published.</summary>
    [Alias("Decline")]
    Task<Outcome<ProgrammeView>> Decline(DeclinePublication command, By by);

    /// <summary>No project starts for now; those on their way go on.</summary>
    [Alias("Suspend")]
    Task<Outcome<ProgrammeView>> Suspend(SuspendProgramme command, By by);

    /// <summary>Projects start again.</summary>
    [Alias("Resume")]
    Task<Outcome<ProgrammeView>> Resume(ResumeProgramme command, By by);

    /// <summary>No project starts and no call is published any more; those on their way finish.</summary>
    [Alias("Retire")]
    Task<Outcome<ProgrammeView>> Retire(RetireProgramme command, By by);

    /// <summary>The programme and its versions.</summary>
    [Alias("Read"), ReadOnly]
    Task<Outcome<ProgrammeView>> Read(By by);

    /// <summary>The definition of one version as it was published.</summary>
    [Alias("ReadVersion"), ReadOnly]
    Task<Outcome<JsonElement>> ReadVersion(int version, By by);

    /// <summary>Saves the draft over the version its author saw; also with faults, which are told.</summary>
    [Alias("SaveDraft")]
    Task<Outcome<DraftView>> SaveDraft(SaveDraft command, By by);

    /// <summary>The draft, or the current version as one would begin with.</summary>
    [Alias("ReadDraft")]
    Task<Outcome<DraftView>> ReadDraft(By by);

    /// <summary>An earlier kept version of the draft (the last 20).</summary>
    [Alias("ReadDraftVersion"), ReadOnly]
    Task<Outcome<DraftView>> ReadDraftVersion(int version, By by);

    /// <summary>Gives the draft up; its kept versions can still be read.</summary>
    [Alias("GiveUpDraft")]
    Task<Outcome<Done>> GiveUpDraft(GiveUpDraft command, By by);

    /// <summary>What differs between two versions.</summary>
    /// <param name="from">Number of a version.</param>
    /// <param name="to">Number of another; null for the draft.</param>
    [Alias("Compare"), ReadOnly]
    Task<Outcome<ImmutableArray<Difference>>> Compare(int from, int? to, By by);
}

/// <summary>Lists of programmes. Stateless; key: <c>programmes</c>.</summary>
[Alias("SunGov.IProgrammeQueries")]
public interface IProgrammeQueries : IGrainWithStringKey
{
    /// <summary>Programmes with a published version; for those who may design them also the others.</summary>
    [Alias("List")]
    Task<Outcome<Page<ProgrammeView>>> List(ProgrammeFilter filter, PageRequest page, By by);

    /// <summary>How many projects of each version are on their way, for those who publish the programme.</summary>
    [Alias("Running")]
    Task<Outcome<ImmutableArray<RunningProjects>>> Running(string programme, By by);

    /// <summary>Projects of a version that are on their way, for the platform's own use.</summary>
    [Alias("ProjectsOf")]
    Task<ImmutableArray<string>> ProjectsOf(string programme, int version, int most);
}

/// <summary>Which programmes.</summary>
/// <param name="State">draft (nothing published), published, suspended or retired.</param>
/// <param name="Search">Part of name or id.</param>
/// <param name="Class">Management class (R-BUS-01).</param>
/// <param name="Owner">The organisation in charge.</param>
[Immutable, Alias("SunGov.ProgrammeFilter")]
public sealed record ProgrammeFilter(
    string? State = null, string? Search = null, string? Class = null, string? Owner = null);

/// <summary>Publishes a definition.</summary>
/// <param name="Definition">The definition (docs/programmes.md).</param>
/// <param name="Note">What it changes, for those who read its history; null for none.</param>
[Immutable, Alias("SunGov.PublishDefinition")]
public sealed record PublishDefinition(JsonElement Definition, string? Note = null);

/// <summary>Publishes an earlier version's content.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Note">Why.</param>
[Immutable, Alias("SunGov.PublishAgain")]
public sealed record PublishAgain(int Version, string Note);

/// <summary>Confirms what another proposed.</summary>
/// <param name="Sm3">Hash of what is confirmed, as the programme's view names it.</param>
[Immutable, Alias("SunGov.ConfirmPublication")]
public sealed record ConfirmPublication(string Sm3);

/// <summary>Declines, or takes back, what was proposed.</summary>
[Immutable, Alias("SunGov.DeclinePublication")]
public sealed record DeclinePublication(string Reason);

/// <summary>Lets nobody start for now.</summary>
[Immutable, Alias("SunGov.SuspendProgramme")]
public sealed record SuspendProgramme(string Reason);

/// <summary>Lets start again.</summary>
[Immutable, Alias("SunGov.ResumeProgramme")]
public sealed record ResumeProgramme(string Reason);

/// <summary>Lets nobody start any more.</summary>
[Immutable, Alias("SunGov.RetireProgramme")]
public sealed record RetireProgramme(string Reason);

/// <summary>A programme.</summary>
/// <param name="Class">Management class: department, cross-department, delegated, self-initiated (R-BUS-01).</param>
/// <param name="Owner">The organisation in charge.</param>
/// <param name="Current">Number of the newest published version; 0 while nothing is published.</param>
/// <param name="State">draft (nothing published), published, suspended or retired.</param>
/// <param name="Draft">What is being changed, for those who may design or publish it; null for nothing.</param>
/// <param name="Proposed">What waits for a second person's confirmation; null for nothing.</param>
/// <param name="History">Who changed what, newest first, for those who may design or publish it.</param>
/// <param name="Allowed">What the caller could do: design, publish, confirm, decline, suspend, resume, retire.</param>
[Immutable, Alias("SunGov.ProgrammeView")]
public sealed record ProgrammeView(
    string Id,
    long Version,
    Words Name,
    string Class,
    string Owner,
    int Current,
    ImmutableArray<PublishedVersion> Versions,
    ImmutableArray<StageName> Stages,
    string State,
    DraftMark? Draft,
    ProposedVersion? Proposed,
    ImmutableArray<ProgrammeAct> History,
    ImmutableArray<Allowed> Allowed);

/// <summary>A published version.</summary>
[Immutable, Alias("SunGov.PublishedVersion")]
public sealed record PublishedVersion(int Number, DateTimeOffset At, string Sm3);

/// <summary>What one person proposed to publish.</summary>
/// <param name="By">Who proposed it, by name.</param>
[Immutable, Alias("SunGov.ProposedVersion")]
public sealed record ProposedVersion(DateTimeOffset At, string By, string Note, string Sm3);

/// <summary>A change of a programme.</summary>
/// <param name="What">published, proposed, declined, suspended, resumed or retired.</param>
/// <param name="By">Who, by name and role.</param>
/// <param name="Note">Note or reason; empty for none.</param>
/// <param name="Number">The version published; null for other changes.</param>
/// <param name="Confirmed">Who confirmed it, where a second person had to; null where not.</param>
[Immutable, Alias("SunGov.ProgrammeAct")]
public sealed record ProgrammeAct(
    string What, DateTimeOffset At, string By, string Note, int? Number = null, string? Confirmed = null);

/// <summary>A stage of the newest version, for filters and maps.</summary>
[Immutable, Alias("SunGov.StageName")]
public sealed record StageName(string Id, string Kind, Words Name);
