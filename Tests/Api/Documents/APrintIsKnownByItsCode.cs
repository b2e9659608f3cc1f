using System.Text;

namespace SunGov.Tests.Api.Documents;

/// <summary>A PDF over HTTP, and what anybody with its code learns (R-APP-04).</summary>
[Collection(SunGovHost.Name)]
public sealed class APrintIsKnownByItsCode(SunGovHost host)
{
    [Fact]
    public async Task A_draft_is_printed_for_its_author_and_its_code_says_draft_without_the_title()
    {
        var client = await host.AsAsync(Town.Leader);
        var project = await StartAsync(client, "打印草稿的试验项目");
        var path = $"projects/{project}/forms/application/pdf";
        var pdf = await client.GetAsync(path);
        Assert.Equal((200, "application/pdf"), (pdf.Status, pdf.Headers["Content-Type"].Single()));
        Assert.Equal("%PDF-1.7"u8.ToArray(), pdf.Bytes[..8]);
        Assert.Equal(pdf.Bytes, (await client.GetAsync(path)).Bytes);
        var code = CodeOf(pdf.Bytes);
        var check = await host.Visitor().GetAsync($"public/documents/{code.ToLowerInvariant()}");
        Assert.Equal((200, "draft", code), (check.Status, check.Text("state"), check.Text("code")));
        Assert.DoesNotContain("打印草稿", check.Body.ToString(), StringComparison.Ordinal);
        var saved = await client.PutAsync(
            $"projects/{project}/forms/application/sections/research",
            new { content = new { background = "改动" } },
            "\"0\"");
        Assert.Equal(200, saved.Status);
        Assert.NotEqual(code, CodeOf((await client.GetAsync(path)).Bytes));
    }

    [Fact]
    public async Task Who_may_not_read_the_project_gets_no_print_and_a_made_up_code_is_unknown()
    {
        var project = await StartAsync(await host.AsAsync(Town.Leader), "旁人不能打印的项目");
        var other = await host.AsAsync(Town.OtherLeader);
        Assert.Equal(404, (await other.GetAsync($"projects/{project}/forms/application/pdf")).Status);
        var unknown = await host.Visitor().GetAsync("public/documents/01ABC-DEFGH-JKMNP-QRSTV");
        Assert.Equal((404, "document-unknown"), (unknown.Status, unknown.Code));
    }

    private static string CodeOf(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var id = text[(text.IndexOf("/ID[<", StringComparison.Ordinal) + 5)..];
        return Encoding.ASCII.GetString(Convert.FromHexString(id[..id.IndexOf('>', StringComparison.Ordinal)]));
    }

    private static async Task<string> StartAsync(ApiClient client, string title)
    {
        var answer = await client.PostAsync("projects", new { call = Town.Call, title, entity = Town.University });
        Assert.True(answer.Status == 201, answer.Body.ToString());
        return answer.Text("id");
    }
}
