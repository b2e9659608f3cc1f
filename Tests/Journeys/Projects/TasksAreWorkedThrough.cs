using System.Globalization;
using Microsoft.Playwright;
using SunGov.Tests.Journeys.Shared;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Projects;

/// <summary>
/// R-APV-01, R-APV-03: tasks with the material beside them, and actions that ask for a form of their own.
/// </summary>
[Collection(DemoSite.Name)]
public sealed class TasksAreWorkedThrough(DemoSite site)
{
    private const string Project = "demo-a08";
    private const decimal FenPerWan = 1_000_000m;

    [Fact]
    public async Task Beside_their_material_from_one_to_the_next_with_sums_checked_while_typing()
    {
        using var others = new Others(site.Address);
        var seen = await others.ReadAsync("officer1", Project);
        var title = seen.GetProperty("title").GetString()!;
        await using var officer = await site.AsAsync("officer1");
        await PassAsync(officer, title);
        Assert.Equal("review", await others.StageAsync("officer1", Project));
        Assert.Equal(1, await others.TimesAsync("officer1", Project, "材料齐全，符合申报条件。"));

        await using var organiser = await site.AsAsync("organiser1");
        await ConcludeAsync(organiser, title);
        await ProposeAsync(officer, seen.GetProperty("requestedFen").GetInt64());
        Assert.Equal("approval", await others.StageAsync("officer1", Project));

        await others.ActAsync("funds1", Project, "agree", "资金来源已落实。");
        await using var head = await site.AsAsync("head1");
        await AgreeAsync(head, title);
        await AgreeOnThePhoneAsync();
        Assert.Equal("leadership", await others.StageAsync("officer1", Project));
        Assert.Empty(officer.Complaints.Concat(organiser.Complaints).Concat(head.Complaints));
    }

    private static async Task PassAsync(Visitor officer, string title)
    {
        await OpenAsync(officer, title);
        var material = officer.Tab.GetByRole(AriaRole.Region, new() { Name = "材料", Exact = true });
        await Expect(material.GetByRole(AriaRole.Heading, new() { Name = "申报书" })).ToBeVisibleAsync();
        await officer.ShootAsync("task-content");
        await material.GetByRole(AriaRole.Tab, new() { Name = "核查" }).ClickAsync();
        await Expect(material.GetByText("条规则均符合").First).ToBeVisibleAsync();
        await officer.ShootAsync("task-checks");
        await material.GetByRole(AriaRole.Tab, new() { Name = "意见" }).ClickAsync();
        await Expect(material.GetByRole(AriaRole.Listitem).First).ToBeVisibleAsync();
        await ActPane(officer).GetByRole(AriaRole.Radio, new() { Name = "审查通过" }).CheckAsync();
        await ActPane(officer).GetByLabel("意见").FillAsync("材料齐全，符合申报条件。");
        await officer.Tab.Keyboard.PressAsync("Control+Enter");
        await Expect(officer.Tab).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/{Project}$"));
        await Expect(ActPane(officer).GetByRole(AriaRole.Heading, new() { Name = "资格审查" })).ToBeVisibleAsync();
        await Expect(officer.Tab.GetByRole(AriaRole.Heading, new() { Level = 1 })).Not.ToHaveTextAsync(title);
    }

    private static async Task ConcludeAsync(Visitor organiser, string title)
    {
        await OpenAsync(organiser, title);
        var act = ActPane(organiser);
        await act.GetByLabel("综合得分").FillAsync("188");
        await Expect(act.GetByText("100").First).ToBeVisibleAsync();
        await act.GetByLabel("综合得分").FillAsync("88.5");
        await act.GetByLabel("排名").FillAsync("3");
        await act.GetByRole(AriaRole.Button, new() { Name = "评审完成" }).ClickAsync();
        await Expect(organiser.Tab.GetByText("已办理：评审完成").First).ToBeVisibleAsync();
    }

    private static async Task ProposeAsync(Visitor officer, long fen)
    {
        await officer.GoAsync($"/work/tasks/{Project}?show=decisions");
        var material = officer.Tab.GetByRole(AriaRole.Region, new() { Name = "材料", Exact = true });
        await Expect(material).ToContainTextAsync("88.5");
        var act = ActPane(officer);
        await act.GetByRole(AriaRole.Button, new() { Name = "建议立项" }).ClickAsync();
        await Expect(act.GetByText("还有").First).ToBeVisibleAsync();
        await act.AddRowAsync("拨付计划");
        await act.WriteAsync("年度，第 1 行", "2027");
        await act.WriteAsync("拨付金额，第 1 行", "1");
        await Expect(act.GetByText("拨付计划各年度之和应等于立项金额").First).ToBeVisibleAsync();
        await officer.ShootAsync("task-asks");
        Assert.Empty(await Axe.FindingsAsync(officer.Tab));
        await act.WriteAsync("拨付金额，第 1 行", (fen / FenPerWan).ToString(CultureInfo.InvariantCulture));
        await Expect(act.GetByText("拨付计划各年度之和应等于立项金额")).ToHaveCountAsync(0);
        await act.GetByLabel("意见").FillAsync("评审排名靠前，建议支持。");
        await act.GetByRole(AriaRole.Button, new() { Name = "建议立项" }).ClickAsync();
        await Expect(officer.Tab.GetByText("已办理：建议立项").First).ToBeVisibleAsync();
    }

    private static async Task AgreeAsync(Visitor head, string title)
    {
        await OpenAsync(head, title);
        var others = ActPane(head).GetByRole(AriaRole.List, new() { Name = "各方办理情况" });
        await Expect(others).ToContainTextAsync("资金来源已落实。");
        await Expect(others).ToContainTextAsync("由我办理");
        await head.ShootAsync("task-together");
        Assert.Empty(await Axe.FindingsAsync(head.Tab));
        await ActPane(head).GetByRole(AriaRole.Button, new() { Name = "同意", Exact = true }).ClickAsync();
        await Expect(head.Tab.GetByText("已办理：同意").First).ToBeVisibleAsync();
    }

    private async Task AgreeOnThePhoneAsync()
    {
        await using var head = await site.AsAsync("head-gx", Visitor.Phone);
        await head.GoAsync($"/work/tasks/{Project}");
        await Expect(ActPane(head)).ToBeHiddenAsync();
        await head.ShootAsync("task-material");
        await head.Tab.Locator(".task-panes").GetByText("办理", new() { Exact = true }).ClickAsync();
        await head.ShootAsync("task-act");
        Assert.Empty(await Axe.FindingsAsync(head.Tab));
        await ActPane(head).GetByRole(AriaRole.Button, new() { Name = "同意", Exact = true }).ClickAsync();
        await Expect(head.Tab.GetByText("已办理：同意").First).ToBeVisibleAsync();
        Assert.Empty(head.Complaints);
    }

    private static async Task OpenAsync(Visitor visitor, string title)
    {
        await visitor.GoAsync("/work");
        await visitor.Tab.GetByRole(AriaRole.Link, new() { Name = $"办理 {title}" }).First.ClickAsync();
        await Expect(visitor.Tab.GetByRole(AriaRole.Heading, new() { Name = title, Level = 1 })).ToBeVisibleAsync();
    }

    private static ILocator ActPane(Visitor visitor) =>
        visitor.Tab.GetByRole(AriaRole.Region, new() { Name = "办理", Exact = true });
}
