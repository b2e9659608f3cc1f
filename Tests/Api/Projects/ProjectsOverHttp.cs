using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace SunGov.Tests.Api.Projects;

/// <summary>What the routes of projects add to their grains: sections' ETags, exports, uploads, live events.</summary>
[Collection(SunGovHost.Name)]
public sealed class ProjectsOverHttp(SunGovHost host)
{
    private const string Form = "application";

    [Fact]
    public async Task A_section_is_saved_over_the_version_its_author_saw()
    {
        var client = await host.AsAsync(Town.Leader);
        var project = await StartAsync(client, "分节保存试验项目");
        var path = $"projects/{project}/forms/{Form}/sections/research";
        var content = new { content = new { background = "第一稿" } };
        var first = await client.PutAsync(path, content, "\"0\"");
        Assert.Equal((200, "\"1\""), (first.Status, first.ETag));
        var tab = await client.PutAsync(path, new { content = new { background = "另一个标签页" } }, "\"0\"");
        Assert.Equal(412, tab.Status);
        var kept = await client.GetAsync($"{path}/versions/1");
        Assert.Equal("第一稿", kept.Body.GetProperty("content").GetProperty("background").GetString());
    }

    [Fact]
    public async Task A_project_of_another_does_not_exist_and_is_not_counted()
    {
        var client = await host.AsAsync(Town.Leader);
        var project = await StartAsync(client, "旁人看不见的项目");
        var other = await host.AsAsync(Town.OtherLeader);
        Assert.Equal(404, (await other.GetAsync($"projects/{project}")).Status);
        Assert.Equal(404, (await other.GetAsync($"projects/{project}/trail")).Status);
        Assert.Equal(0, (await other.GetAsync("projects?search=旁人看不见")).Body.GetProperty("total").GetInt64());
    }

    [Fact]
    public async Task The_workbook_holds_exactly_what_is_listed_and_the_disclosure_is_recorded()
    {
        var client = await host.AsAsync(Town.Leader);
        await StartAsync(client, "=导出试验(一)");
        await StartAsync(client, "导出试验二");
        var listed = (await client.GetAsync("projects?search=导出试验&sort=title&limit=200")).Body.GetProperty("items");
        var file = await client.GetAsync("projects/export.xlsx?search=导出试验&sort=title");
        Assert.Equal(200, file.Status);
        Assert.Equal(
            listed.EnumerateArray().Select(row => row.GetProperty("title").GetString()),
            Column(file.Bytes, 'B').Skip(1));
        var auditor = await host.AsAsync(Town.Roles.Single(role => role.Role == "supervisor").Login);
        var accesses = await auditor.GetAsync($"accesses?person={client.Person}&what=disclosure");
        Assert.NotEqual(0, accesses.Body.GetProperty("total").GetInt64());
    }

    [Fact]
    public async Task An_upload_goes_on_where_it_broke_off()
    {
        var client = await host.AsAsync(Town.Leader);
        var project = await StartAsync(client, "附件续传试验项目");
        byte[] bytes = [.. "%PDF-1.7\n"u8, .. Enumerable.Repeat((byte)'x', 5000)];
        var opened = await client.PostAsync($"projects/{project}/files", new
        {
            form = Form,
            section = "attachments",
            field = "proofs",
            name = "证明.pdf",
            mediaType = "application/pdf",
            size = bytes.Length,
        });
        Assert.True(opened.Status == 201, opened.Body.ToString());
        var (file, ticket) = (opened.Text("file"), opened.Text("ticket"));
        Assert.Equal(404, (await PieceAsync(client, file, "forged", bytes, 0, 10)).Status);
        Assert.Equal(200, (await PieceAsync(client, file, ticket, bytes, 0, 2000)).Status);
        var elsewhere = await PieceAsync(client, file, ticket, bytes, 3000, bytes.Length);
        Assert.Equal(
            (409, "upload-offset", "2000"),
            (elsewhere.Status, elsewhere.Code, elsewhere.Body.GetProperty("args").GetProperty("received").GetString()));
        using var ask = client.Request(HttpMethod.Head, $"uploads/{file}");
        ask.Headers.Add("X-File-Ticket", ticket);
        Assert.Equal("2000", (await client.AnswerAsync(ask)).Headers["Upload-Offset"].Single());
        var rest = await PieceAsync(client, file, ticket, bytes, 2000, bytes.Length);
        Assert.Equal(bytes.Length, rest.Body.GetProperty("received").GetInt64());
        var confirmed = await client.PostAsync($"projects/{project}/files/{file}/confirmation");
        Assert.True(confirmed.Status == 200, confirmed.Body.ToString());
        var download = (await client.GetAsync($"projects/{project}/files/{file}")).Text("ticket");
        Assert.Equal(bytes, (await client.GetAsync($"downloads/{download}")).Bytes);
        var other = await host.AsAsync(Town.OtherLeader);
        Assert.Equal(404, (await other.GetAsync($"projects/{project}/files/{file}")).Status);
    }

    [Fact]
    public async Task Live_events_reach_those_who_may_read_and_nobody_else()
    {
        var leader = await host.AsAsync(Town.Leader);
        var project = await StartAsync(leader, "实时事件试验项目");
        var stranger = await host.AsAsync(Town.OtherLeader);
        using var stop = new CancellationTokenSource();
        using var mine = await leader.ListenAsync(stop.Token);
        using var theirs = await stranger.ListenAsync(stop.Token);
        await NextAsync(mine, "heartbeat");
        await NextAsync(theirs, "heartbeat");
        var withdrawn = await leader.PostAsync($"projects/{project}/withdrawal", new { reason = "试验" });
        var own = await StartAsync(stranger, "陌生人自己的项目");
        Assert.Equal(own, (await NextAsync(theirs, "changed")).GetProperty("key").GetString());
        if (withdrawn.Status == 200)
        {
            Assert.Equal(project, (await NextAsync(mine, "changed")).GetProperty("key").GetString());
        }

        await stop.CancelAsync();
    }

    private static async Task<string> StartAsync(ApiClient client, string title)
    {
        var answer = await client.PostAsync("projects", new { call = Town.Call, title, entity = Town.University });
        Assert.True(answer.Status == 201, answer.Body.ToString());
        return answer.Text("id");
    }

    private static Task<Answer> PieceAsync(
        ApiClient client, string file, string ticket, byte[] bytes, int from, int to)
    {
        var request = client.Request(HttpMethod.Put, $"uploads/{file}");
        request.Headers.Add("X-File-Ticket", ticket);
        request.Content = new ByteArrayContent(bytes, from, to - from);
        request.Content.Headers.ContentType = new("application/octet-stream");
        request.Content.Headers.ContentRange = new(from, to - 1, bytes.Length);
        return client.AnswerAsync(request);
    }

    private static async Task<JsonElement> NextAsync(StreamReader events, string type)
    {
        var found = false;
        while (await events.ReadLineAsync() is { } line)
        {
            found |= line == $"event: {type}";
            if (found && line.StartsWith("data:", StringComparison.Ordinal))
            {
                return line.Length > 6 ? JsonDocument.Parse(line[6..]).RootElement : default;
            }
        }

        throw new InvalidOperationException($"the stream ended before '{type}'");
    }

    private static List<string> Column(byte[] workbook, char column)
    {
        using var file = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
        return
        [
            .. file.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>()
                .Select(row => row.Elements<Cell>().ElementAt(column - 'A').InnerText),
        ];
    }
}
