using System.Collections.Immutable;
using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace SunGov.Api.Shared;

/// <summary>A column of a workbook: heading, width in characters, and the value of a row.</summary>
/// <param name="Value">
/// A string, <see cref="long"/>, <see cref="decimal"/>, <see cref="DateTimeOffset"/> or null.
/// </param>
public sealed record WorkbookColumn<T>(string Heading, int Width, Func<T, object?> Value);

/// <summary>
/// Writes one sheet of rows: numbers as numbers, instants as dates in Asia/Shanghai, texts never formulas.
/// </summary>
public static class Workbook
{
    /// <summary>Media type of the file.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const uint Plain = 0;
    private const uint Head = 1;
    private const uint Instant = 2;
    private const uint Amount = 3;

    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The file's bytes.</summary>
    public static byte[] Of<T>(string sheet, ImmutableArray<WorkbookColumn<T>> columns, ImmutableArray<T> rows)
    {
        using var stream = new MemoryStream();
        using (var file = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = file.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var part = book.AddNewPart<WorksheetPart>();
            WriteSheet(part, columns, rows);
            book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(new Sheets(
                new Sheet { Id = book.GetIdOfPart(part), SheetId = 1, Name = sheet }));
        }

        return stream.ToArray();
    }

    private static void WriteSheet<T>(
        WorksheetPart part, ImmutableArray<WorkbookColumn<T>> columns, ImmutableArray<T> rows)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(
            new Pane
            {
                VerticalSplit = 1,
                TopLeftCell = "A2",
                ActivePane = PaneValues.BottomLeft,
                State = PaneStateValues.Frozen,
            })
            { WorkbookViewId = 0 }));
        writer.WriteElement(new Columns(columns.Select((column, at) => new Column
        {
            Min = (uint)at + 1,
            Max = (uint)at + 1,
            Width = column.Width,
            CustomWidth = true,
        })));
        writer.WriteStartElement(new SheetData());
        writer.WriteElement(new Row(columns.Select(column => Text(column.Heading, Head))));
        foreach (var row in rows)
        {
            writer.WriteElement(new Row(columns.Select(column => CellOf(column.Value(row)))));
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static Cell CellOf(object? value) => value switch
    {
        null => new Cell(),
        string text => Text(text, Plain),
        long number => Number(number.ToString(CultureInfo.InvariantCulture), Plain),
        decimal number => Number(number.ToString(CultureInfo.InvariantCulture), Amount),
        DateTimeOffset at => Number(
            TimeZoneInfo.ConvertTime(at, Shanghai).DateTime.ToOADate().ToString("R", CultureInfo.InvariantCulture),
            Instant),
        _ => throw new InvalidOperationException($"a cell cannot hold {value.GetType()}"),
    };

    private static Cell Number(string value, uint style) =>
        new() { CellValue = new CellValue(value), DataType = CellValues.Number, StyleIndex = style };

    /// <summary>An inline string is never read as a formula.</summary>
    private static Cell Text(string text, uint style) => new(
        new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }))
    {
        DataType = CellValues.InlineString,
        StyleIndex = style,
    };

    private static Stylesheet Styles() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy-mm-dd hh:mm" },
            new NumberingFormat { NumberFormatId = 165, FormatCode = "#,##0.00####" }),
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 165, ApplyNumberFormat = true }));
}
