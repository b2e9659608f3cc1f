using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Projects;

/// <summary>What is typed into a form stays, whatever happens to the connection, the tab or the page.</summary>
[Collection(DemoSite.Name)]
public sealed class NothingTypedIsLost(DemoSite site)
{
    private const string Field = "创新点";

    [Fact]
    public async Task When_the_connection_drops_the_text_is_kept_told_and_saved_afterwards()
    {
        const string text = "首次把声发射与润滑油在线光谱联合用于海上齿轮箱早期点蚀识别，误报率比单一振动方法降低一半以上。";
        await using var leader = await site.AsAsync("lead32");
        await leader.GoAsync("/work/projects/demo-a07/forms/application/research");
        await leader.Context.SetOfflineAsync(true);
        await leader.Tab.GetByLabel(Field).FillAsync(text);
        await leader.SeesAsync("网络或服务中断。已填写的内容保存在本机，恢复后会自动保存");
        await leader.ShootAsync("form-offline");
        await Expect(leader.Tab.GetByLabel(Field)).ToHaveValueAsync(text);

        await leader.Context.SetOfflineAsync(false);
        await leader.Tab.SavedAsync();
        await Expect(leader.Tab.GetByText("网络或服务中断")).ToHaveCountAsync(0);
        await Visitor.GoAsync(leader.Tab, leader.Tab.Url);
        await Expect(leader.Tab.GetByLabel(Field)).ToHaveValueAsync(text);
    }

    [Fact]
    public async Task When_a_second_tab_saves_the_same_section_the_person_chooses_between_the_versions()
    {
        const string first = "第一个窗口的写法：以再生骨料级配重构替代整体替代，保证强度离散性可控。";
        const string second = "第二个窗口的写法：以碳化改性提高再生骨料表面密实度，吸水率下降三成。";
        await using var leader = await site.AsAsync("lead04");
        const string place = "/work/projects/demo-b09/forms/application/research";
        await leader.GoAsync(place);
        var other = await leader.Context.NewPageAsync();
        await Visitor.GoAsync(other, place);
        await leader.SeesAsync("本部分也在另一个窗口打开");

        await other.GetByLabel(Field).FillAsync(second);
        await other.SavedAsync();
        await leader.Tab.GetByLabel(Field).FillAsync(first);
        var choice = leader.Tab.GetByRole(AriaRole.Alertdialog, new() { Name = "这一部分有两个版本" });
        await Expect(choice).ToContainTextAsync(first);
        await Expect(choice).ToContainTextAsync(second);
        await leader.ShootAsync("form-conflict");

        await choice.GetByRole(AriaRole.Button, new() { Name = "采用已保存的" }).ClickAsync();
        await Expect(leader.Tab.GetByLabel(Field)).ToHaveValueAsync(second);
        await leader.Tab.GetByLabel(Field).FillAsync(first);
        await leader.Tab.SavedAsync();
        await Visitor.GoAsync(leader.Tab, place);
        await Expect(leader.Tab.GetByLabel(Field)).ToHaveValueAsync(first);
    }

    [Fact]
    public async Task When_the_page_is_reloaded_before_saving_the_text_is_found_again()
    {
        const string text = "建立儿童罕见病变异功能高通量评价平台，从发现变异到给出功能证据由数月缩短到两周。";
        await using var leader = await site.AsAsync("lead09");
        await leader.GoAsync("/work/projects/demo-b17/forms/application/research");
        await leader.Tab.RouteAsync("**/sections/**", route => route.AbortAsync());
        await leader.Tab.GetByLabel(Field).FillAsync(text);
        await leader.Tab.ReloadAsync();
        await leader.SeesAsync("已找回上次没来得及保存的内容");
        await Expect(leader.Tab.GetByLabel(Field)).ToHaveValueAsync(text);

        await leader.Tab.UnrouteAllAsync();
        await leader.Tab.SavedAsync();
        await leader.Tab.ReloadAsync();
        await Expect(leader.Tab.GetByLabel(Field)).ToHaveValueAsync(text);
    }
}
