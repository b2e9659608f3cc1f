using SunGov.GrainInterfaces.Reviews;
using SunGov.Grains.Programmes;
using SunGov.Grains.Reviews;

namespace SunGov.Tests.Rules.Reviews;

/// <summary>R-REV-01, R-REV-15: weighted scores in exact decimals, ties stated, gaps never ranked.</summary>
public sealed class ScoresAreExact
{
    private static readonly SheetDefinition Sheet =
        SunGov.Tests.Rules.Programmes.Definitions.KeyRnd.Definition.Sheets[0];

    [Fact]
    public void A_sheet_is_weighed_and_rounded_once_half_away_from_zero()
    {
        Assert.Equal(100m, Scoring.Of(Sheet, Sheets.Full(100, "a")));
        Assert.Equal(0.9m * 80 + 0.1m * 60, Scoring.Of(Sheet, Sheets.Full(80, "c")));
        Assert.Equal(0.13m, Scoring.Rounded(0.125m));
        Assert.Equal(-0.13m, Scoring.Rounded(-0.125m));
    }

    [Fact]
    public void Weights_need_not_add_up_to_a_hundred()
    {
        var odd = Sheet with
        {
            Indicators = [Sheet.Indicators[0] with { Weight = 1 }, Sheet.Indicators[1] with { Weight = 2 }],
        };
        var content = new ScoreSheetContent(
            [new("innovation", 50, null, null), new("approach", 81, null, null)], null, true);
        Assert.Equal(70.67m, Scoring.Of(odd, content));
    }

    public static TheoryData<string, ScoreSheetContent, string> Wrong => new()
    {
        { "nothing at all", new([], null, null), "required@innovation" },
        { "one too high", Sheets.With("approach", score: 101), "sheet-score-range@approach" },
        { "one below nothing", Sheets.With("approach", score: -1), "sheet-score-range@approach" },
        { "one between the steps", Sheets.With("approach", score: 50.5m), "sheet-score-range@approach" },
        { "a grade where scores are", Sheets.With("approach", grade: "a"), "sheet-not-asked@approach/grade" },
        { "a score where grades are", Sheets.With("budget", score: 5), "sheet-not-asked@budget/score" },
        { "a grade there is not", Sheets.With("budget", grade: "z"), "sheet-grade-unknown@budget" },
        { "a comment too short", Sheets.With("innovation", score: 50, comment: "短"), "length@innovation/comment" },
        { "no comment", Sheets.With("innovation", score: 50), "required@innovation/comment" },
        { "no word on the whole", Sheets.Full(80, "a") with { Comment = " " }, "required@comment" },
        { "neither yes nor no", Sheets.Full(80, "a") with { Support = null }, "required@support" },
        {
            "a stranger",
            Sheets.Full(80, "a") with { Scores = Sheets.Full(80, "a").Scores.Add(new("colour", 1, null, null)) },
            "sheet-indicator-unknown@colour"
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Every_gap_and_fault_is_named_at_its_field(string what, ScoreSheetContent content, string finding)
    {
        Assert.NotEmpty(what);
        Assert.Contains(finding, Scoring.Findings(Sheet, content).Select(found => $"{found.Code}@{found.Field}"));
    }

    [Fact]
    public void A_full_sheet_has_no_findings() => Assert.Empty(Scoring.Findings(Sheet, Sheets.Full(80, "a")));

    [Fact]
    public void Projects_are_ranked_by_exact_sums_and_equal_ones_share_a_rank()
    {
        var list = Ranking.Of(
            [.. "abcd".Select(name => new Contender($"{name}", $"{name}", "题目", "单位", name < 'c' ? "一" : "二"))],
            [
                Result("a", "1", 80), Result("a", "2", 80.01m), Result("b", "1", 90), Result("b", "2", 70.01m),
                Result("c", "1", 95), Result("c", "2", 91), Result("d", "1", 99),
            ],
            2);

        Assert.Equal(["c", "a", "b", "d"], list.Select(ranked => ranked.Project));
        Assert.Equal([1, 2, 2, null], list.Select(ranked => ranked.Rank));
        Assert.Equal([1, 1, 1, null], list.Select(ranked => ranked.GroupRank));
        Assert.Equal([false, true, true, false], list.Select(ranked => ranked.Tied));
        Assert.Equal([93m, 80.01m, 80.01m, null], list.Select(ranked => ranked.Score));
        Assert.Equal([4m, 0.01m, 19.99m, null], list.Select(ranked => ranked.Spread));
        Assert.Equal((1, 2), (list[3].Sheets, list[3].Wanted));
    }

    private static SheetResult Result(string project, string desk, decimal score) =>
        new(project, desk, desk, score, true);
}

/// <summary>Sheets of the shipped definition, filled in.</summary>
internal static class Sheets
{
    public static ScoreSheetContent Full(decimal score, string grade) => new(
        [
            new("innovation", score, null, "关键技术有明显创新，优于同类方案。"),
            new("approach", score, null, null),
            new("targets", score, null, null),
            new("benefit", score, null, null),
            new("budget", null, grade, null),
        ],
        "总体思路清楚，技术路线可行，建议在考核指标上再细化一些。",
        true);

    public static ScoreSheetContent With(
        string indicator, decimal? score = null, string? grade = null, string? comment = null) =>
        Full(80, "a") with
        {
            Scores =
            [
                .. Full(80, "a").Scores.Select(one => one.Indicator == indicator
                    ? new IndicatorScore(indicator, score, grade, comment)
                    : one),
            ],
        };
}
