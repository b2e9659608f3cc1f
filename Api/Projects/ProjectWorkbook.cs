using System.Collections.Immutable;
using SunGov.GrainInterfaces.Projects;

namespace SunGov.Api.Projects;

/// <summary>The project list as a workbook: the same rows in the same order, amounts exact in 万元.</summary>
public static class ProjectWorkbook
{
    private const decimal FenPerWan = 1_000_000m;

    /// <summary>The columns; 申请经费 is in 万元 with all digits of the fen.</summary>
    public static ImmutableArray<WorkbookColumn<ProjectRow>> Columns { get; } =
    [
        new("项目编号", 20, row => row.Number),
        new("项目名称", 48, row => row.Title),
        new("状态", 10, row => StatusName(row.Status)),
        new("当前环节", 18, row => row.StageName.Zh),
        new("申报通知", 40, row => row.CallTitle),
        new("项目负责人", 12, row => row.Leader),
        new("承担单位", 32, row => row.Entity),
        new("推荐单位", 24, row => row.RecommendingUnit),
        new("地区代码", 10, row => row.Region),
        new("申请经费(万元)", 16, row => row.RequestedFen / FenPerWan),
        new("待办人", 24, row => row.Holders),
        new("提交时间", 18, row => row.Submitted),
        new("截止时间", 18, row => row.Due),
        new("更新时间", 18, row => row.Changed),
    ];

    /// <summary>The file's bytes.</summary>
    public static byte[] Of(ImmutableArray<ProjectRow> rows) => Workbook.Of("项目", Columns, rows);

    private static string StatusName(string status) => status switch
    {
        "draft" => "草稿",
        "submitting" => "提交中",
        "running" => "办理中",
        "withdrawn" => "已撤回",
        "ended" => "已结束",
        _ => status,
    };
}
