using System.Text.Json;
using Microsoft.Playwright;
using SunGov.Grains.Shared;
using SunGov.Silo.Demo;
using SunGov.Tests.Api;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Programmes;

/// <summary>
/// A business administrator opens, changes and retires a business in the browser (R-BUS-06, R-BUS-11, R-BUS-16): a
/// copy with one stage and three fields more is tried out, published, applied for and retired, while a project on its
/// way is accepted normally.
/// </summary>
[Collection(DemoSite.Name)]
public sealed class ABusinessIsDesigned(DemoSite site)
{
    private const string Administrator = "designer1";
    private const string Officer = "officer1";
    private const string Leader = "lead14";
    private const string Source = "small-grant";
    private const string Copy = "small-grant-next";
    private const string Name = "小额资助（修订）";
    private const string Message = "合计应等于设备费、业务费之和";

    [Fact]
    public async Task Copied_changed_tried_out_published_applied_for_and_retired_in_the_browser()
    {
        using var behind = await AtTheApiAsync(Administrator);
        await PublishTheSourceAsync(behind);
        await using var administrator = await site.AsAsync(Administrator);
        await CopyAsync(administrator);
        await InsertAStageAsync(administrator);
        await AddFieldsAsync(administrator);
        await TryOutAsync(administrator);
        await PublishAsync(administrator);
        var call = await OpenACallAsync(behind);
        var project = await ApplyAsync(call);
        await RetireAsync(administrator, call);
        await AcceptAsync(project);
        Assert.True(administrator.Complaints.Count == 0, string.Join('\n', administrator.Complaints));
    }

    private static async Task PublishTheSourceAsync(ApiClient behind)
    {
        var definition = JsonDocument.Parse(
            """
            {
              "format": 1, "programme": "small-grant", "name": { "zh": "小额资助", "en": "Small grant" },
              "class": "department", "owner": "gdstd-zg", "title": "application/basic/title",
              "number": "{year}XE{serial:4}",
              "holders": {
                "leader": { "name": { "zh": "项目负责人", "en": "Leader" }, "person": "leader" },
                "officer": { "name": { "zh": "经办人", "en": "Officer" }, "role": "case-officer", "at": "owner" }
              },
              "forms": [{ "id": "application", "name": { "zh": "申报书", "en": "Application" }, "sections": [{
                "id": "basic", "name": { "zh": "基本信息", "en": "Basics" }, "fields": [
                  { "id": "title", "kind": "text", "name": { "zh": "名称", "en": "Title" }, "required": true,
                    "prefill": "title" }] }] }],
              "stages": [
                { "id": "fill", "kind": "fill", "name": { "zh": "填写申请", "en": "Drafting" }, "form": "application",
                  "tasks": [{ "id": "fill", "name": { "zh": "填写", "en": "Fill in" }, "holder": "leader" }],
                  "actions": [{ "id": "submit", "name": { "zh": "提交申请", "en": "Submit" }, "target": "decision",
                    "primary": true, "submits": true, "complete": ["application"] }] },
                { "id": "decision", "kind": "approve", "name": { "zh": "审批", "en": "Decision" },
                  "tasks": [{ "id": "decide", "name": { "zh": "审批", "en": "Decide" }, "holder": "officer" }],
                  "actions": [{ "id": "approve", "name": { "zh": "同意资助", "en": "Approve" }, "target": "approved",
                    "primary": true, "numbers": true, "opinion": "optional" }] },
                { "id": "approved", "kind": "end", "name": { "zh": "已资助", "en": "Granted" } }]
            }
            """).RootElement;
        var published = await behind.PostAsync($"programmes/{Source}/versions", new { definition });
        Assert.True(published.Status == 201, published.Body.ToString());
    }

    private static async Task CopyAsync(Visitor administrator)
    {
        await administrator.GoAsync("/admin/programmes");
        await administrator.Tab.GetByRole(AriaRole.Link, new() { Name = "小额资助", Exact = true }).ClickAsync();
        await administrator.Tab.GetByRole(AriaRole.Link, new() { Name = "复制为新业务" }).ClickAsync();
        await administrator.Tab.GetByLabel("业务名称").FillAsync(Name);
        await administrator.Tab.GetByLabel("业务标识").FillAsync(Copy);
        await administrator.ShootAsync("design-01-new");
        await administrator.Tab.GetByRole(AriaRole.Button, new() { Name = "开始设计" }).ClickAsync();
        await Expect(Heading(administrator, Name)).ToBeVisibleAsync();
        await SavedAsync(administrator);
        await administrator.ShootAsync("design-02-basics");
    }

    private static async Task InsertAStageAsync(Visitor administrator)
    {
        await administrator.GoAsync($"/admin/programmes/{Copy}/design/stages/fill");
        await administrator.Tab.GetByRole(AriaRole.Button, new() { Name = "在此之后插入" }).ClickAsync();
        var dialog = administrator.Tab.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("环节名称").FillAsync("初审");
        await dialog.GetByLabel("办理人").ClickAsync();
        await ChooseAsync(administrator, "经办人");
        await administrator.ShootAsync("design-03-insert");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "插入", Exact = true }).ClickAsync();
        await Expect(administrator.Tab.GetByRole(AriaRole.Heading, new() { Name = "初审", Level = 2 }))
            .ToBeVisibleAsync();
        await SavedAsync(administrator);
        await Expect(administrator.Tab.GetByRole(AriaRole.Link, new() { Name = "检查通过" })).ToBeVisibleAsync();
        await administrator.ShootAsync("design-04-stage");
    }

    private static async Task AddFieldsAsync(Visitor administrator)
    {
        await administrator.GoAsync($"/admin/programmes/{Copy}/design/forms/application/basic");
        var fields = administrator.Tab.GetByRole(AriaRole.Group, new() { Name = "字段", Exact = true });
        foreach (var (name, place) in new[] { ("设备费", "field"), ("业务费", "field2"), ("合计", "field3") })
        {
            await fields.GetByRole(AriaRole.Button, new() { Name = "添加字段" }).ClickAsync();
            var card = administrator.Tab.Locator(
                $"li[data-place='forms/application/sections/basic/fields/{place}']");
            await card.GetByLabel("名称 · 中文").FillAsync(name);
            await card.GetByLabel("名称 · 英文").FillAsync(name);
            await card.GetByRole(AriaRole.Combobox, new() { Name = "类型", Exact = true }).ClickAsync();
            await ChooseAsync(administrator, "金额");
            await card.GetByRole(AriaRole.Checkbox, new() { Name = "必填" }).CheckAsync();
        }

        await administrator.Tab.GetByRole(AriaRole.Button, new() { Name = "添加合计校验" }).ClickAsync();
        var dialog = administrator.Tab.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("合计字段").ClickAsync();
        await ChooseAsync(administrator, "合计");
        await dialog.GetByLabel("由哪些项相加").ClickAsync();
        await ChooseAsync(administrator, "设备费");
        await ChooseAsync(administrator, "业务费");
        await dialog.GetByText("选好合计字段").ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "添加", Exact = true }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await SavedAsync(administrator);
        var preview = administrator.Tab.GetByRole(AriaRole.Region, new() { Name = "申请人看到的样子" });
        await preview.GetByLabel("设备费").FillAsync("1");
        await preview.GetByLabel("业务费").FillAsync("2");
        await preview.GetByLabel("合计").FillAsync("5");
        await preview.GetByLabel("合计").BlurAsync();
        await Expect(preview.GetByText(Message)).ToBeVisibleAsync();
        await administrator.ShootAsync("design-05-form");
    }

    private static async Task TryOutAsync(Visitor administrator)
    {
        await administrator.Tab.GetByRole(AriaRole.Link, new() { Name = "试办", Exact = true }).ClickAsync();
        await Expect(Heading(administrator, "试办")).ToBeVisibleAsync();
        await administrator.Tab.GetByRole(AriaRole.Button, new() { Name = "填入示例内容" }).ClickAsync();
        var form = administrator.Tab.GetByRole(AriaRole.Region, new() { Name = "申报书" });
        await form.GetByLabel("设备费").FillAsync("1");
        await form.GetByLabel("业务费").FillAsync("2");
        await form.GetByLabel("合计").FillAsync("3");
        await form.GetByLabel("合计").BlurAsync();
        await TryAsync(administrator, "提交申请");
        await administrator.SeesAsync("现在：初审");
        await TryAsync(administrator, "通过");
        await administrator.SeesAsync("现在：审批");
        await administrator.ShootAsync("design-06-trial");
        await TryAsync(administrator, "同意资助");
        await administrator.SeesAsync("项目已经走到终点");
    }

    private static async Task TryAsync(Visitor administrator, string action)
    {
        await administrator.Tab.GetByRole(AriaRole.Button, new() { Name = action, Exact = true }).ClickAsync();
        var dialog = administrator.Tab.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = action, Exact = true }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }

    private static async Task PublishAsync(Visitor administrator)
    {
        await administrator.GoAsync($"/admin/programmes/{Copy}/design/basics");
        await administrator.Tab.GetByRole(AriaRole.Button, new() { Name = "发布", Exact = true }).ClickAsync();
        var dialog = administrator.Tab.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("修改说明").FillAsync("增加初审和预算校验");
        await administrator.ShootAsync("design-07-publish");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "发布", Exact = true }).ClickAsync();
        await administrator.SeesAsync("增加初审和预算校验");
        await administrator.ShootAsync("design-08-programme");
    }

    private static async Task<string> OpenACallAsync(ApiClient behind)
    {
        var today = CivilTime.DayOf(TimeProvider.System.GetUtcNow());
        var drafted = await behind.PostAsync("calls", new
        {
            programme = Copy, title = "小额资助申报通知（修订）", year = today.Year, summary = "支持小额自由探索。",
            guideline = new[] { new { heading = "一、支持方向", text = "自由探索。" } },
            opens = today.AddDays(-1), closes = today.AddDays(30), closesAt = "17:00:00",
            entityCap = (int?)null, contact = "资源配置与管理处",
        });
        Assert.True(drafted.Status == 201, drafted.Body.ToString());
        var call = drafted.Text("id");
        var published = await behind.PostAsync($"calls/{call}/publication");
        Assert.True(published.Status == 200, published.Body.ToString());
        return call;
    }

    private async Task<string> ApplyAsync(string call)
    {
        await using var leader = await site.AsAsync(Leader);
        await leader.GoAsync($"/calls/{call}");
        await leader.Tab.GetByRole(AriaRole.Link, new() { Name = "申报", Exact = true }).ClickAsync();
        await leader.Tab.GetByLabel("项目名称").FillAsync("柔性电子皮肤的小额探索研究");
        await leader.Tab.GetByRole(AriaRole.Button, new() { Name = "开始填写" }).ClickAsync();
        await Expect(leader.Tab.Locator("article.section")).ToBeVisibleAsync();
        var project = new Uri(leader.Tab.Url).Segments[3].TrimEnd('/');
        await leader.GoAsync($"/work/projects/{project}/forms/application/basic");
        var section = leader.Tab.Locator("article.section");
        await section.GetByLabel("设备费").FillAsync("1");
        await section.GetByLabel("业务费").FillAsync("2");
        await section.GetByLabel("合计").FillAsync("5");
        await section.GetByLabel("合计").BlurAsync();
        await leader.SeesAsync(Message);
        await section.GetByLabel("合计").FillAsync("3");
        await section.GetByLabel("合计").BlurAsync();
        await Expect(leader.Tab.Locator(".saved")).ToContainTextAsync("已保存");
        await leader.ShootAsync("design-09-applicant");
        await leader.GoAsync($"/work/projects/{project}");
        await leader.ActAsync("提交申请");
        return project;
    }

    private async Task RetireAsync(Visitor administrator, string call)
    {
        await using var visitor = await site.AsAsync(Leader);
        var apply = visitor.Tab.GetByRole(AriaRole.Link, new() { Name = "申报", Exact = true });
        await visitor.GoAsync($"/calls/{call}");
        await Expect(apply).ToHaveCountAsync(1);
        await administrator.GoAsync($"/admin/programmes/{Copy}");
        await administrator.Tab.GetByRole(AriaRole.Button, new() { Name = "停用" }).ClickAsync();
        var dialog = administrator.Tab.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("原因").FillAsync("并入其他业务");
        await administrator.ShootAsync("design-10-retire");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "停用" }).ClickAsync();
        await administrator.SeesAsync("已停用");
        await visitor.GoAsync($"/calls/{call}");
        await Expect(apply).ToHaveCountAsync(0);
        await visitor.ShootAsync("design-11-call-of-retired");
    }

    private async Task AcceptAsync(string project)
    {
        await using var officer = await site.AsAsync(Officer);
        foreach (var action in new[] { "通过", "同意资助" })
        {
            await officer.GoAsync($"/work/projects/{project}");
            await officer.ActAsync(action, "同意");
        }

        await officer.SeesAsync("已资助");
    }

    private async Task<ApiClient> AtTheApiAsync(string login)
    {
        var client = new ApiClient(site.Address);
        Assert.Equal(200, (await client.LogInAsync(login, DemoLoader.Password)).Status);
        return client;
    }

    private static Task ChooseAsync(Visitor visitor, string option) =>
        visitor.Tab.Locator(".ant-select-dropdown:visible .ant-select-item-option")
            .Filter(new() { HasText = option }).First.ClickAsync();

    private static Task SavedAsync(Visitor visitor) =>
        Expect(visitor.Tab.Locator(".saved")).ToContainTextAsync("已保存");

    private static ILocator Heading(Visitor visitor, string name) =>
        visitor.Tab.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1, Exact = true });
}
