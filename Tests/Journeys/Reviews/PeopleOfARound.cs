using System.Text.Json;
using SunGov.GrainInterfaces.Reviews;
using SunGov.Silo.Demo;
using SunGov.Tests.Api;

namespace SunGov.Tests.Journeys.Reviews;

/// <summary>A drawn expert: the login, the desk, and the projects to be judged there.</summary>
internal sealed record Seat(string Login, string Desk, string Alias, string Status, string[] Projects);

/// <summary>What people of a round do behind the pages, so that the journey stays short.</summary>
internal sealed class PeopleOfARound(Uri address) : IDisposable
{
    public const string Remark = "研究目标明确，技术路线清晰，与同类工作相比创新性突出，工程化基础扎实。";

    private readonly Dictionary<string, ApiClient> _clients = [];

    public async Task<ApiClient> AsAsync(string login)
    {
        if (!_clients.TryGetValue(login, out var client))
        {
            _clients[login] = client = new ApiClient(address);
            Assert.Equal(200, (await client.LogInAsync(login, DemoLoader.Password)).Status);
        }

        return client;
    }

    public async Task<JsonElement> ReadAsync(string login, string path)
    {
        var answer = await (await AsAsync(login)).GetAsync(path);
        Assert.True(answer.Status == 200, $"{login} {path}: {answer.Status}");
        return answer.Body;
    }

    /// <summary>Takes an action on a project's open task.</summary>
    public async Task ActAsync(string login, string project, string action)
    {
        var view = await ReadAsync(login, $"projects/{project}");
        var task = view.GetProperty("allowed").EnumerateArray()
            .First(one => one.GetProperty("action").GetString() == action).GetProperty("task").GetString();
        var answer = await (await AsAsync(login)).PostAsync(
            $"projects/{project}/tasks/{task}/actions/{action}", new { opinion = "符合条件" });
        Assert.True(answer.Status == 200, answer.Body.ToString());
    }

    /// <summary>Every name that tells who applies: leader, legal entities, members.</summary>
    public async Task<string[]> NamesAsync(string login, string project)
    {
        var view = await ReadAsync(login, $"projects/{project}");
        var form = await ReadAsync(login, $"projects/{project}/forms/application");
        var members = form.GetProperty("sections").EnumerateArray()
            .Single(section => section.GetProperty("id").GetString() == "members").GetProperty("content");
        var rows = members.GetProperty("people").EnumerateArray().ToList();
        var partners = members.TryGetProperty("partners", out var some) ? some.EnumerateArray() : default;
        return
        [
            view.GetProperty("leader").GetProperty("name").GetString()!,
            view.GetProperty("entity").GetProperty("name").GetString()!,
            .. rows.Select(row => row.GetProperty("name").GetString()!),
            .. rows.Concat(partners).Select(row => row.GetProperty("entity").GetProperty("name").GetString()!),
        ];
    }

    /// <summary>Who sits on the panel, as the head of the division may know.</summary>
    public async Task<Seat[]> SeatedAsync(string round)
    {
        var group = (await ReadAsync("organiser1", $"review-activities/{round}")).GetProperty("groups")[0];
        var slots = (await ReadAsync("organiser1", $"review-groups/{group.GetProperty("id").GetString()}"))
            .GetProperty("slots").EnumerateArray()
            .Where(slot => slot.TryGetProperty("desk", out var desk) && desk.ValueKind == JsonValueKind.String)
            .ToLookup(slot => slot.GetProperty("desk").GetString(), slot => slot.GetProperty("project").GetString()!);
        return
        [
            .. (await ReadAsync("head1", $"review-activities/{round}/experts")).EnumerateArray()
                .Select(row => new Seat(
                    row.GetProperty("expert").GetString()![2..], row.GetProperty("desk").GetString()!,
                    row.GetProperty("alias").GetString()!, row.GetProperty("state").GetString()!,
                    [.. slots[row.GetProperty("desk").GetString()]])),
        ];
    }

    /// <summary>Accepts, signs and submits what is open at a desk; the first project is judged best.</summary>
    public async Task JudgeAsync(Seat seat, string[] order)
    {
        var expert = await AsAsync(seat.Login);
        await expert.PostAsync($"review-desks/{seat.Desk}/acceptance");
        await expert.PostAsync($"review-desks/{seat.Desk}/commitment", new { agreed = true });
        foreach (var line in (await ReadAsync(seat.Login, $"review-desks/{seat.Desk}")).GetProperty("sheets")
            .EnumerateArray().Where(line => line.GetProperty("state").GetString() is "open" or "returned"))
        {
            var project = line.GetProperty("project").GetString()!;
            var answer = await expert.PostAsync(
                $"review-desks/{seat.Desk}/sheets/{project}/submission",
                Filled(90 - (Array.IndexOf(order, project) * 8)));
            Assert.True(answer.Status == 200, answer.Body.ToString());
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    /// <summary>A complete sheet of the demo's definition.</summary>
    public static ScoreSheetContent Filled(decimal score) => new(
        [
            new IndicatorScore("innovation", score, null, Remark),
            new IndicatorScore("approach", score, null, null),
            new IndicatorScore("targets", score, null, null),
            new IndicatorScore("benefit", score, null, null),
            new IndicatorScore("budget", null, "b", null),
        ],
        Remark,
        score > 70);
}
