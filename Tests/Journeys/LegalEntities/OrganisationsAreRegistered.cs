using Microsoft.Playwright;
using SunGov.Tests.Journeys.Projects;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.LegalEntities;

/// <summary>Organisations in the browser (R-USR-06, R-USR-09).</summary>
[Collection(DemoSite.Name)]
public sealed class OrganisationsAreRegistered(DemoSite site)
{
    [Fact]
    public async Task An_administrator_registers_one_with_its_credit_code_and_changes_who_recommends_it()
    {
        await using var admin = await site.AsAsync("admin");
        await admin.GoAsync("/work/entities");
        await admin.Tab.GetByRole(AriaRole.Link, new() { Name = "登记单位" }).ClickAsync();
        await Expect(admin.Tab.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("登记单位");
        var form = admin.Tab.Locator("main");
        await form.GetByLabel("名称").FillAsync("潮汕先进光源应用研究院");
        await form.ChooseAsync("类型", "科研院所");
        await form.GetByLabel("统一社会信用代码").FillAsync("1244051055555555XX");
        await form.GetByLabel("行政区划").FillAsync("440500");
        await form.ChooseAsync("主管部门", "汕头市科学技术局", "汕头市");
        await form.ChooseAsync("推荐单位", "汕头市科学技术局", "汕头市");
        await Save(admin).ClickAsync();
        await admin.SeesAsync("信用代码不对");
        await form.GetByLabel("统一社会信用代码").FillAsync("12440300444444446M");
        await Save(admin).ClickAsync();
        await admin.SeesAsync("已被其他单位使用");
        await admin.ShootAsync("entity-new-taken");
        await form.GetByLabel("统一社会信用代码").FillAsync("1244000070000001XE");
        await Save(admin).ClickAsync();
        await Expect(admin.Tab.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("潮汕先进光源应用研究院");

        await admin.Tab.GetByRole(AriaRole.Button, new() { Name = "修改单位信息" }).ClickAsync();
        var dialog = admin.Tab.GetByRole(AriaRole.Dialog);
        await dialog.ChooseAsync("推荐单位", "潮州市科学技术局", "潮州市");
        await dialog.GetByLabel("原因").FillAsync("归口调整");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确定" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(admin.Tab.Locator("dl.facts")).ToContainTextAsync("潮州市科学技术局");
    }

    [Fact]
    public async Task An_office_changes_its_own_contact_and_nothing_else()
    {
        await using var office = await site.AsAsync("office-u6");
        await office.GoAsync("/work/entities/u6");
        await office.Tab.GetByRole(AriaRole.Button, new() { Name = "修改单位信息" }).ClickAsync();
        var dialog = office.Tab.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByLabel("推荐单位")).ToHaveCountAsync(0);
        await dialog.GetByLabel("联系方式").FillAsync("科研处 0768-1000000");
        await dialog.GetByLabel("原因").FillAsync("电话变更");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确定" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await office.SeesAsync("科研处 0768-1000000");
        await office.GoAsync("/work/entities/u5");
        await Expect(office.Tab.GetByRole(AriaRole.Button, new() { Name = "修改单位信息" })).ToHaveCountAsync(0);
    }

    private static ILocator Save(Visitor visitor) =>
        visitor.Tab.GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true });
}
