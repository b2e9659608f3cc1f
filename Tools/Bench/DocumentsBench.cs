using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using SunGov.Api.Documents;
using SunGov.GrainInterfaces.Documents;

namespace SunGov.Tools.Bench;

/// <summary>`bench documents`: a long form, from its view to the bytes of the PDF.</summary>
internal static class DocumentsBench
{
    private const int Runs = 10;
    private const int Chapters = 12;

    public const string Usage = """
        ./sungov bench documents [FILE]
            lay out and write a form of some sixty pages: texts, tables, sums, attachments; ten times after the first;
            with FILE, keep the PDF there. The font is SUNGOV_FONT or the one that Debian installs
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        var font = new PrintFont(Environment.GetEnvironmentVariable("SUNGOV_FONT"));
        var printer = new FormPrinter(font, "https://example.cn/documents/");
        var print = Long();
        var first = Stopwatch.StartNew();
        if (printer.Pdf(print) is not { } bytes)
        {
            await Console.Error.WriteLineAsync(
                "sungov: no Chinese font with TrueType outlines is installed; on Debian: fonts-wqy-microhei");
            return 1;
        }

        first.Stop();
        var times = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            if (!printer.Pdf(print)!.AsSpan().SequenceEqual(bytes))
            {
                await Console.Error.WriteLineAsync("sungov: the same form gave other bytes");
                return 1;
            }

            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        var pages = System.Text.Encoding.Latin1.GetString(bytes).Split("/Type/Page/").Length - 1;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{pages} pages, {bytes.Length / 1024} KiB: first {first.ElapsedMilliseconds} ms with the font, then "
            + $"{times.Order().ElementAt(Runs / 2):0} ms (slowest {times.Max():0} ms); the same bytes each time"));
        if (args is [var file, ..])
        {
            await File.WriteAllBytesAsync(file, bytes);
        }

        return 0;
    }

    private static PrintView Long()
    {
        var random = new Random(7);
        return new PrintView(
            "7K2M9-QWXYZ-01234-ABCDE",
            new string('a', 64),
            false,
            new DateTimeOffset(2026, 3, 2, 2, 14, 0, TimeSpan.Zero),
            "省重点领域研发计划", "2026 年度新材料专项", "申报书", "低温共烧陶瓷基板的关键工艺与装备研究", "2026B01010001",
            [
                new PrintLine("项目名称", "低温共烧陶瓷基板的关键工艺与装备研究"),
                new PrintLine("项目编号", "2026B01010001"),
                new PrintLine("承担单位", "岭南大学"),
                new PrintLine("项目负责人", "李𠮷明"),
            ],
            [.. Enumerable.Range(1, Chapters).Select(chapter => Section(chapter, random))],
            [.. Enumerable.Range(1, 20).Select(n => new PrintFile(
                "佐证材料", $"合作协议（第 {n} 份，双方盖章）.pdf", 123_456 * n, new string('0', 60) + n.ToString("0000", null)))]);
    }

    private static PrintSection Section(int chapter, Random random) => new(
        $"研究内容之{chapter}",
        [
            new PrintField("项目名称", "低温共烧陶瓷基板的关键工艺 LTCC (low-temperature co-fired ceramics)"),
            new PrintField("起始日期", "2027-01-01"),
            new PrintField("研究内容与拟解决的关键问题", Text(random, 4_500), Paragraphs: true),
            new PrintField("预算科目", "", Table: new PrintTable(
                [
                    new PrintColumn("科目", false), new PrintColumn("用途说明", false),
                    new PrintColumn("申请省财政资金（万元）", true), new PrintColumn("自筹资金（万元）", true),
                ],
                [.. Enumerable.Range(1, 20).Select(row => ImmutableArray.Create(
                    "设备费", Text(random, 20 + (row % 7 * 10)).ReplaceLineEndings(""), "1,234.56", "0.00"))],
                [new PrintLine("申请省财政资金合计", "24,691.20 万元（246,912,000.00 元）")])),
        ]);

    private static string Text(Random random, int length) => string.Create(length, random, static (text, dice) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = (i % 300) == 299 ? '\n' : (i % 23) == 22 ? '，' : (char)(0x4e00 + dice.Next(3_000));
        }
    });
}
