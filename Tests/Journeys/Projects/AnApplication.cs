using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Projects;

/// <summary>A whole application, typed and chosen field by field as an applicant does.</summary>
internal static class AnApplication
{
    /// <summary>Its abstract.</summary>
    public const string Summary =
        "面向大功率电力电子器件散热需求，研究高导热氮化硅陶瓷基板的流延成型、两步烧结和残余应力控制，"
        + "形成可批量生产的工艺与检测方法，并在车用功率模块上完成验证，降低基板成本三成以上。";

    private static readonly string Long = string.Concat(Enumerable.Repeat(Summary, 2));

    /// <summary>Fills in the form that is open, from its first section to its last.</summary>
    /// <param name="leader">Who fills it in.</param>
    /// <param name="first">Name of the first member, their entity, and what is typed to find it.</param>
    /// <param name="second">The second member, of a partner.</param>
    public static async Task FillAsync(
        Visitor leader,
        (string Name, string Entity, string Typed) first,
        (string Name, string Entity, string Typed) second)
    {
        var form = leader.Tab.Section();
        await form.ChooseAsync("技术领域", "新材料");
        await form.DayAsync("起始日期", "2027-01-01");
        await form.DayAsync("完成日期", "2029-12-31");
        await form.WriteAsync("关键词", "氮化硅；陶瓷基板；流延成型");
        await form.WriteAsync("项目摘要", Summary);
        await leader.Tab.SavedAsync();

        await leader.NextAsync("研究内容");
        await form.WriteAsync("立项依据与国内外现状", Long);
        await form.WriteAsync("研究内容与拟解决的关键问题", Long);
        await form.WriteAsync("技术路线", Summary);
        await form.WriteAsync("创新点", Summary);
        await form.AddRowAsync("考核指标");
        await form.WriteAsync("指标名称，第 1 行", "热导率");
        await form.WriteAsync("完成时指标值，第 1 行", "不低于 90 W/(m·K)");

        await leader.NextAsync("项目成员");
        await form.AddRowAsync("参与单位");
        await form.ChooseAsync("单位名称，第 1 行", second.Entity, second.Typed);
        await form.WriteAsync("承担任务，第 1 行", "烧结机理与残余应力测试");
        await AddMemberAsync(form, 1, first, 18);
        await AddMemberAsync(form, 2, second, 12);
        await Expect(Sums(form, "项目组成员")).ToContainTextAsync("30");

        await leader.NextAsync("经费预算");
        await AddLineAsync(form, 1, "设备费", "流延机改造", "120", "80");
        await AddLineAsync(form, 2, "业务费", "试制与检测", "60.5", "19.5");
        await Expect(Sums(form, "预算科目")).ToContainTextAsync("180.50");
        await Expect(Sums(form, "预算科目")).ToContainTextAsync("99.50");
        await form.WriteAsync("申请省财政资金合计", "180.5");
        await form.WriteAsync("自筹资金合计", "99.5");
        await form.WriteAsync("项目总预算", "280");
        await AttachAsync(leader, form);
    }

    private static async Task AttachAsync(Visitor leader, ILocator form)
    {
        await leader.NextAsync("附件与承诺");
        var chooser = await leader.Tab.RunAndWaitForFileChooserAsync(
            () => form.GetByRole(AriaRole.Button, new() { Name = "选择文件" }).ClickAsync());
        await chooser.SetFilesAsync(new FilePayload
        {
            Name = "合作协议.pdf",
            MimeType = "application/pdf",
            Buffer = "%PDF-1.4\n%合作协议\n%%EOF\n"u8.ToArray(),
        });
        await Expect(form.GetByRole(AriaRole.Button, new() { Name = "移除 合作协议.pdf" })).ToBeVisibleAsync();
        await form.GetByRole(AriaRole.Checkbox).CheckAsync();
        await leader.Tab.SavedAsync();
    }

    private static async Task AddMemberAsync(
        ILocator form, int row, (string Name, string Entity, string Typed) member, int months)
    {
        await form.AddRowAsync("项目组成员");
        await form.WriteAsync($"姓名，第 {row} 行", member.Name);
        await form.ChooseAsync($"所在单位，第 {row} 行", member.Entity, member.Typed);
        await form.ChooseAsync($"职称，第 {row} 行", "正高级");
        await form.WriteAsync($"项目分工，第 {row} 行", "总体方案");
        await form.WriteAsync($"投入月数，第 {row} 行", $"{months}");
    }

    private static async Task AddLineAsync(
        ILocator form, int row, string category, string purpose, string requested, string own)
    {
        await form.AddRowAsync("预算科目");
        await form.ChooseAsync($"科目，第 {row} 行", category);
        await form.WriteAsync($"用途说明，第 {row} 行", purpose);
        await form.WriteAsync($"申请省财政资金，第 {row} 行", requested);
        await form.WriteAsync($"自筹资金，第 {row} 行", own);
    }

    private static ILocator Sums(ILocator form, string table) =>
        form.GetByRole(AriaRole.Group, new() { Name = table, Exact = true }).Locator("tfoot");
}
