using SunGov.Api.Documents.Layout;
using SunGov.Api.Documents.Pdf;
using SunGov.GrainInterfaces.Documents;

namespace SunGov.Api.Documents;

/// <summary>
/// The Chinese font that documents embed: TrueType outlines, from SUNGOV_FONT or where Debian installs it. Read once.
/// </summary>
public sealed class PrintFont
{
    private static readonly string[] Known =
    [
        "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
        "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
        "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
        "/usr/share/fonts/truetype/arphic/uming.ttc",
    ];

    private readonly Lazy<TrueType?> _font;

    /// <summary>The font of a file.</summary>
    /// <param name="file">Path of a .ttf or .ttc; null for the first of the known places.</param>
    public PrintFont(string? file)
    {
        Path = file ?? Array.Find(Known, File.Exists);
        _font = new Lazy<TrueType?>(
            () => File.Exists(Path) ? new TrueType(File.ReadAllBytes(Path)) : null,
            LazyThreadSafetyMode.ExecutionAndPublication);
    }

    /// <summary>The font's file; null where there is none on this machine.</summary>
    public string? Path { get; }

    /// <summary>The font; null where there is none.</summary>
    public TrueType? Font => _font.Value;
}

/// <summary>Makes PDF of forms.</summary>
/// <param name="font">The font they embed.</param>
/// <param name="address">
/// Where prints are checked, e.g. <c>https://example.cn/documents/</c>; empty for none: the QR code then holds the
/// version code alone.
/// </param>
public sealed class FormPrinter(PrintFont font, string address)
{
    /// <summary>Media type of what is made.</summary>
    public const string MediaType = "application/pdf";

    /// <summary>The form as PDF; null where the machine has no font for it.</summary>
    public byte[]? Pdf(PrintView print) => font.Font is { } found
        ? PdfFile.Of(FormLayout.Of(print, found, address), found)
        : null;
}
