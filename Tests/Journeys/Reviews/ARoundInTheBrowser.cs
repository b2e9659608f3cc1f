using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using SunGov.Grains.Shared;
using SunGov.Tests.Journeys.Shared;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Reviews;

/// <summary>
/// R-REV-01, 06, 07, 09, 11, 12, 13, 15: a whole round as its organiser and its experts see it, from a call's projects
/// to the next stage with score and rank.
/// </summary>
[Collection(DemoSite.Name)]
public sealed partial class ARoundInTheBrowser(DemoSite site) : IDisposable
{
    private const string Round = "先进制造专项第二轮专家评审";

    private readonly PeopleOfARound _people = new(site.Address);
    private string[] _projects = [];
    private string[] _titles = [];
    private string _round = "";

    [Fact]
    public async Task Ends_with_every_project_at_its_next_stage_with_score_and_rank()
    {
        await ProjectsStandInReviewAsync();
        await using var organiser = await site.AsAsync("organiser1");
        await CreateAsync(organiser);
        await GroupAndDrawAsync(organiser);
        await StepAsync(organiser.Tab, "邀请专家");
        await organiser.Tab.GetByRole(AriaRole.Tab, new() { Name = "进度" }).ClickAsync();
        var seats = await PanelAsync(organiser.Tab);
        var judge = seats.MaxBy(seat => seat.Projects.Length)!;
        var others = seats.Where(seat => seat != judge).ToArray();

        await DeclineAsync(others[0]);
        Assert.DoesNotContain(await PanelAsync(organiser.Tab), seat => seat.Desk == others[0].Desk);
        await using var expert = await site.AsAsync(judge.Login);
        await TakeTheDeskAsync(expert, judge);
        await JudgeByKeyboardAsync(expert, judge);
        await FollowAsync(organiser, judge);
        await CorrectAsync(expert, judge);
        await ReplaceAndDrawMoreAsync(organiser, others[1]);
        foreach (var seat in await PanelAsync(organiser.Tab))
        {
            await _people.JudgeAsync(seat, _projects);
        }

        await CloseAsync(organiser);
        await ReleaseAsync(organiser);
        await StandAtTheNextStageAsync();
        Assert.Empty(organiser.Complaints);
    }

    public void Dispose() => _people.Dispose();

    private async Task ProjectsStandInReviewAsync()
    {
        var rows = (await _people.ReadAsync(
            "officer1", "projects?call=call-mfg&stage=eligibility&holder=true&limit=50")).GetProperty("items");
        var picked = rows.EnumerateArray().Take(3).ToList();
        Assert.Equal(3, picked.Count);
        _projects = [.. picked.Select(row => row.GetProperty("id").GetString()!)];
        _titles = [.. picked.Select(row => row.GetProperty("title").GetString()!)];
        foreach (var project in _projects)
        {
            await _people.ActAsync("officer1", project, "pass");
        }
    }

    private async Task CreateAsync(Visitor organiser)
    {
        await organiser.GoAsync("/work/reviews/new?call=call-mfg&stage=review");
        var form = organiser.Tab.Locator("form");
        await form.GetByRole(AriaRole.Checkbox, new() { Name = "全部" }).UncheckAsync();
        foreach (var title in _titles)
        {
            await form.GetByRole(AriaRole.Checkbox, new() { Name = title }).CheckAsync();
        }

        var days = form.Locator(".ant-picker-range input");
        var today = CivilTime.DayOf(TimeProvider.System.GetUtcNow());
        foreach (var (at, day) in new[] { (0, today), (1, today.AddDays(20)) })
        {
            await days.Nth(at).FillAsync(day.ToString("O", CultureInfo.InvariantCulture));
            await days.Nth(at).PressAsync("Enter");
        }

        await form.GetByLabel("名称", new() { Exact = true }).FillAsync(Round);
        await form.GetByLabel("评审表", new() { Exact = true }).ClickAsync();
        await organiser.Tab.Locator(".ant-select-item-option").GetByText("专家评审表").ClickAsync();
        await form.GetByLabel("每项评审表数").FillAsync("3");
        await LookAsync(organiser, "round-new");
        await form.Locator("button[type=submit]").ClickAsync();
        await Expect(organiser.Tab.GetByRole(AriaRole.Heading, new() { Name = Round, Level = 1 })).ToBeVisibleAsync();
        _round = new Uri(organiser.Tab.Url).Segments[^1];
    }

    /// <summary>All three in one group; the draw shows how many were recused and why, never who.</summary>
    private async Task GroupAndDrawAsync(Visitor organiser)
    {
        var tab = organiser.Tab;
        foreach (var title in _titles)
        {
            await tab.GetByRole(AriaRole.Checkbox, new() { Name = title }).CheckAsync();
        }

        await tab.GetByLabel("移动到").ClickAsync();
        await tab.Locator(".ant-select-item-option").GetByText("新的一组").ClickAsync();
        await tab.GetByRole(AriaRole.Button, new() { Name = "保存分组" }).ClickAsync();
        await organiser.SeesAsync("分组已保存");
        await StepAsync(tab, "抽取专家", "2");
        var drawn = tab.GetByRole(AriaRole.Group, new() { Name = "抽取结果" });
        await Expect(drawn.Locator(".recusals")).ToContainTextAsync("同单位或上下级单位");
        await LookAsync(organiser, "round-drawn");
    }

    /// <summary>Takes a step at the head of the page: presses its button and confirms in the dialog.</summary>
    private static async Task StepAsync(IPage tab, string step, string? number = null)
    {
        await tab.GetByRole(AriaRole.Button, new() { Name = step, Exact = true }).ClickAsync();
        var dialog = tab.GetByRole(AriaRole.Dialog);
        if (number is not null)
        {
            await dialog.GetByRole(AriaRole.Spinbutton).FillAsync(number);
        }

        await dialog.GetByRole(AriaRole.Button, new() { Name = step, Exact = true }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }

    /// <summary>The panel once every slot has an open desk: they open a moment after the order.</summary>
    private async Task<Seat[]> PanelAsync(IPage tab)
    {
        await tab.WaitForFunctionAsync(
            """
            async ([path, identity]) => {
              const answer = await fetch(path, { headers: { 'X-Acting-Identity': identity } });
              const { desks, wanted } = await answer.json();
              return desks.reduce((sum, desk) => sum + desk.sheets, 0) === wanted;
            }
            """,
            new[]
            {
                $"/api/v1/review-activities/{_round}/progress", (await _people.AsAsync("organiser1")).Identity,
            },
            new() { PollingInterval = 200 });
        return [.. (await _people.SeatedAsync(_round)).Where(seat => seat.Projects.Length > 0)];
    }

    /// <summary>Looks at a page on a desk and on a phone: a picture, axe, no scrolling sideways.</summary>
    private static async Task LookAsync(Visitor visitor, string name)
    {
        foreach (var (width, height) in new[] { (Visitor.Phone, 844), (Visitor.Desk, 900) })
        {
            await visitor.Tab.SetViewportSizeAsync(width, height);
            await visitor.ShootAsync(name, width);
            Assert.Empty(await Axe.FindingsAsync(visitor.Tab));
            Assert.True(await visitor.Tab.EvaluateAsync<bool>(
                "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name);
        }
    }

    /// <summary>Progress moves by itself; a sheet goes back with the reason; a reminder waits, is taken back.</summary>
    private static async Task FollowAsync(Visitor organiser, Seat judge)
    {
        var tab = organiser.Tab;
        await Expect(tab.Locator(".review-sum")).ToContainTextAsync("1 / 9");
        await tab.GetByText("查看已提交的").ClickAsync();
        await tab.GetByRole(AriaRole.Button, new() { Name = "退回", Exact = true }).ClickAsync();
        var dialog = tab.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("原因").FillAsync("经费预算的等级与总体意见不一致，请核对。");
        await dialog.GetByRole(AriaRole.Button, new() { NameRegex = new("^退 ?回$") }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(tab.Locator(".review-sum")).ToContainTextAsync("0 / 9");
        await StepAsync(tab, "催评");
        await organiser.SeesAsync("催评消息将于");
        await StepAsync(tab, "撤回催评");
        await organiser.SeesAsync("催评已撤回");
        Assert.DoesNotContain(judge.Login, await tab.ContentAsync(), StringComparison.Ordinal);
    }

    /// <summary>Replaces somebody midway; the reserve is used up and more are drawn, while the round is open.</summary>
    private async Task ReplaceAndDrawMoreAsync(Visitor organiser, Seat other)
    {
        var tab = organiser.Tab;
        var row = tab.Locator("tr").Filter(new() { HasText = $"专家 {other.Alias}" });
        await row.GetByRole(AriaRole.Button, new() { NameRegex = new("更 ?换") }).ClickAsync();
        var dialog = tab.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("原因").FillAsync("一直没有答复邀请");
        await dialog.GetByRole(AriaRole.Button, new() { NameRegex = new("更 ?换") }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(row).ToContainTextAsync("已调整");
        await tab.GetByRole(AriaRole.Button, new() { Name = "增补候补专家" }).ClickAsync();
        await dialog.GetByLabel("增补人数").FillAsync("2");
        await dialog.GetByRole(AriaRole.Button, new() { NameRegex = new("抽 ?取") }).ClickAsync();
        await organiser.SeesAsync("已增补候补专家");
        await PanelAsync(tab);
        var group = await _people.ReadAsync("organiser1", $"review-groups/{_round}-1");
        Assert.Equal(0, group.GetProperty("vacant").GetInt32());
        await LookAsync(organiser, "round-progress");
    }

    private async Task CloseAsync(Visitor organiser)
    {
        var tab = organiser.Tab;
        await Expect(tab.Locator(".review-sum")).ToContainTextAsync("9 / 9");
        await StepAsync(tab, "结束评审");
        await tab.GetByRole(AriaRole.Tab, new() { Name = "排序结果" }).ClickAsync();
        await tab.GetByRole(AriaRole.Button, new() { Name = "查看排序结果" }).ClickAsync();
        await Expect(tab.Locator("tbody tr").First).ToContainTextAsync(_titles[0]);
        await LookAsync(organiser, "round-ranking");
    }

    private static async Task ReleaseAsync(Visitor organiser)
    {
        var tab = organiser.Tab;
        await tab.GetByRole(AriaRole.Tab, new() { Name = "下达结果" }).ClickAsync();
        await tab.GetByLabel("前多少名").FillAsync("2");
        await ChooseAsync(tab, "靠前项目的去向", "评审完成");
        await ChooseAsync(tab, "其余项目的去向", "评审不通过");
        await tab.GetByRole(AriaRole.Button, new() { NameRegex = new("填 ?入") }).ClickAsync();
        await tab.GetByLabel("意见（记入每个项目）").FillAsync("按专家评审结果办理。");
        await tab.GetByRole(AriaRole.Button, new() { Name = "预览（3 项）" }).ClickAsync();
        await organiser.SeesAsync("将办理 3 项，不能办理 0 项。");
        await tab.GetByRole(AriaRole.Button, new() { Name = "下达结果", Exact = true }).ClickAsync();
        await organiser.SeesAsync("下达完成：3 / 3");
    }

    private static async Task ChooseAsync(IPage tab, string label, string option)
    {
        await tab.GetByLabel(label, new() { Exact = true }).ClickAsync();
        await tab.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option")
            .GetByText(option, new() { Exact = true }).ClickAsync();
    }

    /// <summary>Offices read score and rank at the project; the leader reads neither.</summary>
    private async Task StandAtTheNextStageAsync()
    {
        var ranked = (await _people.ReadAsync("organiser1", $"review-activities/{_round}/ranking"))
            .GetProperty("projects");
        for (var at = 0; at < 2; at++)
        {
            var view = await _people.ReadAsync("officer1", $"projects/{_projects[at]}");
            Assert.Equal("proposal", view.GetProperty("stages").EnumerateArray()
                .Single(stage => stage.GetProperty("state").GetString() == "now").GetProperty("id").GetString());
            Assert.Equal(at + 1, DecidedOf(view, "rank")!.Value.GetInt32());
            Assert.Equal(
                ranked[at].GetProperty("score").GetDecimal(), DecidedOf(view, "score")!.Value.GetDecimal());
            var leader = view.GetProperty("leader").GetProperty("id").GetString()![2..];
            Assert.Null(DecidedOf(await _people.ReadAsync(leader, $"projects/{_projects[at]}"), "score"));
        }

        var last = await _people.ReadAsync("officer1", $"projects/{_projects[2]}");
        Assert.Equal("ended", last.GetProperty("status").GetString());
    }

    private static JsonElement? DecidedOf(JsonElement view, string field) => view.GetProperty("decided")
        .EnumerateArray().Where(one => one.GetProperty("field").GetString() == field)
        .Select(one => (JsonElement?)one.GetProperty("value")).FirstOrDefault();
}
