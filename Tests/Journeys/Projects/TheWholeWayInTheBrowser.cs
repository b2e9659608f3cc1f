using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Projects;

/// <summary>
/// The walk of the first business, step by step by the people whose turn it is, each at a browser of their own: from
/// the call to the archive package. Only what repeats itself, the other applications and experts, goes behind the
/// pages.
/// </summary>
public sealed partial class TheWholeWayInTheBrowser(WalkedSite site) : IClassFixture<WalkedSite>
{
    private const string Call = "省重点领域研发计划“先进陶瓷与电子封装材料”专项申报通知";

    private const string Title =
        "面向新能源汽车主驱逆变器与轨道交通牵引变流器的高导热氮化硅陶瓷覆铜基板流延成型、两步烧结与残余应力协同控制关键技术";

    private const string Leader = "staff042";
    private const string Officer = "officer1";
    private const string Organiser = "organiser1";

    private static readonly (string Login, string Office, string City, string Title)[] Others =
    [
        ("staff037", "office-u4", "city-sz", "毫米波封装用低损耗玻璃陶瓷材料与流延工艺"),
        ("staff081", "office-e2", "city-fs", "大功率模块用活性金属钎焊覆铜基板批量制造技术"),
    ];

    private string _call = "";
    private string _project = "";
    private string[] _others = [];

    [Fact]
    public async Task Leads_from_the_call_to_the_archive_each_step_done_by_whom_it_falls_to()
    {
        await PublishTheCallAsync();
        await ApplyAsync();
        await RecommendAsync();
        await AcceptAsync();
        await ReviewAsync();
        await AwardAsync();
        await PublicationAsync();
        await ContractAsync();
        await ReportAsync();
        await FinishAsync();
        await RegisterAsync();
        await TakeThePackageAsync();
    }

    private async Task PublishTheCallAsync()
    {
        var officer = await site.AtAsync(Officer);
        await officer.GoAsync("/work/calls/new");
        var form = officer.Tab.Locator("form");
        await form.GetByLabel("通知名称").FillAsync(Call);
        await form.ChooseAsync("业务类型", "省重点领域研发计划");
        await form.GetByLabel("年度").FillAsync("2027");
        await form.DayAsync("开始日期", site.Day(-1));
        await form.DayAsync("截止日期", site.Day(30));
        await form.GetByLabel("简介").FillAsync("面向新一代功率器件和高频通信，支持先进陶瓷、封装基板与连接材料的联合攻关。");
        await form.GetByLabel("咨询方式").FillAsync("资源配置与管理处 020-83163338");
        await form.GetByLabel("第 1 部分标题").FillAsync("一、支持方向");
        await form.GetByLabel("正文").FillAsync("方向一：高导热陶瓷基板；方向二：低损耗封装材料；方向三：低温连接材料与工艺。");
        await site.ShootAsync(officer, "call-draft");
        await form.GetByRole(AriaRole.Button, new() { Name = "保存草稿" }).ClickAsync();
        await officer.Tab.GetByRole(AriaRole.Button, new() { Name = "发布", Exact = true }).ClickAsync();
        await officer.Tab.GetByRole(AriaRole.Dialog)
            .GetByRole(AriaRole.Button, new() { Name = "发布", Exact = true }).ClickAsync();
        await officer.Tab.GetByRole(AriaRole.Link, new() { Name = "公开页面" }).ClickAsync();
        await Expect(officer.Tab.GetByRole(AriaRole.Heading, new() { Name = Call, Level = 1 })).ToBeVisibleAsync();
        _call = new Uri(officer.Tab.Url).Segments[^1];
        await site.ShootAsync(officer, "call-public", phone: true);
    }

    private async Task ApplyAsync()
    {
        var leader = await site.KeepAsync(Leader, await site.VisitorAsync());
        await leader.GoAsync($"/calls/{_call}");
        await leader.Tab.GetByRole(AriaRole.Link, new() { Name = "申报", Exact = true }).ClickAsync();
        await leader.LogInAsync(Leader);
        await leader.Tab.GetByLabel("项目名称").FillAsync(Title);
        await site.ShootAsync(leader, "start");
        await leader.Tab.GetByRole(AriaRole.Button, new() { Name = "开始填写" }).ClickAsync();
        await Expect(leader.Tab.GetByRole(AriaRole.Heading, new() { Name = "基本信息" })).ToBeVisibleAsync();
        await AnApplication.FillAsync(
            leader, ("丁永松", "粤东先进陶瓷与新材料研究院", "粤东先进"), ("叶广源", "岭南理工大学", "岭南理工"));
        await site.ShootAsync(leader, "application-last-section");
        await leader.Tab.GetByRole(AriaRole.Link, new() { Name = "返回项目页提交" }).ClickAsync();
        await Expect(leader.Tab.GetByRole(AriaRole.Heading, new() { Name = Title, Level = 1 })).ToBeVisibleAsync();
        _project = new Uri(leader.Tab.Url).Segments[^1];
        await leader.ActAsync("提交单位审核");
        await site.ShootAsync(leader, "handed-in", phone: true);
        _others = await Task.WhenAll(Others.Select(other => site.ApplyAsync(other.Login, _call, other.Title)));
    }

    private async Task RecommendAsync()
    {
        var office = await site.AtAsync("office-i4");
        await office.OpenTaskAsync(Title);
        await office.ActAsync("审核通过并提交", "材料齐全，研究基础较好，同意提交。");
        await Expect(Now(office)).ToContainTextAsync("推荐");
        await site.ShootAsync(office, "submitted");

        var city = await site.AtAsync("city-cz");
        await city.GoAsync("/work");
        await site.ShootAsync(city, "tasks-of-the-city", phone: true);
        await city.OpenTaskAsync(Title);
        await city.ActAsync("同意推荐", "符合指南方向和我市产业需求，同意推荐。");
        await Expect(Now(city)).ToContainTextAsync("受理");
        await site.ShootAsync(city, "recommended");
        foreach (var (project, other) in _others.Zip(Others))
        {
            await site.ActAsync(other.Office, project, "submit");
            await site.ActAsync(other.City, project, "recommend", "同意推荐。");
        }
    }

    private async Task AcceptAsync()
    {
        var intake = await site.AtAsync("intake1");
        await intake.OpenTaskAsync(Title);
        await intake.ActAsync("予以受理");
        await Expect(Now(intake)).ToContainTextAsync("资格审查");
        await site.ShootAsync(intake, "accepted");

        var officer = await site.AtAsync(Officer);
        await officer.OpenTaskAsync(Title);
        await officer.ActAsync("审查通过", "形式和资格均符合申报条件。");
        await Expect(Now(officer)).ToContainTextAsync("专家评审");
        await site.ShootAsync(officer, "eligible");
        foreach (var project in _others)
        {
            await site.ActAsync("intake1", project, "accept");
            await site.ActAsync(Officer, project, "pass");
        }
    }

    private static ILocator Now(Visitor visitor) => visitor.Tab.Locator(".stage-map [aria-current=step]");
}
