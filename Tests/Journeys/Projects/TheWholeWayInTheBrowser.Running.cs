using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SunGov.Grains.Shared;
using SunGov.Tools.Verify;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Projects;

/// <summary>From the contract to the archive.</summary>
public sealed partial class TheWholeWayInTheBrowser
{
    private async Task ContractAsync()
    {
        var leader = await site.AtAsync(Leader);
        await OpenFormAsync(leader, "填写任务书");
        await site.ShootAsync(leader, "contract-prefilled");
        await leader.NextAsync("研究任务与考核指标");
        await leader.Tab.Section().GetByRole(AriaRole.Checkbox).CheckAsync();
        await leader.Tab.SavedAsync();
        await site.ShootAsync(leader, "contract-indicators", phone: true);
        await HandInAsync(leader, "提交签署");
        foreach (var (login, next) in new[] { ("office-i4", "签订"), ("city-cz", "签订"), ("head1", "项目实施") })
        {
            var party = await site.AtAsync(login);
            await WorkAsync(party, Title);
            await party.Tab.GetByRole(AriaRole.Checkbox, new() { Name = "已阅读定稿全文，同意签署" }).CheckAsync();
            await site.ShootAsync(party, $"sign-{login}", phone: login == "city-cz");
            await TakeAsync(party, "签署");
            await party.SeesAsync("已办理：签署");
            await party.SeesAsync(next);
        }

        await site.ShootAsync(await site.AtAsync("head1"), "signed");
    }

    private async Task ReportAsync()
    {
        var leader = await site.AtAsync(Leader);
        await leader.OpenTaskAsync(Title);
        await site.ShootAsync(leader, "running", phone: true);
        await leader.ActAsync("填报绩效报告");
        await OpenFormAsync(leader, "填写年度绩效报告");
        var form = leader.Tab.Section();
        await form.WriteAsync("本年度进展", "完成流延与烧结工艺窗口研究，建成中试线并试制样品三批，热导率达到 92 W/(m·K)。");
        await form.WriteAsync("累计支出省财政资金", "96.35");
        await leader.Tab.SavedAsync();
        await site.ShootAsync(leader, "report");
        await HandInAsync(leader, "提交报告");
        var officer = await site.AtAsync(Officer);
        await WorkAsync(officer, Title);
        await officer.Tab.Locator(".task-act").GetByLabel("意见").FillAsync("进展符合任务书，经费使用合规。");
        await site.ShootAsync(officer, "report-review");
        await TakeAsync(officer, "审核通过");
        await officer.SeesAsync("已办理：审核通过");
    }

    private async Task FinishAsync()
    {
        var leader = await site.AtAsync(Leader);
        await leader.OpenTaskAsync(Title);
        await leader.ActAsync("申请验收");
        await OpenFormAsync(leader, "填写验收申请书");
        var form = leader.Tab.Section();
        await form.WriteAsync("任务完成情况", "按任务书完成全部研究内容，各项考核指标均已达到，建成年产十万片的中试线。");
        await form.WriteAsync("实际完成值，第 1 行", "95 W/(m·K)");
        await form.WriteAsync("省财政资金支出合计", "180.5");
        await leader.Tab.SavedAsync();
        await site.ShootAsync(leader, "acceptance", phone: true);
        await HandInAsync(leader, "提交验收");

        var officer = await site.AtAsync(Officer);
        await WorkAsync(officer, Title);
        var act = officer.Tab.Locator(".task-act");
        await act.ChooseAsync("验收结论", "通过");
        await act.GetByLabel("意见").FillAsync("专家组一致同意通过验收。");
        await site.ShootAsync(officer, "verdict");
        await TakeAsync(officer, "作出结论");
        await officer.SeesAsync("已办理：作出结论");
    }

    private async Task RegisterAsync()
    {
        var leader = await site.AtAsync(Leader);
        await leader.OpenTaskAsync(Title);
        await OpenFormAsync(leader, "填写成果登记表");
        var form = leader.Tab.Section();
        await form.ChooseAsync("成果类型", "应用技术");
        await form.WriteAsync("成果简介", "形成高导热氮化硅陶瓷基板的成套工艺，建成中试线，产品已在三家企业的车用功率模块上应用。");
        await leader.Tab.SavedAsync();
        await site.ShootAsync(leader, "outcome");
        await HandInAsync(leader, "提交登记");
        var officer = await site.AtAsync(Officer);
        await officer.OpenTaskAsync(Title);
        await officer.ActAsync("予以登记");
        await site.ShootAsync(officer, "registered");
        await officer.OpenTaskAsync(Title);
        await officer.ActAsync("归档");
        await officer.SeesAsync("已归档");
        await site.ShootAsync(officer, "archived", phone: true);
    }

    /// <summary>Leader and officer take the package, the leader's without the scores; who reads the whole trail.
    /// </summary>
    private async Task TakeThePackageAsync()
    {
        var leader = await site.AtAsync(Leader);
        await leader.GoAsync($"/work/projects/{_project}?tab=documents");
        await site.ShootAsync(leader, "documents", phone: true);
        Assert.Contains("internal values are withheld", await PackageOfAsync(leader), StringComparison.Ordinal);
        var officer = await site.AtAsync(Officer);
        await officer.GoAsync($"/work/projects/{_project}?tab=documents");
        Assert.DoesNotContain("withheld", await PackageOfAsync(officer), StringComparison.Ordinal);

        await leader.Tab.GetByRole(AriaRole.Tab, new() { Name = "留痕" }).ClickAsync();
        await leader.SeesAsync("已逐条重新计算哈希，均未被改动");
        await Expect(leader.Tab.Locator(".trail")).ToContainTextAsync(Doubt);
        await site.ShootAsync(leader, "trail", phone: true);
        await leader.Tab.GetByRole(AriaRole.Tab, new() { Name = "意见" }).ClickAsync();
        await Visitor.SettleAsync(leader.Tab);
        await site.ShootAsync(leader, "opinions");
    }

    /// <summary>Takes the package, which holds; gives what its check said besides.</summary>
    private async Task<string> PackageOfAsync(Visitor visitor)
    {
        var package = await visitor.Tab.RunAndWaitForDownloadAsync(
            () => visitor.Tab.GetByRole(AriaRole.Button, new() { Name = "档案包" }).ClickAsync());
        await using var stream = await package.CreateReadStreamAsync();
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        bytes.Position = 0;
        var said = new List<string>();
        Assert.Empty(await PackageCheck.RunAsync(
            bytes, site.Services.GetRequiredService<ICrypto>(), null, said.Add));
        return string.Join('\n', said);
    }

    private async Task OpenFormAsync(Visitor leader, string name)
    {
        await leader.GoAsync($"/work/projects/{_project}");
        await leader.Tab.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).First.ClickAsync();
        await Expect(leader.Tab.Section()).ToBeVisibleAsync();
        await Visitor.SettleAsync(leader.Tab);
    }

    private static async Task HandInAsync(Visitor leader, string action)
    {
        await leader.Tab.GetByRole(AriaRole.Link, new() { Name = "返回项目页提交" }).ClickAsync();
        await leader.ActAsync(action);
    }
}
