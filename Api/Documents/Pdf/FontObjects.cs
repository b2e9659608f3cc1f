using System.Globalization;
using System.Text;

namespace SunGov.Api.Documents.Pdf;

/// <summary>The objects of an embedded font: outlines, widths, and which character each number is.</summary>
internal static class FontObjects
{
    private const int PerBlock = 100;

    /// <summary>Writes them; <paramref name="type0"/> is the number that pages refer to.</summary>
    public static void Write(PdfObjects file, FontSubset subset, int type0)
    {
        var font = subset.Font;
        var name = "SUNGOV+" + font.Name;
        var (descendant, descriptor, outlines, map) =
            (file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve());
        file.Put(type0, $"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            + $"/DescendantFonts[{descendant} 0 R]/ToUnicode {map} 0 R>>");
        var widths = string.Join(' ', Enumerable.Range(1, subset.Characters.Count).Select(subset.WidthOf));
        file.Put(descendant, $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap/Identity/DW 1000"
            + "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            + $"/FontDescriptor {descriptor} 0 R/W[1[{widths}]]>>");
        var (top, bottom) = (Thousandths(font.Ascent), Thousandths(font.Descent));
        file.Put(descriptor, $"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[-200 {bottom} 1200 {top}]"
            + $"/ItalicAngle 0/Ascent {top}/Descent {bottom}/CapHeight 700/StemV 80/FontFile2 {outlines} 0 R>>");
        var bytes = subset.File();
        file.PutStream(outlines, bytes, string.Create(CultureInfo.InvariantCulture, $"/Length1 {bytes.Length}"));
        file.PutStream(map, Encoding.ASCII.GetBytes(Map(subset)));

        int Thousandths(int units) => (int)Math.Round(units * 1000.0 / font.UnitsPerEm);
    }

    /// <summary>Which character each number is, so that text can be searched and copied.</summary>
    private static string Map(FontSubset subset)
    {
        var map = new StringBuilder("""
            /CIDInit/ProcSet findresource begin 12 dict begin begincmap
            /CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
            /CMapName/Adobe-Identity-UCS def /CMapType 2 def
            1 begincodespacerange <0000><FFFF> endcodespacerange

            """);
        foreach (var block in subset.Characters.Select((rune, at) => (Rune: rune, Number: at + 1)).Chunk(PerBlock))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (rune, number) in block)
            {
                var text = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(rune.ToString()));
                map.Append(CultureInfo.InvariantCulture, $"<{number:X4}><{text}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap CMapName currentdict/CMap defineresource pop end end\n").ToString();
    }
}
