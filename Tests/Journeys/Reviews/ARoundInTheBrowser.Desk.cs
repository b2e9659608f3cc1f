using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Reviews;

/// <summary>The experts' part: invitation, commitment, material without names, sheets by keyboard.</summary>
public sealed partial class ARoundInTheBrowser
{
    private async Task DeclineAsync(Seat seat)
    {
        await using var expert = await site.AsAsync(seat.Login, Visitor.Phone);
        await expert.GoAsync("/work/review-desks");
        await expert.Tab.GetByRole(AriaRole.Link, new() { Name = Round }).ClickAsync();
        await Expect(expert.Tab.GetByRole(AriaRole.Heading, new() { Name = "评审邀请" })).ToBeVisibleAsync();
        await expert.Tab.GetByRole(AriaRole.Button, new() { Name = "不参加评审" }).ClickAsync();
        var dialog = expert.Tab.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("原因").FillAsync("近期出国访问，无法按时完成评审。");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "不参加评审" }).ClickAsync();
        await expert.SeesAsync("您已谢绝本次评审");
    }

    private async Task TakeTheDeskAsync(Visitor expert, Seat seat)
    {
        var refused = await (await _people.AsAsync(seat.Login)).GetAsync(
            $"review-desks/{seat.Desk}/projects/{seat.Projects[0]}/material");
        Assert.Equal((409, "review-not-accepted"), (refused.Status, refused.Code));
        await expert.GoAsync($"/work/review-desks/{seat.Desk}");
        await expert.Tab.GetByRole(AriaRole.Button, new() { Name = "接受邀请" }).ClickAsync();
        await Expect(expert.Tab.GetByRole(AriaRole.Button, new() { Name = "签署并开始评审" })).ToBeDisabledAsync();
        await expert.Tab.GetByRole(AriaRole.Checkbox, new() { Name = "我已阅读并承诺遵守以上内容" }).CheckAsync();
        await expert.Tab.GetByRole(AriaRole.Button, new() { Name = "签署并开始评审" }).ClickAsync();
        await Expect(expert.Tab.Locator(".desk-sheet")).ToBeVisibleAsync();
        await NamesNobodyAsync(expert, seat);
    }

    /// <summary>Neither the page nor any answer of the desk names leader, member or legal entity (R-REV-12).</summary>
    private async Task NamesNobodyAsync(Visitor expert, Seat seat)
    {
        foreach (var project in seat.Projects)
        {
            await expert.GoAsync($"/work/review-desks/{seat.Desk}/{project}");
            await expert.SeesAsync("能识别申报方的内容已隐去");
            var seen = await expert.Tab.Locator("main").InnerTextAsync();
            foreach (var path in new[] { "", $"/projects/{project}/material", $"/sheets/{project}" })
            {
                seen += (await _people.ReadAsync(seat.Login, $"review-desks/{seat.Desk}{path}")).ToString();
            }

            foreach (var name in await _people.NamesAsync("officer1", project))
            {
                Assert.DoesNotContain(name, seen, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>A fresh sheet is empty, saves itself, says what is missing, and is submitted without a mouse.</summary>
    private async Task JudgeByKeyboardAsync(Visitor expert, Seat seat)
    {
        var (tab, keys) = (expert.Tab, expert.Tab.Keyboard);
        await expert.GoAsync($"/work/review-desks/{seat.Desk}/{seat.Projects[0]}");
        var saved = tab.Locator(".desk-sheet .saved");
        await Expect(saved).ToHaveTextAsync("尚未填写");
        await Expect(tab.Locator(".desk-missing")).ToContainTextAsync("还缺 8 处");
        await expert.ShootAsync("desk-fresh");
        await keys.PressAsync("Alt+3");
        await Expect(tab.Locator("#score-innovation")).ToBeFocusedAsync();
        foreach (var score in new[] { "88", "85", "90", "82" })
        {
            await keys.TypeAsync(score);
            await keys.PressAsync("Enter");
        }

        await keys.PressAsync("2");
        await keys.PressAsync("Enter");
        await keys.TypeAsync(PeopleOfARound.Remark);
        await keys.PressAsync("Tab");
        await keys.PressAsync("Space");
        await Expect(saved).ToContainTextAsync("已保存");
        await expert.GoAsync($"/work/review-desks/{seat.Desk}/{seat.Projects[0]}");
        await Expect(tab.Locator("#score-innovation")).ToHaveValueAsync("88");
        await Expect(tab.GetByRole(AriaRole.Radio, new() { Name = "建议支持", Exact = true })).ToBeCheckedAsync();
        await keys.PressAsync("Control+Enter");
        await Expect(tab.Locator("#comment-innovation")).ToBeFocusedAsync();
        await keys.TypeAsync(PeopleOfARound.Remark);
        await Expect(tab.Locator(".desk-missing")).ToContainTextAsync("已填完");
        await LookAsync(expert, "desk-complete");
        await keys.PressAsync("Control+Enter");
        await expert.SeesAsync($"已提交：{TitleOf(seat.Projects[0])}");
        if (seat.Projects.Length > 1)
        {
            await Expect(tab.Locator("#score-innovation")).ToBeFocusedAsync();
            await Expect(saved).ToHaveTextAsync("尚未填写");
        }
    }

    /// <summary>The sheet came back with the reason, is changed and submitted again.</summary>
    private async Task CorrectAsync(Visitor expert, Seat seat)
    {
        await expert.GoAsync($"/work/review-desks/{seat.Desk}/{seat.Projects[0]}");
        await expert.SeesAsync("评审表被退回，请修改后再次提交：经费预算的等级与总体意见不一致，请核对。");
        await expert.Tab.GetByRole(AriaRole.Radio, new() { Name = "需调减" }).CheckAsync();
        await Expect(expert.Tab.Locator(".desk-sheet .saved")).ToContainTextAsync("已保存");
        await expert.ShootAsync("desk-returned");
        await expert.Tab.GetByRole(AriaRole.Button, new() { NameRegex = new("^提 ?交$") }).ClickAsync();
        await expert.SeesAsync($"已提交：{TitleOf(seat.Projects[0])}");
    }

    private string TitleOf(string project) => _titles[Array.IndexOf(_projects, project)];
}
