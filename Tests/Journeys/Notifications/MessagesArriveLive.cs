using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Notifications;

/// <summary>The count of unread messages moves by itself while a page is open.</summary>
[Collection(DemoSite.Name)]
public sealed class MessagesArriveLive(DemoSite site)
{
    [Fact]
    public async Task A_return_reaches_the_leader_without_a_reload_and_is_read_once()
    {
        const string title = "饮用水中新污染物高效去除与风险管控";
        await using var leader = await site.AsAsync("lead16");
        await leader.GoAsync("/work/messages");
        await leader.Tab.GetByRole(AriaRole.Button, new() { Name = "全部标为已读" }).ClickAsync();
        await Expect(Bell(leader, 0)).ToBeVisibleAsync();

        await using var office = await site.AsAsync("office-u6");
        await office.OpenTaskAsync(title);
        await office.ActAsync("退回修改", "研究目标与指南不完全一致，请对照修改。", "研究内容");

        await Expect(Bell(leader, 1).Or(Bell(leader, 2))).ToBeVisibleAsync();
        await leader.SeesAsync($"项目在“单位审核”环节被退回修改：{title}");
        await leader.ShootAsync("messages");
        await leader.Tab.GetByRole(AriaRole.Link, new() { Name = "被退回修改" }).First.ClickAsync();
        await Expect(leader.Tab.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
        await leader.SeesAsync("研究目标与指南不完全一致，请对照修改。");
    }

    private static ILocator Bell(Visitor visitor, int count) =>
        visitor.Tab.GetByRole(AriaRole.Link, new() { Name = $"消息，{count} 条未读" });
}
