using Microsoft.Playwright;
using SunGov.Tests.Journeys.Shared;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Projects;

/// <summary>R-BUS-02, R-CER-03: science, finance and tax conclude together; a certificate replaces another.</summary>
[Collection(DemoSite.Name)]
public sealed class ThreeDepartmentsConclude(DemoSite site)
{
    [Fact]
    public async Task Science_waits_for_tax_and_is_told_so_until_it_has_concluded()
    {
        await using var science = await site.AsAsync("officer-gx");
        await science.GoAsync("/work/projects/demo-ht2");
        var conclude = science.Tab.GetByRole(AriaRole.Button, new() { Name = "提请公示认定（还有承办人没有办理：税务局" });
        await Expect(conclude).ToBeDisabledAsync();
        await science.ShootAsync("joint-waiting");
        Assert.Empty(await Axe.FindingsAsync(science.Tab));

        await using var tax = await site.AsAsync("tax1");
        await tax.GoAsync("/work/projects/demo-ht2");
        await tax.Tab.GetByRole(AriaRole.Button, new() { Name = "出具税务审查意见", Exact = true }).ClickAsync();
        var dialog = tax.Tab.GetByRole(AriaRole.Dialog);
        await dialog.ChooseAsync("税务审查结论", "符合条件");
        await dialog.ChooseAsync("研发费用加计扣除申报", "与申报一致");
        await dialog.GetByLabel("意见").FillAsync("与纳税申报一致。");
        await tax.ShootAsync("joint-tax");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "出具税务审查意见", Exact = true }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);

        await science.Tab.ReloadAsync();
        await science.ActAsync("提请公示认定", "三部门意见一致，同意认定。");
        await Expect(science.Tab.Locator(".stage-map [aria-current=step]")).ToContainTextAsync("公示");
        Assert.Empty(science.Complaints);
        Assert.Empty(tax.Complaints);
    }

    [Fact]
    public async Task A_changed_name_gets_a_new_certificate_and_the_old_one_is_replaced()
    {
        await using var head = await site.AsAsync("head-gx");
        await head.GoAsync("/work/projects/demo-ht1");
        await head.ActAsync("换发证书");
        await head.Tab.GetByRole(AriaRole.Tab, new() { Name = "评审与决定" }).ClickAsync();
        await head.SeesAsync("已被");
        await head.SeesAsync("有效，至");
        await head.ShootAsync("certificate-replaced");
        await head.Tab.SetViewportSizeAsync(Visitor.Phone, 844);
        await head.ShootAsync("certificate-replaced", Visitor.Phone);
        Assert.Empty(await Axe.FindingsAsync(head.Tab));
        Assert.Empty(head.Complaints);
    }
}
