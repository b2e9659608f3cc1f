using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Orleans;
using SunGov.GrainInterfaces.Projects;
using SunGov.Grains.Shared;
using SunGov.Silo.Hosting;
using SunGov.Silo.Storage;
using SunGov.Tools.Verify;
using Definitions = SunGov.Tests.Rules.Programmes.Definitions;

namespace SunGov.Tests.Api.Projects;

/// <summary>
/// R-BUS-10, R-APV-01 to 05, R-CON-01, R-PER-01, R-ACC-04, R-OUT-01, R-ARC-01: the first business from its call to its
/// package, through the HTTP API alone, by the people who hold its tasks.
/// </summary>
public sealed partial class TheWholeWay : IAsyncLifetime
{
    private const int MostStages = 60;

    private readonly ShiftedClock _clock = new();
    private readonly Dictionary<string, ApiClient> _clients = [];
    private HostPlace _place = null!;
    private WebApplication _app = null!;
    private string _project = "";

    public async Task InitializeAsync()
    {
        _place = await HostPlace.CreateAsync();
        _app = await _place.StartAsync(services: services =>
        {
            services.Replace(ServiceDescriptor.Singleton<IDemoLoader, Town>());
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock));
        });
    }

    public async Task DisposeAsync()
    {
        LogOut();
        await _place.DisposeAsync();
    }

    [Fact]
    public async Task Leads_from_the_call_to_the_package_with_joins_objections_signatures_reports_and_a_register()
    {
        await ApplyAsync();
        await AwardAsync();
        await ContractAsync();
        await ReportAsync("report");
        await PassAsync(400);
        Assert.Equal("report", await StageAsync());
        await FillAsync("report~2", Report());
        await ActAsync("lead01", "hand-in");
        await ActAsync("officer1", "accept");
        Assert.Equal("running", await StageAsync());
        await FinishAsync("passed");
    }

    private async Task ApplyAsync()
    {
        var started = await (await AsAsync("lead01")).PostAsync(
            "projects", new { call = Town.Call, title = "低温共烧陶瓷基板的关键工艺", entity = Town.University });
        _project = started.Text("id");
        await FillAsync("application", Definitions.Complete());
        await ActAsync("lead01", "hand-in");
        await ActAsync("office-u1", "submit", "同意提交");
        await ActAsync("city-gz", "recommend", "同意推荐");
        await ActAsync("intake1", "accept");
        await ActAsync("officer1", "pass", "符合申报条件");
        await ActAsync("organiser1", "conclude", "评审完成", """{"score":88.5,"rank":3}""");
        Assert.Equal("proposal", await StageAsync());
    }

    private async Task AwardAsync()
    {
        var over = await TryAsync("officer1", "propose", null, Plan(60_000_000, 50_000_000));
        Assert.Equal((422, "input-invalid"), (over.Status, over.Code));
        await ActAsync("officer1", "propose", "建议支持", Plan(50_000_000, 30_000_000));
        await ActAsync("funds1", "agree", "资金已落实");
        await ActAsync("head-gx", "return", "请说明与在研项目的区别");
        Assert.Equal("proposal", await StageAsync());
        await ActAsync("officer1", "propose", "已补充说明", Plan(50_000_000, 30_000_000));
        foreach (var login in new[] { "funds1", "head1", "head-gx" })
        {
            Assert.Equal("approval", await StageAsync());
            await ActAsync(login, "agree", "同意");
        }

        await ActAsync("deputy1", "approve", "同意公示");
        await ObjectAsync();
        await PassAsync(14);
        Assert.Equal("release", await StageAsync());
        await ActAsync("officer1", "release");
        var letter = (await ViewAsync("lead01")).GetProperty("documents")[0];
        Assert.Equal("award-letter", letter.GetProperty("id").GetString());
        Assert.EndsWith("YFLX0001", letter.GetProperty("number").GetString(), StringComparison.Ordinal);
    }

    private async Task ObjectAsync()
    {
        using var visitor = new ApiClient(new Uri(_app.Urls.First()));
        var notice = (await visitor.GetAsync($"public/publications?project={_project}")).Body.GetProperty("items")[0];
        var publication = notice.GetProperty("id").GetString();
        var shown = (await visitor.GetAsync($"public/publications/{publication}/projects"))
            .Body.GetProperty("items")[0];
        Assert.Equal(
            ["title", "entity", "leader", "amount"],
            shown.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("id").GetString()));
        Assert.Equal("80000000", shown.GetProperty("fields")[3].GetProperty("value").GetString());
        var objected = await visitor.PostAsync(
            $"public/projects/{_project}/objections",
            new { name = "某研究人员", contact = "020-80000000", text = "该项目与已立项的另一项目内容重复，请核查。" });
        Assert.True(objected.Status == 200, objected.Body.ToString());
        var progress = $"public/objections/{objected.Text("id").ToLowerInvariant().Replace("-", " ")}";
        Assert.Equal("open", (await visitor.GetAsync(progress)).Text("state"));
        Assert.Equal("objection-unknown", (await visitor.GetAsync("public/objections/AAAAA-BBBBB-CCCCC")).Code);
        Assert.Equal("publication-not-open", (await visitor.PostAsync(
            $"public/projects/{_project}/objections",
            new { name = "某人", contact = "020-80000000", text = "公示已经换过，请核查。", publication = "c.d.1" })).Code);
        Assert.Equal(403, (await (await AsAsync("lead01")).GetAsync($"projects/{_project}/objections")).Status);
        Assert.False((await ViewAsync("lead01")).TryGetProperty("objections", out var none)
            && none.ValueKind == JsonValueKind.Number);
        Assert.Equal(200, (await (await AsAsync("audit1")).GetAsync($"projects/{_project}/objections")).Status);
        Assert.Equal(404, (await (await AsAsync("city-zs")).GetAsync($"projects/{_project}/objections")).Status);
        var officer = await AsAsync("officer1");
        var read = (await officer.GetAsync($"projects/{_project}/objections"))
            .Body.GetProperty("items")[0];
        Assert.Equal("某研究人员", read.GetProperty("name").GetString());
        await PassAsync(14);
        Assert.Equal("notice", await StageAsync());
        var answered = await (await AsAsync("officer1")).PostAsync(
            $"projects/{_project}/objections/{objected.Text("id")}/answer",
            new { upheld = false, answer = "经核查，两个项目研究内容不同。" });
        Assert.True(answered.Status == 200, answered.Body.ToString());
        await ElapsedAsync("notice");
        var told = await visitor.GetAsync(progress);
        Assert.Equal(("dismissed", "经核查，两个项目研究内容不同。"), (told.Text("state"), told.Text("answer")));
        var past = (await visitor.GetAsync("public/publications?status=past")).Body.GetProperty("items")[0];
        Assert.Equal(
            (publication, 5, 1L),
            (past.GetProperty("id").GetString(), past.GetProperty("workingDays").GetInt32(),
                past.GetProperty("projects").GetInt64()));
    }

    private async Task ContractAsync()
    {
        var form = (await (await AsAsync("lead01")).GetAsync($"projects/{_project}/forms/contract")).Body;
        var basic = form.GetProperty("sections")[0].GetProperty("content");
        Assert.Equal(80_000_000, basic.GetProperty("amount").GetInt64());
        Assert.Equal("低温共烧陶瓷基板的关键工艺", basic.GetProperty("title").GetString());
        await FillAsync("contract", new() { ["basic"] = Json("{}"), ["indicators"] = Json("""{"promise":true}""") });
        await ActAsync("lead01", "hand-in");
        foreach (var login in new[] { "office-u1", "city-gz", "head1" })
        {
            await ActAsync(login, "sign");
        }

        var view = await ViewAsync("lead01");
        Assert.Equal(3, view.GetProperty("signatures").GetArrayLength());
        Assert.Equal("running", await StageAsync());
        Assert.Equal("section-closed", (await (await AsAsync("lead01")).PutAsync(
            $"projects/{_project}/forms/contract/sections/basic", new { content = new { } }, "\"1\"")).Code);
    }

    private async Task ReportAsync(string form)
    {
        await ActAsync("lead01", "report-now");
        await FillAsync(form, Report());
        await ActAsync("lead01", "hand-in");
        await ActAsync("officer1", "accept", "进展符合计划");
        Assert.Equal("running", await StageAsync());
    }

    private async Task FinishAsync(string verdict)
    {
        await ActAsync("lead01", "close");
        await FillAsync("acceptance", new()
        {
            ["results"] = Json("""
                {"summary":"按任务书完成全部研究内容，各项指标均已达到，经费使用合规。","spent":80000000,"proofs":[],
                 "targets":[{"name":"介电损耗","final":"0.002","done":"0.0018"}]}
                """),
        });
        await ActAsync("lead01", "hand-in");
        await ActAsync("officer1", "conclude", "同意通过验收", $$"""{"verdict":"{{verdict}}"}""");
        await FillAsync("outcome", new()
        {
            ["outcome"] = Json(
                """{"kind":"applied","abstract":"形成低温共烧陶瓷基板量产工艺，建成示范线一条，产品已用于通信设备。"}"""),
        });
        await ActAsync("lead01", "hand-in");
        await ActAsync("officer1", "register");
        await ActAsync("officer1", "archive");
        var view = await ViewAsync("lead01");
        Assert.Equal("ended", view.GetProperty("status").GetString());
        var decided = view.GetProperty("decided").EnumerateArray()
            .ToDictionary(one => one.GetProperty("field").GetString()!, one => one.GetProperty("value"));
        Assert.EndsWith("GDCG00001", decided["registration"].GetString(), StringComparison.Ordinal);
        var kept = view.GetProperty("package").GetProperty("kept");
        Assert.EndsWith("-D30-00001", kept.GetProperty("number").GetString(), StringComparison.Ordinal);
        Assert.Equal(30, kept.GetProperty("years").GetInt32());
        var package = (await (await AsAsync("lead01")).GetAsync($"projects/{_project}/package")).Body;
        Assert.Equal(
            kept.GetProperty("until").GetString(), package.GetProperty("archive").GetProperty("until").GetString());
        Assert.Equal(
            ["application", "contract", "report", "report~2", "acceptance", "outcome"],
            package.GetProperty("forms").EnumerateArray().Select(form => form.GetProperty("form").GetString()));
        var trail = (await (await AsAsync("lead01")).GetAsync($"projects/{_project}/trail")).Body;
        Assert.True(trail.GetProperty("verified").GetBoolean());
        await ProvedAsync();
    }

    /// <summary>The package and the database prove what was signed; a signature that was changed is named.</summary>
    private async Task ProvedAsync()
    {
        var crypto = _app.Services.GetRequiredService<ICrypto>();
        var key = _app.Services.GetRequiredService<IPlatformKey>().PublicKey;
        var packages = new List<byte[]>();
        foreach (var login in new[] { "lead01", "officer1" })
        {
            packages.Add((await (await AsAsync(login)).GetAsync($"projects/{_project}/package.zip")).Bytes);
            using var zip = new MemoryStream(packages[^1]);
            Assert.Empty(await PackageCheck.RunAsync(zip, crypto, Convert.ToBase64String(key), _ => { }));
        }

        WithheldFromApplicants.Check(packages[0], packages[1]);
        Assert.DoesNotContain("BROKEN", await VerifiedAsync(), StringComparison.Ordinal);
        await using var owner = NpgsqlDataSource.Create(_place.Database.Superuser);
        await using var change = owner.CreateCommand(
            """
            update journal set body = convert_to(
                replace(convert_from(body, 'UTF8'), '"form":"contract"', '"form":"report"'), 'UTF8')
            where position('"form-signed"'::bytea in body) > 0
            """);
        await change.ExecuteNonQueryAsync();
        Assert.Contains("does not hold", await VerifiedAsync(), StringComparison.Ordinal);
    }

    private async Task<string> VerifiedAsync()
    {
        await using var report = new StringWriter();
        await VerifyCommand.ReportAsync(_app.Services.GetRequiredService<Verification>(), report);
        return report.ToString();
    }

    private async Task FillAsync(string form, Dictionary<string, JsonElement> contents)
    {
        var client = await AsAsync("lead01");
        var read = (await client.GetAsync($"projects/{_project}/forms/{form}")).Body;
        foreach (var section in read.GetProperty("sections").EnumerateArray())
        {
            var id = section.GetProperty("id").GetString()!;
            var content = JsonNode.Parse(section.GetProperty("content").GetRawText())!.AsObject();
            foreach (var field in contents[id].EnumerateObject())
            {
                content[field.Name] = JsonNode.Parse(field.Value.GetRawText());
            }

            var saved = await client.PutAsync(
                $"projects/{_project}/forms/{form}/sections/{id}", new { content },
                $"\"{section.GetProperty("version").GetInt32()}\"");
            Assert.True(saved.Status == 200, saved.Body.ToString());
            Filled(form, id, JsonSerializer.SerializeToElement(content));
        }
    }

    private async Task ActAsync(string login, string action, string? opinion = null, string? input = null)
    {
        var answer = await TryAsync(login, action, opinion, input);
        Assert.True(answer.Status == 200, $"{login} {action}: {answer.Body}");
        await SameAsTriedOutAsync();
    }

    private async Task<Answer> TryAsync(string login, string action, string? opinion, string? input)
    {
        var view = await ViewAsync(login);
        var open = view.GetProperty("allowed").EnumerateArray().FirstOrDefault(
            one => one.GetProperty("action").GetString() == action && one.TryGetProperty("task", out _));
        var seen = view.GetProperty("allowed");
        Assert.True(open.ValueKind == JsonValueKind.Object, $"{login} cannot {action}, only {seen}");
        var task = open.GetProperty("task").GetString()!;
        var answer = await (await AsAsync(login)).PostAsync(
            $"projects/{_project}/tasks/{task}/actions/{action}",
            new { opinion, input = input is null ? (JsonElement?)null : Json(input) });
        if (answer.Status == 200)
        {
            Acted(task, action, opinion, input);
        }

        return answer;
    }

    private async Task<JsonElement> ViewAsync(string login)
    {
        var answer = await (await AsAsync(login)).GetAsync($"projects/{_project}");
        Assert.True(answer.Status == 200, $"{login}: {answer.Body}");
        return answer.Body;
    }

    private async Task<string> StageAsync() => (await ViewAsync("officer1")).GetProperty("stages").EnumerateArray()
        .Single(stage => stage.GetProperty("state").GetString() == "now").GetProperty("id").GetString()!;

    /// <summary>Days pass; what fell due is delivered, whoever of the pollers comes first.</summary>
    private async Task PassAsync(int days)
    {
        var before = await StageAsync();
        _clock.Ahead += TimeSpan.FromDays(days);
        LogOut();
        var project = _app.Services.GetRequiredService<IGrainFactory>().GetGrain<IProjectGrain>(_project);
        for (var no = 1; no <= MostStages; no++)
        {
            Assert.True((await project.OnDue($"elapsed:{no}", Guid.NewGuid())).Succeeded);
        }

        await ElapsedAsync(before);
    }

    private async Task<ApiClient> AsAsync(string login)
    {
        if (!_clients.TryGetValue(login, out var client))
        {
            _clients[login] = client = new ApiClient(new Uri(_app.Urls.First()));
            Assert.Equal(200, (await client.LogInAsync(login, Town.Password)).Status);
        }

        return client;
    }

    private void LogOut()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        _clients.Clear();
    }

    private static Dictionary<string, JsonElement> Report() => new()
    {
        ["progress"] = Json("""{"progress":"完成关键工艺参数窗口研究，建成中试线并试制样品三批。","spent":30000000}"""),
    };

    private static string Plan(long first, long second) =>
        $$"""
        {"amount":80000000,"plan":[{"year":2027,"amount":{{first}}},{"year":2028,"amount":{{second}}}]}
        """;

    private static JsonElement Json(string json) => Definitions.Json(json);

    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
