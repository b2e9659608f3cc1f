using System.Text.Json.Nodes;
using Npgsql;
using SunGov.Tools.Load;

namespace SunGov.Tests.Faults;

/// <summary>A project and the people who bring it from its start into the archive, step by step.</summary>
internal sealed class Walker(
    Ledger ledger, Random random, Dictionary<string, LoadUser> people, NpgsqlDataSource source, string call,
    string entity)
{
    /// <summary>How many commands a way takes.</summary>
    public const int Commands = 36;

    /// <summary>The stages in the order in which they must have been entered.</summary>
    public const string Way =
        "fill entity-review recommend intake eligibility review proposal approval leadership notice release contract "
        + "signing running report report-review running acceptance final-acceptance outcome registration archiving "
        + "archived";

    private const string Plan = """
        {"amount":80000000,"plan":[{"year":2027,"amount":50000000},{"year":2028,"amount":30000000}]}
        """;

    private readonly Lock _lock = new();

    public string Project { get; private set; } = "";

    /// <summary>Acknowledged acts, by stage and action.</summary>
    public List<(string Stage, string Action)> Acts { get; } = [];

    /// <summary>Refusals; there should be none.</summary>
    public List<string> Unexpected { get; } = [];

    /// <summary>What was saved last in each section.</summary>
    public Dictionary<DraftPlace, Draft> Drafts { get; } = [];

    /// <summary>The whole way.</summary>
    public async Task RunAsync()
    {
        await ApplyAsync();
        await ActAsync("officer", "propose", "建议支持", Plan);
        await Task.WhenAll(
            ActAsync("funds", "agree", "资金已落实"), ActAsync("head", "agree"), ActAsync("technical", "agree"));
        await ActAsync("deputy", "approve", "同意公示");
        await Outbox.DeliveredAsync(source, Project);
        await ActAsync("officer", "release");
        await FillAsync("contract", new() { ["basic"] = "{}", ["indicators"] = """{"promise":true}""" });
        await ActAsync("leader", "hand-in");
        await Task.WhenAll(ActAsync("office", "sign"), ActAsync("city", "sign"), ActAsync("head", "sign"));
        await ActAsync("leader", "report-now");
        await FillAsync("report", new()
        {
            ["progress"] = """{"progress":"完成关键工艺参数窗口研究，建成中试线并试制样品三批。","spent":30000000}""",
        });
        await ActAsync("leader", "hand-in");
        await ActAsync("officer", "accept", "进展符合计划");
        await ActAsync("leader", "close");
        await FinishAsync();
    }

    /// <summary>Whether the trail that its people are shown verifies, and ends where the way ends.</summary>
    public async Task<bool> TrailVerifiedAsync()
    {
        var view = await people["leader"].GetAsync($"/projects/{Project}");
        var trail = await people["leader"].GetAsync($"/projects/{Project}/trail");
        return view.Body.GetProperty("status").GetString() == "ended"
            && trail.Body.GetProperty("verified").GetBoolean();
    }

    private async Task ApplyAsync()
    {
        var command = Id();
        var answer = Must("start", await ledger.RecordAsync(
            "project", null, "start", command, () => people["leader"].SendAsync(
                HttpMethod.Post, "/projects", new { call, title = $"全流程故障测试 {command:N}", entity }, command)));
        Project = answer.Body.GetProperty("id").GetString()!;
        var contents = LoadProvince.Sections.ToDictionary(
            section => section.Key, section => section.Value.GetRawText());
        contents["basic"] = With(contents["basic"], """{"starts":"2026-01-01"}""").ToJsonString();
        await FillAsync("application", contents);
        await ActAsync("leader", "hand-in");
        await ActAsync("office", "submit", "同意提交");
        await ActAsync("city", "recommend", "同意推荐");
        await ActAsync("intake", "accept");
        await ActAsync("officer", "pass", "符合申报条件");
        await ActAsync("organiser", "conclude", "评审完成", """{"score":88.5,"rank":3}""");
    }

    private async Task FinishAsync()
    {
        await FillAsync("acceptance", new()
        {
            ["results"] = """
                {"summary":"按任务书完成全部研究内容，各项指标均已达到，经费使用合规。","spent":80000000,"proofs":[],
                 "targets":[{"name":"介电损耗","final":"0.002","done":"0.0018"}]}
                """,
        });
        await ActAsync("leader", "hand-in");
        await ActAsync("officer", "conclude", "同意通过验收", """{"verdict":"passed"}""");
        await FillAsync("outcome", new()
        {
            ["outcome"] =
                """{"kind":"applied","abstract":"形成低温共烧陶瓷基板量产工艺，建成示范线一条，产品已用于通信设备。"}""",
        });
        await ActAsync("leader", "hand-in");
        await ActAsync("officer", "register");
        await ActAsync("officer", "archive");
    }

    private async Task FillAsync(string form, Dictionary<string, string> contents)
    {
        var leader = people["leader"];
        var read = await leader.GetAsync($"/projects/{Project}/forms/{form}");
        foreach (var section in read.Body.GetProperty("sections").EnumerateArray())
        {
            var (id, version) = (section.GetProperty("id").GetString()!, section.GetProperty("version").GetInt32());
            var (command, content) = (Id(), With(section.GetProperty("content").GetRawText(), contents[id]));
            Must($"save {form}/{id}", await ledger.RecordAsync(
                "section", Project, $"{form}/{id}", command, () => leader.SendAsync(
                    HttpMethod.Put, $"/projects/{Project}/forms/{form}/sections/{id}", new { content }, command,
                    version)));
            Drafts[new(Project, form, id)] = new(version + 1, command);
        }
    }

    private async Task ActAsync(string part, string action, string? opinion = null, string? input = null)
    {
        var (who, command) = (people[part], Id());
        var view = (await who.GetAsync($"/projects/{Project}")).Body;
        var task = view.GetProperty("allowed").EnumerateArray()
            .Where(open => open.GetProperty("action").GetString() == action && open.TryGetProperty("task", out _))
            .Select(open => open.GetProperty("task").GetString()).FirstOrDefault()
            ?? throw new InvalidOperationException($"{part} cannot {action}, only {view.GetProperty("allowed")}");
        var stage = view.GetProperty("tasks").EnumerateArray()
            .First(open => open.GetProperty("id").GetString() == task).GetProperty("stage").GetString()!;
        Must(action, await ledger.RecordAsync("project", Project, action, command, () => who.SendAsync(
            HttpMethod.Post, $"/projects/{Project}/tasks/{task}/actions/{action}",
            new { opinion, input = input is null ? null : JsonNode.Parse(input) }, command)));
        lock (_lock)
        {
            Acts.Add((stage, action));
        }
    }

    private Answer Must(string what, Answer answer)
    {
        if (!answer.Succeeded)
        {
            Unexpected.Add($"{what} {Project}: {answer.Status} {answer.Body}");
            throw new InvalidOperationException(Unexpected[^1]);
        }

        return answer;
    }

    private static JsonObject With(string content, string changes)
    {
        var whole = JsonNode.Parse(content)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject())
        {
            whole[name] = value?.DeepClone();
        }

        return whole;
    }

    private Guid Id()
    {
        lock (_lock)
        {
            Span<byte> bytes = stackalloc byte[16];
            random.NextBytes(bytes);
            return new Guid(bytes);
        }
    }
}
