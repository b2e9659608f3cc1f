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

    /// <summary>A regular expression does not compile.</summary>
    public static Refusal PatternFaulty(string place, string fault) =>
        Refusal.Of(RefusalKind.Invalid, "definition-pattern-faulty", "fault", fault).At(place);

    /// <summary>It is the current version already.</summary>
    public static Refusal DefinitionUnchanged { get; } = Refusal.Of(RefusalKind.WrongState, "definition-unchanged");

    /// <summary>There is no such version.</summary>
    public static Refusal VersionUnknown(int version) =>
        Refusal.Of(RefusalKind.NotFound, "definition-version-unknown", "version", Text(version));

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
