using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SunGov.Api.Documents.Layout;

namespace SunGov.Tests.Rules.Documents;

/// <summary>Lines hold everything, fit, and keep marks where Chinese typesetting wants them.</summary>
public sealed class TextIsBrokenIntoLines
{
    private const double Room = 12;

    private static readonly Arbitrary<string> Texts = Gen
        .Elements("研究", "，", "。", "（", "）", "“", "”", " ", "  ", "ceramics", "LTCC-2", "1,234.56", "\n", "𠮷", "a")
        .ListOf()
        .Select(words => string.Concat(words))
        .ToArbitrary();

    [Fact]
    public void Nothing_is_lost_but_spaces_at_a_line_end() =>
        Prop.ForAll(Texts, text =>
        {
            var lines = LineBreaker.Break(text, Room, PlainMetrics.It);
            var read = string.Concat(lines.Select(line => line.Text));
            Assert.Equal(Letters(text.Replace("𠮷", "U+20BB7", StringComparison.Ordinal)), Letters(read));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_line_is_wider_than_its_room() =>
        Prop.ForAll(Texts, text =>
            Assert.All(
                LineBreaker.Break(text, Room, PlainMetrics.It),
                line => Assert.InRange(line.Width, 0, Room + 1e-6))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_closing_mark_begins_no_line_and_an_opening_one_ends_none()
    {
        var lines = LineBreaker.Break("研究内容十二个汉字共十二，（另见附件）。", 12, PlainMetrics.It);
        Assert.Equal(["研究内容十二个汉字共十", "二，（另见附件）。"], lines.Select(line => line.Text));
    }

    [Fact]
    public void A_Latin_word_stays_whole_where_it_fits_and_is_cut_where_no_line_could_hold_it()
    {
        Assert.Equal(
            ["低温共烧陶瓷", "ceramics"],
            LineBreaker.Break("低温共烧陶瓷 ceramics", 8, PlainMetrics.It).Select(line => line.Text));
        var cut = LineBreaker.Break(new string('x', 100), 8, PlainMetrics.It);
        Assert.Equal(100, cut.Sum(line => line.Text.Length));
        Assert.All(cut, line => Assert.InRange(line.Width, 0, 8.0001));
    }

    [Fact]
    public void A_character_outside_the_font_is_a_box_with_its_name()
    {
        var line = Assert.Single(LineBreaker.Break("李𠮷明", Room, PlainMetrics.It));
        Assert.Equal(["李", "U+20BB7", "明"], line.Pieces.Select(piece => piece.Text));
        Assert.Equal([false, true, false], line.Pieces.Select(piece => piece.Boxed));
    }

    private static string Letters(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => !Rune.IsWhiteSpace(rune)));
}

/// <summary>Chinese as wide as high, Latin half; nothing beyond the basic plane.</summary>
internal sealed class PlainMetrics : IMetrics
{
    public static PlainMetrics It { get; } = new();

    public double? WidthOf(Rune character) =>
        character.Value > 0xffff || Rune.IsControl(character) ? null : character.Value >= 0x2e80 ? 1 : 0.5;
}
