using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SunGov.GrainInterfaces.Documents;
using SunGov.Grains.Programmes;

namespace SunGov.Grains.Documents;

/// <summary>Any form made ready for paper from its definition and content; no code per form. Pure.</summary>
public static class FormPrint
{
    /// <summary>The sections in order.</summary>
    /// <param name="form">The form.</param>
    /// <param name="contents">Content by section.</param>
    /// <param name="hidden">By section what its conditions hide; null for nothing.</param>
    public static ImmutableArray<PrintSection> Sections(
        FormDefinition form, IReadOnlyDictionary<string, JsonElement> contents,
        IReadOnlyDictionary<string, ImmutableArray<string>>? hidden = null) =>
    [
        .. form.Sections.Select(section => new PrintSection(
            section.Name.Zh,
            [
                .. section.Whole()
                    .Where(field => hidden?.GetValueOrDefault(section.Id, []).Contains(field.Id) is not true)
                    .SelectMany(field => Fields(field, Member(contents.GetValueOrDefault(section.Id), field.Id))),
            ])),
    ];

    /// <summary>A field; of what is filled again and again all the fields of each time, numbered.</summary>
    private static IEnumerable<PrintField> Fields(FieldDefinition field, JsonElement value) =>
        field.Kind != FieldKind.Entries ? [Field(field, value)]
        : value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0
            ? [new PrintField(field.Name.Zh, PrintText.Empty)]
            : value.EnumerateArray().SelectMany((entry, at) => field.Columns.Select(column => Numbered(
                Field(column, Member(entry, column.Id)), at + 1)));

    private static PrintField Numbered(PrintField field, int number) =>
        field with { Name = string.Create(CultureInfo.InvariantCulture, $"（{number}）{field.Name}") };

    /// <summary>Ids of the files that a form's content names, with the field that names them, in order.</summary>
    public static IEnumerable<(string Field, string File)> Files(
        FormDefinition form, IReadOnlyDictionary<string, JsonElement> contents) =>
        from section in form.Sections
        from one in FilesOf(section.Whole(), contents.GetValueOrDefault(section.Id))
        let field = one.Field
        let files = one.Value
        where files.ValueKind == JsonValueKind.Array
        from file in files.EnumerateArray()
        let id = Member(file, "file")
        where id.ValueKind == JsonValueKind.String
        select (field.Name.Zh, id.GetString()!);

    private static IEnumerable<(FieldDefinition Field, JsonElement Value)> FilesOf(
        ImmutableArray<FieldDefinition> fields, JsonElement content) =>
        from field in fields
        let value = Member(content, field.Id)
        from one in field.Kind == FieldKind.File ? [(field, value)]
            : field.Kind == FieldKind.Entries && value.ValueKind == JsonValueKind.Array
                ? value.EnumerateArray().SelectMany(entry => FilesOf(field.Columns, entry))
                : []
        select one;

    private static PrintField Field(FieldDefinition field, JsonElement value) => field.Kind switch
    {
        FieldKind.LongText => new PrintField(field.Name.Zh, PrintText.Of(field, value), Paragraphs: true),
        FieldKind.Statement => new PrintField(
            field.Name.Zh,
            value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
                ? $"【未承诺】{field.Text?.Zh}"
                : PrintText.Of(field, value),
            Paragraphs: true),
        FieldKind.Table or FieldKind.MemberTable when value.ValueKind == JsonValueKind.Array =>
            new PrintField(field.Name.Zh, "", Table: Table(field, value)),
        _ => new PrintField(field.Name.Zh, PrintText.Of(field, value)),
    };

    private static PrintTable Table(FieldDefinition field, JsonElement rows) => new(
        [
            .. field.Columns.Select(column => new PrintColumn(
                column.Kind == FieldKind.Money ? column.Name.Zh + "（万元）" : column.Name.Zh,
                column.Kind is FieldKind.Money or FieldKind.Number or FieldKind.WholeNumber)),
        ],
        [
            .. rows.EnumerateArray().Select(row => row.ValueKind == JsonValueKind.Object
                ? [
                    .. field.Columns.Select(column => PrintText.Of(column, Member(row, column.Id), column: true)),
                ]
                : Alone(row, field.Columns.Length)),
        ],
        [
            .. field.Columns.Where(column => column.Sum).Select(column => new PrintLine(
                column.Name.Zh + "合计", Sum(column, rows))),
        ]);

    private static ImmutableArray<string> Alone(JsonElement row, int columns) =>
        [row.GetRawText(), .. Enumerable.Repeat("", Math.Max(columns - 1, 0))];

    private static string Sum(FieldDefinition column, JsonElement rows)
    {
        var sum = rows.EnumerateArray()
            .Select(row => Member(row, column.Id))
            .Sum(value => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : 0);
        return column.Kind == FieldKind.Money
            ? PrintText.WanAndYuan(sum)
            : sum.ToString("#,##0.##########", CultureInfo.InvariantCulture);
    }

    private static JsonElement Member(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) ? value : default;
}
