using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Projects;

/// <summary>
/// R-APV-04 in a browser: what is published is read without login, anybody objects and gets a number, the officer
/// answers, and after the period the project goes on.
/// </summary>
[Collection(DemoSite.Name)]
public sealed class AnybodyObjectsToWhatIsPublished
{
    private const string Reasons = "该项目与申请人已立项的另一项目研究内容重复，请核查。";

    [Fact]
    public async Task Who_objects_gets_a_number_the_officer_answers_and_the_project_goes_on_after_the_period()
    {
        await using var site = await PublishedSite.StartAsync();
        await using var visitor = await site.VisitorAsync();
        var number = await ObjectAsync(visitor);
        await using (var leader = await site.VisitorAsync("lead01"))
        {
            await leader.GoAsync($"/work/projects/{site.Project}");
            await Expect(leader.Tab.GetByRole(AriaRole.Tab, new() { Name = "异议" })).ToHaveCountAsync(0);
            Assert.Empty(leader.Complaints);
        }

        await site.PassAsync(14);
        await using (var officer = await site.VisitorAsync("officer1"))
        {
            await AnswerAsync(officer, number);
        }

        await visitor.GoAsync($"/objections/{number}");
        await visitor.SeesAsync("异议不成立");
        await visitor.SeesAsync("经核查，两个项目研究内容不同。");
        await visitor.ShootAsync("objection-answered");
        await visitor.GoAsync("/publications?status=past");
        await visitor.Tab.GetByRole(AriaRole.Link, new() { Name = "立项公示" }).ClickAsync();
        await visitor.SeesAsync(PublishedSite.Title);
        await visitor.SeesAsync("公示期已过");
        await Expect(visitor.Tab.GetByRole(AriaRole.Link, new() { Name = "提出异议" })).ToHaveCountAsync(0);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task The_pages_are_whole_on_a_desk_and_on_a_phone()
    {
        await using var site = await PublishedSite.StartAsync();
        var faults = new List<string>();
        foreach (var width in new[] { Visitor.Desk, Visitor.Phone })
        {
            await using var visitor = await site.VisitorAsync(width: width);
            await visitor.GoAsync("/");
            await LookAsync(visitor, "publication-portal", faults);
            await visitor.GoAsync("/publications");
            await LookAsync(visitor, "publication-list", faults);
            await visitor.Tab.GetByRole(AriaRole.Link, new() { Name = "立项公示" }).ClickAsync();
            await visitor.SeesAsync(PublishedSite.Title);
            await LookAsync(visitor, "publication", faults);
            await visitor.Tab.GetByRole(AriaRole.Link, new() { Name = "提出异议" }).First.ClickAsync();
            await visitor.Tab.GetByRole(AriaRole.Button, new() { Name = "提交异议" }).ClickAsync();
            await visitor.SeesAsync("请填写真实姓名");
            await LookAsync(visitor, "publication-objection", faults);
            await SendAsync(visitor);
            await LookAsync(visitor, "publication-receipt", faults);
            await visitor.GoAsync("/objections");
            await LookAsync(visitor, "publication-check", faults);
            faults.AddRange(visitor.Complaints);
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task LookAsync(Visitor visitor, string name, List<string> faults)
    {
        await Visitor.SettleAsync(visitor.Tab);
        await visitor.ShootAsync(name);
        faults.AddRange((await Shared.Axe.FindingsAsync(visitor.Tab)).Select(found => $"{name}: {found}"));
        var wide = await visitor.Tab.EvaluateAsync<int>(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (wide > 0)
        {
            faults.Add($"{name} scrolls sideways by {wide} pixels");
        }
    }

    private static async Task<string> ObjectAsync(Visitor visitor)
    {
        await visitor.GoAsync("/");
        await visitor.Tab.GetByRole(AriaRole.Link, new() { Name = "立项公示" }).ClickAsync();
        await visitor.SeesAsync("5 个工作日");
        await visitor.SeesAsync("80.00");
        await visitor.Tab.GetByRole(AriaRole.Link, new() { Name = $"对“{PublishedSite.Title}”提出异议" }).ClickAsync();
        return await SendAsync(visitor);
    }

    private static async Task<string> SendAsync(Visitor visitor)
    {
        await visitor.Tab.GetByLabel("姓名").FillAsync("某研究人员");
        await visitor.Tab.GetByLabel("联系方式").FillAsync("020-80000000");
        await visitor.Tab.GetByLabel("异议和理由").FillAsync(Reasons);
        await visitor.Tab.GetByRole(AriaRole.Button, new() { Name = "提交异议" }).ClickAsync();
        await visitor.SeesAsync("异议已提交");
        return await visitor.Tab.Locator(".receipt-number").InnerTextAsync();
    }

    private static async Task AnswerAsync(Visitor officer, string number)
    {
        await officer.GoAsync("/work/messages");
        await officer.SeesAsync("收到一份异议");
        await officer.OpenTaskAsync(PublishedSite.Title);
        await officer.Tab.GetByRole(AriaRole.Link, new() { Name = "查看异议" }).ClickAsync();
        await officer.SeesAsync("某研究人员");
        await officer.SeesAsync(Reasons);
        await officer.ShootAsync("objections-of-a-project");
        await officer.Tab.GetByRole(AriaRole.Button, new() { Name = $"答复异议 {number}" }).ClickAsync();
        var dialog = officer.Tab.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "异议不成立" }).CheckAsync();
        await dialog.GetByLabel("答复内容").FillAsync("经核查，两个项目研究内容不同。");
        await officer.ShootAsync("objection-dialog");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "答 复" }).Or(
            dialog.GetByRole(AriaRole.Button, new() { Name = "答复", Exact = true })).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await officer.SeesAsync("立项下达");
        await Expect(officer.Tab.GetByRole(AriaRole.Button, new() { Name = "下达" })).ToBeVisibleAsync();
        Assert.Empty(officer.Complaints);
    }
}
