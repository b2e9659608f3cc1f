using System.Collections.Immutable;
using System.Globalization;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>
/// What can be wrong with a definition or with a form's content. The field of a definition's finding is its place, e.g.
/// <c>stages/intake/actions/accept/target</c>; that of a content's finding is <c>section/field/row/column</c>.
/// </summary>
public static class ProgrammeRefusals
{
    /// <summary>The definition has faults; the details name place and remedy.</summary>
    public static Refusal DefinitionInvalid(ImmutableArray<Refusal> findings) =>
        Refusal.Of(RefusalKind.Invalid, "definition-invalid", "count", Text(findings.Length)).With(findings);

    /// <summary>It is not JSON of this format; says what the reader stumbled over.</summary>
    public static Refusal DefinitionUnreadable(string place, string fault) =>
        Refusal.Of(RefusalKind.Invalid, "definition-unreadable", "fault", fault).At(place);

    /// <summary>The definition is for another programme.</summary>
    public static Refusal OtherProgramme(string named, string key) => Refusal.Of(
        RefusalKind.Invalid, "definition-other-programme", "named", named, "key", key).At("programme");

    /// <summary>An id is empty or has letters other than a-z, 0-9 and '-'.</summary>
    public static Refusal IdMalformed(string place, string id) =>
        Refusal.Of(RefusalKind.Invalid, "definition-id-malformed", "id", id).At(place);

    /// <summary>Two things have the same id; rename one.</summary>
    public static Refusal IdRepeated(string place, string id) =>
        Refusal.Of(RefusalKind.Invalid, "definition-id-repeated", "id", id).At(place);

    /// <summary>A name refers to nothing; it must be one of those listed.</summary>
    public static Refusal ReferenceUnknown(string place, string name, IEnumerable<string> known) => Refusal.Of(
        RefusalKind.Invalid, "definition-reference-unknown", "name", name, "known", string.Join(", ", known)).At(place);

    /// <summary>Something is missing here.</summary>
    public static Refusal PartMissing(string place, string part) =>
        Refusal.Of(RefusalKind.Invalid, "definition-part-missing", "part", part).At(place);

    /// <summary>Something stands here that has no meaning here; remove it.</summary>
    public static Refusal PartNotUsed(string place, string part) =>
        Refusal.Of(RefusalKind.Invalid, "definition-part-not-used", "part", part).At(place);

    /// <summary>A JsonLogic rule does not compile.</summary>
    public static Refusal LogicFaulty(string place, string fault) =>
        Refusal.Of(RefusalKind.Invalid, "definition-logic-faulty", "fault", fault).At(place);

    /// <summary>No way leads to this stage.</summary>
    public static Refusal StageUnreachable(string place, string stage) =>
        Refusal.Of(RefusalKind.Invalid, "definition-stage-unreachable", "stage", stage).At(place);

    /// <summary>No way leads from this stage to an end.</summary>
    public static Refusal StageWithoutEnd(string place, string stage) =>
        Refusal.Of(RefusalKind.Invalid, "definition-stage-without-end", "stage", stage).At(place);

    /// <summary>A return must go to an earlier stage, anything else to a later one.</summary>
    public static Refusal WrongDirection(string place, string target) =>
        Refusal.Of(RefusalKind.Invalid, "definition-wrong-direction", "target", target).At(place);

    /// <summary>A rule looks up what there is not; it must be one of those listed.</summary>
    public static Refusal RuleOverNothing(string place, string name, IEnumerable<string> known) => Refusal.Of(
        RefusalKind.Invalid, "definition-rule-over-nothing", "name", name, "known", string.Join(", ", known)).At(place);

    /// <summary>The role of a holder cannot act on tasks; it must be one of those listed.</summary>
    public static Refusal RoleCannotAct(string place, string role, IEnumerable<string> known) => Refusal.Of(
        RefusalKind.Invalid, "definition-role-cannot-act", "role", role, "known", string.Join(", ", known)).At(place);

    /// <summary>Nobody can take the action: the stage has no task that has it.</summary>
    public static Refusal ActionOfNobody(string place, string action) =>
        Refusal.Of(RefusalKind.Invalid, "definition-action-of-nobody", "action", action).At(place);

    /// <summary>The task's holder can do nothing: no action is for it.</summary>
    public static Refusal TaskWithoutAction(string place, string task) =>
        Refusal.Of(RefusalKind.Invalid, "definition-task-without-action", "task", task).At(place);

    /// <summary>Nothing refers to it; a warning.</summary>
    public static Refusal NeverUsed(string place, string id) =>
        Refusal.Of(RefusalKind.Invalid, "definition-never-used", "id", id).At(place);

    /// <summary>A regular expression does not compile.</summary>
    public static Refusal PatternFaulty(string place, string fault) =>
        Refusal.Of(RefusalKind.Invalid, "definition-pattern-faulty", "fault", fault).At(place);

    /// <summary>It is the current version already.</summary>
    public static Refusal DefinitionUnchanged { get; } = Refusal.Of(RefusalKind.WrongState, "definition-unchanged");

    /// <summary>There is no such version.</summary>
    public static Refusal VersionUnknown(int version) =>
        Refusal.Of(RefusalKind.NotFound, "definition-version-unknown", "version", Text(version));

    /// <summary>There is no draft to publish.</summary>
    public static Refusal NothingDrafted { get; } = Refusal.Of(RefusalKind.WrongState, "definition-not-drafted");

    /// <summary>Somebody saved the draft since; it is said who and when.</summary>
    public static Refusal DraftStale(StoredDraft saved) => Refusal.Of(
        RefusalKind.Stale,
        "definition-draft-stale",
        "version", Text(saved.Version), "by", saved.SavedBy,
        "at", saved.SavedAt.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>The draft is larger than a definition may be.</summary>
    public static Refusal DraftTooLarge(int most) =>
        Refusal.Of(RefusalKind.Invalid, "definition-too-large", "most", Text(most)).At("definition");

    /// <summary>Another version waits for confirmation.</summary>
    public static Refusal PublicationOpen { get; } =
        Refusal.Of(RefusalKind.WrongState, "definition-waits-for-confirmation");

    /// <summary>Nothing waits for confirmation, or something else than what was read.</summary>
    public static Refusal NothingProposed { get; } = Refusal.Of(RefusalKind.WrongState, "definition-not-proposed");

    /// <summary>Who proposed it cannot confirm it.</summary>
    public static Refusal SamePerson { get; } = Refusal.Of(RefusalKind.Forbidden, "definition-same-person");

    /// <summary>Projects of this programme cannot be started for now.</summary>
    public static Refusal Suspended { get; } = Refusal.Of(RefusalKind.WrongState, "programme-suspended");

    /// <summary>The programme takes no new calls and projects any more.</summary>
    public static Refusal Retired { get; } = Refusal.Of(RefusalKind.WrongState, "programme-retired");

    /// <summary>No project of this version is on its way.</summary>
    public static Refusal NothingToMigrate(int version) =>
        Refusal.Of(RefusalKind.WrongState, "migration-nothing", "version", Text(version));

    /// <summary>It is not suspended or retired.</summary>
    public static Refusal NotClosed { get; } = Refusal.Of(RefusalKind.WrongState, "programme-not-closed");

    /// <summary>Why nothing can be started in this state of the programme; null when it can.</summary>
    public static Refusal? OfState(string state) => state switch
    {
        "suspended" => Suspended,
        "retired" => Retired,
        _ => null,
    };

    /// <summary>A value has another type than the field.</summary>
    public static Refusal TypeWrong(string field, string type) =>
        Refusal.Of(RefusalKind.Invalid, "type", "type", type).At(field);

    /// <summary>A number is too small or too great; a missing bound is empty.</summary>
    public static Refusal OutOfRange(string field, string least, string most) =>
        Refusal.Of(RefusalKind.Invalid, "range", "least", least, "most", most).At(field);

    /// <summary>Too few or too many rows or files.</summary>
    public static Refusal Rows(string field, string least, string most) =>
        Refusal.Of(RefusalKind.Invalid, "rows", "least", least, "most", most).At(field);

    /// <summary>The text does not have the form asked for.</summary>
    public static Refusal Pattern(string field) => Refusal.Of(RefusalKind.Invalid, "pattern").At(field);

    /// <summary>The value is none of the options.</summary>
    public static Refusal NotAnOption(string field) => Refusal.Of(RefusalKind.Invalid, "option").At(field);

    /// <summary>A number is no multiple of the step.</summary>
    public static Refusal Step(string field, string step) =>
        Refusal.Of(RefusalKind.Invalid, "step", "step", step).At(field);

    /// <summary>Two rows or values are the same.</summary>
    public static Refusal Repeated(string field) => Refusal.Of(RefusalKind.Invalid, "repeated").At(field);

    /// <summary>It is not a date.</summary>
    public static Refusal NotADate(string field) => Refusal.Of(RefusalKind.Invalid, "date").At(field);

    /// <summary>The statement must be accepted.</summary>
    public static Refusal NotAccepted(string field) => Refusal.Of(RefusalKind.Invalid, "not-accepted").At(field);

    /// <summary>The form has no such field.</summary>
    public static Refusal FieldUnknown(string field) => Refusal.Of(RefusalKind.Invalid, "field-unknown").At(field);

    /// <summary>The file was not uploaded to this project, or not completely.</summary>
    public static Refusal FileUnknown(string field) => Refusal.Of(RefusalKind.Invalid, "file-unknown").At(field);

    /// <summary>The field must stay as it was carried over.</summary>
    public static Refusal FieldLocked(string field) => Refusal.Of(RefusalKind.Invalid, "field-locked").At(field);

    /// <summary>The field must stay as it was submitted.</summary>
    public static Refusal FieldFixed(string field) => Refusal.Of(RefusalKind.Invalid, "field-fixed").At(field);

    /// <summary>What stands for a sealed value is not known here; the value must be given anew.</summary>
    public static Refusal SealUnknown(string field) => Refusal.Of(RefusalKind.Invalid, "seal-unknown").At(field);

    /// <summary>A rule of the definition does not hold; its sentence comes along.</summary>
    public static Refusal RuleBroken(string? field, string rule, Words message)
    {
        var refusal = Refusal.Of(RefusalKind.Invalid, "rule", "rule", rule, "zh", message.Zh, "en", message.En);
        return field is null ? refusal : refusal.At(field);
    }

    /// <summary>A rule took too many steps; the content is larger than the rule was made for.</summary>
    public static Refusal RuleTooCostly(string? field, string rule) =>
        Refusal.Of(RefusalKind.Invalid, "rule-too-costly", "rule", rule) with { Field = field };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
