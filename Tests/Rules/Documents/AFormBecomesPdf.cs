using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using SunGov.Api.Documents;
using SunGov.Api.Documents.Layout;
using SunGov.Api.Documents.Pdf;
using SunGov.Tests.Rules.Programmes;

namespace SunGov.Tests.Rules.Documents;

/// <summary>The bytes of a PDF: the same each time, searchable, with the font inside.</summary>
public sealed partial class AFormBecomesPdf
{
    private static readonly Lazy<TrueType> Found = new(() => new PrintFont(null).Font
        ?? throw new FileNotFoundException("no font to embed is installed; on Debian: fonts-wqy-microhei"));

    private static TrueType Font => Found.Value;

    [Fact]
    public void The_same_form_gives_the_same_bytes() =>
        Assert.Equal(Pdf(draft: false), Pdf(draft: false));

    [Fact]
    public void Every_text_of_the_pages_can_be_read_back_out_of_the_file()
    {
        var print = Printing.Of(Definitions.Complete(), draft: true);
        var booklet = FormLayout.Of(print, Font, "https://example.cn/documents/");
        var drawn = booklet.Leaves.SelectMany(leaf => leaf.Inks).OfType<TextInk>().Select(ink => ink.Text);
        Assert.Equal(drawn, TextsOf(PdfFile.Of(booklet, Font)));
    }

    [Fact]
    public void Its_table_of_objects_points_at_each_of_them()
    {
        var file = Encoding.Latin1.GetString(Pdf(draft: true));
        var table = int.Parse(
            Regex.Match(file, @"startxref\n(\d+)\n%%EOF\n$").Groups[1].Value, CultureInfo.InvariantCulture);
        var offsets = Regex.Matches(file[table..], @"(\d{10}) 00000 n ").Select(
            found => int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.NotEmpty(offsets);
        Assert.All(
            offsets.Select((at, number) => (At: at, Number: number + 1)),
            known => Assert.StartsWith(
                $"{known.Number} 0 obj\n", file[known.At..(known.At + 20)], StringComparison.Ordinal));
    }

    [Fact]
    public void The_embedded_font_is_a_font_again_with_the_outlines_of_the_characters_used()
    {
        var subset = new FontSubset(Font);
        foreach (var rune in "申报书 Ab1é".EnumerateRunes())
        {
            subset.NumberOf(rune);
        }

        var number = subset.NumberOf(new Rune('报'));
        var file = subset.File();
        var outlines = OutlinesOf(file);
        const int bounds = 10;
        var outline = Font.OutlineOf(Font.GlyphOf(new Rune('报')))[..bounds].ToArray();
        Assert.Equal(2, number);
        Assert.True(outlines.Count > subset.Characters.Count);
        Assert.InRange(file.Length, 1_000, 60_000);
        Assert.Equal(outline, outlines[number][..bounds]);
    }

    [Fact]
    public void What_is_no_font_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => new TrueType([1, 2, 3]));
        Assert.Throws<InvalidDataException>(() => new TrueType(new byte[500]));
    }

    private static byte[] Pdf(bool draft) =>
        PdfFile.Of(FormLayout.Of(Printing.Of(Definitions.Complete(), draft), Font, ""), Font);

    /// <summary>What a search finds: strings of the contents through the file's own character map.</summary>
    private static IEnumerable<string> TextsOf(byte[] file)
    {
        var streams = StreamsOf(file).ToList();
        var map = streams.Where(stream => stream.Contains("beginbfchar", StringComparison.Ordinal))
            .SelectMany(stream => MapLine().Matches(stream))
            .ToDictionary(
                line => line.Groups[1].Value,
                line => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(line.Groups[2].Value)));
        return streams.Where(stream => stream.Contains(" Tj ET", StringComparison.Ordinal))
            .SelectMany(stream => Shown().Matches(stream))
            .Select(shown => shown.Groups[1].Value.Chunk(4))
            .Select(codes => string.Concat(codes.Select(code => map[new string(code)])));
    }

    private static IEnumerable<string> StreamsOf(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        foreach (Match found in StreamHead().Matches(text))
        {
            var length = int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture);
            using var zip = new ZLibStream(
                new MemoryStream(file, found.Index + found.Length, length), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            zip.CopyTo(plain);
            yield return Encoding.Latin1.GetString(plain.ToArray());
        }
    }

    /// <summary>Outlines of a font file with long offsets.</summary>
    private static List<byte[]> OutlinesOf(byte[] file)
    {
        var (glyf, loca) = (TableOf(file, "glyf"), TableOf(file, "loca"));
        var offsets = loca.Chunk(4)
            .Select(four => (four[0] << 24) | (four[1] << 16) | (four[2] << 8) | four[3]).ToList();
        return [.. offsets.Zip(offsets.Skip(1)).Select(pair => glyf[pair.First..pair.Second])];
    }

    private static byte[] TableOf(byte[] file, string tag)
    {
        var at = Enumerable.Range(0, (file[4] << 8) | file[5]).Select(i => 12 + (16 * i))
            .Single(entry => Encoding.ASCII.GetString(file, entry, 4) == tag);
        int Number(int from) =>
            (file[from] << 24) | (file[from + 1] << 16) | (file[from + 2] << 8) | file[from + 3];
        return file[Number(at + 8)..(Number(at + 8) + Number(at + 12))];
    }

    [GeneratedRegex(@"^<([0-9A-F]{4})><([0-9A-F]+)>$", RegexOptions.Multiline)]
    private static partial Regex MapLine();

    [GeneratedRegex(@"Tm <([0-9A-F]*)> Tj ET")]
    private static partial Regex Shown();

    [GeneratedRegex(@"/Length (\d+)[^>]*>>\nstream\n")]
    private static partial Regex StreamHead();
}
