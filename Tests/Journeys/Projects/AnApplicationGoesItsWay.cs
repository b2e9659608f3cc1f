using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Projects;

/// <summary>The main walk: from a call read by anyone to an accepted application with a number and its trail.</summary>
[Collection(DemoSite.Name)]
public sealed class AnApplicationGoesItsWay(DemoSite site)
{
    private const string Call = "新一代电子信息与先进制造";
    private const string Title = "高导热氮化硅陶瓷基板低成本流延成型与烧结技术";
    private const string Reason = "预算中设备费用途不够具体，请列明设备名称和数量。";

    [Fact]
    public async Task From_the_call_to_a_number_with_one_return_for_correction()
    {
        await using var leader = await site.VisitorAsync();
        await ReadTheCallAsync(leader);
        var form = await StartAsync(leader);
        await AnApplication.FillAsync(
            leader, ("吴凯旋", "粤东先进陶瓷与新材料研究院", "粤东先进"), ("叶广源", "岭南理工大学", "岭南理工"));
        await leader.SeesAsync("已完成 5 / 5 部分");
        await FindAllAgainAsync(leader, form);
        await leader.ActAsync("提交单位审核");
        await leader.SeesAsync("单位审核");

        await using var office = await site.AsAsync("office-i4");
        await office.OpenTaskAsync(Title);
        await office.ActAsync("审核通过并提交", "材料齐全，同意提交。");
        await Expect(Now(office)).ToContainTextAsync("推荐");

        await using var city = await site.AsAsync("city-cz");
        await city.OpenTaskAsync(Title);
        await city.ActAsync("同意推荐", "符合指南方向，同意推荐。");

        await using var intake = await site.AsAsync("intake1");
        await intake.OpenTaskAsync(Title);
        await intake.ActAsync("退回补正", Reason, "经费预算");

        await CorrectAsync(leader);
        await office.OpenTaskAsync(Title);
        await office.ActAsync("审核通过并提交");
        await Expect(Now(office)).ToContainTextAsync("推荐");
        await city.OpenTaskAsync(Title);
        await city.ActAsync("同意推荐", "已补正，同意推荐。");
        await intake.OpenTaskAsync(Title);
        await SeeWhatChangedAsync(intake);
        await intake.ActAsync("予以受理");

        await leader.Tab.ReloadAsync();
        await ReadTheTrailAsync(leader);
        Assert.Empty(leader.Complaints);
    }

    private static async Task ReadTheCallAsync(Visitor visitor)
    {
        await visitor.GoAsync("/");
        await Expect(visitor.Tab.GetByRole(AriaRole.Heading, new() { Name = "正在申报" })).ToBeVisibleAsync();
        await visitor.Tab.GetByRole(AriaRole.Link, new() { Name = "关于预算编制口径的说明" }).ClickAsync();
        await Expect(visitor.Tab.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(Call);
        await Expect(visitor.Tab.GetByRole(AriaRole.Heading, new() { Name = "关于预算编制口径的说明" }))
            .ToBeVisibleAsync();
        await visitor.SeesAsync("每家单位限报");
        await visitor.Tab.GetByRole(AriaRole.Link, new() { Name = "申报", Exact = true }).ClickAsync();
    }

    private static async Task<string> StartAsync(Visitor leader)
    {
        await leader.LogInAsync("lead23");
        await Expect(leader.Tab.GetByRole(AriaRole.Heading, new() { Name = "申报新项目" })).ToBeVisibleAsync();
        await leader.Tab.GetByLabel("项目名称").FillAsync(Title);
        await leader.Tab.GetByRole(AriaRole.Button, new() { Name = "开始填写" }).ClickAsync();
        await Expect(leader.Tab.GetByRole(AriaRole.Heading, new() { Name = "基本信息" })).ToBeVisibleAsync();
        await Expect(leader.Tab.GetByLabel("项目名称")).ToHaveValueAsync(Title);
        return new Uri(leader.Tab.Url).AbsolutePath;
    }

    /// <summary>Leaves, comes back by the tasks, and finds what was typed; ends on the project's page.</summary>
    private static async Task FindAllAgainAsync(Visitor leader, string form)
    {
        await leader.OpenTaskAsync(Title);
        await leader.SeesAsync("合作协议.pdf");
        await leader.GoAsync($"{form}/basic");
        await Expect(leader.Tab.GetByLabel("关键词")).ToHaveValueAsync("氮化硅；陶瓷基板；流延成型");
        await Expect(leader.Tab.GetByLabel("项目摘要")).ToHaveValueAsync(AnApplication.Summary);
        await Expect(leader.Tab.GetByLabel("完成日期")).ToHaveValueAsync("2029-12-31");
        await leader.GoAsync($"{form}/members");
        await Expect(leader.Tab.GetByLabel("姓名，第 2 行")).ToHaveValueAsync("叶广源");
        await Expect(leader.Tab.GetByLabel("投入月数，第 2 行")).ToHaveValueAsync("12");
        await leader.Tab.GetByRole(AriaRole.Link, new() { Name = "返回项目页提交" }).ClickAsync();
    }

    private static async Task CorrectAsync(Visitor leader)
    {
        await leader.OpenTaskAsync(Title);
        await leader.SeesAsync(Reason);
        await leader.SeesAsync("只需修改指出的 1 个部分");
        await leader.Tab.GetByRole(AriaRole.Link, new() { Name = "填写申报书" }).First.ClickAsync();
        await leader.SeesAsync("本部分现在不能修改，只供查看。");
        await Expect(leader.Tab.GetByLabel("项目摘要")).ToBeDisabledAsync();
        await leader.Tab.GetByRole(AriaRole.Link, new() { Name = "经费预算" }).ClickAsync();
        await leader.Tab.Section().WriteAsync("用途说明，第 1 行", "流延机刮刀与温区改造 1 套");
        await leader.Tab.SavedAsync();
        await leader.Tab.GetByRole(AriaRole.Link, new() { Name = "返回项目页提交" }).ClickAsync();
        await leader.ActAsync("提交单位审核");
    }

    /// <summary>The field corrected is marked, with what it held before; nothing else is.</summary>
    private static async Task SeeWhatChangedAsync(Visitor intake)
    {
        await intake.SeesAsync("改动了 1 处");
        await Expect(intake.Tab.Locator(".changed-mark")).ToHaveCountAsync(1);
        var changed = intake.Tab.Locator(".reading .changed");
        await Expect(changed).ToContainTextAsync("流延机刮刀与温区改造 1 套");
        await Expect(changed.Locator(".changed-row")).ToHaveCountAsync(1);
        await changed.GetByText("查看修改前").ClickAsync();
        await Expect(changed.Locator(".earlier")).ToContainTextAsync("流延机改造");
        await intake.ShootAsync("project-changed");
    }

    private static async Task ReadTheTrailAsync(Visitor leader)
    {
        await Expect(leader.Tab.GetByText("办理中").First).ToBeVisibleAsync();
        await Expect(leader.Tab.Locator(".project-head")).ToContainTextAsync("2027B0101");
        await leader.Tab.GetByRole(AriaRole.Tab, new() { Name = "留痕" }).ClickAsync();
        await leader.SeesAsync("已逐条重新计算哈希，均未被改动");
        var trail = leader.Tab.Locator(".trail");
        await Expect(trail).ToContainTextAsync($"吴凯旋 以“科研人员");
        await Expect(trail).ToContainTextAsync($"开始申报“{Title}”");
        await Expect(trail).ToContainTextAsync(Reason);
        await Expect(trail).ToContainTextAsync("限项核定通过，办理完成。");
        await Expect(trail).ToContainTextAsync("项目编号定为 2027B0101");
        await leader.Tab.GetByRole(AriaRole.Button, new() { Name = "凭证" }).First.ClickAsync();
        await leader.SeesAsync("此条的哈希已重新计算，与前后各条相连，未被改动。");
        await leader.ShootAsync("project-trail");
    }

    private static ILocator Now(Visitor visitor) => visitor.Tab.Locator(".stage-map [aria-current=step]");
}
