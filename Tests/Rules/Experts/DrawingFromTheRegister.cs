using SunGov.GrainInterfaces.Experts;
using SunGov.Grains.Experts;
using static SunGov.Tests.Rules.Experts.Register;

namespace SunGov.Tests.Rules.Experts;

/// <summary>Who is free to review what (R-REV, 回避).</summary>
public sealed class DrawingFromTheRegister
{
    public static TheoryData<string, string[], string[], bool> Cases => new()
    {
        { "nothing is excluded", [], [], true },
        { "another entity and another person are", ["gzkjj"], ["p-wang"], true },
        { "the own entity is", ["lnu"], [], false },
        { "the own unit is", ["lnu-eng"], [], false },
        { "an entity is that the expert declared", ["lnu2"], [], false },
        { "the expert is a member", [], ["p-li"], false },
        { "a person is that the expert declared", [], ["p-friend"], false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_expert_is_free_unless_excluded_or_recused(
        string @case, string[] entities, string[] persons, bool free)
    {
        var expert = Confirmed with
        {
            Recusals = Confirmed.Recusals.Add(new Recusal("person", "p-friend", "张三", "师生"))
                .Add(new Recusal("person", "", "未登记的人", "")),
        };
        Assert.True(free == ExpertRules.IsFree(expert, [.. entities], [.. persons]), @case);
    }

    [Fact]
    public void A_discipline_is_looked_for_at_every_level() =>
        Assert.Equal(
            ["430", "43045", "510", "51010", "5101010"],
            (string[])ExpertRows.Kind.Rows(Confirmed).Single(column => column.Name == "fields").Value!);

    [Fact]
    public void The_shipped_disciplines_are_a_tree_that_is_searched_by_words_and_codes()
    {
        Assert.InRange(Table.Count, 3_300, 3_500);
        Assert.Equal(62, Table.List(new DisciplineFilter()).Length);
        var material = Table.List(new DisciplineFilter("430"));
        Assert.Contains(material, row => row is { Code: "43045", Name: "无机非金属材料", Path: "材料科学" });
        Assert.All(material, row => Assert.Equal(5, row.Code.Length));
        var found = Table.List(new DisciplineFilter(Search: "人工智能"));
        Assert.Contains(found, row => row is { Code: "52020", Leaf: false });
        Assert.All(found, row => Assert.Contains("人工智能", row.Name, StringComparison.Ordinal));
        Assert.Contains(
            Table.List(new DisciplineFilter(Search: "52020")), row => row.Code == "5202010");
        Assert.Equal(Disciplines.Most, Table.List(new DisciplineFilter(Search: "学科")).Length);
        Assert.Empty(Table.List(new DisciplineFilter("5202010")));
    }

    [Theory]
    [InlineData("11 数学")]
    [InlineData("110")]
    [InlineData("11a 数学")]
    [InlineData("110 数学\n110 数学")]
    [InlineData("110 数学\n12010 信息科学")]
    public void A_faulty_table_is_refused_as_a_whole(string text) =>
        Assert.Throws<FormatException>(() => Disciplines.Parse(text));
}
