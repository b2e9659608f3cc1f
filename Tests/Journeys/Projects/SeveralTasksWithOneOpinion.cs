using Microsoft.Playwright;
using SunGov.Tests.Journeys.Shared;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Projects;

/// <summary>R-APV-01, design section 5: one action with one opinion on several tasks; what fails is told and repeated.
/// </summary>
[Collection(DemoSite.Name)]
public sealed class SeveralTasksWithOneOpinion(DemoSite site)
{
    private const string Opinion = "形式审查合格，统一予以受理。";

    [Fact]
    public async Task Are_done_each_for_itself_with_a_refusal_told_and_a_lost_answer_repeated_once()
    {
        using var others = new Others(site.Address);
        string[] projects = ["demo-a05", "demo-a10", "demo-a14", "demo-a15"];
        var titles = new Dictionary<string, string>();
        foreach (var project in projects)
        {
            titles[project] = (await others.ReadAsync("intake1", project)).GetProperty("title").GetString()!;
        }

        await using var intake = await site.AsAsync("intake1");
        await ChooseAsync(intake, titles.Values);
        var rows = intake.Tab.GetByRole(AriaRole.Region, new() { Name = "批量办理的项目" });
        await Expect(rows.GetByText("待办理", new() { Exact = true })).ToHaveCountAsync(4);
        await Expect(intake.Tab.GetByText("“退回补正”需要逐项填写或核对")).ToBeVisibleAsync();
        await intake.Tab.GetByLabel("统一意见").FillAsync(Opinion);
        await intake.ShootAsync("batch-preview");
        Assert.Empty(await Axe.FindingsAsync(intake.Tab));

        await others.ActAsync("intake2", "demo-a15", "accept", "已先行受理。");
        await LoseTheAnswerAsync(intake, "demo-a14");
        await intake.Tab.GetByRole(AriaRole.Button, new() { Name = "予以受理（" }).ClickAsync();
        await Expect(intake.Tab.GetByText("已办理 2 项，2 项没有办成")).ToBeVisibleAsync();
        await Expect(Row(rows, titles["demo-a05"])).ToContainTextAsync("已办理");
        await Expect(Row(rows, titles["demo-a14"])).ToContainTextAsync("结果未知，可重试");
        await Expect(Row(rows, titles["demo-a15"])).ToContainTextAsync("没有办成");
        await intake.ShootAsync("batch-result");

        await intake.Tab.ReloadAsync();
        await intake.Tab.GetByRole(AriaRole.Button, new() { Name = "重试没有办成的 2 项" }).ClickAsync();
        await Expect(intake.Tab.GetByText("已办理 3 项，1 项没有办成")).ToBeVisibleAsync();
        await intake.Tab.SetViewportSizeAsync(Visitor.Phone, 844);
        await intake.ShootAsync("batch-result", Visitor.Phone);
        Assert.Empty(await Axe.FindingsAsync(intake.Tab));
        foreach (var project in projects)
        {
            Assert.Equal(project == "demo-a15" ? 0 : 1, await others.TimesAsync("intake1", project, Opinion));
            Assert.Equal("eligibility", await others.StageAsync("intake1", project));
        }
    }

    private static async Task ChooseAsync(Visitor intake, IEnumerable<string> titles)
    {
        await intake.GoAsync("/work");
        foreach (var title in titles)
        {
            await intake.Tab.GetByRole(AriaRole.Checkbox, new() { Name = $"选择 {title}" }).First.CheckAsync();
        }

        await intake.ShootAsync("tasks-chosen");
        Assert.Empty(await Axe.FindingsAsync(intake.Tab));
        var bar = intake.Tab.GetByRole(AriaRole.Region, new() { Name = "已选择的任务" });
        await Expect(bar).ToContainTextAsync("已选 4 项");
        await bar.GetByRole(AriaRole.Button, new() { Name = "批量办理" }).ClickAsync();
        await Expect(intake.Tab.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("4 项");
    }

    /// <summary>The server acts, but its first answer never arrives.</summary>
    private static async Task LoseTheAnswerAsync(Visitor intake, string project)
    {
        var lost = false;
        await intake.Tab.RouteAsync($"**/projects/{project}/tasks/**", async route =>
        {
            if (lost)
            {
                await route.ContinueAsync();
                return;
            }

            lost = true;
            await route.FetchAsync();
            await route.AbortAsync();
        });
    }

    private static ILocator Row(ILocator rows, string title) =>
        rows.GetByRole(AriaRole.Row).Filter(new() { HasText = title });
}
