using System.Collections.Immutable;
using System.Globalization;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>
/// Scores of sheets and projects, in exact decimals (docs/programmes.md). A sheet is rounded once, half away from zero,
/// to two decimals; projects are compared by the exact sum of their sheets, and shown rounded the same way. Pure.
/// </summary>
public static class Scoring
{
    private const int Decimals = 2;
    private const int LongestComment = 2_000;

    /// <summary>What is missing or wrong on a sheet, each with its field.</summary>
    public static ImmutableArray<Refusal> Findings(SheetDefinition sheet, ScoreSheetContent content)
    {
        var findings = ImmutableArray.CreateBuilder<Refusal>();
        var given = content.Scores.IsDefault ? [] : content.Scores;
        foreach (var indicator in sheet.Indicators)
        {
            var scores = given.Where(score => score.Indicator == indicator.Id).ToImmutableArray();
            if (scores is [var score])
            {
                Indicator(indicator, score, findings);
            }
            else
            {
                findings.Add(scores.IsEmpty
                    ? SharedRefusals.Required(indicator.Id)
                    : ReviewRefusals.IndicatorTwice(indicator.Id));
            }
        }

        findings.AddRange(given.Where(score => sheet.Indicator(score.Indicator) is null)
            .Select(score => ReviewRefusals.IndicatorUnknown(score.Indicator)));
        Comment("comment", sheet.Comment, content.Comment, findings);
        if (sheet.Support == content.Support is null)
        {
            findings.Add(sheet.Support ? SharedRefusals.Required("support") : ReviewRefusals.NotAsked("support"));
        }

        return findings.ToImmutable();
    }

    /// <summary>The score of a sheet without findings, 0 to 100.</summary>
    public static decimal Of(SheetDefinition sheet, ScoreSheetContent content)
    {
        var sum = 0m;
        foreach (var indicator in sheet.Indicators)
        {
            var score = content.Scores.Single(one => one.Indicator == indicator.Id);
            var (points, most) = indicator.Grades.IsEmpty
                ? (score.Score!.Value, indicator.Max!.Value)
                : (indicator.Grades.Single(grade => grade.Value == score.Grade).Points,
                    indicator.Grades.Max(grade => grade.Points));
            sum += indicator.Weight * points / most;
        }

        return Rounded(sum * 100 / sheet.Indicators.Sum(indicator => indicator.Weight));
    }

    /// <summary>Two decimals, half away from zero.</summary>
    public static decimal Rounded(decimal score) => decimal.Round(score, Decimals, MidpointRounding.AwayFromZero);

    private static void Indicator(
        IndicatorDefinition indicator, IndicatorScore given, ImmutableArray<Refusal>.Builder findings)
    {
        var field = indicator.Id;
        if (indicator.Grades.IsEmpty)
        {
            if (given.Grade is not null)
            {
                findings.Add(ReviewRefusals.NotAsked($"{field}/grade"));
            }

            if (given.Score is not { } score)
            {
                findings.Add(SharedRefusals.Required(field));
            }
            else if (score < 0 || score > indicator.Max || score % indicator.Step != 0)
            {
                findings.Add(ReviewRefusals.ScoreOutOfRange(field, Text(indicator.Max!.Value), Text(indicator.Step)));
            }
        }
        else if (given.Score is not null)
        {
            findings.Add(ReviewRefusals.NotAsked($"{field}/score"));
        }
        else if (given.Grade is null)
        {
            findings.Add(SharedRefusals.Required(field));
        }
        else if (indicator.Grades.All(grade => grade.Value != given.Grade))
        {
            findings.Add(ReviewRefusals.GradeUnknown(field, given.Grade));
        }

        Comment($"{field}/comment", indicator.Comment, given.Comment, findings);
    }

    private static void Comment(
        string field, CommentDefinition rule, string? given, ImmutableArray<Refusal>.Builder findings)
    {
        var length = given?.Trim().Length ?? 0;
        if (length == 0 && rule.Required)
        {
            findings.Add(SharedRefusals.Required(field));
        }
        else if (length > LongestComment || (length > 0 && length < rule.MinLength))
        {
            findings.Add(SharedRefusals.Length(field, rule.MinLength, LongestComment));
        }
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
