using Microsoft.Playwright;
using SunGov.Silo.Demo;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Identity;

/// <summary>Logging in, acting under an identity, and ending sessions, as people see them (R-LOG-02).</summary>
[Collection(DemoSite.Name)]
public sealed class LoggingInAndActing(DemoSite site)
{
    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_and_the_page_says_until_when()
    {
        await using var person = await site.VisitorAsync();
        await person.GoAsync("/login");
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            await person.LogInAsync("lead36", "not-the-password");
            await Expect(person.Tab.GetByRole(AriaRole.Alert))
                .ToContainTextAsync(attempt < 5 ? "登录名或密码不对" : "账号已锁定");
            await Expect(person.Tab.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true })).ToBeEnabledAsync();
        }

        await person.LogInAsync("lead36");
        await Expect(person.Tab.GetByRole(AriaRole.Alert)).ToContainTextAsync("账号已锁定");
        await person.ShootAsync("login-locked");
    }

    [Fact]
    public async Task An_identity_is_chosen_for_one_tab_only()
    {
        await using var person = await site.AsAsync("office-u1");
        await person.GoAsync("/work");
        var other = await person.Context.NewPageAsync();
        await Visitor.GoAsync(other, "/work");
        await Acting(person.Tab).ClickAsync();
        await person.Tab.GetByRole(AriaRole.Menuitem).Last.ClickAsync();
        await Expect(Acting(person.Tab)).ToHaveAccessibleNameAsync("当前身份： 科研人员 · 岭南理工大学");

        await other.GetByRole(AriaRole.Link, new() { Name = "项目", Exact = true }).ClickAsync();
        await Expect(Acting(other)).ToHaveAccessibleNameAsync("当前身份： 单位科研管理 · 岭南理工大学");
        await Visitor.GoAsync(person.Tab, "/work/projects");
        await Expect(Acting(person.Tab)).ToHaveAccessibleNameAsync("当前身份： 科研人员 · 岭南理工大学");
    }

    [Fact]
    public async Task A_new_password_ends_the_sessions_elsewhere_at_once()
    {
        const string password = "harbour-lantern-58";
        await using var here = await site.AsAsync("lead35");
        await using var elsewhere = await site.AsAsync("lead35");
        await elsewhere.GoAsync("/work");
        await here.GoAsync("/work/password");
        await here.Tab.GetByLabel("原密码").FillAsync(DemoLoader.Password);
        await here.Tab.GetByLabel("新密码", new() { Exact = true }).FillAsync(password);
        await here.Tab.GetByLabel("再输一次新密码").FillAsync(password);
        await here.Tab.GetByRole(AriaRole.Button, new() { Name = "修改", Exact = true }).ClickAsync();
        await here.SeesAsync("密码已修改");

        await elsewhere.Tab.GetByRole(AriaRole.Link, new() { Name = "项目", Exact = true }).ClickAsync();
        await Expect(elsewhere.Tab.GetByLabel("登录名")).ToBeVisibleAsync();
        await elsewhere.LogInAsync("lead35", password);
        await Expect(elsewhere.Tab.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("项目");
    }

    [Fact]
    public async Task The_site_speaks_english_when_asked_and_remembers_it()
    {
        await using var person = await site.AsAsync("officer2");
        await person.GoAsync("/work");
        await person.Tab.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Expect(person.Tab.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("My tasks");
        await person.GoAsync("/work/projects");
        await Expect(person.Tab.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Projects");
        await Expect(person.Tab.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await person.SeesAsync("Intake");
        await person.ShootAsync("projects-english");
    }

    private static ILocator Acting(IPage tab) => tab.Locator(".acting button");
}
