using System.IO.Compression;
using System.Text;
using SunGov.Grains.Shared;

namespace SunGov.Tests.Rules.Shared;

/// <summary>A file is taken for its bytes, not for the ending of its name.</summary>
public sealed class FilesAreWhatTheySay
{
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly byte[] Program = [.. "MZ\u0090\0\u0003\0\0\0"u8, .. new byte[100]];
    private static readonly byte[] Elf = [0x7F, .. "ELF"u8, 2, 1, 1, 0];

    public static TheoryData<string, byte[], bool> Cases() => new()
    {
        { "application/pdf", "%PDF-1.7\n"u8.ToArray(), true },
        { "application/pdf", "<html>%PDF-1.7"u8.ToArray(), false },
        { "application/pdf", Program, false },
        { "image/png", [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 1], true },
        { "image/png", Program, false },
        { "image/jpeg", [0xFF, 0xD8, 0xFF, 0xE0], true },
        { "image/jpeg", [0xFF, 0xD8], false },
        { "text/plain", "任务书附件说明\r\n"u8.ToArray(), true },
        { "text/plain", [], true },
        { "text/plain", Convert.FromHexString("C8CECEF1CAE9"), true },
        { "text/plain", [0xFF, 0xFE, 0xFB, 0x4E], true },
        { "text/plain", [0xFF, 0xFE, 0x00, 0x00], false },
        { "text/plain", [0x41, 0xFF, 0x41], false },
        { "text/plain", "#!/bin/sh\n"u8.ToArray(), false },
        { "text/plain", Program, false },
        { "text/plain", Elf, false },
        { Docx, Archive("[Content_Types].xml", "word/document.xml"), true },
        { Docx, Archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), false },
        { Docx, Archive("[Content_Types].xml", "xl/workbook.xml"), false },
        { Docx, Archive("readme.txt"), false },
        { Docx, Program, false },
        { Docx, "PK\u0003\u0004 and then nothing of an archive"u8.ToArray(), false },
        { Xlsx, Archive("[Content_Types].xml", "xl/workbook.xml"), true },
        { Xlsx, Archive("[Content_Types].xml", "word/document.xml"), false },
        { "application/zip", Archive("readme.txt"), true },
        { "application/zip", Archive(), true },
        { "application/zip", Program, false },
        { "application/x-msdownload", Program, false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Bytes_are_compared_with_the_announced_kind(string mediaType, byte[] bytes, bool taken) =>
        Assert.Equal(taken, FileKinds.Matches(mediaType, new MemoryStream(bytes)));

    [Fact]
    public void A_long_text_may_be_cut_within_a_character()
    {
        for (var shift = 0; shift < 4; shift++)
        {
            var text = new string('a', shift) + string.Concat(Enumerable.Repeat("项", 30_000));
            Assert.True(FileKinds.Matches("text/plain", new MemoryStream(Encoding.UTF8.GetBytes(text))));
        }
    }

    [Theory]
    [InlineData("预算说明.PDF", "application/pdf")]
    [InlineData("a.b.jpeg", "image/jpeg")]
    [InlineData("setup.exe", null)]
    [InlineData("noending", null)]
    public void The_ending_of_a_name_says_which_kind_is_meant(string name, string? mediaType) =>
        Assert.Equal(mediaType, FileKinds.OfName(name));

    private static byte[] Archive(params string[] entries)
    {
        var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                using var part = archive.CreateEntry(entry).Open();
                part.Write("<x/>"u8);
            }
        }
        return bytes.ToArray();
    }
}
