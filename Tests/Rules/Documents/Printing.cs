using System.Text.Json;
using SunGov.Api.Documents.Layout;
using SunGov.GrainInterfaces.Documents;
using SunGov.Grains.Documents;
using SunGov.Tests.Rules.Programmes;

namespace SunGov.Tests.Rules.Documents;

/// <summary>Prints for tests, and what can be read off their pages.</summary>
internal static class Printing
{
    public static PrintView Of(IReadOnlyDictionary<string, JsonElement> contents, bool draft = false) => new(
        "00000-11111-22222-33333",
        new string('a', 64),
        draft,
        new DateTimeOffset(2026, 3, 2, 2, 14, 0, TimeSpan.Zero),
        "省重点领域研发计划",
        "2026 年度新材料专项",
        "申报书",
        "低温共烧陶瓷基板的关键工艺",
        null,
        [new PrintLine("项目名称", "低温共烧陶瓷基板的关键工艺")],
        FormPrint.Sections(Definitions.Application.Definition, contents),
        []);

    /// <summary>All text of the pages' bodies in the order it is drawn, without spaces.</summary>
    public static string Read(Booklet booklet) => Bare(string.Concat(
        booklet.Leaves.SelectMany(leaf => leaf.Inks).OfType<TextInk>()
            .Where(ink => ink.Size > 8.6 || ink.Text.StartsWith("U+", StringComparison.Ordinal))
            .Select(ink => ink.Text)));

    public static string Bare(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
