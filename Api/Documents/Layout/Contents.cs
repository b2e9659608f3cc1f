using System.Collections.Immutable;
using System.Globalization;

namespace SunGov.Api.Documents.Layout;

/// <summary>The table of contents; each line leads to its section.</summary>
internal static class Contents
{
    private const double Size = 11;
    private const double Step = 26;
    private const double Head = 50;
    private const int PerPage = (int)((Sheets.Bottom - Sheets.Top - Head) / Step);

    /// <summary>Pages that so many entries take.</summary>
    public static int PagesFor(int entries) => Math.Max((entries + PerPage - 1) / PerPage, 1);

    /// <summary>The pages.</summary>
    public static IEnumerable<(IReadOnlyList<Ink> Inks, ImmutableArray<Jump> Jumps)> Of(
        ImmutableArray<Bookmark> marks, IMetrics metrics)
    {
        for (var page = 0; page < PagesFor(marks.Length); page++)
        {
            var sheets = new Sheets(metrics);
            sheets.Turn();
            sheets.Text("目  录", 16, bold: true, centred: true);
            var jumps = ImmutableArray.CreateBuilder<Jump>();
            var top = Sheets.Top + Head;
            foreach (var mark in marks.Skip(page * PerPage).Take(PerPage))
            {
                Entry(sheets, mark, top);
                jumps.Add(new Jump(Sheets.Side, top, Sheets.Room, Step, mark.Leaf));
                top += Step;
            }

            yield return (sheets.Pages[0], jumps.ToImmutable());
        }
    }

    private static void Entry(Sheets sheets, Bookmark mark, double top)
    {
        var number = (mark.Leaf + 1).ToString(CultureInfo.InvariantCulture);
        var end = Booklet.Width - Sheets.Side - (LineBreaker.WidthOf(number, sheets.Metrics) * Size);
        var lines = LineBreaker.Break(mark.Name, (end - Sheets.Side - 30) / Size, sheets.Metrics);
        sheets.Line(lines[0], Sheets.Side, top, Size);
        var (dot, from) = (LineBreaker.WidthOf(".", sheets.Metrics) * Size, Sheets.Side + (lines[0].Width * Size) + 6);
        var dots = new string('.', Math.Max((int)((end - 6 - from) / dot), 0));
        sheets.Line(
            new TextLine(LineBreaker.PiecesOf(dots, sheets.Metrics), 0), end - 6 - (dots.Length * dot), top, Size,
            gray: 0.5);
        sheets.Line(new TextLine(LineBreaker.PiecesOf(number, sheets.Metrics), 0), end, top, Size);
    }
}
