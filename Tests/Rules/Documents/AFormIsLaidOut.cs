using System.Globalization;
using System.Text.Json;
using SunGov.Api.Documents.Layout;
using SunGov.Tests.Rules.Programmes;

namespace SunGov.Tests.Rules.Documents;

/// <summary>Any form stands on its pages whole (R-BUS-11): nothing lost, nothing outside the paper.</summary>
public sealed class AFormIsLaidOut
{
    [Fact]
    public void A_text_of_5000_characters_goes_over_pages_and_loses_none()
    {
        var text = string.Concat(Enumerable.Range(0, 5_000).Select(i => i % 97 == 96 ? '\n' : (char)(0x4e00 + i)));
        var contents = Definitions.Complete();
        contents["research"] = Json(new { background = text });
        var booklet = Laid(contents);
        Assert.Contains(Printing.Bare(text), Printing.Read(booklet), StringComparison.Ordinal);
        Assert.True(booklet.Leaves.Length > 6);
    }

    [Fact]
    public void A_long_table_repeats_its_heading_and_shows_every_row_and_the_sums()
    {
        var contents = Definitions.Complete();
        contents["budget"] = Json(new
        {
            lines = Enumerable.Range(1, 100).Select(row => new
            {
                category = "equipment",
                purpose = $"设备{row.ToString("000", CultureInfo.InvariantCulture)}号",
                requested = 1_000_001L,
                own = 0L,
            }),
        });
        var booklet = Laid(contents);
        var read = Printing.Read(booklet);
        Assert.All(
            Enumerable.Range(1, 100),
            row => Assert.Contains(
                $"设备{row.ToString("000", CultureInfo.InvariantCulture)}号", read, StringComparison.Ordinal));
        Assert.Contains("1.000001", read, StringComparison.Ordinal);
        Assert.Contains("申请省财政资金合计：100.0001万元（1,000,001.00元）", read, StringComparison.Ordinal);
        var pages = booklet.Leaves.Count(leaf => leaf.Inks.OfType<TextInk>().Any(ink => ink.Text == "用途说明"));
        Assert.InRange(pages, 3, 6);
    }

    [Fact]
    public void A_row_longer_than_a_page_is_cut_between_lines()
    {
        var contents = Definitions.Complete();
        var text = string.Concat(Enumerable.Range(0, 4_000).Select(i => (char)(0x4e00 + (i % 3_000))));
        contents["research"] = Json(new { targets = new[] { new { name = text, final = "1" } } });
        var column = Laid(contents).Leaves.SelectMany(leaf => leaf.Inks).OfType<TextInk>()
            .Where(ink => ink is { Size: 9, Bold: false }).GroupBy(ink => ink.X)
            .Select(inks => string.Concat(inks.Select(ink => ink.Text)));
        Assert.Contains(column, cell => cell.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_stands_within_the_paper()
    {
        foreach (var ink in Laid(Definitions.Complete()).Leaves.SelectMany(leaf => leaf.Inks))
        {
            Assert.InRange(ink.X, 40, Booklet.Width - 40);
            Assert.InRange(ink.Y, 40, Booklet.Height - 30);
        }
    }

    [Fact]
    public void Every_page_carries_the_version_code_and_its_number_and_a_draft_the_watermark()
    {
        var draft = FormLayout.Of(Printing.Of(Definitions.Complete(), draft: true), PlainMetrics.It, "");
        Assert.All(draft.Leaves, leaf =>
        {
            var texts = leaf.Inks.OfType<TextInk>().ToList();
            Assert.Contains(texts, ink => ink.Text == "版本码 00000-11111-22222-33333");
            Assert.Contains(texts, ink => ink.Text.EndsWith($"共 {draft.Leaves.Length} 页", StringComparison.Ordinal));
            Assert.Contains(texts, ink => ink.Text == "草稿 DRAFT" && ink.Angle > 0);
        });
        Assert.DoesNotContain(
            Laid(Definitions.Complete()).Leaves.SelectMany(leaf => leaf.Inks).OfType<TextInk>(),
            ink => ink.Text.Contains("DRAFT", StringComparison.Ordinal));
    }

    [Fact]
    public void The_contents_name_the_page_where_a_section_begins()
    {
        var booklet = Laid(Definitions.Complete());
        Assert.Equal(5, booklet.Bookmarks.Length);
        Assert.All(booklet.Bookmarks, mark => Assert.Contains(
            booklet.Leaves[mark.Leaf].Inks.OfType<TextInk>(), ink => ink.Text == mark.Name));
        Assert.Equal(booklet.Bookmarks.Select(mark => mark.Leaf), booklet.Leaves[1].Jumps.Select(jump => jump.Leaf));
    }

    [Fact]
    public void What_has_an_unexpected_shape_is_printed_as_it_is()
    {
        var contents = Definitions.Complete();
        contents["basic"] = Json(new { title = 7, field = "no-such-option", entity = new { id = "u9" } });
        contents["budget"] = Json(new { lines = new object[] { "not a row" }, requested = "much" });
        var read = Printing.Read(Laid(contents));
        Assert.All(
            ["no-such-option", "{\"id\":\"u9\"}", "\"notarow\"", "much"],
            shown => Assert.Contains(shown, read, StringComparison.Ordinal));
    }

    private static Booklet Laid(Dictionary<string, JsonElement> contents) =>
        FormLayout.Of(Printing.Of(contents), PlainMetrics.It, "");

    private static JsonElement Json(object content) => JsonSerializer.SerializeToElement(content);
}
