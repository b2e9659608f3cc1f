using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SunGov.Tests.Journeys.Projects;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Identity;

/// <summary>Accounts and identities given and taken in the browser (R-USR-01 to 04, R-USR-08, R-LOG-02).</summary>
[Collection(DemoSite.Name)]
public sealed partial class PeopleAreRegistered(DemoSite site)
{
    [Fact]
    public async Task An_office_registers_its_researcher_who_logs_in_and_later_loses_the_identity()
    {
        await using var office = await site.AsAsync("office-h1");
        await office.GoAsync("/admin/people");
        await office.Tab.GetByRole(AriaRole.Link, new() { Name = "登记人员" }).ClickAsync();
        await Expect(office.Tab.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("登记人员");
        await office.Tab.GetByLabel("姓名").FillAsync("卓云帆");
        await office.Tab.GetByLabel("登录名").FillAsync("zhuo.yunfan");
        await office.Tab.GetByLabel("身份证号").FillAsync("110105194912310021");
        await Button(office, "登记").ClickAsync();
        await office.SeesAsync("身份证号不对");
        await office.SeesAsync("请填写此项");
        await office.ShootAsync("person-new-wrong");
        await office.Tab.GetByLabel("身份证号").FillAsync("11010519491231002x");
        await Button(office, "随机生成").ClickAsync();
        var password = await office.Tab.GetByLabel("初始密码").InputValueAsync();
        await office.Tab.Locator("main").ChooseAsync("角色", "科研人员");
        await Button(office, "登记").ClickAsync();
        await Expect(Heading(office)).ToHaveTextAsync("卓云帆");
        await office.SeesAsync("1****************X");

        await using var researcher = await site.VisitorAsync();
        await researcher.GoAsync("/login");
        await researcher.LogInAsync("zhuo.yunfan", password);
        await Expect(Heading(researcher)).ToHaveTextAsync("我的任务");

        await Button(office, "终止身份：科研人员 · 南粤医科大学附属第一医院").ClickAsync();
        await Dialog(office).GetByLabel("原因").FillAsync("调离本单位");
        await Dialog(office).GetByRole(AriaRole.Button, new() { Name = "终止", Exact = true }).ClickAsync();
        await Expect(Dialog(office)).ToHaveCountAsync(0);
        await office.ShootAsync("person");
        await researcher.Tab.ReloadAsync();
        await researcher.SeesAsync("您没有有效的身份");
        Assert.DoesNotContain(office.Complaints, told => !Refused().IsMatch(told));
    }

    [Fact]
    public async Task An_administrator_gives_an_identity_and_another_password_and_opens_a_lock()
    {
        await using var person = await site.VisitorAsync();
        await person.GoAsync("/login");
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            await person.LogInAsync("lead34", "not-the-password");
            await Expect(person.Tab.GetByRole(AriaRole.Alert))
                .ToContainTextAsync(attempt < 5 ? "登录名或密码不对" : "账号已锁定");
            await Expect(Button(person, "登录")).ToBeEnabledAsync();
        }

        await using var admin = await site.AsAsync("admin");
        await admin.GoAsync("/admin/people?search=lead34");
        await admin.Tab.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link).First.ClickAsync();
        await admin.SeesAsync("连续输错密码，账号已锁定");
        await Button(admin, "解除锁定").ClickAsync();
        await Dialog(admin).GetByLabel("原因").FillAsync("已电话核实本人");
        await Dialog(admin).GetByRole(AriaRole.Button, new() { Name = "解除锁定" }).ClickAsync();
        await Expect(admin.Tab.GetByText("连续输错密码，账号已锁定")).ToHaveCountAsync(0);

        await Button(admin, "重置密码").ClickAsync();
        await Dialog(admin).GetByLabel("新密码").FillAsync("short");
        await Dialog(admin).GetByLabel("原因").FillAsync("本人到场申请");
        await Dialog(admin).GetByRole(AriaRole.Button, new() { Name = "重置密码" }).ClickAsync();
        await admin.SeesAsync("密码为 10 至 128 位");
        await Dialog(admin).GetByLabel("新密码").FillAsync("harbour-lantern-34");
        await Dialog(admin).GetByRole(AriaRole.Button, new() { Name = "重置密码" }).ClickAsync();
        await Expect(Dialog(admin)).ToHaveCountAsync(0);

        await Button(admin, "增加身份").ClickAsync();
        await Dialog(admin).ChooseAsync("角色", "单位科研管理");
        await Dialog(admin).ChooseAsync("单位", "韩江师范学院", "韩江师范");
        await Dialog(admin).GetByRole(AriaRole.Button, new() { Name = "确定" }).ClickAsync();
        await Expect(admin.Tab.GetByRole(AriaRole.Table)).ToContainTextAsync("单位科研管理");

        await person.LogInAsync("lead34", "harbour-lantern-34");
        await Expect(Heading(person)).ToHaveTextAsync("我的任务");
        await Expect(person.Tab.Locator(".acting button")).ToBeVisibleAsync();
    }

    private static ILocator Heading(Visitor visitor) => visitor.Tab.GetByRole(AriaRole.Heading, new() { Level = 1 });

    private static ILocator Dialog(Visitor visitor) => visitor.Tab.GetByRole(AriaRole.Dialog);

    private static ILocator Button(Visitor visitor, string name) =>
        visitor.Tab.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    [GeneratedRegex(@"\b(403|404|409|422)\b")]
    private static partial Regex Refused();
}
