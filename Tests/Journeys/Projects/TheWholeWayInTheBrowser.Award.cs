using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Projects;

/// <summary>From the proposal to the decision: beside the material, in parallel, several at once.</summary>
public sealed partial class TheWholeWayInTheBrowser
{
    private const string Doubt = "请说明与在研项目的区别，并补充自筹资金的落实情况。";

    private async Task AwardAsync()
    {
        var officer = await site.AtAsync(Officer);
        await ProposeAsync(officer, "评审排名第一，建议立项。", wrongFirst: true);
        await site.ActAsync(Officer, _others[0], "propose", "建议立项。", Plan());
        await ReturnAsync();
        await ProposeAsync(officer, "已补充说明，与在研项目的研究对象和指标不同。", wrongFirst: false);
        await ApproveInParallelAsync();
        await DecideOnAPhoneAsync();
    }

    private async Task ProposeAsync(Visitor officer, string opinion, bool wrongFirst)
    {
        await WorkAsync(officer, Title);
        var act = officer.Tab.Locator(".task-act");
        await Expect(act.GetByLabel("拟立项金额")).ToHaveValueAsync("180.5");
        for (var row = 1; row <= 2; row++)
        {
            await act.AddRowAsync("拨付计划");
            await act.WriteAsync($"年度，第 {row} 行", $"{2026 + row}");
        }

        await act.WriteAsync("拨付金额，第 1 行", "100");
        if (wrongFirst)
        {
            await act.WriteAsync("拨付金额，第 2 行", "100");
            await TakeAsync(officer, "建议立项");
            await Expect(act).ToContainTextAsync("拨付计划各年度之和应等于立项金额");
            await site.ShootAsync(officer, "proposal-does-not-add-up", phone: true);
        }

        await act.WriteAsync("拨付金额，第 2 行", "80.5");
        await act.GetByLabel("意见").FillAsync(opinion);
        await TakeAsync(officer, "建议立项");
        await officer.SeesAsync("已办理：建议立项");
        await site.ShootAsync(officer, "proposed");
    }

    private async Task ReturnAsync()
    {
        var technical = await site.AtAsync("head-gx");
        await WorkAsync(technical, Title);
        await technical.Tab.GetByRole(AriaRole.Radio, new() { Name = "退回" }).CheckAsync();
        await technical.Tab.Locator(".task-act").GetByLabel("意见").FillAsync(Doubt);
        await site.ShootAsync(technical, "approval-return", phone: true);
        await TakeAsync(technical, "退回");
        await technical.SeesAsync("已办理：退回");
        var officer = await site.AtAsync(Officer);
        await officer.OpenTaskAsync(Title);
        await officer.SeesAsync(Doubt);
        await site.ShootAsync(officer, "proposal-returned");
    }

    private async Task ApproveInParallelAsync()
    {
        await site.ActAsync("head-gx", _others[0], "agree", "同意立项。");
        await site.ActAsync("funds1", _others[0], "agree", "资金已落实。");
        var funds = await site.AtAsync("funds1");
        await WorkAsync(funds, Title);
        await funds.Tab.Locator(".task-act").GetByLabel("意见").FillAsync("资金已列入年度预算，同意。");
        await site.ShootAsync(funds, "approval-finance");
        await TakeAsync(funds, "同意");
        await funds.SeesAsync("已办理：同意");
        await AgreeToBothAsync();
        var technical = await site.AtAsync("head-gx");
        await WorkAsync(technical, Title);
        await technical.Tab.Locator(".task-act").GetByLabel("意见").FillAsync("说明充分，同意立项。");
        await site.ShootAsync(technical, "approval-last-of-three");
        await TakeAsync(technical, "同意");
        await technical.SeesAsync("已办理：同意");
    }

    /// <summary>The division's head agrees to two projects at once, with one opinion.</summary>
    private async Task AgreeToBothAsync()
    {
        var head = await site.AtAsync("head1");
        await head.GoAsync("/work");
        foreach (var title in new[] { Title, Others[0].Title })
        {
            await head.Tab.GetByRole(AriaRole.Checkbox, new() { Name = $"选择 {title}", Exact = true }).CheckAsync();
        }

        await site.ShootAsync(head, "tasks-chosen", phone: true);
        await head.Tab.GetByRole(AriaRole.Button, new() { Name = "批量办理" }).ClickAsync();
        await head.Tab.GetByLabel("统一意见").FillAsync("经处务会研究，同意立项。");
        await site.ShootAsync(head, "batch", phone: true);
        await head.Tab.GetByRole(AriaRole.Button, new() { Name = "同意（2 项）" }).ClickAsync();
        await head.SeesAsync("全部 2 项已办理完毕。");
        await site.ShootAsync(head, "batch-done");
    }

    private async Task DecideOnAPhoneAsync()
    {
        await site.ActAsync("deputy1", _others[0], "approve", "同意公示。");
        var deputy = await site.AtAsync("deputy1", Visitor.Phone);
        await WorkAsync(deputy, Title);
        await site.ShootAsync(deputy, "decision-material");
        await deputy.Tab.Locator(".task-panes").GetByText("办理", new() { Exact = true }).ClickAsync();
        await deputy.Tab.Locator(".task-act").GetByLabel("意见").FillAsync("同意公示。");
        await site.ShootAsync(deputy, "decision");
        await TakeAsync(deputy, "批准公示");
        await deputy.SeesAsync("已办理：批准公示");
        await site.ShootAsync(deputy, "decided");
    }

    private static object Plan() => new
    {
        amount = 80_000_000,
        plan = new[] { new { year = 2027, amount = 50_000_000 }, new { year = 2028, amount = 30_000_000 } },
    };

    /// <summary>Opens a task with its material beside it, from the list of tasks.</summary>
    private static async Task WorkAsync(Visitor visitor, string title)
    {
        await visitor.GoAsync("/work");
        await visitor.Tab.GetByRole(AriaRole.Link, new() { Name = $"办理 {title}", Exact = true }).ClickAsync();
        await Expect(visitor.Tab.GetByRole(AriaRole.Heading, new() { Name = title, Level = 1 })).ToBeVisibleAsync();
        await Visitor.SettleAsync(visitor.Tab);
    }

    /// <summary>Presses the button that takes the chosen action.</summary>
    private static Task TakeAsync(Visitor visitor, string action) => visitor.Tab.Locator(".act-foot")
        .GetByRole(AriaRole.Button, new() { Name = action, Exact = true }).ClickAsync();
}
