using System.Collections.Immutable;

namespace SunGov.Api.Documents.Layout;

/// <summary>Pages being filled from top to bottom; what no longer fits goes on the next page.</summary>
public sealed class Sheets(IMetrics metrics)
{
    /// <summary>Left and right margin, points.</summary>
    public const double Side = 62;

    /// <summary>Where text begins.</summary>
    public const double Top = 82;

    /// <summary>Where text ends.</summary>
    public const double Bottom = Booklet.Height - 72;

    /// <summary>Room for text from left to right.</summary>
    public const double Room = Booklet.Width - (2 * Side);

    /// <summary>Height of a line as a part of the size.</summary>
    public const double Leading = 1.6;

    private const double Baseline = 1.14;
    private readonly List<List<Ink>> _pages = [];

    /// <summary>Widths of characters.</summary>
    public IMetrics Metrics => metrics;

    /// <summary>How far the page is filled.</summary>
    public double Y { get; private set; } = Bottom;

    /// <summary>Index of the page.</summary>
    public int Page => _pages.Count - 1;

    /// <summary>The pages so far.</summary>
    public IReadOnlyList<IReadOnlyList<Ink>> Pages => _pages;

    /// <summary>Height of a line of this size.</summary>
    public static double LineHeight(double size) => size * Leading;

    /// <summary>A new page.</summary>
    public void Turn()
    {
        _pages.Add([]);
        Y = Top;
    }

    /// <summary>Turns the page unless so much room is left; true when it was turned.</summary>
    public bool Need(double height)
    {
        if (Y + height <= Bottom)
        {
            return false;
        }

        Turn();
        return true;
    }

    /// <summary>Leaves room free, if not at the top.</summary>
    public void Skip(double height)
    {
        if (Y > Top)
        {
            Y += height;
        }
    }

    /// <summary>Moves down on this page.</summary>
    public void Advance(double height) => Y += height;

    /// <summary>Draws on this page.</summary>
    public void Draw(Ink ink) => _pages[^1].Add(ink);

    /// <summary>Text over as many lines and pages as it takes.</summary>
    /// <param name="text">The text; line ends are kept.</param>
    /// <param name="size">Points.</param>
    /// <param name="bold">Whether it is bold.</param>
    /// <param name="indent">Room before each paragraph's first line, as a part of the size.</param>
    /// <param name="centred">True to centre each line.</param>
    public void Text(string text, double size, bool bold = false, double indent = 0, bool centred = false)
    {
        foreach (var (line, first) in Lines(text, size, Room, indent))
        {
            Need(LineHeight(size));
            var x = Side + (centred ? (Room - (line.Width * size)) / 2 : first ? indent * size : 0);
            Line(line, x, Y, size, bold);
            Y += LineHeight(size);
        }
    }

    /// <summary>A line at a place on this page; <paramref name="top"/> is where its height begins.</summary>
    public void Line(TextLine line, double x, double top, double size, bool bold = false, double gray = 0) =>
        Pieces(line.Pieces, x, top, size, bold, gray, Draw);

    /// <summary>Draws the pieces of a line.</summary>
    public static void Pieces(
        ImmutableArray<Piece> pieces, double x, double top, double size, bool bold, double gray, Action<Ink> draw)
    {
        var baseline = top + (size * Baseline);
        foreach (var piece in pieces)
        {
            if (piece.Boxed)
            {
                var margin = LineBreaker.BoxMargin * size;
                draw(new FrameInk(
                    x + (margin / 2), baseline - (size * 0.72), (piece.Width * size) - margin, size * 0.86));
                draw(new TextInk(
                    x + margin, baseline - (size * 0.12), piece.Text, size * LineBreaker.BoxScale, false, gray));
            }
            else
            {
                draw(new TextInk(x, baseline, piece.Text, size, bold, gray));
            }

            x += piece.Width * size;
        }
    }

    /// <summary>Lines of a text in so much room, each with whether it begins a paragraph.</summary>
    public IEnumerable<(TextLine Line, bool First)> Lines(string text, double size, double room, double indent = 0)
    {
        foreach (var paragraph in text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r'))
        {
            var first = true;
            foreach (var line in LineBreaker.Break(paragraph, room / size, metrics, indent))
            {
                yield return (line, first);
                first = false;
            }
        }
    }
}
