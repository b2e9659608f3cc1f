using System.Text;
using System.Text.Json;
using Npgsql;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Tests.Api.Projects;

/// <summary>
/// R-NFR-08, R-BUS-11: what is sensitive is stored sealed and shown masked, what is hidden is not submitted, what is
/// fixed stays; a designer tries rules on a project.
/// </summary>
[Collection(SunGovHost.Name)]
public sealed class MarkedFieldsOverHttp(SunGovHost host)
{
    private const string Number = "6222000123456789";
    private const string Programme = "marked-fields";
    private const string Call = "marked-fields-call";
    private const string Path = "forms/application";

    private const string Definition = """
        {"programme":"marked-fields","name":{"zh":"标记试验","en":"Marks"},"class":"department","owner":"OWNER",
         "holders":{"leader":{"name":{"zh":"负责人","en":"Leader"},"person":"leader"},
           "office":{"name":{"zh":"经办","en":"Office"},"role":"case-officer","at":"owner"}},
         "forms":[{"id":"application","name":{"zh":"申请表","en":"Form"},"sections":[
           {"id":"site","name":{"zh":"场地","en":"Site"},"fields":[
             {"id":"kind","kind":"choice","name":{"zh":"性质","en":"Kind"},"required":true,
              "options":[{"value":"own","name":{"zh":"自有","en":"Own"}},
              {"value":"rented","name":{"zh":"租","en":"Rent"}}]},
             {"id":"lessor","kind":"text","name":{"zh":"出租方","en":"Lessor"},"required":true,
              "visibleWhen":{"==":[{"var":"kind"},"rented"]}},
             {"id":"place","kind":"tree-choice","name":{"zh":"地点","en":"Place"},"codes":"divisions","leaves":true},
             {"id":"area","kind":"number","name":{"zh":"面积","en":"Area"},"fixedAfter":"fill"}]},
           {"id":"bank","name":{"zh":"账户","en":"Account"},"repeats":{"min":1,"max":3},"fields":[
             {"id":"account","kind":"text","name":{"zh":"账号","en":"Number"},"required":true,"sensitive":true,
              "pattern":"[0-9]{10,30}"},
             {"id":"bank","kind":"text","name":{"zh":"开户行","en":"Bank"}}]}]}],
         "stages":[
           {"id":"fill","kind":"fill","form":"application","name":{"zh":"填报","en":"Fill"},
            "tasks":[{"id":"fill","holder":"leader","name":{"zh":"填报","en":"Fill"}}],
            "actions":[{"id":"submit","target":"check","complete":["application"],"submits":true,
              "name":{"zh":"提交","en":"Submit"}}]},
           {"id":"check","kind":"review","name":{"zh":"审查","en":"Check"},
            "tasks":[{"id":"check","holder":"office","name":{"zh":"审查","en":"Check"}}],
            "actions":[{"id":"pass","target":"done","name":{"zh":"通过","en":"Pass"}},
              {"id":"back","target":"fill","returns":true,"opinion":"required","name":{"zh":"退回","en":"Back"}}]},
           {"id":"done","kind":"end","name":{"zh":"终","en":"End"}}]}
        """;

    [Fact]
    public async Task A_sensitive_value_is_nowhere_in_clear_but_for_those_entitled_and_that_is_recorded()
    {
        var (leader, project) = await StartAsync("敏感字段试验");
        var saved = await SaveAsync(leader, project, "bank", Account(Number), 0);
        var shown = saved.Body.GetProperty("content").GetProperty("entries")[0].GetProperty("account");
        Assert.Equal("****6789", shown.GetProperty("mask").GetString());
        Assert.Empty(saved.Body.GetProperty("findings").EnumerateArray());
        var again = await SaveAsync(leader, project, "bank", Account(shown, "中国银行"), 1);
        Assert.Equal(200, again.Status);
        var kept = again.Body.GetProperty("content").GetProperty("entries")[0].GetProperty("account")
            .GetProperty("sealed");
        Assert.Equal(shown.GetProperty("sealed").GetString(), kept.GetString());

        await SaveAsync(leader, project, "site", """{"kind":"own","lessor":"不再租用的公司","area":3}""", 0);
        await ActAsync(leader, project, "submit");
        Assert.False(await IsStoredAsync(Number));

        var path = $"projects/{project}/{Path}/sections/bank/disclosures";
        var officer = await host.AsAsync("officer1");
        var clear = await officer.PostAsync(path, new { reference = kept.GetString() });
        Assert.True(clear.Status == 200, clear.Body.ToString());
        Assert.Equal(Number, clear.Text("value"));
        Assert.Equal("seal-unknown", (await officer.PostAsync(path, new { reference = "forged" })).Code);
        var other = await host.AsAsync(Town.OtherLeader);
        Assert.Equal(404, (await other.PostAsync(path, new { reference = kept.GetString() })).Status);
        var office = await host.AsAsync("office-u1");
        Assert.Equal(403, (await office.PostAsync(path, new { reference = kept.GetString() })).Status);
        var auditor = await host.AsAsync(Town.Roles.Single(role => role.Role == "supervisor").Login);
        var accesses = await auditor.GetAsync($"accesses?person={officer.Person}&what=disclosure");
        Assert.Contains("sensitive-field", accesses.Body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_hidden_is_not_submitted_and_what_is_fixed_stays()
    {
        var (leader, project) = await StartAsync("条件与固定字段试验");
        await SaveAsync(leader, project, "bank", Account(Number), 0);
        var site = await SaveAsync(leader, project, "site", """{"kind":"rented","area":3}""", 0);
        Assert.Equal("required site/lessor", Findings(site));
        site = await SaveAsync(leader, project, "site", """{"kind":"own","lessor":"丁公司","area":3}""", 1);
        Assert.Equal(("", "lessor"), (Findings(site), site.Body.GetProperty("hidden")[0].GetString()));
        await ActAsync(leader, project, "submit");
        var frozen = (await leader.GetAsync($"projects/{project}/{Path}")).Body.GetProperty("sections")[0];
        Assert.False(frozen.GetProperty("content").TryGetProperty("lessor", out _));

        var officer = await host.AsAsync("officer1");
        await ActAsync(officer, project, "back", "请核对面积");
        site = await SaveAsync(leader, project, "site", """{"kind":"own","area":4}""", 2);
        Assert.Equal("field-fixed site/area", Findings(site));
        Assert.Equal("area", site.Body.GetProperty("fixed")[0].GetString());
        site = await SaveAsync(
            leader, project, "site", """{"kind":"own","area":3,"place":{"code":"440103","name":"荔湾区"}}""", 3);
        Assert.Equal("", Findings(site));
        site = await SaveAsync(
            leader, project, "site", """{"kind":"own","area":3,"place":{"code":"1","name":"x"}}""", 4);
        Assert.Equal("option site/place", Findings(site));
    }

    [Fact]
    public async Task A_designer_tries_a_rule_on_a_project()
    {
        var (leader, project) = await StartAsync("试算规则的项目");
        await SaveAsync(leader, project, "bank", Account(Number), 0);
        await SaveAsync(leader, project, "site", """{"kind":"own","area":3}""", 0);
        await ActAsync(leader, project, "submit");
        var head = await host.AsAsync("head1");
        var rule = JsonDocument.Parse("""{">":[{"var":"area"},{"var":"form.site.none"}]}""").RootElement;
        var tried = await head.PostAsync(
            $"projects/{project}/rule-trials", new { rule, form = "application", section = "site" });
        Assert.True(tried.Status == 200, tried.Body.ToString());
        Assert.True(tried.Body.GetProperty("holds").GetBoolean());
        Assert.Equal(
            "area=3 form.site.none=null",
            string.Join(' ', tried.Body.GetProperty("reads").EnumerateArray()
                .Select(read => $"{read.GetProperty("path").GetString()}={read.GetProperty("value").GetRawText()}")));
        var facts = await head.PostAsync(
            $"projects/{project}/rule-trials",
            new { rule = JsonDocument.Parse("""{"==":[{"var":"programme"},"marked-fields"]}""").RootElement });
        Assert.True(facts.Body.GetProperty("holds").GetBoolean());
        Assert.Equal(403, (await leader.PostAsync($"projects/{project}/rule-trials", new { rule })).Status);
    }

    [Fact]
    public async Task Codes_and_colleagues_are_looked_up()
    {
        var leader = await host.AsAsync(Town.Leader);
        var codes = (await leader.GetAsync("codes/divisions?under=440100&search=越秀")).Body;
        Assert.Equal("440104", codes[0].GetProperty("code").GetString());
        Assert.Equal(404, (await leader.GetAsync("codes/planets")).Status);
        var people = (await leader.GetAsync("people/colleagues")).Body.EnumerateArray()
            .Select(row => row.GetProperty("id").GetString());
        Assert.Contains((await host.AsAsync(Town.OtherLeader)).Person, people);
        Assert.DoesNotContain((await host.AsAsync("officer1")).Person, people);
    }

    private static string Account(string number) => $$"""{"entries":[{"account":"{{number}}"}]}""";

    private static string Account(JsonElement value, string bank) =>
        $$"""{"entries":[{"account":{{value.GetRawText()}},"bank":"{{bank}}"}]}""";

    private static string Findings(Answer answer) => string.Join(
        ' ', answer.Body.GetProperty("findings").EnumerateArray()
            .Select(one => $"{one.GetProperty("code").GetString()} {one.GetProperty("field").GetString()}"));

    private static async Task<Answer> SaveAsync(
        ApiClient client, string project, string section, string content, int version)
    {
        var answer = await client.PutAsync(
            $"projects/{project}/{Path}/sections/{section}",
            new { content = JsonDocument.Parse(content).RootElement }, $"\"{version}\"");
        Assert.True(answer.Status == 200, answer.Body.ToString());
        return answer;
    }

    private static async Task ActAsync(ApiClient client, string project, string action, string? opinion = null)
    {
        var view = (await client.GetAsync($"projects/{project}")).Body;
        var task = view.GetProperty("tasks")[0].GetProperty("id").GetString();
        var answer = await client.PostAsync(
            $"projects/{project}/tasks/{task}/actions/{action}", new { opinion, input = (object?)null });
        Assert.True(answer.Status == 200, answer.Body.ToString());
    }

    private async Task<(ApiClient Leader, string Project)> StartAsync(string title)
    {
        await PublishAsync();
        var leader = await host.AsAsync(Town.Leader);
        var started = await leader.PostAsync("projects", new { call = Call, title, entity = Town.University });
        Assert.True(started.Status == 201, started.Body.ToString());
        return (leader, started.Text("id"));
    }

    private async Task PublishAsync()
    {
        if ((await host.Grains.GetGrain<IProgrammeGrain>(Programme).Read(By.System(Guid.Empty))).Succeeded)
        {
            return;
        }

        var known = (await host.Grains.GetGrain<ICallGrain>(Town.Call).Read(By.System(Guid.Empty))).Value!;
        var programme = host.Grains.GetGrain<IProgrammeGrain>(known.Programme);
        var owner = (await programme.Read(By.System(Guid.Empty))).Value!.Owner;
        var definition = JsonDocument.Parse(Definition.Replace("OWNER", owner, StringComparison.Ordinal)).RootElement;
        var published = await host.Grains.GetGrain<IProgrammeGrain>(Programme).Publish(
            new PublishDefinition(definition), By.System(Guid.NewGuid()));
        Assert.True(published.Succeeded, published.Refusal?.Code + string.Join(
            '\n', published.Refusal?.Details.Select(one => $"{one.Field} {one.Code}") ?? []));
        var officer = await host.AsAsync("officer1");
        var by = new By(officer.Person, officer.Identity, "test", Guid.NewGuid());
        var today = DateOnly.FromDateTime(known.Opens.UtcDateTime).AddDays(1);
        var call = host.Grains.GetGrain<ICallGrain>(Call);
        await call.Draft(
            new DraftCall(
                Programme, "标记试验批次", today.Year, "用于试验标记", [], today.AddDays(-1), today.AddDays(30),
                new TimeOnly(17, 0), null, "020-1"),
            by);
        Assert.True((await call.Publish(new PublishCall(), by with { Command = Guid.NewGuid() })).Succeeded);
    }

    /// <summary>Whether a text stands anywhere in drafts, contents, journal or rows.</summary>
    private async Task<bool> IsStoredAsync(string text)
    {
        await using var source = NpgsqlDataSource.Create(host.Database.Owner);
        await using var find = source.CreateCommand(
            """
            select exists (select from section where position($1 in content) > 0)
              or exists (select from content where position($1 in bytes) > 0)
              or exists (select from journal where position($1 in body) > 0)
              or exists (select from project where position($2 in data::text) > 0)
            """);
        find.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Encoding.UTF8.GetBytes(text) });
        find.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        return (bool)(await find.ExecuteScalarAsync())!;
    }
}
