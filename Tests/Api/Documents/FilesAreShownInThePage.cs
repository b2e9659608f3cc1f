using System.Globalization;
using System.IO.Compression;

namespace SunGov.Tests.Api.Documents;

/// <summary>
/// PDF, images and texts are shown within a page, framed by nobody else and running nothing; other files are saved
/// (R-APP-04).
/// </summary>
[Collection(SunGovHost.Name)]
public sealed class FilesAreShownInThePage(SunGovHost host)
{
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static TheoryData<string, string, byte[], string?> Kinds { get; } = new()
    {
        { "预算.pdf", "application/pdf", "%PDF-1.7\n"u8.ToArray(), "application/pdf" },
        { "装置.png", "image/png", [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 1], "image/png" },
        { "现场.jpg", "image/jpeg", [0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg" },
        { "说明.txt", "text/plain", "附件说明：经费测算依据\r\n"u8.ToArray(), "text/plain; charset=utf-8" },
        { "旧说明.txt", "text/plain", Convert.FromHexString("B8BDBCFECBB5C3F7"), "text/plain; charset=gb18030" },
        { "宽说明.txt", "text/plain", [0xFF, 0xFE, 0xFB, 0x4E], "text/plain; charset=utf-16le" },
        { "协议.docx", Docx, Archive("[Content_Types].xml", "word/document.xml"), null },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task As_its_bytes_are(string name, string mediaType, byte[] bytes, string? shown)
    {
        var client = await host.AsAsync(Town.Leader);
        var started = await client.PostAsync(
            "projects", new { call = Town.Call, title = $"附件预览试验 {name}", entity = Town.University });
        var project = started.Text("id");
        var file = await UploadAsync(client, project, name, mediaType, bytes);

        var preview = await client.GetAsync($"projects/{project}/files/{file}/preview");

        if (shown is null)
        {
            Assert.Equal((409, "file-not-shown"), (preview.Status, preview.Code));
            return;
        }

        Assert.Equal((200, shown), (preview.Status, preview.Headers["Content-Type"].Single()));
        Assert.Equal(bytes, preview.Bytes);
        Assert.Equal("nosniff", preview.Headers["X-Content-Type-Options"].Single());
        Assert.Contains(
            "default-src 'none'", preview.Headers["Content-Security-Policy"].Single(), StringComparison.Ordinal);
        var other = await host.AsAsync(Town.OtherLeader);
        Assert.Equal(404, (await other.GetAsync($"projects/{project}/files/{file}/preview")).Status);
    }

    private static async Task<string> UploadAsync(
        ApiClient client, string project, string name, string mediaType, byte[] bytes)
    {
        var opened = await client.PostAsync($"projects/{project}/files", new
        {
            form = "application", section = "attachments", field = "proofs", name, mediaType, size = bytes.Length,
        });
        Assert.True(opened.Status == 201, opened.Body.ToString());
        var file = opened.Text("file");
        var request = client.Request(HttpMethod.Put, $"uploads/{file}");
        request.Headers.Add("X-File-Ticket", opened.Text("ticket"));
        request.Content = new ByteArrayContent(bytes);
        request.Content.Headers.ContentType = new("application/octet-stream");
        request.Content.Headers.TryAddWithoutValidation(
            "Content-Range",
            string.Create(CultureInfo.InvariantCulture, $"bytes 0-{bytes.Length - 1}/{bytes.Length}"));
        Assert.Equal(200, (await client.AnswerAsync(request)).Status);
        var confirmed = await client.PostAsync($"projects/{project}/files/{file}/confirmation");
        Assert.True(confirmed.Status == 200, confirmed.Body.ToString());
        return file;
    }

    private static byte[] Archive(params string[] parts)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in parts)
            {
                archive.CreateEntry(part);
            }
        }

        return bytes.ToArray();
    }
}
