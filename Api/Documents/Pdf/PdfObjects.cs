using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace SunGov.Api.Documents.Pdf;

/// <summary>
/// The body of a PDF file (ISO 32000-1, 1.7): numbered objects, then the table of where they are. The same objects
/// give the same bytes.
/// </summary>
internal sealed class PdfObjects : IDisposable
{
    private readonly MemoryStream _file = new();
    private readonly List<long> _offsets = [];

    public PdfObjects() => Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");

    /// <summary>A number for an object that is written later.</summary>
    public int Reserve()
    {
        _offsets.Add(0);
        return _offsets.Count;
    }

    /// <summary>Writes an object under its number.</summary>
    public void Put(int number, string body)
    {
        Begin(number);
        Write($"{body}\nendobj\n");
    }

    /// <summary>Writes a compressed stream under its number.</summary>
    public void PutStream(int number, ReadOnlySpan<byte> bytes, string more = "")
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(bytes);
        }

        Begin(number);
        Write($"<</Filter/FlateDecode/Length {packed.Length}{more}>>\nstream\n");
        packed.WriteTo(_file);
        Write("\nendstream\nendobj\n");
    }

    /// <summary>Ends the file.</summary>
    public byte[] End(int root, int info, string id)
    {
        var table = _file.Length;
        Write(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {_offsets.Count + 1}\n0000000000 65535 f \n"));
        foreach (var offset in _offsets)
        {
            Write(string.Create(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n"));
        }

        Write(string.Create(
            CultureInfo.InvariantCulture,
            $"trailer\n<</Size {_offsets.Count + 1}/Root {root} 0 R/Info {info} 0 R/ID[<{id}><{id}>]>>\n"
            + $"startxref\n{table}\n%%EOF\n"));
        return _file.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>A text string.</summary>
    public static string Text(string text) =>
        $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    /// <summary>A number with at most two decimals.</summary>
    public static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private void Begin(int number)
    {
        _offsets[number - 1] = _file.Length;
        Write(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n"));
    }

    private void Write(string text) => _file.Write(Encoding.Latin1.GetBytes(text));
}
