using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Projects;

/// <summary>What everybody sees, an objection and its answer, and the release when the days have passed.</summary>
public sealed partial class TheWholeWayInTheBrowser
{
    private const string Objection = "该项目与一项在研项目的研究内容和考核指标高度相近，请核查是否重复立项。";
    private const string Answer = "经核查，两个项目的研究对象、技术路线和考核指标均不相同，不构成重复立项。";

    private async Task PublicationAsync()
    {
        var number = await ObjectAsync();
        await AnswerAsync();
        await CheckAsync(number);
        await site.PassAsync(14, _project, _others[0]);
        var officer = await site.AtAsync(Officer);
        await officer.OpenTaskAsync(Title);
        await site.ShootAsync(officer, "award-to-release");
        await officer.ActAsync("下达");
        await Expect(Now(officer)).ToContainTextAsync("任务书填报");
        await site.ShootAsync(officer, "award-released");
        await site.ActAsync(Officer, _others[0], "release");
    }

    /// <summary>A citizen finds the publication on the first page and objects.</summary>
    private async Task<string> ObjectAsync()
    {
        await using var citizen = await site.VisitorAsync();
        await citizen.GoAsync("/");
        await site.ShootAsync(citizen, "portal-with-publication");
        await citizen.Tab.GetByRole(AriaRole.Link, new() { Name = "公示", Exact = true }).First.ClickAsync();
        await Visitor.SettleAsync(citizen.Tab);
        await site.ShootAsync(citizen, "publications", phone: true);
        await citizen.Tab.GetByRole(AriaRole.Link, new() { Name = $"{Call} · 立项公示" }).ClickAsync();
        await Expect(citizen.Tab.GetByRole(AriaRole.Region, new() { Name = "公示的项目" })).ToContainTextAsync(Title);
        await site.ShootAsync(citizen, "publication", phone: true);
        await citizen.Tab.GetByRole(AriaRole.Link, new() { Name = $"对“{Title}”提出异议" }).ClickAsync();
        await citizen.Tab.GetByLabel("姓名").FillAsync("周明");
        await citizen.Tab.GetByLabel("联系方式").FillAsync("13800000000");
        await citizen.Tab.GetByLabel("异议和理由").FillAsync(Objection);
        await site.ShootAsync(citizen, "objection", phone: true);
        await citizen.Tab.GetByRole(AriaRole.Button, new() { Name = "提交异议" }).ClickAsync();
        await citizen.SeesAsync("异议已提交");
        await site.ShootAsync(citizen, "objection-receipt", phone: true);
        return await citizen.Tab.Locator(".receipt-number").InnerTextAsync();
    }

    private async Task AnswerAsync()
    {
        var officer = await site.AtAsync(Officer);
        await officer.GoAsync($"/work/projects/{_project}");
        await officer.SeesAsync("待答复");
        await site.ShootAsync(officer, "objection-waits");
        await officer.Tab.GetByRole(AriaRole.Tab, new() { Name = "异议" }).ClickAsync();
        await officer.SeesAsync(Objection);
        await officer.Tab.GetByRole(AriaRole.Button, new() { Name = "答复异议" }).ClickAsync();
        var dialog = officer.Tab.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Radio).First.CheckAsync();
        await dialog.GetByLabel("答复内容").FillAsync(Answer);
        await site.ShootAsync(officer, "objection-answer");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "答复", Exact = true }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await officer.SeesAsync(Answer);
        await site.ShootAsync(officer, "objection-answered");
    }

    private async Task CheckAsync(string number)
    {
        await using var citizen = await site.VisitorAsync(Visitor.Phone);
        await citizen.GoAsync($"/objections/{number}");
        await citizen.SeesAsync(Answer);
        await site.ShootAsync(citizen, "objection-checked");
    }
}
