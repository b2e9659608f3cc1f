using System.Collections.Immutable;
using System.Globalization;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Projects;

/// <summary>Why a project does not do what was asked.</summary>
public static class ProjectRefusals
{
    /// <summary>The call is not open (R-BUS-14).</summary>
    public static Refusal CallNotOpen(string status) =>
        Refusal.Of(RefusalKind.WrongState, "call-not-open", "status", status);

    /// <summary>Projects are started for the acting identity's own legal entity (R-USR-04).</summary>
    public static Refusal EntityNotYours { get; } =
        Refusal.Of(RefusalKind.Forbidden, "entity-not-yours").At("entity");

    /// <summary>There is no such legal entity.</summary>
    public static Refusal EntityUnknown { get; } = Refusal.Of(RefusalKind.Invalid, "entity-unknown").At("entity");

    /// <summary>There is no such call.</summary>
    public static Refusal CallUnknown { get; } = Refusal.Of(RefusalKind.Invalid, "call-unknown").At("call");

    /// <summary>Nobody can hold a task of the stage, e.g. since the entity has no recommending unit.</summary>
    public static Refusal HolderMissing(Words stage, Words holder) => Refusal.Of(
        RefusalKind.WrongState,
        "holder-missing",
        "stageZh", stage.Zh, "stageEn", stage.En, "holderZh", holder.Zh, "holderEn", holder.En);

    /// <summary>Places are being reserved; wait a moment.</summary>
    public static Refusal Submitting { get; } = Refusal.Of(RefusalKind.WrongState, "submission-under-way");

    /// <summary>The task is not open, or was done by another.</summary>
    public static Refusal TaskNotOpen { get; } = Refusal.Of(RefusalKind.WrongState, "task-not-open");

    /// <summary>The task has no such action.</summary>
    public static Refusal ActionUnknown(string action) =>
        Refusal.Of(RefusalKind.Invalid, "action-unknown", "action", action).At("action");

    /// <summary>The action's condition does not hold now.</summary>
    public static Refusal ActionNotNow { get; } = Refusal.Of(RefusalKind.WrongState, "action-not-now");

    /// <summary>Others must conclude first; they are named (R-BUS-02).</summary>
    public static Refusal OthersMissing(ImmutableArray<string> holders) =>
        Refusal.Of(RefusalKind.WrongState, "others-missing", "holders", string.Join("、", holders));

    /// <summary>The action leaves nothing to pick.</summary>
    public static Refusal NothingToChoose { get; } =
        Refusal.Of(RefusalKind.Invalid, "nothing-to-choose").At("input/choice");

    /// <summary>The next stage must be picked.</summary>
    public static Refusal StageNotChosen { get; } =
        Refusal.Of(RefusalKind.Invalid, "stage-not-chosen").At("input/choice/stage");

    /// <summary>The stage is none of those offered (R-BUS-08).</summary>
    public static Refusal StageNotOffered(string stage, ImmutableArray<string> offered) => Refusal.Of(
        RefusalKind.Invalid, "stage-not-offered", "stage", stage, "offered", string.Join(", ", offered))
        .At("input/choice/stage");

    /// <summary>The task is none of those offered (R-BUS-08).</summary>
    public static Refusal TaskNotOffered(string task, ImmutableArray<string> offered) => Refusal.Of(
        RefusalKind.Invalid, "task-not-offered", "task", task, "offered", string.Join(", ", offered))
        .At("input/choice/tasks");

    /// <summary>Too few or too many were picked.</summary>
    public static Refusal TasksChosen(int least, int most) => Refusal.Of(
        RefusalKind.Invalid,
        "tasks-chosen",
        "least", least.ToString(CultureInfo.InvariantCulture),
        "most", most.ToString(CultureInfo.InvariantCulture)).At("input/choice/tasks");

    /// <summary>The same person acted where somebody else must (R-BUS-07); both places and the person are named.
    /// </summary>
    public static Refusal KeptApart(Words here, Words there, string person) => Refusal.Of(
        RefusalKind.WrongState,
        "kept-apart",
        "hereZh", here.Zh, "hereEn", here.En, "thereZh", there.Zh, "thereEn", there.En, "person", person);

    /// <summary>Each of several people gives one opinion; this one has (R-APV-03).</summary>
    public static Refusal AnotherPerson(string person) =>
        Refusal.Of(RefusalKind.WrongState, "another-person", "person", person);

    /// <summary>A colleague works on it.</summary>
    public static Refusal ClaimedBy(string person) =>
        Refusal.Of(RefusalKind.WrongState, "task-claimed", "person", person);

    /// <summary>Nobody works on it.</summary>
    public static Refusal NotClaimed { get; } = Refusal.Of(RefusalKind.WrongState, "task-not-claimed");

    /// <summary>Nobody with this id who could do the task, or they have it already.</summary>
    public static Refusal ColleagueUnfit { get; } = Refusal.Of(RefusalKind.Invalid, "colleague-unfit").At("person");

    /// <summary>The signer is none of those that can be added.</summary>
    public static Refusal SignerNotOffered(string signer, ImmutableArray<string> offered) => Refusal.Of(
        RefusalKind.Invalid, "signer-not-offered", "signer", signer, "offered", string.Join(", ", offered))
        .At("signer");

    /// <summary>Nothing was concluded here that could be taken back.</summary>
    public static Refusal NothingToRetract { get; } = Refusal.Of(RefusalKind.WrongState, "nothing-to-retract");

    /// <summary>This task cannot be arranged so.</summary>
    public static Refusal HandlingNotHere { get; } = Refusal.Of(RefusalKind.WrongState, "handling-not-here");

    /// <summary>There is no such way of arranging a task.</summary>
    public static Refusal HandlingUnknown(string what) =>
        Refusal.Of(RefusalKind.Invalid, "handling-unknown", "what", what).At("what");

    /// <summary>What the action asks for is missing or wrong; the details name the fields.</summary>
    public static Refusal InputInvalid(ImmutableArray<Refusal> findings) => Refusal.Of(
        RefusalKind.Invalid,
        "input-invalid",
        "count", findings.Length.ToString(CultureInfo.InvariantCulture)).With(findings).At("input");

    /// <summary>The form to be signed was never frozen.</summary>
    public static Refusal NothingToSign { get; } = Refusal.Of(RefusalKind.WrongState, "nothing-to-sign");

    /// <summary>An entry of the project does not verify; what is not whole is not archived.</summary>
    public static Refusal TrailBroken { get; } = Refusal.Of(RefusalKind.WrongState, "trail-broken");

    /// <summary>The project rests.</summary>
    public static Refusal Suspended { get; } = Refusal.Of(RefusalKind.WrongState, "project-suspended");

    /// <summary>The project does not rest.</summary>
    public static Refusal NotSuspended { get; } = Refusal.Of(RefusalKind.WrongState, "project-not-suspended");

    /// <summary>The project is not on its way (any more).</summary>
    public static Refusal NotRunning { get; } = Refusal.Of(RefusalKind.WrongState, "project-not-running");

    /// <summary>The project stands on another version than was thought.</summary>
    public static Refusal OtherVersion(int version) => Refusal.Of(
        RefusalKind.WrongState, "migration-other-version", "version", version.ToString(CultureInfo.InvariantCulture));

    /// <summary>Something of the project has no place in the other version; the details name each.</summary>
    public static Refusal MigrationUnmapped(ImmutableArray<Refusal> unmapped) => Refusal.Of(
        RefusalKind.Invalid,
        "migration-unmapped",
        "count", unmapped.Length.ToString(CultureInfo.InvariantCulture)).With(unmapped);

    /// <summary>This has no place there: map it, or leave it behind knowingly.</summary>
    public static Refusal Unmapped(string place, string target) =>
        Refusal.Of(RefusalKind.Invalid, "migration-without-place", "name", place, "target", target).At(place);

    /// <summary>A sealed value cannot change its place or its mark: keep both, or leave it behind knowingly.</summary>
    public static Refusal SealedField(string place) =>
        Refusal.Of(RefusalKind.Invalid, "migration-sealed-field", "name", place).At(place);

    /// <summary>The open stage is another kind of work there, or fills another form.</summary>
    public static Refusal StageDiffers(string place, string stage) =>
        Refusal.Of(RefusalKind.Invalid, "migration-stage-differs", "stage", stage).At(place);

    /// <summary>Nothing is shown that could be objected to.</summary>
    public static Refusal NotPublic { get; } = Refusal.Of(RefusalKind.NotFound, "publication-not-open");

    /// <summary>Publications are open or past.</summary>
    public static Refusal PublicationStatus { get; } =
        Refusal.Of(RefusalKind.Invalid, "publication-status").At("status");

    /// <summary>Objections without a name are not taken here.</summary>
    public static Refusal NameNeeded { get; } =
        Refusal.Of(RefusalKind.Invalid, "objection-name-needed").At("name");

    /// <summary>Nobody has an objection with this number.</summary>
    public static Refusal ObjectionUnknown { get; } = Refusal.Of(RefusalKind.NotFound, "objection-unknown");

    /// <summary>Too many objections wait for an answer.</summary>
    public static Refusal ObjectionsFull { get; } = Refusal.Of(RefusalKind.TooMany, "objections-full");

    /// <summary>There is no such objection, or it was answered.</summary>
    public static Refusal ObjectionNotOpen { get; } = Refusal.Of(RefusalKind.WrongState, "objection-not-open");

    /// <summary>The deadline has passed (R-APP-04).</summary>
    public static Refusal DeadlinePassed(DateTimeOffset due) => Refusal.Of(
        RefusalKind.WrongState, "deadline-passed", "due", due.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>The action takes no opinion.</summary>
    public static Refusal OpinionNotAsked { get; } =
        Refusal.Of(RefusalKind.Invalid, "opinion-not-asked").At("opinion");

    /// <summary>The form has no such section.</summary>
    public static Refusal SectionUnknown(string section) =>
        Refusal.Of(RefusalKind.Invalid, "section-unknown", "section", section).At("input");

    /// <summary>Something is missing or wrong; the details name the fields.</summary>
    public static Refusal FormIncomplete(string form, ImmutableArray<Refusal> findings) => Refusal.Of(
        RefusalKind.Invalid,
        "form-incomplete",
        "form", form, "count", findings.Length.ToString(CultureInfo.InvariantCulture)).With(findings);

    /// <summary>The form, or this section of it, cannot be changed now.</summary>
    public static Refusal SectionClosed { get; } = Refusal.Of(RefusalKind.WrongState, "section-closed");

    /// <summary>Somebody saved the section since; read it again.</summary>
    public static Refusal SectionStale(int version) => Refusal.Of(
        RefusalKind.Stale, "section-stale", "version", version.ToString(CultureInfo.InvariantCulture));

    /// <summary>The content is no JSON object, or larger than a section may be.</summary>
    public static Refusal SectionTooLarge(int most) => Refusal.Of(
        RefusalKind.Invalid, "section-too-large", "most", most.ToString(CultureInfo.InvariantCulture)).At("content");

    /// <summary>More rows than one file may have; narrow the filter.</summary>
    public static Refusal ExportTooLarge(int most) => Refusal.Of(
        RefusalKind.Invalid, "export-too-large", "most", most.ToString(CultureInfo.InvariantCulture));

    /// <summary>In this stage it cannot be taken back.</summary>
    public static Refusal NotWithdrawable { get; } = Refusal.Of(RefusalKind.WrongState, "not-withdrawable");

    /// <summary>The upload is not there, or bytes of it are missing.</summary>
    public static Refusal UploadNotWhole { get; } = Refusal.Of(RefusalKind.WrongState, "upload-not-whole");

    /// <summary>The project has as many files, or bytes of files, as one may have.</summary>
    public static Refusal FilesFull(int most, long mostBytes) => Refusal.Of(
        RefusalKind.WrongState,
        "files-full",
        "most", most.ToString(CultureInfo.InvariantCulture),
        "mostMegabytes", (mostBytes / (1024 * 1024)).ToString(CultureInfo.InvariantCulture));

    /// <summary>The field takes no files, or none like this.</summary>
    public static Refusal FileNotTaken(string why) =>
        Refusal.Of(RefusalKind.Invalid, "file-not-taken", "why", why);
}
