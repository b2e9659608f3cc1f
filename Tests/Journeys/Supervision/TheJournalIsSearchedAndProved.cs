using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Supervision;

/// <summary>An administrator finds what happened and sees that it is unchanged.</summary>
[Collection(DemoSite.Name)]
public sealed class TheJournalIsSearchedAndProved(DemoSite site)
{
    [Fact]
    public async Task Entries_of_one_project_are_found_and_the_hash_of_one_recomputes()
    {
        await using var admin = await site.AsAsync("admin");
        await admin.GoAsync("/admin/journal?kind=project");
        await admin.Tab.GetByLabel("对象编号").FillAsync("demo-b05");
        await admin.Tab.Keyboard.PressAsync("Enter");
        var rows = admin.Tab.Locator("tr.ant-table-row");
        await Expect(admin.Tab.GetByText("demo-a01")).ToHaveCountAsync(0);
        await Expect(rows.Filter(new() { HasText = "魏长风" }).First).ToBeVisibleAsync();
        await Expect(rows.Filter(new() { HasText = "开始申报" })).ToHaveCountAsync(1);
        await rows.Filter(new() { HasText = "开始申报" }).GetByRole(AriaRole.Link).ClickAsync();
        await admin.SeesAsync("已重新计算：哈希一致，未被改动。");
        await admin.SeesAsync("国产体外膜肺氧合系统关键部件研制");
    }
}
