using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SunGov.Api.Documents.Layout;

namespace SunGov.Api.Documents.Pdf;

/// <summary>
/// Writes a booklet as PDF: one embedded subset of one font, text that can be searched and copied, bookmarks and
/// jumps. The same booklet gives the same bytes, so that a hash of them can be kept.
/// </summary>
public static class PdfFile
{
    private const double BoldStroke = 0.03;

    /// <summary>The file's bytes.</summary>
    public static byte[] Of(Booklet booklet, TrueType font)
    {
        using var file = new PdfObjects();
        var subset = new FontSubset(font);
        var (catalog, tree, type0, info, outline) =
            (file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve());
        var pages = booklet.Leaves.Select(_ => file.Reserve()).ToImmutableArray();
        for (var i = 0; i < pages.Length; i++)
        {
            Page(file, subset, booklet.Leaves[i], pages[i], tree, type0, pages);
        }

        file.Put(tree, $"<</Type/Pages/Count {pages.Length}/Kids[{Refs(pages)}]>>");
        FontObjects.Write(file, subset, type0);
        Outline(file, booklet, outline, pages);
        var date = booklet.At.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        file.Put(info, $"<</Title {PdfObjects.Text(booklet.Title)}/Producer {PdfObjects.Text("SunGov")}"
            + $"/Subject {PdfObjects.Text(booklet.Code)}/CreationDate(D:{date}Z)>>");
        file.Put(catalog, $"<</Type/Catalog/Pages {tree} 0 R/Outlines {outline} 0 R/Lang(zh-CN)"
            + "/ViewerPreferences<</DisplayDocTitle true>>>>");
        return file.End(catalog, info, Convert.ToHexString(Encoding.ASCII.GetBytes(booklet.Code)));
    }

    private static void Page(
        PdfObjects file, FontSubset subset, Leaf leaf, int number, int tree, int font, ImmutableArray<int> pages)
    {
        var (content, annotations) = (file.Reserve(), leaf.Jumps.Select(_ => file.Reserve()).ToImmutableArray());
        file.Put(
            number,
            $"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {PdfObjects.Number(Booklet.Width)} "
            + $"{PdfObjects.Number(Booklet.Height)}]/Resources<</Font<</F {font} 0 R>>>>/Contents {content} 0 R"
            + (annotations.IsEmpty ? "" : $"/Annots[{Refs(annotations)}]") + ">>");
        var drawn = new StringBuilder();
        foreach (var ink in leaf.Inks)
        {
            Draw(drawn, ink, subset);
        }

        file.PutStream(content, Encoding.ASCII.GetBytes(drawn.ToString()));
        foreach (var (jump, at) in leaf.Jumps.Zip(annotations))
        {
            var (left, top) = (PdfObjects.Number(jump.X), PdfObjects.Number(Booklet.Height - jump.Y));
            var right = PdfObjects.Number(jump.X + jump.Width);
            var bottom = PdfObjects.Number(Booklet.Height - jump.Y - jump.Height);
            file.Put(at, $"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[{left} {bottom} {right} {top}]"
                + $"/Dest[{pages[jump.Leaf]} 0 R/Fit]>>");
        }
    }

    private static void Draw(StringBuilder drawn, Ink ink, FontSubset subset)
    {
        var (x, y, gray) = (N(ink.X), N(Booklet.Height - ink.Y), N(ink.Gray));
        switch (ink)
        {
            case BarInk bar:
                drawn.Append(
                    CultureInfo.InvariantCulture,
                    $"{gray} g {x} {N(Booklet.Height - bar.Y - bar.Height)} {N(bar.Width)} {N(bar.Height)} re f\n");
                break;
            case FrameInk frame:
                drawn.Append(
                    CultureInfo.InvariantCulture,
                    $"0 G 0.5 w {x} {N(Booklet.Height - frame.Y - frame.Height)} ");
                drawn.Append(CultureInfo.InvariantCulture, $"{N(frame.Width)} {N(frame.Height)} re S\n");
                break;
            case TextInk text:
                drawn.Append(CultureInfo.InvariantCulture, $"BT {gray} g /F {N(text.Size)} Tf ");
                drawn.Append(text.Bold
                    ? $"2 Tr {gray} G {N(text.Size * BoldStroke)} w "
                    : "0 Tr ");
                drawn.Append(CultureInfo.InvariantCulture, $"{Matrix(text.Angle)} {x} {y} Tm <");
                foreach (var rune in text.Text.EnumerateRunes())
                {
                    drawn.Append(CultureInfo.InvariantCulture, $"{subset.NumberOf(rune):X4}");
                }

                drawn.Append("> Tj ET\n");
                break;
            default:
                throw new InvalidOperationException($"{ink.GetType().Name} cannot be drawn");
        }
    }

    private static string Matrix(double angle)
    {
        if (angle == 0)
        {
            return "1 0 0 1";
        }

        var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
        return string.Create(CultureInfo.InvariantCulture, $"{cos:0.#####} {sin:0.#####} {-sin:0.#####} {cos:0.#####}");
    }

    private static void Outline(PdfObjects file, Booklet booklet, int outline, ImmutableArray<int> pages)
    {
        var items = booklet.Bookmarks.Select(_ => file.Reserve()).ToImmutableArray();
        file.Put(outline, items.IsEmpty
            ? "<</Type/Outlines/Count 0>>"
            : $"<</Type/Outlines/Count {items.Length}/First {items[0]} 0 R/Last {items[^1]} 0 R>>");
        for (var i = 0; i < items.Length; i++)
        {
            var mark = booklet.Bookmarks[i];
            file.Put(
                items[i],
                $"<</Title {PdfObjects.Text(mark.Name)}/Parent {outline} 0 R"
                + (i > 0 ? $"/Prev {items[i - 1]} 0 R" : "")
                + (i + 1 < items.Length ? $"/Next {items[i + 1]} 0 R" : "")
                + $"/Dest[{pages[mark.Leaf]} 0 R/XYZ null {N(Booklet.Height - mark.Y + 8)} null]>>");
        }
    }

    private static string N(double number) => PdfObjects.Number(number);

    private static string Refs(ImmutableArray<int> numbers) =>
        string.Join(' ', numbers.Select(number => $"{number} 0 R"));
}
