using System.Collections.Immutable;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>What must hold of a definition's indicator sheets.</summary>
internal static class SheetCheck
{
    /// <summary>Most characters of a comment.</summary>
    public const int LongestComment = 2_000;

    public static ImmutableArray<Refusal> Findings(ProgrammeDefinition definition)
    {
        var findings = ImmutableArray.CreateBuilder<Refusal>();
        DefinitionCheck.AddIds(findings, "sheets", definition.Sheets.Select(sheet => sheet.Id));
        foreach (var sheet in definition.Sheets)
        {
            Sheet($"sheets/{sheet.Id}", sheet, findings);
        }

        return findings.ToImmutable();
    }

    private static void Sheet(string place, SheetDefinition sheet, ImmutableArray<Refusal>.Builder findings)
    {
        if (sheet.Indicators.IsEmpty)
        {
            findings.Add(ProgrammeRefusals.PartMissing(place, "indicators"));
        }

        DefinitionCheck.AddIds(findings, $"{place}/indicators", sheet.Indicators.Select(indicator => indicator.Id));
        Comment(place, sheet.Comment, findings);
        foreach (var indicator in sheet.Indicators)
        {
            Indicator($"{place}/indicators/{indicator.Id}", indicator, findings);
        }
    }

    private static void Indicator(
        string place, IndicatorDefinition indicator, ImmutableArray<Refusal>.Builder findings)
    {
        if (indicator.Weight <= 0)
        {
            findings.Add(ProgrammeRefusals.PartMissing(place, "weight"));
        }

        if (indicator.Max is null == indicator.Grades.IsEmpty)
        {
            findings.Add(indicator.Max is null
                ? ProgrammeRefusals.PartMissing(place, "max")
                : ProgrammeRefusals.PartNotUsed(place, "grades"));
        }

        if (indicator.Max <= 0 || indicator.Step <= 0 || indicator.Max % indicator.Step is not (null or 0))
        {
            findings.Add(ProgrammeRefusals.PartMissing(place, "max"));
        }

        DefinitionCheck.AddIds(findings, $"{place}/grades", indicator.Grades.Select(grade => grade.Value));
        if (!indicator.Grades.IsEmpty
            && (indicator.Grades.Any(grade => grade.Points < 0) || indicator.Grades.Max(grade => grade.Points) == 0))
        {
            findings.Add(ProgrammeRefusals.PartMissing($"{place}/grades", "points"));
        }

        Comment(place, indicator.Comment, findings);
    }

    private static void Comment(
        string place, CommentDefinition comment, ImmutableArray<Refusal>.Builder findings)
    {
        if (comment.MinLength is < 0 or > LongestComment)
        {
            findings.Add(ProgrammeRefusals.OutOfRange($"{place}/comment/minLength", "0", "2000"));
        }
    }
}
