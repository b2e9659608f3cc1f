using System.Net.Http.Json;

namespace SunGov.Tests.Api.Shared;

/// <summary>Idempotency-Key is the command id; If-Match guards what the author saw (style 13, 26).</summary>
[Collection(SunGovHost.Name)]
public sealed class CommandsAreSafeToRepeat(SunGovHost host)
{
    private const string Administrator = "admin";

    private static object Institute(string name) => new
    {
        name,
        kind = "other",
        region = "440100",
        contact = "科研处 020-00000000",
    };

    [Fact]
    public async Task The_same_command_gets_the_same_answer()
    {
        var client = await host.AsAsync(Administrator);
        var command = Guid.NewGuid();
        var first = await client.PostAsync("entities", Institute("重复提交研究所"), command);
        var again = await client.PostAsync("entities", Institute("重复提交研究所"), command);
        Assert.Equal(201, first.Status);
        Assert.Equal((first.Status, first.ETag), (again.Status, again.ETag));
        Assert.Equal(first.Body.GetRawText(), again.Body.GetRawText());
        Assert.Equal($"/api/v1/entities/{first.Text("id")}", first.Headers["Location"].Single());
    }

    [Fact]
    public async Task A_command_id_with_another_content_is_refused()
    {
        var client = await host.AsAsync(Administrator);
        var command = Guid.NewGuid();
        Assert.Equal(201, (await client.PostAsync("entities", Institute("甲研究所"), command)).Status);
        var other = await client.PostAsync("entities", Institute("乙研究所"), command);
        Assert.Equal((409, "command-reused"), (other.Status, other.Code));
    }

    [Fact]
    public async Task A_write_without_a_command_id_is_refused()
    {
        var client = await host.AsAsync(Administrator);
        var answer = await client.SendAsync(HttpMethod.Post, "entities", Institute("无命令编号研究所"));
        Assert.Equal((400, "command-id-required"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_command_id_that_is_no_UUID_is_refused()
    {
        var client = await host.AsAsync(Administrator);
        using var request = client.Request(HttpMethod.Post, "me/messages/read");
        request.Headers.Add("Idempotency-Key", "1");
        request.Content = JsonContent.Create(new { messages = Array.Empty<string>() });
        var answer = await client.AnswerAsync(request);
        Assert.Equal((400, "command-id-malformed"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_write_over_an_old_version_is_refused()
    {
        var client = await host.AsAsync(Administrator);
        var made = await client.PostAsync("entities", Institute("版本研究所"));
        var path = $"entities/{made.Text("id")}";
        var changed = await client.PutAsync(path, new { contact = "新电话", reason = "变更" }, made.ETag);
        Assert.Equal((200, "\"2\""), (changed.Status, changed.ETag));
        var stale = await client.PutAsync(path, new { contact = "旧电话", reason = "变更" }, made.ETag);
        Assert.Equal((412, "stale"), (stale.Status, stale.Code));
    }

    [Fact]
    public async Task A_version_must_be_in_quotes_and_is_required_for_sections()
    {
        var client = await host.AsAsync(Administrator);
        var malformed = await client.PutAsync("entities/x", new { contact = "", reason = "" }, "two");
        Assert.Equal((400, "if-match-malformed"), (malformed.Status, malformed.Code));
        var missing = await client.PutAsync("projects/x/forms/f/sections/s", new { content = new { } });
        Assert.Equal((428, "if-match-required"), (missing.Status, missing.Code));
    }
}
