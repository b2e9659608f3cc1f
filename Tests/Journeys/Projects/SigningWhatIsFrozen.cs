using System.Text.Json;
using Microsoft.Playwright;
using SunGov.Tests.Journeys.Shared;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Projects;

/// <summary>R-CON-02: who signs sees exactly what is signed, by its digest, and afterwards who signed when.</summary>
[Collection(DemoSite.Name)]
public sealed class SigningWhatIsFrozen(DemoSite site)
{
    private const string Title = "共建省实验室分中心的合作协定";

    private const string Definition =
        """
        {"format":1,"programme":"pact","name":{"zh":"合作协定","en":"Pact"},"class":"department","owner":"gdstd-zg",
         "title":"pact/basic/subject",
         "holders":{"leader":{"name":{"zh":"项目负责人","en":"Leader"},"person":"leader"},
          "office":{"name":{"zh":"单位科研管理","en":"Research office"},"role":"entity-office","at":"entity"},
          "head":{"name":{"zh":"处长","en":"Head"},"role":"division-head","at":"owner"}},
         "forms":[{"id":"pact","name":{"zh":"合作协定书","en":"Pact"},"sections":[{"id":"basic",
          "name":{"zh":"协定内容","en":"Content"},"fields":[
           {"id":"subject","kind":"text","required":true,"prefill":"title","name":{"zh":"事项","en":"Subject"}},
           {"id":"text","kind":"long-text","required":true,"name":{"zh":"条款","en":"Terms"}}]}]}],
         "stages":[
          {"id":"fill","kind":"fill","form":"pact","name":{"zh":"起草","en":"Drafting"},"deadline":{"callCloses":true},
           "tasks":[{"id":"fill","holder":"leader","name":{"zh":"起草协定","en":"Draft"}}],
           "actions":[{"id":"hand-in","target":"signing","primary":true,"submits":true,"complete":["pact"],
            "name":{"zh":"提交签署","en":"Hand in"}}]},
          {"id":"signing","kind":"sign","form":"pact","join":"all","name":{"zh":"协定签署","en":"Signing"},
           "tasks":[{"id":"entity","holder":"office","name":{"zh":"单位签署","en":"Entity"}},
            {"id":"division","holder":"head","name":{"zh":"处室签署","en":"Division"}}],
           "actions":[{"id":"sign","target":"done","primary":true,"signs":true,"name":{"zh":"签署","en":"Sign"}},
            {"id":"return","target":"fill","returns":true,"asksSections":true,"opinion":"required",
             "name":{"zh":"退回修改","en":"Return"}}]},
          {"id":"done","kind":"end","name":{"zh":"已签订","en":"Signed"}}]}
        """;

    [Fact]
    public async Task Shows_the_digest_asks_that_it_was_read_and_tells_who_signed_when()
    {
        using var others = new Others(site.Address);
        var project = await DraftAsync(others);
        var frozen = (await others.ReadAsync("head1", project)).GetProperty("forms")[0].GetProperty("sm3").GetString()!;
        await others.ActAsync("office-u1", project, "sign");

        await using var head = await site.AsAsync("head1");
        await head.OpenTaskAsync(Title);
        await head.Tab.GetByRole(AriaRole.Link, new() { Name = "签署", Exact = true }).ClickAsync();
        var act = head.Tab.GetByRole(AriaRole.Region, new() { Name = "办理", Exact = true });
        await Expect(act.GetByRole(AriaRole.Region, new() { Name = "签署声明" })).ToContainTextAsync(frozen);
        var parties = act.GetByRole(AriaRole.List, new() { Name = "签署各方" });
        await Expect(parties.GetByText("待签署")).ToHaveCountAsync(1);
        await head.SeesAsync("双方各派三名研究人员组成工作组");
        await head.ShootAsync("task-sign");
        Assert.Empty(await Axe.FindingsAsync(head.Tab));
        await act.GetByRole(AriaRole.Button, new() { Name = "签署", Exact = true }).ClickAsync();
        await head.SeesAsync("请先阅读定稿全文并勾选");
        await act.GetByRole(AriaRole.Checkbox, new() { Name = "已阅读定稿全文，同意签署" }).CheckAsync();
        await act.GetByRole(AriaRole.Button, new() { Name = "签署", Exact = true }).ClickAsync();
        await Expect(parties.GetByText("已签署")).ToHaveCountAsync(2);
        await Expect(parties).ToContainTextAsync("李文涛");
        await head.ShootAsync("task-signed");
        Assert.Empty(await Axe.FindingsAsync(head.Tab));
        await head.Tab.GetByRole(AriaRole.Tab, new() { Name = "评审与决定" }).ClickAsync();
        await Expect(head.Tab.GetByRole(AriaRole.Region, new() { Name = "已有的签署" })).ToContainTextAsync(frozen);
        Assert.Equal("ended", (await others.ReadAsync("lead01", project)).GetProperty("status").GetString());
        Assert.Empty(head.Complaints);
    }

    private static async Task<string> DraftAsync(Others others)
    {
        var published = await (await others.AsAsync("admin")).PostAsync(
            "programmes/pact/versions", new { definition = JsonSerializer.Deserialize<JsonElement>(Definition) });
        Assert.True(published.Status is 200 or 201, published.Body.ToString());
        var officer = await others.AsAsync("officer1");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var call = await officer.PostAsync("calls", new
        {
            programme = "pact", title = "共建省实验室分中心合作协定征集", year = today.Year, summary = "共建单位之间的合作协定。",
            guideline = new[] { new { heading = "一、范围", text = "共建单位。" } }, opens = today.AddDays(-1),
            closes = today.AddDays(30), closesAt = "17:00:00", entityCap = (int?)null, contact = "林女士 020-83000001",
        });
        Assert.True(call.Status == 201, call.Body.ToString());
        var shown = await officer.PostAsync($"calls/{call.Text("id")}/publication");
        Assert.True(shown.Status == 200, shown.Body.ToString());
        var leader = await others.AsAsync("lead01");
        var started = await leader.PostAsync("projects", new { call = call.Text("id"), title = Title, entity = "u1" });
        Assert.True(started.Status == 201, started.Body.ToString());
        var saved = await leader.PutAsync(
            $"projects/{started.Text("id")}/forms/pact/sections/basic",
            new { content = new { subject = Title, text = "双方各派三名研究人员组成工作组，按年度计划开放共享仪器设备。" } },
            "\"0\"");
        Assert.True(saved.Status == 200, saved.Body.ToString());
        await others.ActAsync("lead01", started.Text("id"), "hand-in");
        return started.Text("id");
    }
}
