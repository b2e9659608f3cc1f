using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>
/// A business as data (docs/programmes.md): who may, which forms, which stages, which limits. Immutable once published.
/// </summary>
public sealed record ProgrammeDefinition
{
    /// <summary>Version of this format; 1 in this release.</summary>
    public int Format { get; init; } = 1;

    /// <summary>Id of the programme, the key of its grain.</summary>
    public required string Programme { get; init; }

    /// <summary>Its name.</summary>
    public required Words Name { get; init; }

    /// <summary>Management class: department, cross-department, delegated or self-initiated (R-BUS-01).</summary>
    public required string Class { get; init; }

    /// <summary>Organisation in charge.</summary>
    public required string Owner { get; init; }

    /// <summary>Where the project's title stands: <c>form/section/field</c>; null when it stays as started.</summary>
    public string? Title { get; init; }

    /// <summary>Sum asked for, in fen: JsonLogic over <c>{form: {section: content}}</c>; null for none.</summary>
    public JsonElement? Requested { get; init; }

    /// <summary>
    /// The number given once: text with <c>{year}</c> of the call and one <c>{serial:N}</c> of N digits.
    /// </summary>
    public string? Number { get; init; }

    /// <summary>Who can hold tasks, by the name stages use.</summary>
    public ImmutableDictionary<string, HolderDefinition> Holders { get; init; } =
        ImmutableDictionary<string, HolderDefinition>.Empty;

    /// <summary>Its forms.</summary>
    public ImmutableArray<FormDefinition> Forms { get; init; } = [];

    /// <summary>Its stages, in the order of the usual way; the first is where a project starts.</summary>
    public ImmutableArray<StageDefinition> Stages { get; init; } = [];

    /// <summary>Indicator sheets for experts (R-REV-01).</summary>
    public ImmutableArray<SheetDefinition> Sheets { get; init; } = [];

    /// <summary>
    /// What conditions and later stages can ask about the content of forms: a name, and where the value stands
    /// (<c>form/section/field</c>); of several forms the one frozen last counts.
    /// </summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Facts { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Documents that actions release.</summary>
    public ImmutableArray<DocumentDefinition> Documents { get; init; } = [];

    /// <summary>Ways in which it is managed; the one that applies is fixed at submission (R-BUS-09).</summary>
    public ImmutableArray<ModeDefinition> Modes { get; init; } = [];

    /// <summary>
    /// Groups of stages (<c>stage</c>) or tasks (<c>stage/task</c>) of which nobody acts in two in one project
    /// (R-BUS-07).
    /// </summary>
    public ImmutableArray<ImmutableArray<string>> Apart { get; init; } = [];

    /// <summary>Limits counted on submission (R-CHK-02).</summary>
    public ImmutableArray<QuotaDefinition> Quotas { get; init; } = [];

    /// <summary>What the applicant may take back, and where it leads; the first that fits the stage applies.</summary>
    public ImmutableArray<WithdrawalDefinition> Withdrawals { get; init; } = [];
}

/// <summary>Who holds a task: a person, or a role at an organisation that follows from the project's facts.</summary>
public sealed record HolderDefinition
{
    /// <summary>Name as shown where nobody is named yet.</summary>
    public required Words Name { get; init; }

    /// <summary><c>leader</c>, or null.</summary>
    public string? Person { get; init; }

    /// <summary>Role code of the role catalogue; with <see cref="At"/>.</summary>
    public string? Role { get; init; }

    /// <summary>entity, recommending-unit, competent-authority or owner; or <see cref="Organisation"/>.</summary>
    public string? At { get; init; }

    /// <summary>Id of the organisation where it is always the same, e.g. a division or a finance department.</summary>
    public string? Organisation { get; init; }

    /// <summary>JsonLogic over the project's facts; where it is not true, <see cref="Otherwise"/> holds the task
    /// instead. Null for always.</summary>
    public JsonElement? When { get; init; }

    /// <summary>Another holder by name, one without a condition.</summary>
    public string? Otherwise { get; init; }
}

/// <summary>A form: sections that are filled, checked and frozen together.</summary>
public sealed record FormDefinition
{
    /// <summary>Id, unique among the forms.</summary>
    public required string Id { get; init; }

    /// <summary>Name.</summary>
    public required Words Name { get; init; }

    /// <summary>Sections in order.</summary>
    public ImmutableArray<SectionDefinition> Sections { get; init; } = [];

    /// <summary>Rules across sections, over <c>{section: content}</c>.</summary>
    public ImmutableArray<RuleDefinition> Rules { get; init; } = [];
}

/// <summary>A section: what one screen shows and one save writes.</summary>
public sealed record SectionDefinition
{
    /// <summary>Id, unique in its form.</summary>
    public required string Id { get; init; }

    /// <summary>Name.</summary>
    public required Words Name { get; init; }

    /// <summary>Explanation above the fields.</summary>
    public Words? Help { get; init; }

    /// <summary>Fields in order.</summary>
    public ImmutableArray<FieldDefinition> Fields { get; init; } = [];

    /// <summary>Filled again and again, each time all its fields; null for once.</summary>
    public RepeatsDefinition? Repeats { get; init; }

    /// <summary>Rules within the section, over its content.</summary>
    public ImmutableArray<RuleDefinition> Rules { get; init; } = [];
}

/// <summary>What a field holds.</summary>
public enum FieldKind
{
    /// <summary>A line of text.</summary>
    Text,

    /// <summary>Paragraphs.</summary>
    LongText,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A whole number.</summary>
    [JsonStringEnumMemberName("integer")]
    WholeNumber,

    /// <summary>Money in whole fen.</summary>
    Money,

    /// <summary>A civil date, <c>2026-11-21</c>.</summary>
    Date,

    /// <summary>One of the options.</summary>
    Choice,

    /// <summary>Uploaded files: a list of <c>{file, name, size}</c>.</summary>
    File,

    /// <summary>Repeating rows of the columns.</summary>
    Table,

    /// <summary>A table of people who take part.</summary>
    MemberTable,

    /// <summary>A legal entity: <c>{id, name}</c>.</summary>
    LegalEntity,

    /// <summary>A statement that must be accepted.</summary>
    Statement,

    /// <summary>A code of a table that stands in a tree: <c>{code, name}</c>.</summary>
    TreeChoice,

    /// <summary>A natural person: <c>{id, name}</c>.</summary>
    Person,

    /// <summary>What is filled again and again in a section that <c>repeats</c>; no kind of a definition.</summary>
    Entries,
}

/// <summary>How often a section is filled.</summary>
/// <param name="Min">Least.</param>
/// <param name="Max">Most.</param>
public sealed record RepeatsDefinition(int Min = 0, int Max = 20);

/// <summary>A field, or a column of a table.</summary>
public sealed record FieldDefinition
{
    /// <summary>Id, unique in its section or table.</summary>
    public required string Id { get; init; }

    /// <summary>What it holds.</summary>
    public required FieldKind Kind { get; init; }

    /// <summary>Name.</summary>
    public required Words Name { get; init; }

    /// <summary>Explanation at the field.</summary>
    public Words? Help { get; init; }

    /// <summary>Whether it must be filled before submitting.</summary>
    public bool Required { get; init; }

    /// <summary>Fewest characters.</summary>
    public int? MinLength { get; init; }

    /// <summary>Most characters; 200 for text and 5,000 for long text unless given.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Regular expression the text must match as a whole.</summary>
    public string? Pattern { get; init; }

    /// <summary>Least number or sum.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>Greatest number or sum.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>Most places after the point of a number.</summary>
    public int? Decimals { get; init; }

    /// <summary>The code table of a tree choice.</summary>
    public string? Codes { get; init; }

    /// <summary>True where only codes can be chosen that nothing stands below.</summary>
    public bool Leaves { get; init; }

    /// <summary>JsonLogic over what stands beside it and <c>form</c>: where true it must be filled.</summary>
    public JsonElement? RequiredWhen { get; init; }

    /// <summary>
    /// JsonLogic over what stands before it and <c>form</c>: where not true it is not there, and keeps no value.
    /// </summary>
    public JsonElement? VisibleWhen { get; init; }

    /// <summary>True where it is sealed before it is stored, and shown masked (R-NFR-08).</summary>
    public bool Sensitive { get; init; }

    /// <summary>Stage after which it stays as it was submitted, whatever is corrected; null for never.</summary>
    public string? FixedAfter { get; init; }

    /// <summary>Options of a choice.</summary>
    public ImmutableArray<OptionDefinition> Options { get; init; } = [];

    /// <summary>Columns of a table.</summary>
    public ImmutableArray<FieldDefinition> Columns { get; init; } = [];

    /// <summary>Fewest rows or files.</summary>
    public int? MinItems { get; init; }

    /// <summary>Most rows (100 unless given) or files (10 unless given).</summary>
    public int? MaxItems { get; init; }

    /// <summary>Name endings a file may have, e.g. <c>.pdf</c>; none for any.</summary>
    public ImmutableArray<string> Accept { get; init; } = [];

    /// <summary>Most bytes of one file; 50 MiB unless given.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>The statement's text.</summary>
    public Words? Text { get; init; }

    /// <summary>True for a column whose sum is shown below the table.</summary>
    public bool Sum { get; init; }

    /// <summary>True where it tells who applies; hidden from experts in a blind review (R-REV-12).</summary>
    public bool Identifying { get; init; }

    /// <summary>
    /// What the field starts with: title, leader, entity, year or number, <c>form/section/field</c> of an earlier
    /// frozen form, <c>decided/stage/field</c>, or where an action asks for it a result of a review activity
    /// (<see cref="ReviewSources"/>); null for none (R-APP-02, R-BUS-13).
    /// </summary>
    public string? Prefill { get; init; }

    /// <summary>True when it must stay as it was prefilled.</summary>
    public bool Locked { get; init; }

    /// <summary>True where what an action asks for is shown only to those who may <c>project.internal</c>.</summary>
    public bool Internal { get; init; }
}

/// <summary>An option of a choice.</summary>
public sealed record OptionDefinition(string Value, Words Name);

/// <summary>Something that must hold of the content: JsonLogic, and the sentence where it does not.</summary>
public sealed record RuleDefinition
{
    /// <summary>Id, unique in its form.</summary>
    public required string Id { get; init; }

    /// <summary>JsonLogic that is true of valid content.</summary>
    public required JsonElement Holds { get; init; }

    /// <summary>What is wrong, and the remedy.</summary>
    public required Words Message { get; init; }

    /// <summary>Field the finding stands at; <c>section/field</c> for rules of a form.</summary>
    public string? Field { get; init; }
}
