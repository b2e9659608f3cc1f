using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace SunGov.Api.Documents.Layout;

/// <summary>A part of a line.</summary>
/// <param name="Width">As a part of the size.</param>
/// <param name="Boxed">True for a character the font does not have: the text is its name, e.g. <c>U+20BB7</c>.</param>
public sealed record Piece(string Text, double Width, bool Boxed);

/// <summary>A line.</summary>
/// <param name="Pieces">Its parts from left to right.</param>
/// <param name="Width">As a part of the size, without spaces at its end.</param>
public sealed record TextLine(ImmutableArray<Piece> Pieces, double Width)
{
    /// <summary>The text as it can be read off the page.</summary>
    public string Text => string.Concat(Pieces.Select(piece => piece.Text));
}

/// <summary>
/// Breaks text into lines: between Chinese characters, but not before closing or after opening marks; Latin words at
/// spaces and hyphens, and anywhere where a word is longer than a line. Nothing is lost but spaces at a line's end.
/// </summary>
public static class LineBreaker
{
    private const string NotFirst = "，。、；：？！）》〉」』】〕〗％…—·～,.;:?!)]}%’”";
    private const string NotLast = "（《〈「『【〔〖([{‘“￥$";

    /// <summary>Size of a box's name beside the text's, and its margins as a part of the size.</summary>
    public const double BoxScale = 0.5;

    /// <summary>Margin on both sides of a box's name, as a part of the size.</summary>
    public const double BoxMargin = 0.12;

    /// <summary>The lines of a text; line ends of the text are kept. An empty text is one empty line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">Room, as a part of the size.</param>
    /// <param name="metrics">Widths.</param>
    /// <param name="indent">Room left free before each paragraph's first line.</param>
    public static ImmutableArray<TextLine> Break(string text, double width, IMetrics metrics, double indent = 0)
    {
        var lines = ImmutableArray.CreateBuilder<TextLine>();
        foreach (var paragraph in Normal(text).Split('\n'))
        {
            var first = lines.Count;
            AddParagraph(Atoms(paragraph, metrics), width, indent, lines);
            if (lines.Count == first)
            {
                lines.Add(new TextLine([], 0));
            }
        }

        return lines.ToImmutable();
    }

    /// <summary>How wide the text is on one line, as a part of the size.</summary>
    public static double WidthOf(string text, IMetrics metrics) =>
        Atoms(text, metrics).Sum(atom => atom.Width);

    /// <summary>The text as pieces of one line.</summary>
    public static ImmutableArray<Piece> PiecesOf(string text, IMetrics metrics) => Joined(Atoms(text, metrics));

    private static string Normal(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            .Replace("\t", "    ", StringComparison.Ordinal);

    private static List<Atom> Atoms(string text, IMetrics metrics)
    {
        var atoms = new List<Atom>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            atoms.Add(metrics.WidthOf(rune) is { } width
                ? new Atom(rune.ToString(), rune, width, false)
                : Box(rune, metrics));
        }

        return atoms;
    }

    private static Atom Box(Rune rune, IMetrics metrics)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");
        var width = name.EnumerateRunes().Sum(letter => metrics.WidthOf(letter) ?? 0.6);
        return new Atom(name, rune, (width * BoxScale) + (2 * BoxMargin), true);
    }

    private static void AddParagraph(
        List<Atom> atoms, double width, double indent, ImmutableArray<TextLine>.Builder lines)
    {
        var start = 0;
        var room = width - indent;
        while (start < atoms.Count)
        {
            var end = EndOf(atoms, start, room);
            lines.Add(Line(atoms, start, end));
            start = end;
            room = width;
        }
    }

    /// <summary>Where the line that begins here ends: at the last place it may be broken that still fits.</summary>
    private static int EndOf(List<Atom> atoms, int start, double room)
    {
        var (used, best, at) = (0.0, start, start);
        for (; at < atoms.Count; at++)
        {
            if (at > start && MayBreak(atoms[at - 1], atoms[at]))
            {
                best = at;
            }

            used += atoms[at].Width;
            if (used > room + 1e-9 && !atoms[at].IsSpace)
            {
                break;
            }
        }

        return at == atoms.Count ? at : best > start ? best : Math.Max(at, start + 1);
    }

    private static bool MayBreak(Atom left, Atom right)
    {
        if (right.IsSpace)
        {
            return false;
        }

        if (NotFirst.Contains(right.Text, StringComparison.Ordinal)
            || NotLast.Contains(left.Text, StringComparison.Ordinal))
        {
            return left.IsSpace;
        }

        return left.IsSpace || left.IsWide || right.IsWide || left.Text is "-" or "/";
    }

    private static TextLine Line(List<Atom> atoms, int start, int end)
    {
        while (end > start && atoms[end - 1].IsSpace)
        {
            end--;
        }

        var line = atoms[start..end];
        return new TextLine(Joined(line), line.Sum(atom => atom.Width));
    }

    private static ImmutableArray<Piece> Joined(List<Atom> atoms)
    {
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        var run = new StringBuilder();
        var width = 0.0;
        foreach (var atom in atoms)
        {
            if (atom.Boxed)
            {
                Flush();
                pieces.Add(new Piece(atom.Text, atom.Width, true));
                continue;
            }

            run.Append(atom.Text);
            width += atom.Width;
        }

        Flush();
        return pieces.ToImmutable();

        void Flush()
        {
            if (run.Length > 0)
            {
                pieces.Add(new Piece(run.ToString(), width, false));
                run.Clear();
                width = 0;
            }
        }
    }

    private readonly record struct Atom(string Text, Rune Rune, double Width, bool Boxed)
    {
        public bool IsSpace => !Boxed && Rune.IsWhiteSpace(Rune) && Rune.Value != 0xa0;

        /// <summary>From CJK radicals on: a line may be broken on both sides of it.</summary>
        public bool IsWide => Boxed || Rune.Value >= 0x2e80;
    }
}
