using Microsoft.Playwright;
using SunGov.Tests.Api;
using SunGov.Tests.Journeys.Reviews;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Projects;

/// <summary>The round of review: organiser, division head and experts.</summary>
public sealed partial class TheWholeWayInTheBrowser
{
    private const string Round = "先进陶瓷与电子封装材料专项专家评审";
    private const string Remark = PeopleOfARound.Remark;

    private string _round = "";

    private async Task ReviewAsync()
    {
        var organiser = await site.AtAsync(Organiser);
        await CreateTheRoundAsync(organiser);
        await ArrangeAndInviteAsync(organiser);
        await LookAtExpertsAsync();
        var (judge, other) = await TwoOfThePanelAsync();
        await DeclineAsync(other);
        await JudgeAsync(judge);
        await FollowAsync(organiser);
        await OthersJudgeAsync();
        await CloseAndReleaseAsync(organiser);
    }

    private async Task CreateTheRoundAsync(Visitor organiser)
    {
        await organiser.GoAsync("/work");
        await site.ShootAsync(organiser, "tasks-of-the-organiser");
        await organiser.GoAsync("/work/reviews");
        await organiser.Tab.GetByRole(AriaRole.Link, new() { Name = "新建评审活动" }).First.ClickAsync();
        await Expect(organiser.Tab.GetByRole(AriaRole.Heading, new() { Name = "新建评审活动" })).ToBeVisibleAsync();
        var form = organiser.Tab.Locator("form");
        await form.ChooseAsync("申报批次", Call);
        await form.ChooseAsync("所在环节", "专家评审");
        await form.GetByLabel("名称").FillAsync(Round);
        await form.ChooseAsync("评审表", "专家评审表");
        await form.GetByLabel("每项评审表数").FillAsync("3");
        await PeriodAsync(form);
        await site.ShootAsync(organiser, "round-new");
        await form.GetByRole(AriaRole.Button, new() { Name = "创建" }).ClickAsync();
        await Expect(organiser.Tab.GetByRole(AriaRole.Heading, new() { Name = Round, Level = 1 })).ToBeVisibleAsync();
        _round = new Uri(organiser.Tab.Url).Segments[^1];
    }

    private async Task PeriodAsync(ILocator form)
    {
        var days = form.Locator(".ant-picker-range input");
        await days.Nth(0).FillAsync(site.Day(0));
        await days.Nth(0).PressAsync("Enter");
        await days.Nth(1).FillAsync(site.Day(20));
        await days.Nth(1).PressAsync("Tab");
    }

    private async Task ArrangeAndInviteAsync(Visitor organiser)
    {
        var tab = organiser.Tab;
        await tab.GetByRole(AriaRole.Button, new() { Name = "生成分组" }).ClickAsync();
        await Expect(tab.GetByLabel("组名")).ToHaveValueAsync("新材料");
        await tab.Locator("main").ChooseTreeAsync("“新材料”的学科", "430", "430 ");
        await site.ShootAsync(organiser, "round-groups", phone: true);
        await tab.GetByRole(AriaRole.Button, new() { Name = "保存分组" }).ClickAsync();
        await organiser.SeesAsync("分组已保存");
        await StepAsync(organiser, "抽取专家");
        await Expect(tab.GetByRole(AriaRole.Heading, new() { Name = "抽取结果" })).ToBeVisibleAsync();
        await site.ShootAsync(organiser, "round-drawn");
        await StepAsync(organiser, "邀请专家");
        await Expect(tab.GetByRole(AriaRole.Tab, new() { Name = "进度" })).ToBeVisibleAsync();
        await site.ShootAsync(organiser, "round-invited");
    }

    private static async Task StepAsync(Visitor organiser, string step)
    {
        await organiser.Tab.GetByRole(AriaRole.Button, new() { Name = step, Exact = true }).ClickAsync();
        var dialog = organiser.Tab.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = step, Exact = true }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }

    private async Task LookAtExpertsAsync()
    {
        var head = await site.AtAsync("head1");
        await head.GoAsync($"/work/reviews/{_round}?tab=experts");
        await head.Tab.GetByRole(AriaRole.Button, new() { Name = "查看专家名单" }).ClickAsync();
        var list = head.Tab.GetByRole(AriaRole.Group, new() { Name = "专家", Exact = true });
        await Expect(list.Locator("tbody tr").First).ToContainTextAsync("专家 1");
        await site.ShootAsync(head, "round-experts");
    }

    /// <summary>Logins and desks of those who sit on the panel, in the order of their aliases.</summary>
    private async Task<(string Login, string Desk)[]> SeatedAsync()
    {
        var head = await site.BehindAsync("head1");
        var experts = (await head.GetAsync($"review-activities/{_round}/experts")).Body;
        return
        [
            .. experts.EnumerateArray().Where(row => row.GetProperty("state").GetString() != "declined")
                .Select(row => (row.GetProperty("expert").GetString()![2..], row.GetProperty("desk").GetString()!)),
        ];
    }

    /// <summary>One who judges the project that is followed, and another one; who is drawn is left to chance.</summary>
    private async Task<((string Login, string Desk) Judge, (string Login, string Desk) Other)> TwoOfThePanelAsync()
    {
        var organiser = await site.BehindAsync(Organiser);
        var round = (await organiser.GetAsync($"review-activities/{_round}")).Body;
        var group = round.GetProperty("groups")[0].GetProperty("id").GetString();
        var slots = (await organiser.GetAsync($"review-groups/{group}")).Body.GetProperty("slots").EnumerateArray()
            .Where(slot => slot.GetProperty("project").GetString() == _project)
            .Select(slot => slot.GetProperty("desk").GetString()).ToList();
        var seated = await SeatedAsync();
        var judge = seated.First(seat => slots.Contains(seat.Desk));
        return (judge, seated.First(seat => seat != judge));
    }

    private async Task DeclineAsync((string Login, string Desk) seat)
    {
        var expert = await site.AtAsync(seat.Login);
        await expert.GoAsync("/work/review-desks");
        await expert.Tab.GetByRole(AriaRole.Link, new() { Name = Round }).ClickAsync();
        await Expect(expert.Tab.GetByRole(AriaRole.Heading, new() { Name = "评审邀请" })).ToBeVisibleAsync();
        await site.ShootAsync(expert, "desk-invitation", phone: true);
        await expert.Tab.GetByRole(AriaRole.Button, new() { Name = "不参加评审" }).ClickAsync();
        var dialog = expert.Tab.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("原因").FillAsync("近期出国访问，无法按时完成评审。");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "不参加评审" }).ClickAsync();
        await expert.SeesAsync("您已谢绝本次评审");
        await site.ShootAsync(expert, "desk-declined");
    }

    private async Task JudgeAsync((string Login, string Desk) seat)
    {
        var expert = await site.AtAsync(seat.Login);
        await expert.GoAsync($"/work/review-desks/{seat.Desk}");
        await expert.Tab.GetByRole(AriaRole.Button, new() { Name = "接受邀请" }).ClickAsync();
        await expert.Tab.GetByRole(AriaRole.Checkbox, new() { Name = "我已阅读并承诺遵守以上内容" }).CheckAsync();
        await site.ShootAsync(expert, "desk-commitment", phone: true);
        await expert.Tab.GetByRole(AriaRole.Button, new() { Name = "签署并开始评审" }).ClickAsync();
        await expert.Tab.GetByRole(AriaRole.Link, new() { Name = Title }).ClickAsync();
        await Expect(expert.Tab.Locator(".desk")).ToContainTextAsync("氮化硅");
        await Expect(expert.Tab.Locator(".desk")).Not.ToContainTextAsync("丁永松");
        await FillSheetAsync(expert.Tab, 92);
        await site.ShootAsync(expert, "desk-sheet", phone: true);
        await expert.Tab.Keyboard.PressAsync("Control+Enter");
        await expert.SeesAsync($"已提交：{Title}");
        await site.ShootAsync(expert, "desk-next");
    }

    private static async Task FillSheetAsync(IPage tab, int score)
    {
        var scores = tab.Locator(".desk-sheet input[inputmode=decimal]");
        await Expect(scores).ToHaveCountAsync(4);
        for (var at = 0; at < 4; at++)
        {
            await scores.Nth(at).FillAsync($"{score - at}");
        }

        await tab.GetByRole(AriaRole.Radio, new() { Name = "合理", Exact = false }).First.CheckAsync();
        await tab.Locator("#comment-innovation").FillAsync(Remark);
        await tab.Locator("#comment-whole").FillAsync(Remark);
        await tab.GetByRole(AriaRole.Radio, new() { Name = "建议支持", Exact = true }).CheckAsync();
        await Expect(tab.Locator(".desk-sheet .saved")).ToContainTextAsync("已保存");
    }

    /// <summary>The organiser sees the progress move by itself, reminds, and takes the reminder back.</summary>
    private async Task FollowAsync(Visitor organiser)
    {
        await Expect(organiser.Tab.Locator(".review-sum")).ToContainTextAsync("1 / 9");
        await StepAsync(organiser, "催评");
        await organiser.SeesAsync("催评消息将于");
        await site.ShootAsync(organiser, "round-progress", phone: true);
        await StepAsync(organiser, "撤回催评");
        await organiser.SeesAsync("催评已撤回");
    }

    /// <summary>The sheets that are left, behind the pages; the first of the projects stays the best.</summary>
    private async Task OthersJudgeAsync()
    {
        foreach (var (login, desk) in await SeatedAsync())
        {
            var expert = await site.BehindAsync(login);
            var read = (await expert.GetAsync($"review-desks/{desk}")).Body;
            if (read.GetProperty("status").GetString() == "invited")
            {
                Done(await expert.PostAsync($"review-desks/{desk}/acceptance"));
                Done(await expert.PostAsync($"review-desks/{desk}/commitment", new { agreed = true }));
            }

            foreach (var sheet in read.GetProperty("sheets").EnumerateArray()
                .Where(line => line.GetProperty("state").GetString() == "open"))
            {
                var project = sheet.GetProperty("project").GetString()!;
                var score = project == _project ? 90 : project == _others[0] ? 82 : 64;
                Done(await expert.PostAsync(
                    $"review-desks/{desk}/sheets/{project}/submission", PeopleOfARound.Filled(score)));
            }
        }
    }

    private async Task CloseAndReleaseAsync(Visitor organiser)
    {
        var tab = organiser.Tab;
        await Expect(tab.Locator(".review-sum")).ToContainTextAsync("9 / 9");
        await StepAsync(organiser, "结束评审");
        await tab.GetByRole(AriaRole.Tab, new() { Name = "排序结果" }).ClickAsync();
        await tab.GetByRole(AriaRole.Button, new() { Name = "查看排序结果" }).ClickAsync();
        await Expect(tab.Locator("tbody tr").First).ToContainTextAsync(Title);
        await site.ShootAsync(organiser, "round-ranking", phone: true);
        await tab.GetByRole(AriaRole.Button, new() { Name = Title }).ClickAsync();
        await Expect(tab.GetByRole(AriaRole.Dialog)).ToContainTextAsync(Remark);
        await site.ShootAsync(organiser, "round-sheets");
        await tab.Keyboard.PressAsync("Escape");

        await tab.GetByRole(AriaRole.Tab, new() { Name = "下达结果" }).ClickAsync();
        var main = tab.Locator("main");
        await tab.GetByLabel("前多少名").FillAsync("2");
        await main.ChooseAsync("靠前项目的去向", "评审完成");
        await main.ChooseAsync("其余项目的去向", "评审不通过");
        await tab.GetByRole(AriaRole.Button, new() { Name = "填入" }).ClickAsync();
        await tab.GetByLabel("意见（记入每个项目）").FillAsync("按专家评审结果办理。");
        await site.ShootAsync(organiser, "release-choose", phone: true);
        await tab.GetByRole(AriaRole.Button, new() { Name = "预览（3 项）" }).ClickAsync();
        await organiser.SeesAsync("将办理 3 项，不能办理 0 项。");
        await site.ShootAsync(organiser, "release-preview");
        await tab.GetByRole(AriaRole.Button, new() { Name = "下达结果", Exact = true }).ClickAsync();
        await organiser.SeesAsync("下达完成：3 / 3");
        await site.ShootAsync(organiser, "released");
    }

    private static void Done(Answer answer) => Assert.True(answer.Status == 200, answer.Body.ToString());
}
