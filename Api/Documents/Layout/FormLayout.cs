using System.Collections.Immutable;
using System.Globalization;
using SunGov.GrainInterfaces.Documents;

namespace SunGov.Api.Documents.Layout;

/// <summary>
/// A form on paper: cover, contents, sections, attachments; every page with title, version code and number, drafts
/// with a watermark. Pure: the same form gives the same pages.
/// </summary>
public static class FormLayout
{
    private const double Body = 10.5;
    private const double Small = 9;
    private const double Heading = 14;
    private const double Indent = 2;
    private const double LabelShare = 0.26;
    private const double QrEdge = 86;

    /// <summary>The pages.</summary>
    /// <param name="print">The form.</param>
    /// <param name="metrics">Widths of the font's characters.</param>
    /// <param name="address">Where prints are checked, ending before the code; empty where it is not known.</param>
    public static Booklet Of(PrintView print, IMetrics metrics, string address)
    {
        var names = SectionNames(print);
        var contents = Contents.PagesFor(names.Length);
        var (pages, places) = Sections(print, metrics, names);
        var front = 1 + contents;
        var marks = places.Select(place => place with { Leaf = place.Leaf + front }).ToImmutableArray();
        var all = new List<(IReadOnlyList<Ink> Inks, ImmutableArray<Jump> Jumps)>
        {
            (Cover(print, metrics, address), []),
        };
        all.AddRange(Contents.Of(marks, metrics));
        all.AddRange(pages.Select(page => (page, ImmutableArray<Jump>.Empty)));
        return new Booklet(
            $"{print.Form}：{print.Title}",
            print.Code,
            print.At,
            [
                .. all.Select((page, at) => new Leaf(
                    [.. Watermark(print, metrics), .. Margins(print, metrics, at, all.Count), .. page.Inks],
                    page.Jumps)),
            ],
            marks);
    }

    private static ImmutableArray<string> SectionNames(PrintView print) =>
    [
        .. print.Sections.Select((section, at) => $"{Ordinal(at + 1)}、{section.Name}"),
        .. print.Files.IsEmpty ? ImmutableArray<string>.Empty : [$"{Ordinal(print.Sections.Length + 1)}、附件清单"],
    ];

    private static (IReadOnlyList<IReadOnlyList<Ink>> Pages, List<Bookmark> Places) Sections(
        PrintView print, IMetrics metrics, ImmutableArray<string> names)
    {
        var sheets = new Sheets(metrics);
        var places = new List<Bookmark>();
        sheets.Turn();
        for (var at = 0; at < names.Length; at++)
        {
            sheets.Skip(Body);
            // A heading never stands alone at the foot of a page.
            sheets.Need(Sheets.LineHeight(Heading) + (3 * Sheets.LineHeight(Body)));
            places.Add(new Bookmark(names[at], sheets.Page, sheets.Y));
            sheets.Text(names[at], Heading, bold: true);
            sheets.Advance(4);
            if (at < print.Sections.Length)
            {
                Fields(sheets, print.Sections[at].Fields);
            }
            else
            {
                Files(sheets, print.Files);
            }
        }

        return (sheets.Pages, places);
    }

    /// <summary>Neighbouring one-line fields make one table of labels and values.</summary>
    private static void Fields(Sheets sheets, ImmutableArray<PrintField> fields)
    {
        for (var at = 0; at < fields.Length;)
        {
            var lines = fields.Skip(at).TakeWhile(field => !field.Paragraphs && field.Table is null).ToImmutableArray();
            if (lines.Length > 0)
            {
                _ = new TableLayout(
                    sheets,
                    [new LaidColumn("", Share: LabelShare), new LaidColumn("", Share: 1 - LabelShare)],
                    [.. lines.Select(field => ImmutableArray.Create(field.Name, field.Value))],
                    Body,
                    headed: false);
                sheets.Advance(8);
                at += lines.Length;
                continue;
            }

            Field(sheets, fields[at++]);
        }
    }

    private static void Field(Sheets sheets, PrintField field)
    {
        sheets.Need(3 * Sheets.LineHeight(Body));
        sheets.Text(field.Name, Body, bold: true);
        if (field.Table is not { } table)
        {
            sheets.Text(field.Value, Body, indent: Indent);
            sheets.Advance(8);
            return;
        }

        if (table.Rows.IsEmpty)
        {
            sheets.Text("（无）", Body, indent: Indent);
        }
        else
        {
            _ = new TableLayout(
                sheets,
                [
                    new LaidColumn("序号", Right: true),
                    .. table.Columns.Select(column => new LaidColumn(column.Name, column.Number)),
                ],
                [.. table.Rows.Select((row, at) => row.Insert(0, Number(at + 1)))],
                Small);
        }

        sheets.Advance(2);
        foreach (var sum in table.Sums)
        {
            sheets.Text($"{sum.Label}：{sum.Value}", Body, bold: true);
        }

        sheets.Advance(8);
    }

    private static void Files(Sheets sheets, ImmutableArray<PrintFile> files) => _ = new TableLayout(
        sheets,
        [
            new LaidColumn("序号", Right: true, Share: 0.08),
            new LaidColumn("栏目", Share: 0.15),
            new LaidColumn("文件名", Share: 0.31),
            new LaidColumn("大小（字节）", Right: true, Share: 0.14),
            new LaidColumn("SM3", Share: 0.32),
        ],
        [
            .. files.Select((file, at) => ImmutableArray.Create(
                Number(at + 1),
                file.Field,
                file.Name,
                file.Size.ToString("#,##0", CultureInfo.InvariantCulture),
                file.Sm3)),
        ],
        Small);

    private static IReadOnlyList<Ink> Cover(PrintView print, IMetrics metrics, string address)
    {
        var sheets = new Sheets(metrics);
        sheets.Turn();
        sheets.Advance(70);
        sheets.Text(print.Programme, 20, bold: true, centred: true);
        sheets.Advance(12);
        sheets.Text(print.Form, 28, bold: true, centred: true);
        sheets.Advance(60);
        _ = new TableLayout(
            sheets,
            [new LaidColumn("", Share: LabelShare), new LaidColumn("", Share: 1 - LabelShare)],
            [.. print.Cover.Select(line => ImmutableArray.Create(line.Label, line.Value))],
            12,
            headed: false);
        sheets.Need(QrEdge);
        var top = Math.Max(sheets.Y + 20, Sheets.Bottom - QrEdge);
        foreach (var bar in QrSquare.Of(address + print.Code, Sheets.Side, top, QrEdge))
        {
            sheets.Draw(bar);
        }

        var x = Sheets.Side + QrEdge + 14;
        var width = Booklet.Width - Sheets.Side - x;
        foreach (var text in CodeLines(print, address))
        {
            foreach (var (line, _) in sheets.Lines(text, Small, width))
            {
                sheets.Line(line, x, top, Small);
                top += Sheets.LineHeight(Small);
            }
        }

        return sheets.Pages[0];
    }

    private static IEnumerable<string> CodeLines(PrintView print, string address) =>
    [
        $"版本码：{print.Code}",
        print.Draft ? "本件为草稿，不是已提交的内容。" : "本件与已提交并固化的内容一致。",
        $"内容 SM3：{print.Sm3}",
        address.Length > 0 ? "扫描二维码可核验本件。" : "在平台的文件核验页输入版本码可核验本件。",
    ];

    private static ImmutableArray<Ink> Watermark(PrintView print, IMetrics metrics)
    {
        if (!print.Draft)
        {
            return [];
        }

        const string words = "草稿 DRAFT";
        const double size = 84, angle = 52;
        var (half, turn) = (LineBreaker.WidthOf(words, metrics) * size / 2, angle * Math.PI / 180);
        return
        [
            new TextInk(
                (Booklet.Width / 2) - (half * Math.Cos(turn)),
                (Booklet.Height / 2) + (half * Math.Sin(turn)),
                words, size, true, 0.88, angle),
        ];
    }

    private static List<Ink> Margins(PrintView print, IMetrics metrics, int page, int pages)
    {
        const double size = 8.5, gray = 0.35;
        var inks = new List<Ink>();
        var right = print.Draft ? "草稿" : print.Number ?? "";
        Place(right, Booklet.Width - Sheets.Side - Width(right), 46);
        var room = Sheets.Room - Width(right) - 20;
        if (page > 0)
        {
            var title = LineBreaker.Break($"{print.Form} · {print.Title}", room / size, metrics);
            Place(title[0].Text + (title.Length > 1 ? "…" : ""), Sheets.Side, 46);
            inks.Add(new BarInk(Sheets.Side, 64, Sheets.Room, 0.5, gray));
        }

        var foot = Sheets.Bottom + 22;
        Place($"版本码 {print.Code}", Sheets.Side, foot);
        var number = $"第 {Number(page + 1)} 页  共 {Number(pages)} 页";
        Place(number, Booklet.Width - Sheets.Side - Width(number), foot);
        return inks;

        double Width(string text) => LineBreaker.WidthOf(text, metrics) * size;

        void Place(string text, double x, double top) => Sheets.Pieces(
            LineBreaker.PiecesOf(text, metrics), x, top, size, false, gray, inks.Add);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>一, 二 … 十 … 九十九, as Chinese documents number their parts.</summary>
    private static string Ordinal(int number)
    {
        const string digits = "零一二三四五六七八九";
        return number >= 100 ? Number(number)
            : (number >= 20 ? digits[number / 10].ToString() : "") + (number >= 10 ? "十" : "")
                + (number % 10 > 0 ? digits[number % 10].ToString() : "");
    }
}
