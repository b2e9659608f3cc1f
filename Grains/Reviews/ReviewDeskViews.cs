using System.Collections.Immutable;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;

namespace SunGov.Grains.Reviews;

/// <summary>A desk and its sheets as its expert sees them; pure.</summary>
public static class ReviewDeskViews
{
    private static readonly ScoreSheetContent Nothing = new([], null, null);

    /// <summary>The desk.</summary>
    public static ReviewDeskView Of(long version, ReviewDeskState state, SheetDefinition sheet)
    {
        var opened = state.Opened!;
        return new ReviewDeskView(
            opened.Id,
            version,
            ReviewDeskRules.StatusOf(state),
            opened.Terms.Title,
            opened.Terms.Programme,
            opened.Terms.Blind,
            opened.Terms.Opens,
            opened.Terms.Closes,
            sheet.Commitment,
            state.SignedAt,
            [
                .. state.Sheets.Zip(opened.Projects, (line, project) => new DeskSheetLine(
                    line.Project, project.Number, project.Title, StateOf(line.State), line.Submitted, line.Note)),
            ],
            Allowed(state));
    }

    /// <summary>A sheet.</summary>
    /// <param name="draft">Its draft; null for none.</param>
    /// <param name="content">What stands on it; null for nothing.</param>
    public static ScoreSheetView Of(
        string desk, ReviewDeskState state, string project, SheetDefinition sheet, StoredSheet? draft,
        ScoreSheetContent? content, bool isExpert)
    {
        var line = state.Sheet(project)!;
        var named = state.Opened!.Projects.First(known => known.Project == project);
        var shown = content ?? Nothing;
        var findings = Scoring.Findings(sheet, shown);
        return new ScoreSheetView(
            desk,
            project,
            named.Number,
            named.Title,
            StateOf(line.State),
            draft?.Version ?? 0,
            draft?.SavedAt,
            line.Submitted,
            FormOf(sheet),
            shown,
            findings.IsEmpty ? Scoring.Of(sheet, shown) : null,
            findings,
            ReviewDeskRules.MayWrite(state, project, isExpert) is null);
    }

    /// <summary>The material of a project.</summary>
    public static ReviewMaterial Material(
        ReviewDeskState state, string project, ImmutableArray<FormView> forms)
    {
        var named = state.Opened!.Projects.First(known => known.Project == project);
        return new ReviewMaterial(project, named.Number, named.Title, state.Opened.Terms.Blind, forms);
    }

    /// <summary>The state of a sheet as callers name it.</summary>
    public static string StateOf(SheetState state) => state switch
    {
        SheetState.Open => "open",
        SheetState.Returned => "returned",
        SheetState.Submitted => "submitted",
        _ => "closed",
    };

    private static SheetForm FormOf(SheetDefinition sheet)
    {
        var weights = sheet.Indicators.Sum(indicator => indicator.Weight);
        return new SheetForm(
            sheet.Id,
            sheet.Name,
            [
                .. sheet.Indicators.Select(indicator => new SheetIndicator(
                    indicator.Id,
                    indicator.Name,
                    indicator.Help,
                    Scoring.Rounded(indicator.Weight * 100 / weights),
                    indicator.Max,
                    indicator.Step,
                    [.. indicator.Grades.Select(grade => new SheetGrade(grade.Value, grade.Name, grade.Points))],
                    CommentOf(indicator.Comment))),
            ],
            CommentOf(sheet.Comment),
            sheet.Support);
    }

    private static SheetComment CommentOf(CommentDefinition comment) => new(comment.Required, comment.MinLength);

    private static ImmutableArray<Allowed> Allowed(ReviewDeskState state)
    {
        var allowed = ImmutableArray.CreateBuilder<Allowed>();
        if (ReviewDeskRules.MayAccept(state, isExpert: true) is null)
        {
            Add("accept", "接受邀请", "Accept", true, "none");
        }

        if (ReviewDeskRules.MaySign(state, isExpert: true) is null)
        {
            Add("sign", "签署承诺书", "Sign the commitment", true, "none");
        }

        if (ReviewDeskRules.MayDecline(state, isExpert: true) is null)
        {
            Add("decline", "不参加评审", "Decline", false, "required");
        }

        return allowed.ToImmutable();

        void Add(string action, string zh, string en, bool primary, string opinion) =>
            allowed.Add(new Allowed(action, new Words(zh, en), null, primary, opinion, []));
    }
}
