using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Projects;

/// <summary>Rules and sums of the definition while one types, and earlier versions brought back (R-BUS-11, R-APP-03).
/// </summary>
[Collection(DemoSite.Name)]
public sealed class FormsHelpWhileTyping(DemoSite site)
{
    private const string Basic = "/work/projects/demo-b15/forms/application/basic";
    private const string Broken = "完成日期应晚于起始日期";

    [Fact]
    public async Task A_rule_is_told_before_saving_and_goes_when_it_holds()
    {
        await using var leader = await site.AsAsync("lead04");
        await leader.GoAsync(Basic);
        var form = leader.Tab.Section();
        await leader.Context.SetOfflineAsync(true);
        await form.DayAsync("起始日期", "2028-01-01");
        await form.DayAsync("完成日期", "2027-01-01");
        await leader.SeesAsync(Broken);
        await leader.ShootAsync("form-rule");
        await form.DayAsync("完成日期", "2029-12-31");
        await Expect(leader.Tab.GetByText(Broken)).ToHaveCountAsync(0);
        await leader.Context.SetOfflineAsync(false);
        await leader.Tab.SavedAsync();
    }

    [Fact]
    public async Task The_sum_asked_for_adds_up_and_a_mismatch_is_explained()
    {
        await using var leader = await site.AsAsync("lead09");
        await leader.GoAsync("/work/projects/demo-b17/forms/application/budget");
        var form = leader.Tab.Section();
        await form.WriteAsync("申请省财政资金，第 1 行", "12.5");
        await Expect(leader.Tab.Locator(".requested")).ToContainTextAsync("申请经费合计");
        await leader.SeesAsync("申请省财政资金合计应等于各科目申请金额之和");
        await leader.ShootAsync("form-sums");
    }

    [Fact]
    public async Task An_earlier_version_is_compared_and_restored_as_a_new_one()
    {
        await using var leader = await site.AsAsync("lead04");
        await leader.GoAsync(Basic);
        await leader.Tab.Section().WriteAsync("关键词", "第一种写法；甲；乙");
        await leader.Tab.SavedAsync();
        await leader.Tab.Section().WriteAsync("关键词", "第二种写法；丙；丁");
        await leader.Tab.SavedAsync();

        await leader.Tab.GetByRole(AriaRole.Button, new() { Name = "历史版本" }).ClickAsync();
        var drawer = leader.Tab.GetByRole(AriaRole.Dialog);
        await drawer.Locator(".version").Nth(1).ClickAsync();
        await Expect(drawer.Locator(".differences")).ToContainTextAsync("第一种写法；甲；乙");
        await Expect(drawer.Locator(".differences")).ToContainTextAsync("第二种写法；丙；丁");
        await leader.ShootAsync("form-versions");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "恢复此版本" }).ClickAsync();
        await leader.Tab.Locator(".ant-modal").GetByRole(AriaRole.Button, new() { Name = "恢复此版本" }).ClickAsync();
        await leader.SeesAsync("已恢复，并保存为新的版本");
        await leader.Tab.SavedAsync();
        await Visitor.GoAsync(leader.Tab, Basic);
        await Expect(leader.Tab.GetByLabel("关键词")).ToHaveValueAsync("第一种写法；甲；乙");
        Assert.Empty(leader.Complaints);
    }

    [Fact]
    public async Task A_search_is_kept_under_a_name()
    {
        await using var officer = await site.AsAsync("head2");
        await officer.GoAsync("/work/projects?search=大学&year=2027");
        await officer.Tab.GetByRole(AriaRole.Button, new() { Name = "常用查询" }).ClickAsync();
        await officer.Tab.GetByLabel("给当前条件起个名字").FillAsync("高校项目");
        await officer.Tab.GetByLabel("给当前条件起个名字").PressAsync("Enter");
        await officer.GoAsync("/work/projects");
        await officer.Tab.GetByRole(AriaRole.Button, new() { Name = "常用查询" }).ClickAsync();
        await officer.Tab.GetByRole(AriaRole.Button, new() { Name = "高校项目", Exact = true }).ClickAsync();
        await Expect(officer.Tab.GetByLabel("编号、名称、负责人或单位")).ToHaveValueAsync("大学");
        await Expect(officer.Tab).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("year=2027"));
    }
}
