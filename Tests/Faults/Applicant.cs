using System.Collections.Immutable;
using System.Globalization;
using SunGov.Tools.Load;

namespace SunGov.Tests.Faults;

/// <summary>
/// A leader with the office of their entity and the officer of the call: starts projects, fills and hands them in, has
/// them submitted against the quota, takes them back, and begins again.
/// </summary>
internal sealed class Applicant(
    Ledger ledger, Random random, string entity, LoadUser leader, LoadUser office, LoadUser officer)
{
    private const string Form = "application";
    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);
    private string? _project;
    private string _task = "";
    private string _title = "";
    private int _round;

    /// <summary>Whether the last project holds a place now.</summary>
    public bool Submitted { get; private set; }

    /// <summary>Refusals that no rule explains; there should be none.</summary>
    public List<string> Unexpected { get; } = [];

    /// <summary>What was saved last in each section.</summary>
    public Dictionary<DraftPlace, Draft> Drafts { get; } = [];

    /// <summary>Round after round until told to end, then one more without taking back.</summary>
    public async Task RunAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await ApplyAsync();
            if (random.Next(4) == 0)
            {
                await PostAsync();
            }

            await TakeBackAsync();
            if (random.Next(4) == 0)
            {
                await TakeBackAsync();
                _project = null;
            }
        }

        await ApplyAsync();
    }

    /// <summary>Has the project submitted once more, as long as it was not.</summary>
    public async Task SubmitAsync()
    {
        var answer = await ActAsync(office, "submit");
        Submitted = answer.Succeeded;
        if (answer is { Succeeded: false, Code: not "quota-full" })
        {
            Unexpected.Add($"submit {_project}: {answer.Status} {answer.Code}");
        }
    }

    private async Task ApplyAsync()
    {
        if (_project is null)
        {
            await StartAsync();
        }

        foreach (var section in _round == 0 || _versions.Count == 0 ? LoadProvince.Sections.Keys : ["basic"])
        {
            await SaveAsync(section);
        }

        Take(await ActAsync(leader, "hand-in"), "hand-in");
        await SubmitAsync();
        _round++;
    }

    private async Task StartAsync()
    {
        var command = Id();
        var title = _title = $"故障测试项目 {command:N}";
        _versions.Clear();
        var answer = Take(
            await ledger.RecordAsync("project", null, "start", command, () => leader.SendAsync(
                HttpMethod.Post, "/projects", new { call = LoadProvince.Call, title, entity }, command)),
            "start");
        _project = answer.Body.GetProperty("id").GetString()!;
    }

    private async Task SaveAsync(string section)
    {
        var (command, project, seen) = (Id(), _project!, _versions.GetValueOrDefault(section));
        var content = LoadProvince.Sections[section].EnumerateObject()
            .ToImmutableDictionary(member => member.Name, member => (object)member.Value);
        if (section == "basic")
        {
            content = content.SetItem("title", _title).SetItem("keywords", command.ToString("N"));
        }

        var answer = await ledger.RecordAsync("section", project, section, command, () => leader.SendAsync(
            HttpMethod.Put, $"/projects/{project}/forms/{Form}/sections/{section}", new { content }, command, seen));
        if (!answer.Succeeded)
        {
            Unexpected.Add($"save {section} of {project}: {answer.Status} {answer.Code}");
            return;
        }

        _versions[section] = seen + 1;
        Drafts[new(project, Form, section)] = new(seen + 1, command);
    }

    private Task<Answer> ActAsync(LoadUser who, string action)
    {
        var (command, project) = (Id(), _project!);
        return ledger.RecordAsync("project", project, action, command, () => who.SendAsync(
            HttpMethod.Post, $"/projects/{project}/tasks/{_task}/actions/{action}",
            new { opinion = (string?)null, input = (object?)null }, command));
    }

    private async Task TakeBackAsync()
    {
        var (command, project) = (Id(), _project!);
        Take(
            await ledger.RecordAsync("project", project, "withdraw", command, () => leader.SendAsync(
                HttpMethod.Post, $"/projects/{project}/withdrawal", new { reason = "故障测试" }, command)),
            "withdraw");
        Submitted = false;
    }

    private async Task PostAsync()
    {
        var command = Id();
        var title = $"通知 {command:N}";
        var answer = await ledger.RecordAsync("call", LoadProvince.Call, "post", command, () => officer.SendAsync(
            HttpMethod.Post, $"/calls/{LoadProvince.Call}/notices", new { title, text = title }, command));
        if (!answer.Succeeded)
        {
            Unexpected.Add($"post: {answer.Status} {answer.Code}");
        }
    }

    /// <summary>The task that is open now, from the view that every accepted command is answered with.</summary>
    private Answer Take(Answer answer, string what)
    {
        if (!answer.Succeeded)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"{what} {_project}: {answer.Status} {answer.Body}"));
        }

        _task = answer.Body.GetProperty("tasks").EnumerateArray()
            .Select(task => task.GetProperty("id").GetString()!).FirstOrDefault("");
        return answer;
    }

    private Guid Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
