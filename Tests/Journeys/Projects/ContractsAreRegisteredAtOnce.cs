using Microsoft.Playwright;
using SunGov.Tests.Journeys.Shared;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Projects;

/// <summary>R-CHK-05: a conforming contract is registered while one looks on; another waits for a person, with the
/// reasons.</summary>
[Collection(DemoSite.Name)]
public sealed class ContractsAreRegisteredAtOnce(DemoSite site)
{
    [Fact]
    public async Task What_meets_all_rules_gets_its_certificate_within_seconds_with_the_rules_told()
    {
        await using var agent = await site.AsAsync("lead17");
        await agent.OpenTaskAsync("焊接质量在线检测技术服务");
        await agent.ActAsync("提交登记");
        await agent.SeesAsync("8 条规则全部符合，由平台自动办理");
        await Expect(agent.Tab.Locator(".stage-map")).ToContainTextAsync("已登记");
        await agent.Tab.Locator("details.instant summary").ClickAsync();
        await agent.SeesAsync("技术交易额不超过 500 万元");
        await agent.ShootAsync("instant-passed");
        Assert.Empty(await Axe.FindingsAsync(agent.Tab));
        await agent.Tab.GetByRole(AriaRole.Tab, new() { Name = "评审与决定" }).ClickAsync();
        await agent.SeesAsync("技术合同认定登记证明");
        await agent.SeesAsync("有效，至");
        await agent.Tab.GetByRole(AriaRole.Tab, new() { Name = "留痕" }).ClickAsync();
        await agent.SeesAsync("8 条规则全部符合，由平台自动办理");
        await agent.SeesAsync("平台");
        await agent.Tab.SetViewportSizeAsync(Visitor.Phone, 844);
        await agent.ShootAsync("instant-passed", Visitor.Phone);
        Assert.Empty(agent.Complaints);
    }

    [Fact]
    public async Task What_fails_a_rule_waits_for_a_person_who_sees_which()
    {
        await using var desk = await site.AsAsync("intake1");
        await desk.OpenTaskAsync("园区能源管理技术咨询");
        await desk.SeesAsync("2 条规则不符合，由人工办理");
        await desk.SeesAsync("不是涉外合同");
        await desk.ShootAsync("instant-people");
        Assert.Empty(await Axe.FindingsAsync(desk.Tab));
        await desk.ActAsync("予以登记", "合同标的明确，准予登记。");
        await Expect(desk.Tab.Locator(".stage-map")).ToContainTextAsync("已登记");
        Assert.Empty(desk.Complaints);
    }
}
