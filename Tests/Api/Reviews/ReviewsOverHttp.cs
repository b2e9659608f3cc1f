using System.Net.Http.Json;

namespace SunGov.Tests.Api.Reviews;

/// <summary>R-REV-09, R-REV-12 over HTTP: what is not one's own does not exist, writes need their headers.</summary>
[Collection(SunGovHost.Name)]
public sealed class ReviewsOverHttp(SunGovHost host)
{
    private const string Nowhere = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("review-activities/" + Nowhere)]
    [InlineData("review-activities/" + Nowhere + "/progress")]
    [InlineData("review-activities/" + Nowhere + "/ranking")]
    [InlineData("review-activities/" + Nowhere + "/experts")]
    [InlineData("review-groups/" + Nowhere)]
    [InlineData("review-desks/" + Nowhere)]
    [InlineData("review-desks/" + Nowhere + "/sheets/p1")]
    [InlineData("review-desks/" + Nowhere + "/projects/p1/material")]
    public async Task What_is_not_there_or_not_ones_own_is_not_found(string path)
    {
        foreach (var login in new[] { Town.Leader, "officer1" })
        {
            var answer = await (await host.AsAsync(login)).GetAsync(path);
            Assert.Equal((404, "not-found"), (answer.Status, answer.Code));
        }
    }

    [Fact]
    public async Task A_draft_needs_the_version_its_author_saw_and_a_known_shape()
    {
        var client = await host.AsAsync(Town.Leader);
        var content = new { scores = Array.Empty<object>(), comment = (string?)null, support = (bool?)null };
        Assert.Equal(428, (await client.PutAsync($"review-desks/{Nowhere}/sheets/p1", content)).Status);
        Assert.Equal(404, (await client.PutAsync($"review-desks/{Nowhere}/sheets/p1", content, "\"0\"")).Status);
        Assert.Equal(400, (await client.PostAsync(
            $"review-desks/{Nowhere}/sheets/p1/submission", JsonContent.Create(new { points = 3 }))).Status);
    }

    [Fact]
    public async Task Nobody_but_an_organiser_creates_a_review_and_only_over_projects_they_hold()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime);
        var command = new
        {
            title = "年度专项评审",
            call = Town.Call,
            stage = "intake",
            projects = Array.Empty<string>(),
            plan = new { sheet = "expert-review", sheetsPerProject = 3, blind = true, opens = today, closes = today },
        };
        Assert.Equal(403, (await (await host.AsAsync(Town.Leader)).PostAsync("review-activities", command)).Status);
        var empty = await (await host.AsAsync("officer1")).PostAsync("review-activities", command);
        Assert.Equal((422, "review-no-projects"), (empty.Status, empty.Code));
        Assert.Equal(0, (await (await host.AsAsync("officer1")).GetAsync("review-activities"))
            .Body.GetProperty("total").GetInt64());
        Assert.Equal(0, (await (await host.AsAsync(Town.Leader)).GetAsync("me/review-desks")).Body.GetArrayLength());
    }
}
