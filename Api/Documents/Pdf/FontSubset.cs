using System.Buffers.Binary;
using System.Text;

namespace SunGov.Api.Documents.Pdf;

/// <summary>
/// The characters of a font that a document uses, each with a number of its own from 1 on in the order of first use,
/// and the font file with just these outlines.
/// </summary>
public sealed class FontSubset(TrueType font)
{
    private const int Wide = 0x0001;
    private const int Scaled = 0x0008;
    private const int ScaledTwice = 0x0040;
    private const int Matrix = 0x0080;
    private const int More = 0x0020;

    private readonly Dictionary<Rune, ushort> _numbers = [];
    private readonly List<Rune> _characters = [];
    private readonly List<int> _glyphs = [0];

    /// <summary>The font.</summary>
    public TrueType Font => font;

    /// <summary>Characters by number; the first has number 1.</summary>
    public IReadOnlyList<Rune> Characters => _characters;

    /// <summary>Number of a character, given at its first use.</summary>
    public ushort NumberOf(Rune character)
    {
        if (!_numbers.TryGetValue(character, out var number))
        {
            number = (ushort)_glyphs.Count;
            _numbers[character] = number;
            _characters.Add(character);
            _glyphs.Add(font.GlyphOf(character));
        }

        return number;
    }

    /// <summary>Width of a numbered character, in thousandths of the size.</summary>
    public int WidthOf(int number) => (int)Math.Round(font.AdvanceOf(_glyphs[number]) * 1000.0 / font.UnitsPerEm);

    /// <summary>The font file: glyph n is character n.</summary>
    public byte[] File()
    {
        var glyphs = new List<int>(_glyphs);
        using var outlines = new MemoryStream();
        var offsets = new List<int>();
        for (var i = 0; i < glyphs.Count; i++)
        {
            offsets.Add((int)outlines.Length);
            outlines.Write(Renumbered(font.OutlineOf(glyphs[i]).ToArray(), glyphs));
            Pad(outlines);
        }

        offsets.Add((int)outlines.Length);
        return Joined(
        [
            ("cvt ", font.Table("cvt ").ToArray()),
            ("fpgm", font.Table("fpgm").ToArray()),
            ("glyf", outlines.ToArray()),
            ("head", Changed("head", (50, 1), (8, 0), (10, 0))),
            ("hhea", Changed("hhea", (34, glyphs.Count))),
            ("hmtx", Metrics(glyphs)),
            ("loca", Bytes(offsets)),
            ("maxp", Changed("maxp", (4, glyphs.Count))),
            ("prep", font.Table("prep").ToArray()),
        ]);
    }

    /// <summary>Parts of a compound outline get the numbers they have here.</summary>
    private static byte[] Renumbered(byte[] outline, List<int> glyphs)
    {
        if (outline.Length < 10 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
        {
            return outline;
        }

        var (at, flags) = (10, More);
        while ((flags & More) != 0)
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            var part = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at + 2));
            var number = glyphs.IndexOf(part);
            if (number < 0)
            {
                number = glyphs.Count;
                glyphs.Add(part);
            }

            BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(at + 2), (ushort)number);
            at += 4 + ((flags & Wide) != 0 ? 4 : 2)
                + ((flags & Scaled) != 0 ? 2 : (flags & ScaledTwice) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0);
        }

        return outline;
    }

    private byte[] Changed(string tag, params ReadOnlySpan<(int At, int Value)> changes)
    {
        var table = font.Table(tag).ToArray();
        foreach (var (at, value) in changes)
        {
            BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(at), (ushort)value);
        }

        return table;
    }

    private byte[] Metrics(List<int> glyphs)
    {
        var table = new byte[4 * glyphs.Count];
        for (var i = 0; i < glyphs.Count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(4 * i), (ushort)font.AdvanceOf(glyphs[i]));
            BinaryPrimitives.WriteInt16BigEndian(table.AsSpan((4 * i) + 2), font.BearingOf(glyphs[i]));
        }

        return table;
    }

    private static byte[] Bytes(List<int> offsets)
    {
        var table = new byte[4 * offsets.Count];
        for (var i = 0; i < offsets.Count; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(table.AsSpan(4 * i), offsets[i]);
        }

        return table;
    }

    private static byte[] Joined((string Tag, byte[] Bytes)[] all)
    {
        var tables = all.Where(table => table.Bytes.Length > 0).ToArray();
        var power = (int)Math.Log2(tables.Length);
        var file = new List<byte> { 0, 1, 0, 0 };
        Span<byte> four = stackalloc byte[4];
        foreach (var number in new[] { tables.Length, 16 << power, power, (tables.Length * 16) - (16 << power) })
        {
            BinaryPrimitives.WriteUInt16BigEndian(four, (ushort)number);
            file.AddRange(four[..2]);
        }

        var at = 12 + (16 * tables.Length);
        foreach (var (tag, bytes) in tables)
        {
            file.AddRange(Encoding.ASCII.GetBytes(tag));
            foreach (var number in new[] { SumOf(bytes), (uint)at, (uint)bytes.Length })
            {
                BinaryPrimitives.WriteUInt32BigEndian(four, number);
                file.AddRange(four);
            }

            at += (bytes.Length + 3) & ~3;
        }

        foreach (var (_, bytes) in tables)
        {
            file.AddRange(bytes);
            file.AddRange(new byte[-bytes.Length & 3]);
        }

        return [.. file];
    }

    private static uint SumOf(byte[] bytes)
    {
        var sum = 0u;
        for (var i = 0; i < bytes.Length; i++)
        {
            sum += (uint)bytes[i] << (24 - (8 * (i & 3)));
        }

        return sum;
    }

    private static void Pad(MemoryStream stream)
    {
        while (stream.Length % 4 != 0)
        {
            stream.WriteByte(0);
        }
    }
}
