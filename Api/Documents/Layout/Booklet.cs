using System.Collections.Immutable;
using System.Text;

namespace SunGov.Api.Documents.Layout;

/// <summary>
/// What stands on the pages of a document, in points from the top left corner of an A4 page; knows nothing of PDF.
/// </summary>
/// <param name="Title">Title of the document.</param>
/// <param name="Code">Its version code; two booklets with one code and one title are the same.</param>
/// <param name="At">The instant it stands for, not the one it was printed at.</param>
/// <param name="Bookmarks">Where sections begin.</param>
public sealed record Booklet(
    string Title,
    string Code,
    DateTimeOffset At,
    ImmutableArray<Leaf> Leaves,
    ImmutableArray<Bookmark> Bookmarks)
{
    /// <summary>Width of A4 in points.</summary>
    public const double Width = 595.28;

    /// <summary>Height of A4 in points.</summary>
    public const double Height = 841.89;
}

/// <summary>One page: what is drawn, in order, and the places that lead elsewhere.</summary>
public sealed record Leaf(ImmutableArray<Ink> Inks, ImmutableArray<Jump> Jumps);

/// <summary>Something drawn.</summary>
/// <param name="X">From the left edge.</param>
/// <param name="Y">From the top edge.</param>
/// <param name="Gray">0 for black, 1 for white.</param>
public abstract record Ink(double X, double Y, double Gray);

/// <summary>A run of text on its baseline.</summary>
/// <param name="Angle">Degrees against the clock.</param>
public sealed record TextInk(
    double X, double Y, string Text, double Size, bool Bold = false, double Gray = 0, double Angle = 0)
    : Ink(X, Y, Gray);

/// <summary>A filled rectangle; rules are thin ones.</summary>
public sealed record BarInk(double X, double Y, double Width, double Height, double Gray = 0) : Ink(X, Y, Gray);

/// <summary>An outline, half a point wide: the box of a character the font does not have.</summary>
public sealed record FrameInk(double X, double Y, double Width, double Height) : Ink(X, Y, 0);

/// <summary>A place that leads to another page.</summary>
/// <param name="Leaf">Index of the page it leads to.</param>
public sealed record Jump(double X, double Y, double Width, double Height, int Leaf);

/// <summary>A place in the outline.</summary>
/// <param name="Leaf">Index of its page.</param>
/// <param name="Y">From the top edge.</param>
public sealed record Bookmark(string Name, int Leaf, double Y);

/// <summary>How wide characters are.</summary>
public interface IMetrics
{
    /// <summary>Width as a part of the size; null for a character the font does not have.</summary>
    double? WidthOf(Rune character);
}
