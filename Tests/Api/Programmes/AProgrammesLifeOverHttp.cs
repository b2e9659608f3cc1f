using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SunGov.GrainInterfaces.Programmes;
using SunGov.Grains.Shared;
using Definitions = SunGov.Tests.Rules.Programmes.Definitions;

namespace SunGov.Tests.Api.Programmes;

/// <summary>
/// R-BUS-06, R-BUS-16: a business is drafted, published, changed and retired through the API alone, and running
/// projects are not disturbed.
/// </summary>
[Collection(SunGovHost.Name)]
public sealed class AProgrammesLifeOverHttp(SunGovHost host)
{
    private const string Designer = "designer1";

    private static readonly JsonNode Small = JsonNode.Parse(
        """
        {"programme":"ID","name":{"zh":"小额补助试验","en":"Small subsidy"},"class":"department","owner":"gdstd-zg",
         "title":"application/basic/title",
         "holders":{"leader":{"name":{"zh":"申报人","en":"Applicant"},"person":"leader"},
           "officer":{"name":{"zh":"经办人","en":"Officer"},"role":"case-officer","at":"owner"}},
         "forms":[{"id":"application","name":{"zh":"申请表","en":"Application"},"sections":[
           {"id":"basic","name":{"zh":"基本","en":"Basics"},"fields":[
             {"id":"title","kind":"text","required":true,"name":{"zh":"名称","en":"Title"}},
             {"id":"words","kind":"text","name":{"zh":"关键词","en":"Keywords"}}]}]}],
         "stages":[
           {"id":"fill","kind":"fill","form":"application","name":{"zh":"填写","en":"Fill"},
            "deadline":{"callCloses":true},
            "tasks":[{"id":"fill","holder":"leader","name":{"zh":"填写","en":"Fill"}}],
            "actions":[{"id":"submit","submits":true,"complete":["application"],"target":"decide",
              "name":{"zh":"提交","en":"Submit"}}]},
           {"id":"decide","kind":"approve","name":{"zh":"审批","en":"Decide"},
            "tasks":[{"id":"decide","holder":"officer","name":{"zh":"审批","en":"Decide"}}],
            "actions":[{"id":"agree","target":"done","name":{"zh":"同意","en":"Agree"}}]},
           {"id":"done","kind":"end","name":{"zh":"办结","en":"Done"}}]}
        """)!;

    [Fact]
    public async Task A_draft_is_saved_with_its_faults_and_published_without()
    {
        var (designer, id) = (await host.AsAsync(Designer), NewId());
        var faulty = await SaveAsync(
            designer, id, "\"0\"", root => root["stages"]![0]!["actions"]![0]!["target"] = "moon");
        Assert.Equal((200, "\"1\""), (faulty.Status, faulty.ETag));
        var finding = faulty.Body.GetProperty("findings").EnumerateArray()
            .First(one => one.GetProperty("code").GetString() == "definition-reference-unknown");
        Assert.Equal("stages/fill/actions/submit/target", finding.GetProperty("place").GetString());
        var refused = await designer.PostAsync($"programmes/{id}/draft/publication", new { note = "首次发布" });
        Assert.Equal((422, "definition-invalid"), (refused.Status, refused.Code));
        Assert.NotEqual(0, refused.Body.GetProperty("details").GetArrayLength());

        Assert.Equal(200, (await SaveAsync(designer, id, "\"1\"")).Status);
        Assert.Equal(1, (await ListAsync(designer, id)).GetProperty("total").GetInt64());
        Assert.Equal("draft", (await ListAsync(designer, id)).GetProperty("items")[0].GetProperty("state").GetString());
        var researcher = await host.AsAsync(Town.Leader);
        Assert.Equal(0, (await ListAsync(researcher, id)).GetProperty("total").GetInt64());
        Assert.Equal(404, (await researcher.GetAsync($"programmes/{id}")).Status);
        Assert.Equal(403, (await SaveAsync(researcher, id, "\"2\"")).Status);

        var published = await designer.PostAsync($"programmes/{id}/draft/publication", new { note = "首次发布" });
        Assert.Equal((201, 1), (published.Status, published.Body.GetProperty("current").GetInt32()));
        var draft = await designer.GetAsync($"programmes/{id}/draft");
        Assert.False(draft.Body.GetProperty("saved").GetBoolean());
        Assert.Equal(1, draft.Body.GetProperty("basedOn").GetInt32());
        Assert.Equal("definition-not-drafted", (await designer.PostAsync(
            $"programmes/{id}/draft/publication", new { note = "再次" })).Code);
        Assert.Equal("首次发布", (await designer.GetAsync($"programmes/{id}"))
            .Body.GetProperty("history")[0].GetProperty("note").GetString());
    }

    [Fact]
    public async Task Two_designers_are_told_of_each_other()
    {
        var (designer, id) = (await host.AsAsync(Designer), NewId());
        var other = await host.AsAsync("admin");
        Assert.Equal(200, (await SaveAsync(designer, id, "\"0\"")).Status);
        var read = await other.GetAsync($"programmes/{id}/draft");
        Assert.Equal("苏明哲", read.Body.GetProperty("others")[0].GetProperty("name").GetString());
        Assert.Equal(200, (await SaveAsync(other, id, "\"1\"")).Status);
        var stale = await SaveAsync(designer, id, "\"1\"");
        Assert.Equal((412, "definition-draft-stale"), (stale.Status, stale.Code));
        Assert.Equal("陈志远", stale.Body.GetProperty("args").GetProperty("by").GetString());
        Assert.Equal(200, (await designer.GetAsync($"programmes/{id}/draft/versions/1")).Status);
        Assert.Equal(204, (await designer.SendAsync(
            HttpMethod.Delete, $"programmes/{id}/draft", command: Guid.NewGuid(), ifMatch: "\"2\"")).Status);
        Assert.Equal(404, (await designer.GetAsync($"programmes/{id}/draft")).Status);
    }

    [Fact]
    public async Task A_retired_business_takes_no_calls_and_starts_and_its_projects_finish()
    {
        var (designer, id) = (await host.AsAsync(Designer), NewId());
        var call = await OpenAsync(designer, id);
        var leader = await host.AsAsync(Town.Leader);
        var project = (await leader.PostAsync("projects", Start(call))).Text("id");
        Assert.Equal(200, (await designer.PostAsync($"programmes/{id}/suspension", new { reason = "调整" })).Status);
        var refused = await leader.PostAsync("projects", Start(call));
        Assert.Equal((409, "programme-suspended"), (refused.Status, refused.Code));
        Assert.Equal(200, (await designer.PostAsync($"programmes/{id}/resumption", new { reason = "恢复" })).Status);
        Assert.Equal(200, (await designer.PostAsync($"programmes/{id}/retirement", new { reason = "停办" })).Status);
        Assert.Equal("programme-retired", (await leader.PostAsync("projects", Start(call))).Code);
        Assert.Equal("retired", (await leader.GetAsync($"calls/{call}")).Text("programmeState"));
        Assert.Equal("programme-retired", (await designer.PostAsync("calls", Call(id))).Code);
        await SubmitAsync(leader, project);
        var officer = await host.AsAsync("officer1");
        var agreed = await officer.PostAsync($"projects/{project}/tasks/2-decide/actions/agree", new { });
        Assert.Equal((200, "ended"), (agreed.Status, agreed.Text("status")));
        Assert.Equal(403, (await officer.PostAsync($"programmes/{id}/resumption", new { reason = "恢复" })).Status);
    }

    [Fact]
    public async Task Running_projects_go_to_another_version_by_a_recorded_plan()
    {
        var (designer, id) = (await host.AsAsync(Designer), NewId());
        var call = await OpenAsync(designer, id);
        var leader = await host.AsAsync(Town.Leader);
        var project = (await leader.PostAsync("projects", Start(call))).Text("id");
        await SubmitAsync(leader, project);
        var draft = await designer.GetAsync($"programmes/{id}/draft");
        Assert.Equal(200, (await SaveAsync(designer, id, $"\"{draft.Body.GetProperty("version").GetInt32()}\"", root =>
        {
            root["stages"]![0]!["actions"]![0]!["target"] = "judge";
            root["stages"]![1]!["id"] = "judge";
        })).Status);
        var differences = await designer.GetAsync($"programmes/{id}/versions/1/comparison/draft");
        Assert.Equal(
            ["stages/decide removed", "stages/fill/actions/submit/target changed", "stages/judge added"],
            differences.Body.EnumerateArray()
                .Select(one => $"{one.GetProperty("place").GetString()} {one.GetProperty("change").GetString()}")
                .Order(StringComparer.Ordinal));
        Assert.Equal(201, (await designer.PostAsync($"programmes/{id}/draft/publication", new { note = "改名" })).Status);
        Assert.Equal(1, (await designer.GetAsync($"programmes/{id}/running")).Body[0].GetProperty("count").GetInt64());

        var unmapped = (await designer.PostAsync($"programmes/{id}/migrations/preview", Migration(new { })))
            .Body.GetProperty("rows")[0];
        Assert.Equal("refused", unmapped.GetProperty("state").GetString());
        Assert.Equal("migration-without-place", unmapped.GetProperty("refusal").GetProperty("details")[0]
            .GetProperty("code").GetString());
        var planned = await designer.PostAsync($"programmes/{id}/migrations", Migration(new { decide = "judge" }));
        Assert.Equal(201, planned.Status);
        var plan = planned.Text("id");
        Assert.True((await host.Grains.GetGrain<IProgrammeMigrationGrain>(plan).OnDue("migrate:0", Guid.NewGuid()))
            .Succeeded);
        var done = (await designer.GetAsync($"programmes/{id}/migrations/{plan}")).Body;
        Assert.Equal((1, 0, false), (
            done.GetProperty("done").GetInt32(), done.GetProperty("refused").GetInt32(),
            done.GetProperty("open").GetBoolean()));
        var officer = await host.AsAsync("officer1");
        var view = (await officer.GetAsync($"projects/{project}")).Body;
        Assert.Equal(2, view.GetProperty("definitionVersion").GetInt32());
        Assert.Equal("judge", view.GetProperty("tasks")[0].GetProperty("stage").GetString());
        var trail = (await officer.GetAsync($"projects/{project}/trail")).Body;
        Assert.True(trail.GetProperty("verified").GetBoolean());
        var agreed = await officer.PostAsync($"projects/{project}/tasks/2-decide/actions/agree", new { });
        Assert.Equal((200, "ended"), (agreed.Status, agreed.Text("status")));
        Assert.Equal(201, (await designer.PostAsync(
            $"programmes/{id}/versions/1/publication", new { note = "恢复第一版" })).Status);
    }

    [Fact]
    public async Task A_trial_writes_nothing_and_the_schema_is_there_for_anyone()
    {
        var (designer, id) = (await host.AsAsync(Designer), NewId());
        var tried = await designer.PostAsync($"programmes/{id}/trial", new
        {
            definition = Definition(id),
            acts = new object[] { new { action = "submit" }, new { action = "agree" } },
            contents = new { application = new { basic = new { title = "试一试" } } },
        });
        Assert.Equal(200, tried.Status);
        Assert.Equal("ended", tried.Body.GetProperty("project").GetProperty("status").GetString());
        Assert.Equal(404, (await designer.GetAsync($"programmes/{id}")).Status);
        using var visitor = host.Visitor();
        var schema = await visitor.GetAsync("/schemas/programme-definition.json");
        Assert.Equal(200, schema.Status);
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.Text("$schema"));
    }

    private static string NewId() => $"p-{Guid.NewGuid():n}"[..20];

    private static JsonElement Definition(string id, Action<JsonNode>? change = null)
    {
        var root = Small.DeepClone();
        root["programme"] = id;
        change?.Invoke(root);
        return Definitions.Json(root.ToJsonString());
    }

    private static Task<Answer> SaveAsync(
        ApiClient client, string id, string ifMatch, Action<JsonNode>? change = null) =>
        client.PutAsync($"programmes/{id}/draft", new { definition = Definition(id, change) }, ifMatch);

    private static async Task<JsonElement> ListAsync(ApiClient client, string id) =>
        (await client.GetAsync($"programmes?search={id}")).Body;

    private static async Task<string> OpenAsync(ApiClient designer, string id)
    {
        Assert.Equal(200, (await SaveAsync(designer, id, "\"0\"")).Status);
        Assert.Equal(201, (await designer.PostAsync($"programmes/{id}/draft/publication", new { note = "首次" })).Status);
        var drafted = await designer.PostAsync("calls", Call(id));
        Assert.Equal(201, drafted.Status);
        Assert.Equal(200, (await designer.PostAsync($"calls/{drafted.Text("id")}/publication")).Status);
        return drafted.Text("id");
    }

    private static object Call(string id)
    {
        var today = CivilTime.DayOf(TimeProvider.System.GetUtcNow());
        return new
        {
            programme = id, title = "小额补助试验批次", year = today.Year, summary = "试验", contact = "020-1",
            guideline = Array.Empty<object>(), closesAt = "17:00:00",
            opens = today.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            closes = today.AddDays(20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }

    private static object Start(string call) => new { call, title = "小额补助试验项目", entity = Town.University };

    private static object Migration(object stages) =>
        new { from = 1, to = 2, stages, fields = new { }, note = "环节改名" };

    private static async Task SubmitAsync(ApiClient leader, string project)
    {
        Assert.Equal(200, (await leader.PutAsync(
            $"projects/{project}/forms/application/sections/basic",
            new { content = new { title = "小额补助试验项目" } }, "\"0\"")).Status);
        Assert.Equal(200, (await leader.PostAsync($"projects/{project}/tasks/1-fill/actions/submit", new { })).Status);
    }
}
