using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Orleans;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Demo;

/// <summary>
/// Tells what happened to projects, by the commands that users send. Every command id derives from its place in the
/// story, and what the journal has already is not done again, so that a story can go on where it was broken off.
/// </summary>
/// <param name="Grains">Where the projects are.</param>
/// <param name="Cast">Who acts under a login of the story; without a command id.</param>
/// <param name="Day">The day from which the story's days count.</param>
/// <param name="Again">True where the story may have been told in part before.</param>
public sealed partial record ProjectStory(
    IGrainFactory Grains, IJournal Journal, ICrypto Crypto, Func<string, By> Cast, DateOnly Day, bool Again)
{
    private const int MostAttempts = 5;

    /// <summary>The scenes of a project, each at its time; steps of a review round are played by the round.</summary>
    public IEnumerable<Scene> Of(DemoProject project) =>
    [
        new Scene(At(project.Day), project.Id, () => BeginAsync(project)),
        .. project.Steps.Select((step, place) => (step, place))
            .Where(one => one.step.Kind != DemoStep.Round)
            .Select(one => new Scene(At(one.step.Day), project.Id, () => StepAsync(project, one.step, one.place))),
    ];

    /// <summary>The instant of a day of the story, e.g. -1.5 for noon of the day before yesterday's end.</summary>
    public DateTimeOffset At(double day) => CivilTime.At(Day, TimeOnly.MinValue) + TimeSpan.FromDays(day);

    /// <summary>The id of the command at this place.</summary>
    public Guid Id(string place) => new(Crypto.Sm3(Encoding.UTF8.GetBytes("demo/" + place)).AsSpan(0, 16));

    /// <summary>Who acts, with the id of the command at this place.</summary>
    public By As(string login, string place) => Cast(login) with { Command = Id(place) };

    /// <summary>
    /// Sends a command unless the journal has it already; asks again under the same id where a busy machine does not
    /// answer in time.
    /// </summary>
    public async Task DoAsync<T>(string kind, string key, By by, Func<By, Task<Outcome<T>>> ask)
    {
        if (Again && await Journal.FindAsync(kind, key, by.Command) is not null)
        {
            return;
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var outcome = await ask(by);
                if (outcome.Refusal?.Kind != RefusalKind.Unknown || attempt == MostAttempts)
                {
                    Must(outcome, $"{kind} {key}");
                    return;
                }
            }
            catch (TimeoutException) when (attempt < MostAttempts)
            {
                continue;
            }
        }
    }

    /// <summary>The value, or an exception that names what was refused.</summary>
    public static T Must<T>(Outcome<T> outcome, string what) => outcome.Succeeded
        ? outcome.Value
        : throw new InvalidOperationException(
            $"{what} of the story was refused: {JsonSerializer.Serialize(outcome.Refusal, StoredJson.Options)}");

    private async Task BeginAsync(DemoProject project)
    {
        var grain = Grains.GetGrain<IProjectGrain>(project.Id);
        await DoAsync("project", project.Id, As(project.Leader, $"start/{project.Id}"), by =>
            grain.Start(new StartProject(project.Call, project.Title, project.Entity), by));
        await SaveAsync(project, project.Form, project.Sections, "save");
    }

    private async Task StepAsync(DemoProject project, DemoStep step, int place)
    {
        var grain = Grains.GetGrain<IProjectGrain>(project.Id);
        var by = step.Kind == DemoStep.Objected
            ? By.Visitor with { Command = Id($"step/{project.Id}/{place}") }
            : As(step.By, $"step/{project.Id}/{place}");
        var reason = step.Opinion ?? "";
        await (step.Kind switch
        {
            null => DoAsync("project", project.Id, by, acting => ActAsync(grain, step, acting)),
            DemoStep.Save => SaveAsync(project, step.Form!, step.Sections!, $"step/{place}"),
            DemoStep.Withdraw => DoAsync(
                "project", project.Id, by, acting => grain.Withdraw(new WithdrawProject(reason), acting)),
            DemoStep.Suspend => DoAsync(
                "project", project.Id, by, acting => grain.Suspend(new SuspendProject(reason), acting)),
            DemoStep.Resume => DoAsync(
                "project", project.Id, by, acting => grain.Resume(new ResumeProject(reason), acting)),
            DemoStep.Terminate => DoAsync(
                "project", project.Id, by, acting => grain.Terminate(new TerminateProject(reason), acting)),
            DemoStep.Objected => DoAsync(
                "project", project.Id, by, acting => grain.RaiseObjection(step.Objection!, acting)),
            var kind => throw new InvalidOperationException($"'{kind}' of project {project.Id} is not understood"),
        });
    }

    private async Task<Outcome<ProjectView>> ActAsync(IProjectGrain grain, DemoStep step, By by)
    {
        var seen = await grain.Read(by);
        var open = seen.Value?.Allowed.FirstOrDefault(a => a.Action == step.Action && a.Task is not null);
        return !seen.Succeeded ? seen
            : open is null
                ? throw new InvalidOperationException(
                    $"{step.By} cannot '{step.Action}' project {seen.Value!.Id}; it stands in "
                    + string.Join(", ", seen.Value.Tasks.Select(task => task.Stage)))
            : await grain.Act(
                new ActOnTask(open.Task!, step.Action!, step.Opinion, step.Input is { } input ? Told(input) : null),
                by);
    }

    /// <summary>Saves sections that were never saved, over what they are prefilled with.</summary>
    private async Task SaveAsync(
        DemoProject project, string form, ImmutableSortedDictionary<string, JsonElement> sections, string place)
    {
        var grain = Grains.GetGrain<IProjectGrain>(project.Id);
        var by = As(project.Leader, $"{place}/{project.Id}");
        var read = Must(await grain.ReadForm(form, by), $"form {form} of project {project.Id}");
        foreach (var section in read.Sections.Where(s => s.Editable && s.Version == 0))
        {
            if (sections.TryGetValue(section.Id, out var content))
            {
                Must(
                    await grain.SaveSection(
                        new SaveSection(form, section.Id, Merged(section.Content, Told(content)), 0),
                        As(project.Leader, $"{place}/{project.Id}/{section.Id}")),
                    $"section {form}/{section.Id} of project {project.Id}");
            }
        }
    }

    private static JsonElement Merged(JsonElement under, JsonElement over)
    {
        var merged = JsonObject.Create(under) ?? [];
        foreach (var field in over.EnumerateObject())
        {
            merged[field.Name] = JsonNode.Parse(field.Value.GetRawText());
        }

        return JsonSerializer.SerializeToElement(merged, StoredJson.Options);
    }

    /// <summary>Texts such as <c>@-30</c> are days of the story and become dates.</summary>
    private JsonElement Told(JsonElement json)
    {
        var text = Days().Replace(json.GetRawText(), found => string.Create(
            CultureInfo.InvariantCulture,
            $"\"{Day.AddDays(int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)):yyyy-MM-dd}\""));
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    [GeneratedRegex("\"@(-?[0-9]{1,4})\"")]
    private static partial Regex Days();
}
