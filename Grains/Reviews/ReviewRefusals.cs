using System.Collections.Immutable;
using System.Globalization;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>Why a review does not do what was asked.</summary>
public static class ReviewRefusals
{
    /// <summary>The activity takes no more sheets and no more changes.</summary>
    public static Refusal Closed { get; } = Refusal.Of(RefusalKind.WrongState, "review-closed");

    /// <summary>Nobody is left to be drawn who may see what wants an expert.</summary>
    public static Refusal NobodyLeft { get; } = Refusal.Of(RefusalKind.WrongState, "review-nobody-left");

    /// <summary>Desks are being opened this moment; then draw again.</summary>
    public static Refusal DesksOpening { get; } = Refusal.Of(RefusalKind.WrongState, "review-desks-opening");

    /// <summary>The activity has no such group.</summary>
    public static Refusal GroupUnknown(string group) =>
        Refusal.Of(RefusalKind.Invalid, "review-group-unknown", "group", group).At("group");

    /// <summary>Not at this point of the activity.</summary>
    public static Refusal NotNow(string status) =>
        Refusal.Of(RefusalKind.WrongState, "review-not-now", "status", status);

    /// <summary>The activity is not closed yet; scores are seen by nobody before.</summary>
    public static Refusal NotClosed { get; } = Refusal.Of(RefusalKind.WrongState, "review-not-closed");

    /// <summary>The invitation must be accepted first.</summary>
    public static Refusal NotAccepted { get; } = Refusal.Of(RefusalKind.WrongState, "review-not-accepted");

    /// <summary>The invitation was accepted before.</summary>
    public static Refusal AcceptedAlready { get; } = Refusal.Of(RefusalKind.WrongState, "review-accepted-already");

    /// <summary>The commitment must be signed first.</summary>
    public static Refusal NotSigned { get; } = Refusal.Of(RefusalKind.WrongState, "review-not-signed");

    /// <summary>There is nothing (more) to sign.</summary>
    public static Refusal SignedAlready { get; } = Refusal.Of(RefusalKind.WrongState, "review-signed-already");

    /// <summary>The desk was declined or its expert replaced.</summary>
    public static Refusal GivenUp { get; } = Refusal.Of(RefusalKind.WrongState, "review-given-up");

    /// <summary>Every sheet has come in; there is nothing to decline.</summary>
    public static Refusal NothingLeft { get; } = Refusal.Of(RefusalKind.WrongState, "review-nothing-left");

    /// <summary>The sheet has come in and is final.</summary>
    public static Refusal SheetSubmitted { get; } = Refusal.Of(RefusalKind.WrongState, "sheet-submitted");

    /// <summary>The sheet has not come in.</summary>
    public static Refusal SheetNotSubmitted { get; } = Refusal.Of(RefusalKind.WrongState, "sheet-not-submitted");

    /// <summary>The sheet went to another expert.</summary>
    public static Refusal SheetClosed { get; } = Refusal.Of(RefusalKind.WrongState, "sheet-closed");

    /// <summary>A sheet of another tab or device was saved since.</summary>
    public static Refusal SheetStale(int version) => Refusal.Of(
        RefusalKind.Stale, "sheet-stale", "version", version.ToString(CultureInfo.InvariantCulture));

    /// <summary>A draft is larger than any sheet can be.</summary>
    public static Refusal SheetTooLarge { get; } = Refusal.Of(RefusalKind.Invalid, "sheet-too-large").At("content");

    /// <summary>Something on the sheet is missing or wrong.</summary>
    public static Refusal SheetIncomplete(ImmutableArray<Refusal> findings) =>
        Refusal.Of(RefusalKind.Invalid, "sheet-incomplete").With(findings);

    /// <summary>The sheet has no such indicator.</summary>
    public static Refusal IndicatorUnknown(string indicator) =>
        Refusal.Of(RefusalKind.Invalid, "sheet-indicator-unknown", "indicator", indicator).At(indicator);

    /// <summary>An indicator is scored twice.</summary>
    public static Refusal IndicatorTwice(string indicator) =>
        Refusal.Of(RefusalKind.Invalid, "sheet-indicator-twice", "indicator", indicator).At(indicator);

    /// <summary>The score is not between 0 and the maximum, or no multiple of the step.</summary>
    public static Refusal ScoreOutOfRange(string field, string most, string step) =>
        Refusal.Of(RefusalKind.Invalid, "sheet-score-range", "most", most, "step", step).At(field);

    /// <summary>The indicator has no such grade.</summary>
    public static Refusal GradeUnknown(string field, string grade) =>
        Refusal.Of(RefusalKind.Invalid, "sheet-grade-unknown", "grade", grade).At(field);

    /// <summary>The sheet does not ask for this.</summary>
    public static Refusal NotAsked(string field) => Refusal.Of(RefusalKind.Invalid, "sheet-not-asked").At(field);

    /// <summary>The definition has no such sheet.</summary>
    public static Refusal SheetUnknown(string sheet) =>
        Refusal.Of(RefusalKind.Invalid, "sheet-unknown", "sheet", sheet).At("plan/sheet");

    /// <summary>The definition has no such stage, or it is an end.</summary>
    public static Refusal StageUnknown(string stage) =>
        Refusal.Of(RefusalKind.Invalid, "review-stage-unknown", "stage", stage).At("stage");

    /// <summary>The call does not exist or is not published.</summary>
    public static Refusal CallUnknown { get; } = Refusal.Of(RefusalKind.Invalid, "review-call-unknown").At("call");

    /// <summary>No project stands in the stage with a task of the caller.</summary>
    public static Refusal NoProjects { get; } = Refusal.Of(RefusalKind.Invalid, "review-no-projects").At("projects");

    /// <summary>More projects than one activity takes.</summary>
    public static Refusal TooManyProjects(int most) => Refusal.Of(
        RefusalKind.Invalid, "review-too-many-projects", "most", most.ToString(CultureInfo.InvariantCulture))
        .At("projects");

    /// <summary>A project is not of this activity, or does not stand in the stage with a task of the caller.</summary>
    public static Refusal ProjectUnknown(string project) =>
        Refusal.Of(RefusalKind.Invalid, "review-project-unknown", "project", project).At("projects");

    /// <summary>Each project must be in exactly one group; these are in none or in several.</summary>
    public static Refusal ProjectNotInOneGroup(IEnumerable<string> projects) => Refusal.Of(
        RefusalKind.Invalid, "review-project-groups", "projects", string.Join(", ", projects)).At("groups");

    /// <summary>A group needs a name of its own and at least one project.</summary>
    public static Refusal GroupInvalid(string name) =>
        Refusal.Of(RefusalKind.Invalid, "review-group-invalid", "name", name).At("groups");

    /// <summary>The number must be within the range.</summary>
    public static Refusal OutOfRange(string field, int least, int most) => Refusal.Of(
        RefusalKind.Invalid, "range", "least", least.ToString(CultureInfo.InvariantCulture), "most",
        most.ToString(CultureInfo.InvariantCulture)).At(field);

    /// <summary>The last day lies before the first or is past.</summary>
    public static Refusal PeriodInvalid { get; } =
        Refusal.Of(RefusalKind.Invalid, "review-period-invalid").At("plan/closes");

    /// <summary>The projects must be grouped first.</summary>
    public static Refusal NotArranged { get; } = Refusal.Of(RefusalKind.WrongState, "review-not-arranged");

    /// <summary>Experts must be drawn first.</summary>
    public static Refusal NotDrawn { get; } = Refusal.Of(RefusalKind.WrongState, "review-not-drawn");

    /// <summary>Too few experts may see these projects; the details name project and missing sheets.</summary>
    public static Refusal ExpertsTooFew(string group, ImmutableSortedDictionary<string, int> missing) => Refusal.Of(
        RefusalKind.WrongState, "review-experts-too-few", "group", group).With(
        [
            .. missing.Select(left => Refusal.Of(
                RefusalKind.WrongState, "review-sheets-uncovered", "project", left.Key, "sheets",
                left.Value.ToString(CultureInfo.InvariantCulture))),
        ]);

    /// <summary>A reminder is waiting already.</summary>
    public static Refusal NudgeWaiting { get; } = Refusal.Of(RefusalKind.WrongState, "review-nudge-waiting");

    /// <summary>No reminder is waiting.</summary>
    public static Refusal NoNudge { get; } = Refusal.Of(RefusalKind.WrongState, "review-no-nudge");

    /// <summary>Sheets are missing; the details name the projects.</summary>
    public static Refusal SheetsMissing(IEnumerable<(string Project, int Sheets)> missing) =>
        Refusal.Of(RefusalKind.WrongState, "review-sheets-missing").With(
        [
            .. missing.Select(left => Refusal.Of(
                RefusalKind.WrongState, "review-sheets-uncovered", "project", left.Project, "sheets",
                left.Sheets.ToString(CultureInfo.InvariantCulture))),
        ]);

    /// <summary>Not every desk is fenced yet; asked again later.</summary>
    public static Refusal NotFenced { get; } = Refusal.Of(RefusalKind.WrongState, "review-not-fenced");

    /// <summary>The desk is not of this group, or has nothing to be replaced.</summary>
    public static Refusal DeskUnknown { get; } = Refusal.Of(RefusalKind.Invalid, "review-desk-unknown").At("desk");

    /// <summary>The desk is being replaced already.</summary>
    public static Refusal Replacing { get; } = Refusal.Of(RefusalKind.WrongState, "review-replacing");

    /// <summary>The caller cannot take this action on this project now.</summary>
    public static Refusal ActionNotOpen(string action) =>
        Refusal.Of(RefusalKind.WrongState, "review-action-not-open", "action", action);

    /// <summary>The release names a project twice, none, or one that is done.</summary>
    public static Refusal ReleaseInvalid(string project) =>
        Refusal.Of(RefusalKind.Invalid, "review-release-invalid", "project", project).At("rows");

    /// <summary>The field to group by is no choice or text of the form.</summary>
    public static Refusal FieldUnknown(string field) =>
        Refusal.Of(RefusalKind.Invalid, "review-field-unknown", "field", field).At("field");
}
