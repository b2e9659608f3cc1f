using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Unicode;

namespace SunGov.Grains.Shared;

/// <summary>One kind of file that is taken.</summary>
/// <param name="Extensions">Endings of the name, lower case, with the dot.</param>
public sealed record FileKind(string MediaType, ImmutableArray<string> Extensions);

/// <summary>
/// The kinds of files that are taken, and whether bytes are what they are said to be: a renamed program is refused.
/// </summary>
public static class FileKinds
{
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Zip = "application/zip";
    private const string Pdf = "application/pdf";
    private const string Png = "image/png";
    private const string Jpeg = "image/jpeg";
    private const string Text = "text/plain";
    private const string Macros = "vbaProject.bin";
    private const int HeadLength = 64 * 1024;
    private const int MostEntries = 100_000;

    /// <summary>All kinds.</summary>
    public static ImmutableArray<FileKind> All { get; } =
    [
        new(Pdf, [".pdf"]), new(Docx, [".docx"]), new(Xlsx, [".xlsx"]), new(Png, [".png"]),
        new(Jpeg, [".jpg", ".jpeg"]), new(Zip, [".zip"]), new(Text, [".txt"]),
    ];

    /// <summary>The media type that belongs to a name's ending; null when such files are not taken.</summary>
    public static string? OfName(string name)
    {
        var ending = Path.GetExtension(name);
        return All
            .FirstOrDefault(kind => kind.Extensions.Contains(ending, StringComparer.OrdinalIgnoreCase))?.MediaType;
    }

    /// <summary>Whether the bytes are of the media type. The stream is seekable and is left anywhere.</summary>
    public static bool Matches(string mediaType, Stream bytes)
    {
        bytes.Position = 0;
        var head = new byte[Math.Min(HeadLength, bytes.Length)];
        bytes.ReadExactly(head);
        return mediaType switch
        {
            Pdf => head.AsSpan().StartsWith("%PDF-"u8),
            Png => head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
            Jpeg => head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]),
            Text => IsText(head),
            Docx => HasParts(head, bytes, "word/document.xml"),
            Xlsx => HasParts(head, bytes, "xl/workbook.xml"),
            Zip => HasParts(head, bytes, null),
            _ => false,
        };
    }

    /// <summary>UTF-8, UTF-16 with a mark, or a national encoding: no control characters but those of text.</summary>
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return IsWideText(head[2..], littleEndian: head[0] == 0xFF);
        foreach (var b in head)
        {
            if (b == 0x7F || b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f'))
                return false;
        }
        return !head.StartsWith("#!"u8) && (Utf8.IsValid(WithoutCutEnd(head)) || IsGb18030(head));
    }

    private static bool IsWideText(ReadOnlySpan<byte> units, bool littleEndian)
    {
        for (var i = 0; i + 1 < units.Length; i += 2)
        {
            var unit = littleEndian ? units[i] | units[i + 1] << 8 : units[i] << 8 | units[i + 1];
            if (unit < 0x20 && unit is not ('\t' or '\n' or '\r' or '\f'))
                return false;
        }
        return units.Length % 2 == 0;
    }

    /// <summary>A character may be cut where the head ends; its bytes are left out.</summary>
    private static ReadOnlySpan<byte> WithoutCutEnd(ReadOnlySpan<byte> head)
    {
        if (head.Length < HeadLength)
            return head;
        var end = head.Length;
        while (end > head.Length - 4 && (head[end - 1] & 0xC0) == 0x80)
            end--;
        return head[..(end - 1)];
    }

    /// <summary>Whether the bytes can be read as GB 18030: lead bytes 81 to FE, each with a fitting next.</summary>
    private static bool IsGb18030(ReadOnlySpan<byte> head)
    {
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] < 0x80)
                continue;
            if (head[i] is 0x80 or 0xFF)
                return false;
            if (++i == head.Length)
                return head.Length == HeadLength;
            if (head[i] is >= 0x30 and <= 0x39)
                i += 2;
            else if (head[i] is < 0x40 or 0x7F or 0xFF)
                return false;
        }
        return true;
    }

    /// <summary>A readable ZIP archive, holding this part where one is named, and no macros then.</summary>
    private static bool HasParts(ReadOnlySpan<byte> head, Stream bytes, string? part)
    {
        if (!head.StartsWith("PK\u0003\u0004"u8) && !(part is null && head.StartsWith("PK\u0005\u0006"u8)))
            return false;
        try
        {
            bytes.Position = 0;
            using var archive = new ZipArchive(bytes, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > MostEntries)
                return false;
            return part is null || archive.GetEntry("[Content_Types].xml") is not null
                && archive.GetEntry(part) is not null
                && !archive.Entries.Any(entry => entry.Name.Equals(Macros, StringComparison.OrdinalIgnoreCase));
        }
        catch (InvalidDataException)
        {
            // Not an archive after all: that is the answer.
            return false;
        }
    }
}
