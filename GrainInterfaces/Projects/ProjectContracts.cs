using System.Collections.Immutable;
using System.Text.Json;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Documents;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Projects;

/// <summary>
/// One project for its whole life; the application is its first form. Key: opaque id. The way it goes is its programme
/// definition; no method here is named after a stage of one business.
/// </summary>
[Alias("SunGov.IProjectGrain")]
public interface IProjectGrain : IGrainWithStringKey
{
    /// <summary>Starts a project in an open call; the caller becomes its leader (R-APP-01).</summary>
    [Alias("Start")]
    Task<Outcome<ProjectView>> Start(StartProject command, By by);

    /// <summary>Saves one section of a draft form; refused as stale when somebody saved it since (R-APP-03).</summary>
    [Alias("SaveSection")]
    Task<Outcome<SectionView>> SaveSection(SaveSection command, By by);

    /// <summary>Takes an action on an open task, with an opinion where the definition asks for one.</summary>
    [Alias("Act")]
    Task<Outcome<ProjectView>> Act(ActOnTask command, By by);

    /// <summary>Picks a task up, gives it back or to a colleague, adds a signer, takes an opinion back.</summary>
    [Alias("Handle")]
    Task<Outcome<ProjectView>> Handle(HandleTask command, By by);

    /// <summary>Who could do an open task, or one that could be added, for those who may hand it over.</summary>
    [Alias("ReadColleagues"), ReadOnly]
    Task<Outcome<ImmutableArray<Named>>> ReadColleagues(string task, string? signer, By by);

    /// <summary>
    /// Takes back what was submitted, as long as the definition allows it; quota entries are released.
    /// </summary>
    [Alias("Withdraw")]
    Task<Outcome<ProjectView>> Withdraw(WithdrawProject command, By by);

    /// <summary>Lets it rest.</summary>
    [Alias("Suspend")]
    Task<Outcome<ProjectView>> Suspend(SuspendProject command, By by);

    /// <summary>Lets it go on.</summary>
    [Alias("Resume")]
    Task<Outcome<ProjectView>> Resume(ResumeProject command, By by);

    /// <summary>Ends it before its time.</summary>
    [Alias("Terminate")]
    Task<Outcome<ProjectView>> Terminate(TerminateProject command, By by);

    /// <summary>Goes on with another version of the definition; refused with everything that has no place there.
    /// </summary>
    [Alias("Migrate")]
    Task<Outcome<Done>> Migrate(MigrateProject command, By by);

    /// <summary>What that would change, or why it is refused.</summary>
    [Alias("PreviewMigration"), ReadOnly]
    Task<Outcome<MigrationPreview>> PreviewMigration(MigrateProject command, By by);

    /// <summary>Anybody objects to what is shown; name, contact and text are sealed.</summary>
    [Alias("RaiseObjection")]
    Task<Outcome<ObjectionReceipt>> RaiseObjection(RaiseObjection command, By by);

    /// <summary>Answers an objection.</summary>
    [Alias("AnswerObjection")]
    Task<Outcome<ProjectView>> AnswerObjection(AnswerObjection command, By by);

    /// <summary>Objections, for those who answer them; the disclosure is recorded before.</summary>
    [Alias("ReadObjections")]
    Task<Outcome<ObjectionsView>> ReadObjections(By by);

    /// <summary>What became of an objection, for whoever has its number.</summary>
    [Alias("CheckObjection")]
    Task<Outcome<ObjectionProgress>> CheckObjection(string objection, By by);

    /// <summary>The list of all contents and entries of a closed project, as it was hashed (R-ARC-01).</summary>
    [Alias("ReadPackageList"), ReadOnly]
    Task<Outcome<JsonElement>> ReadPackageList(By by);

    /// <summary>The project as this caller may see it.</summary>
    [Alias("Read"), ReadOnly]
    Task<Outcome<ProjectView>> Read(By by);

    /// <summary>One form: its sections with schema, content, and what is missing.</summary>
    [Alias("ReadForm"), ReadOnly]
    Task<Outcome<FormView>> ReadForm(string form, By by);

    /// <summary>A sensitive value in clear, for those entitled; the disclosure is recorded before (R-NFR-08).</summary>
    [Alias("Disclose")]
    Task<Outcome<DisclosedValue>> Disclose(DiscloseValue command, By by);

    /// <summary>What a rule gives on this project, with the values it read; for those who design (R-BUS-11).</summary>
    [Alias("TryRule")]
    Task<Outcome<RuleTrial>> TryRule(TryRule command, By by);

    /// <summary>An earlier kept version of a section (the last 20), to compare or restore.</summary>
    [Alias("ReadSectionVersion"), ReadOnly]
    Task<Outcome<SectionView>> ReadSectionVersion(string form, string section, int version, By by);

    /// <summary>The kept versions of a section (the last 20), newest first, for those who see the draft.</summary>
    [Alias("ReadSectionVersions"), ReadOnly]
    Task<Outcome<ImmutableArray<SectionVersionRow>>> ReadSectionVersions(string form, string section, By by);

    /// <summary>What the sections corrected since held in the submission before the last (R-BUS-15).</summary>
    [Alias("ReadFormBefore"), ReadOnly]
    Task<Outcome<FormBefore>> ReadFormBefore(string form, By by);

    /// <summary>What happened, in order: who, under which identity, when, with what opinion (R-BUS-15).</summary>
    [Alias("ReadTrail"), ReadOnly]
    Task<Outcome<TrailView>> ReadTrail(By by);

    /// <summary>Opens an upload to a file field; the bytes go to the API under the ticket.</summary>
    [Alias("OpenUpload")]
    Task<Outcome<FileTicketView>> OpenUpload(OpenUpload command, By by);

    /// <summary>Confirms hash and size of what arrived; only then can a section refer to it.</summary>
    [Alias("ConfirmUpload")]
    Task<Outcome<FileView>> ConfirmUpload(ConfirmUpload command, By by);

    /// <summary>A ticket to download a file of this project.</summary>
    [Alias("OpenDownload")]
    Task<Outcome<FileTicketView>> OpenDownload(string file, By by);

    /// <summary>
    /// A form as this caller sees it, ready for paper; its version code is remembered, so that the print can be
    /// checked later.
    /// </summary>
    [Alias("Print")]
    Task<Outcome<PrintView>> Print(string form, By by);

    /// <summary>
    /// What a package of the project holds, for those who may export it; the disclosure is recorded first.
    /// </summary>
    [Alias("ReadPackage")]
    Task<Outcome<PackageContents>> ReadPackage(By by);

    /// <summary>What a print of a form with this code is, for anyone who holds it.</summary>
    [Alias("CheckPrint"), ReadOnly]
    Task<Outcome<PrintCheck>> CheckPrint(string form, string code, By by);

    /// <summary>A due row that fell due: the project decides whether it still applies.</summary>
    /// <param name="what">What was wanted, as the project wrote it into the row.</param>
    /// <param name="id">The row's id, from which the command id derives.</param>
    [Alias("OnDue")]
    Task<Outcome<Done>> OnDue(string what, Guid id);
}

/// <summary>Starts a project.</summary>
/// <param name="Call">The call applied to.</param>
/// <param name="Title">Title, 4 to 120 characters.</param>
/// <param name="Entity">The legal entity it is made for; one the acting identity belongs to (R-USR-04).</param>
[Immutable, Alias("SunGov.StartProject")]
public sealed record StartProject(string Call, string Title, string Entity);

/// <summary>Saves a section.</summary>
/// <param name="Form">Form id.</param>
/// <param name="Section">Section id.</param>
/// <param name="Content">The whole section.</param>
/// <param name="IfSectionVersion">The section version the author saw; 0 for a section never saved.</param>
[Immutable, Alias("SunGov.SaveSection")]
public sealed record SaveSection(string Form, string Section, JsonElement Content, int IfSectionVersion);

/// <summary>Takes an action on a task.</summary>
/// <param name="Task">Task id as the project's view names it.</param>
/// <param name="Action">Action id of the definition.</param>
/// <param name="Opinion">Opinion, at most 2,000 characters; null for none.</param>
/// <param name="Input">What else the action asks for, e.g. sections to correct; null for none.</param>
[Immutable, Alias("SunGov.ActOnTask")]
public sealed record ActOnTask(string Task, string Action, string? Opinion, JsonElement? Input);

/// <summary>Takes back the application.</summary>
[Immutable, Alias("SunGov.WithdrawProject")]
public sealed record WithdrawProject(string Reason);

/// <summary>A project as a caller may see it.</summary>
/// <param name="Status">
/// draft (never submitted), submitting (places are being reserved), running, suspended, withdrawn, terminated, ended.
/// </param>
/// <param name="Due">When the present stage ends; null for none.</param>
/// <param name="RequestedFen">Sum asked for, in fen; null while unknown.</param>
/// <param name="Documents">Documents released, with the data their files are made from.</param>
/// <param name="Signatures">Signatures that stand.</param>
/// <param name="Decided">What actions asked for: sums, plans, verdicts, register numbers.</param>
/// <param name="OpenObjections">Objections that wait for an answer.</param>
/// <param name="Package">The closed package of everything; null while open.</param>
/// <param name="Suspended">Why it rests; null when it does not.</param>
/// <param name="Objections">How many objections were ever raised; null where the caller may not read them.</param>
/// <param name="Mode">How it is managed, fixed at submission (R-BUS-09); null where there is one way only.</param>
/// <param name="Paused">The time that stands still while it is corrected; null where none does.</param>
[Immutable, Alias("SunGov.ProjectView")]
public sealed record ProjectView(
    string Id,
    long Version,
    string? Number,
    string Title,
    string Status,
    string Programme,
    Words ProgrammeName,
    int DefinitionVersion,
    Named Call,
    Named Leader,
    Named Entity,
    Named? RecommendingUnit,
    string Region,
    long? RequestedFen,
    DateTimeOffset Started,
    DateTimeOffset? Submitted,
    DateTimeOffset? Due,
    ImmutableArray<StageView> Stages,
    ImmutableArray<TaskView> Tasks,
    ImmutableArray<FormName> Forms,
    ImmutableArray<QuotaUse> Quotas,
    ImmutableArray<Allowed> Allowed,
    ImmutableArray<DocumentView> Documents,
    ImmutableArray<SignatureView> Signatures,
    ImmutableArray<DecidedView> Decided,
    int OpenObjections,
    PackageView? Package,
    string? Suspended,
    int? Objections = null,
    Words? Mode = null,
    PausedTime? Paused = null);

/// <summary>Time of a stage that stands still while the project is corrected (R-APP-06).</summary>
/// <param name="Days">Whole days left; they go on when the project comes back.</param>
/// <param name="Working">True when they are working days.</param>
/// <param name="Late">True when the deadline had passed by then.</param>
[Immutable, Alias("SunGov.PausedTime")]
public sealed record PausedTime(Words Stage, int Days, bool Working, DateTimeOffset Since, bool Late);

/// <summary>A stage on the project's map.</summary>
/// <param name="State">done, now, ahead, returned or skipped.</param>
/// <param name="Actors">Who acts or acted in it, as shown.</param>
/// <param name="Tasks">Its tasks when it was last entered, each with its decision.</param>
/// <param name="Join">any, all or quorum: which of them end it.</param>
[Immutable, Alias("SunGov.StageView")]
public sealed record StageView(
    string Id,
    string Kind,
    Words Name,
    string State,
    string Actors,
    DateTimeOffset? Entered,
    DateTimeOffset? Left,
    ImmutableArray<StageTaskView> Tasks,
    string Join,
    InstantView? Instant = null);

/// <summary>An open task of a project.</summary>
/// <param name="Holder">Who holds it as shown: a person, or role and organisation.</param>
/// <param name="Mine">True when the acting identity holds it.</param>
/// <param name="Note">Why it stands open: the reasons of a return, or what those who take part were told.</param>
/// <param name="Claimed">Who works on it; null for nobody yet.</param>
/// <param name="Handling">What the caller can arrange: claim, release, transfer, add-signer.</param>
/// <param name="Signers">Tasks that can be added.</param>
[Immutable, Alias("SunGov.TaskView")]
public sealed record TaskView(
    string Id,
    string Stage,
    Words Name,
    string Holder,
    bool Mine,
    DateTimeOffset Since,
    DateTimeOffset? Due,
    string? Note,
    ImmutableArray<string> OpenSections,
    Named? Claimed,
    ImmutableArray<string> Handling,
    ImmutableArray<ChoiceTask> Signers);

/// <summary>A form of the project.</summary>
/// <param name="Editable">True when this caller may save sections of it now.</param>
/// <param name="Id">Form id; <c>report~2</c> is the second occurrence of a form that is filled again and again.</param>
/// <param name="Sm3">Hash of the frozen content; null while a draft.</param>
/// <param name="Begun">True once the project came to a stage where it is filled.</param>
[Immutable, Alias("SunGov.FormName")]
public sealed record FormName(string Id, Words Name, bool Editable, string? Sm3, bool Begun);

/// <summary>A form with its sections.</summary>
/// <param name="Rules">Rules over the whole form, <c>{section: content}</c>; a section's own stand in its UI schema.
/// </param>
/// <param name="Requested">
/// JsonLogic over <c>{form: {section: content}}</c> that gives the sum asked for, in fen; null where there is none or
/// it needs other forms.
/// </param>
[Immutable, Alias("SunGov.FormView")]
public sealed record FormView(
    string Id,
    Words Name,
    bool Editable,
    ImmutableArray<SectionView> Sections,
    ImmutableArray<FormRule> Rules,
    JsonElement? Requested);

/// <summary>A rule of a form, to be judged while typing; the server judges by the same.</summary>
/// <param name="Field">Where its finding stands, <c>section/field</c>; null for the form.</param>
/// <param name="Holds">JsonLogic that is true of valid content.</param>
[Immutable, Alias("SunGov.FormRule")]
public sealed record FormRule(string Id, string? Field, JsonElement Holds, Words Message);

/// <summary>A kept version of a section.</summary>
/// <param name="SavedBy">Who saved it, by name.</param>
[Immutable, Alias("SunGov.SectionVersionRow")]
public sealed record SectionVersionRow(int Version, DateTimeOffset SavedAt, string SavedBy);

/// <summary>A form as it was submitted before the last time.</summary>
/// <param name="Submitted">When that was; null while it was submitted once at most.</param>
/// <param name="Sections">Only those that differ from the last submission.</param>
[Immutable, Alias("SunGov.FormBefore")]
public sealed record FormBefore(DateTimeOffset? Submitted, ImmutableArray<SectionBefore> Sections);

/// <summary>A section as it was submitted before.</summary>
[Immutable, Alias("SunGov.SectionBefore")]
public sealed record SectionBefore(string Section, JsonElement Content);

/// <summary>A section of a form.</summary>
/// <param name="Schema">JSON Schema 2020-12 of the section.</param>
/// <param name="Ui">UI schema for React JSON Schema Form.</param>
/// <param name="Content">Its content.</param>
/// <param name="Version">Counts saves; sent back as If-Match.</param>
/// <param name="SavedAt">When it was saved last; null for never.</param>
/// <param name="SavedBy">By whom.</param>
/// <param name="Editable">
/// True when this caller may save it now; after a return only what was questioned may be.
/// </param>
/// <param name="Findings">What is missing or wrong, each with its field.</param>
/// <param name="Differs">Fields that were carried over from an earlier stage and changed since (R-BUS-13).</param>
/// <param name="Fixed">Fields that stay as they were submitted, whatever is corrected.</param>
/// <param name="Hidden">Paths below the section of what its conditions hide.</param>
/// <param name="Unmasks">True when this caller may read its sensitive values.</param>
[Immutable, Alias("SunGov.SectionView")]
public sealed record SectionView(
    string Form,
    string Id,
    Words Name,
    JsonElement Schema,
    JsonElement Ui,
    JsonElement Content,
    int Version,
    DateTimeOffset? SavedAt,
    string? SavedBy,
    bool Editable,
    ImmutableArray<Refusal> Findings,
    ImmutableArray<string> Differs,
    ImmutableArray<string> Fixed,
    ImmutableArray<string> Hidden,
    bool Unmasks);

/// <summary>A sensitive value that is to be read.</summary>
/// <param name="Reference">What stands for it in the content, <c>sealed</c>.</param>
[Immutable, Alias("SunGov.DiscloseValue")]
public sealed record DiscloseValue(string Form, string Section, string Reference);

/// <summary>A sensitive value in clear.</summary>
[Immutable, Alias("SunGov.DisclosedValue")]
public sealed record DisclosedValue(string Value);

/// <summary>The trail of one thing.</summary>
/// <param name="Verified">True when every hash was recomputed and the row's seal holds.</param>
/// <param name="Fault">The first entry that does not verify; null when all do.</param>
[Immutable, Alias("SunGov.TrailView")]
public sealed record TrailView(ImmutableArray<TrailEntry> Entries, bool Verified, string? Fault);

/// <summary>One entry of a trail, ready to be read as a sentence.</summary>
/// <param name="Sequence">Its place among all entries of the platform.</param>
/// <param name="What">Event type, e.g. <c>project-acted</c>.</param>
/// <param name="Actor">Who, by name.</param>
/// <param name="Under">Under which identity: role and organisation.</param>
/// <param name="Stage">In which stage.</param>
/// <param name="Action">What was done, as the definition names it.</param>
/// <param name="Opinion">The opinion given.</param>
/// <param name="Facts">Further facts, name and value, e.g. the number given or the quota reserved.</param>
/// <param name="Hash">Hash of the entry (SM3, hex).</param>
[Immutable, Alias("SunGov.TrailEntry")]
public sealed record TrailEntry(
    long Sequence,
    long Version,
    DateTimeOffset At,
    string What,
    string Actor,
    string Under,
    Words? Stage,
    Words? Action,
    string? Opinion,
    ImmutableDictionary<string, string> Facts,
    string Hash);

/// <summary>A quota in which the project holds a place.</summary>
/// <param name="Limit">Most places there are.</param>
/// <param name="Used">Places taken by all projects; null for those who may not see them.</param>
[Immutable, Alias("SunGov.QuotaUse")]
public sealed record QuotaUse(
    string Holder, Words Rule, int Limit, int? Used, long? MostFen = null, long? UsedFen = null);
