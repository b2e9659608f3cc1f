using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text;
using SunGov.Api.Documents.Layout;

namespace SunGov.Api.Documents.Pdf;

/// <summary>
/// A font with TrueType outlines, from a .ttf or the first face of a .ttc: characters, widths and outlines as
/// ISO/IEC 14496-22 has them. Throws <see cref="InvalidDataException"/> on what is no such font.
/// </summary>
public sealed class TrueType : IMetrics
{
    private const uint Collection = 0x74746366;

    private readonly byte[] _file;
    private readonly FrozenDictionary<string, (int At, int Length)> _tables;
    private readonly FrozenDictionary<int, ushort> _glyphs;
    private readonly int _longMetrics;
    private readonly bool _longOffsets;

    /// <summary>Reads the font.</summary>
    public TrueType(byte[] file)
    {
        _file = file;
        try
        {
            _tables = Tables(file);
            UnitsPerEm = U16(At("head") + 18);
            _longOffsets = U16(At("head") + 50) == 1;
            _longMetrics = U16(At("hhea") + 34);
            Ascent = (short)U16(At("hhea") + 4);
            Descent = (short)U16(At("hhea") + 6);
            Count = U16(At("maxp") + 4);
            Name = NameOf();
            _glyphs = Characters().Where(pair => pair.Glyph != 0 && pair.Glyph < Count)
                .DistinctBy(pair => pair.Character)
                .ToFrozenDictionary(pair => pair.Character, pair => (ushort)pair.Glyph);
            _ = (At("glyf"), At("loca"), At("hmtx"));
        }
        catch (Exception fault) when (fault is ArgumentOutOfRangeException or KeyNotFoundException)
        {
            throw new InvalidDataException("this is no font with TrueType outlines", fault);
        }
    }

    /// <summary>Its PostScript name.</summary>
    public string Name { get; }

    /// <summary>Units of the outlines per size.</summary>
    public int UnitsPerEm { get; }

    /// <summary>Height above the baseline, in units.</summary>
    public int Ascent { get; }

    /// <summary>Depth below the baseline, in units; negative.</summary>
    public int Descent { get; }

    /// <summary>Number of glyphs.</summary>
    public int Count { get; }

    /// <summary>Glyph of a character; 0 where there is none.</summary>
    public ushort GlyphOf(Rune character) => _glyphs.GetValueOrDefault(character.Value);

    /// <summary>Width of a glyph, in units.</summary>
    public int AdvanceOf(int glyph) => U16(At("hmtx") + (4 * Math.Min(glyph, _longMetrics - 1)));

    /// <inheritdoc/>
    public double? WidthOf(Rune character) =>
        GlyphOf(character) is var glyph and not 0 ? AdvanceOf(glyph) / (double)UnitsPerEm : null;

    /// <summary>Bytes of a glyph's outline; empty for a space.</summary>
    public ReadOnlySpan<byte> OutlineOf(int glyph)
    {
        var (from, to) = (OffsetOf(glyph), OffsetOf(glyph + 1));
        return _file.AsSpan(At("glyf") + from, to - from);
    }

    /// <summary>Left side bearing of a glyph, in units.</summary>
    public short BearingOf(int glyph) => (short)U16(glyph < _longMetrics
        ? At("hmtx") + (4 * glyph) + 2
        : At("hmtx") + (4 * _longMetrics) + (2 * (glyph - _longMetrics)));

    /// <summary>A table as it is; empty where there is none.</summary>
    public ReadOnlySpan<byte> Table(string tag) =>
        _tables.TryGetValue(tag, out var table) ? _file.AsSpan(table.At, table.Length) : [];

    private static FrozenDictionary<string, (int At, int Length)> Tables(byte[] file)
    {
        var start = BinaryPrimitives.ReadUInt32BigEndian(file) == Collection
            ? BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(12))
            : 0;
        var count = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(start + 4));
        return Enumerable.Range(0, count).Select(i => start + 12 + (16 * i)).ToFrozenDictionary(
            at => Encoding.ASCII.GetString(file, at, 4),
            at => (
                BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at + 8)),
                BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at + 12))));
    }

    private int At(string tag) => _tables[tag].At;

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(at));

    private int I32(int at) => BinaryPrimitives.ReadInt32BigEndian(_file.AsSpan(at));

    private int OffsetOf(int glyph) =>
        _longOffsets ? I32(At("loca") + (4 * glyph)) : 2 * U16(At("loca") + (2 * glyph));

    private string NameOf()
    {
        var start = At("name");
        var texts = start + U16(start + 4);
        for (var i = 0; i < U16(start + 2); i++)
        {
            var at = start + 6 + (12 * i);
            if (U16(at + 6) == 6)
            {
                var bytes = _file.AsSpan(texts + U16(at + 10), U16(at + 8));
                var name = (U16(at) is 0 or 3 ? Encoding.BigEndianUnicode : Encoding.ASCII).GetString(bytes);
                return string.Concat(name.Where(char.IsAsciiLetterOrDigit));
            }
        }

        return "Unnamed";
    }

    /// <summary>Characters and glyphs, of the fullest map first.</summary>
    private IEnumerable<(int Character, int Glyph)> Characters()
    {
        var start = At("cmap");
        var maps = Enumerable.Range(0, U16(start + 2)).Select(i => start + 4 + (8 * i))
            .Where(at => U16(at) is 0 or 3).Select(at => start + I32(at + 4)).Distinct().ToList();
        return maps.Where(at => U16(at) == 12).SelectMany(Groups)
            .Concat(maps.Where(at => U16(at) == 4).SelectMany(Segments));
    }

    private IEnumerable<(int Character, int Glyph)> Groups(int map) =>
        from at in Enumerable.Range(0, I32(map + 12)).Select(i => map + 16 + (12 * i))
        let first = I32(at)
        from character in Enumerable.Range(first, I32(at + 4) - first + 1)
        select (character, I32(at + 8) + character - first);

    private IEnumerable<(int Character, int Glyph)> Segments(int map)
    {
        var size = U16(map + 6);
        for (var i = 0; i < size; i += 2)
        {
            var (last, first) = (U16(map + 14 + i), U16(map + 16 + size + i));
            var (delta, range) = (U16(map + 16 + (2 * size) + i), map + 16 + (3 * size) + i);
            for (int character = first; character <= last && character < 0xffff; character++)
            {
                var glyph = U16(range) == 0 ? character : U16(range + U16(range) + (2 * (character - first)));
                yield return (character, glyph == 0 ? 0 : (glyph + delta) & 0xffff);
            }
        }
    }
}
