using System.Text;
using System.Text.Json.Nodes;
using Definitions = SunGov.Tests.Rules.Programmes.Definitions;

namespace SunGov.Tests.Api.Documents;

/// <summary>
/// R-APP-04, R-APP-06: what was submitted is genuine until a correction is submitted, then superseded; who read a
/// form's PDF stands in the access log.
/// </summary>
[Collection(SunGovHost.Name)]
public sealed class APrintStaysWhatItWas(SunGovHost host)
{
    [Fact]
    public async Task Genuine_until_a_correction_is_submitted_and_superseded_since()
    {
        var leader = await host.AsAsync(Town.OtherLeader);
        var started = await leader.PostAsync(
            "projects", new { call = Town.Call, title = "版本码试验项目", entity = Town.University });
        var project = started.Text("id");
        await FillAsync(leader, project);
        await SubmitAsync(leader, project);
        var first = await CodeAsync(leader, project);
        Assert.Equal(("genuine", first), await StateAsync(first));

        await ActAsync(await host.AsAsync("city-gz"), project, "return", "请补充研究背景");
        await SaveAsync(leader, project, "research", content => content["background"] = new string('改', 120));
        var draft = await CodeAsync(leader, project);
        Assert.Equal(("draft", draft), await StateAsync(draft));
        await SubmitAsync(leader, project);
        var second = await CodeAsync(leader, project);
        Assert.NotEqual(first, second);
        Assert.Equal(("genuine", second), await StateAsync(second));
        Assert.Equal(("superseded", first), await StateAsync(first));
        Assert.Equal(("draft", draft), await StateAsync(draft));

        var withdrawn = await leader.PostAsync($"projects/{project}/withdrawal", new { reason = "试验结束" });
        Assert.True(withdrawn.Status == 200, withdrawn.Body.ToString());
        var auditor = await host.AsAsync(Town.Roles.Single(role => role.Role == "supervisor").Login);
        var accesses = await auditor.GetAsync($"accesses?person={leader.Person}&what=disclosure");
        Assert.Contains("form-print", accesses.Body.ToString(), StringComparison.Ordinal);
    }

    private static async Task FillAsync(ApiClient leader, string project)
    {
        foreach (var (section, complete) in Definitions.Complete())
        {
            await SaveAsync(leader, project, section, content =>
            {
                foreach (var field in complete.EnumerateObject())
                {
                    content[field.Name] = JsonNode.Parse(field.Value.GetRawText());
                }
            });
        }
    }

    private static async Task SaveAsync(
        ApiClient leader, string project, string section, Action<JsonObject> change)
    {
        var form = (await leader.GetAsync($"projects/{project}/forms/application")).Body;
        var now = form.GetProperty("sections").EnumerateArray()
            .Single(known => known.GetProperty("id").GetString() == section);
        var content = JsonNode.Parse(now.GetProperty("content").GetRawText())!.AsObject();
        change(content);
        var saved = await leader.PutAsync(
            $"projects/{project}/forms/application/sections/{section}", new { content },
            $"\"{now.GetProperty("version").GetInt32()}\"");
        Assert.True(saved.Status == 200, saved.Body.ToString());
    }

    private async Task SubmitAsync(ApiClient leader, string project)
    {
        await ActAsync(leader, project, "hand-in", null);
        await ActAsync(await host.AsAsync("office-u1"), project, "submit", "同意");
    }

    private static async Task ActAsync(ApiClient client, string project, string action, string? opinion)
    {
        var view = (await client.GetAsync($"projects/{project}")).Body;
        var task = view.GetProperty("allowed").EnumerateArray()
            .First(one => one.GetProperty("action").GetString() == action).GetProperty("task").GetString();
        var acted = await client.PostAsync(
            $"projects/{project}/tasks/{task}/actions/{action}", new { opinion, input = (object?)null });
        Assert.True(acted.Status == 200, $"{action}: {acted.Body}");
    }

    private static async Task<string> CodeAsync(ApiClient client, string project)
    {
        var pdf = await client.GetAsync($"projects/{project}/forms/application/pdf");
        var text = Encoding.Latin1.GetString(pdf.Bytes);
        var id = text[(text.IndexOf("/ID[<", StringComparison.Ordinal) + 5)..];
        return Encoding.ASCII.GetString(Convert.FromHexString(id[..id.IndexOf('>', StringComparison.Ordinal)]));
    }

    private async Task<(string State, string Code)> StateAsync(string code)
    {
        var check = await host.Visitor().GetAsync($"public/documents/{code}");
        return (check.Text("state"), check.Text("code"));
    }
}
