using FsCheck;
using FsCheck.Fluent;
using SunGov.Grains.Shared;

namespace SunGov.Tests.Rules.Shared;

/// <summary>Chinese search without a dictionary (design section 4).</summary>
public sealed class TextsAreFoundByPairsOfCharacters
{
    [Fact]
    public void Chinese_becomes_pairs_and_single_characters() =>
        Assert.Equal(["学", "学院", "科", "科学", "院"], SearchTokens.Of("科学院").AsEnumerable());

    [Fact]
    public void Width_case_and_marks_do_not_matter() =>
        Assert.Equal(SearchTokens.Of("5G网络，AI").AsEnumerable(), SearchTokens.Of("５ｇ网络 ai").AsEnumerable());

    [Theory]
    [InlineData("广东省科学院半导体研究所", "科学院", true)]
    [InlineData("广东省科学院半导体研究所", "院", true)]
    [InlineData("广东省科学院半导体研究所", "半导体 广东", true)]
    [InlineData("广东省科学院半导体研究所", "医院", false)]
    [InlineData("91440101MA5XXXXX1T", "ma5x", true)]
    [InlineData("张伟", "张", true)]
    [InlineData("张伟", "王", false)]
    public void A_query_finds_what_holds_it(string text, string query, bool found) =>
        Assert.Equal(found, SearchTokens.Query(query).All(SearchTokens.Of(text).Contains));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("——！")]
    public void Nothing_to_look_for_is_no_condition(string? query) => Assert.Empty(SearchTokens.Query(query));

    [Fact]
    public void Every_text_is_found_by_each_part_of_two_characters_or_more()
    {
        var letters = Gen.Elements("科技项目a5,。\u3000\U00020000é".EnumerateRunes().Select(r => r.ToString()).ToArray());
        var words = letters.ListOf().Select(parts => parts.ToArray()).ToArbitrary();
        Prop.ForAll(words, words, words, (before, part, after) =>
        {
            var text = string.Concat([.. before, .. part, .. after]);
            return part.Length < 2 || SearchTokens.Query(string.Concat(part))
                .Where(token => token.EnumerateRunes().Count() > 1)
                .All(SearchTokens.Of(text).Contains);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_lone_surrogate_harms_nobody() => Assert.Equal(["a"], SearchTokens.Of("\ud800 a").AsEnumerable());
}
