using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Demo;
using SunGov.Silo.Hosting;

namespace SunGov.Tools.Load;

/// <summary>
/// Adds projects in every stage to what stands in a database: each goes the way of one of the demo's projects, with a
/// leader of its own, by the same commands and under the same clock as the demo.
/// </summary>
internal sealed class LoadStory
{
    private const int Workers = 32;

    // In days from today: everybody and the call are there before the first project of the demo starts.
    private const int Opens = -431;
    private const int Closes = 30;

    private readonly LoadProvince _province;
    private readonly DemoProvince _demo = DemoProvince.Shipped();
    private readonly ProjectStory _story;
    private readonly StoryClock _clock;
    private readonly Storyteller _teller;
    private readonly ConcurrentDictionary<string, By> _cast = new(StringComparer.Ordinal);
    private readonly ImmutableDictionary<string, DemoIdentity> _identities;
    private readonly ImmutableDictionary<string, DemoOrganisation> _organisations;
    private readonly ImmutableHashSet<string?> _units;

    private LoadStory(IServiceProvider services)
    {
        _province = new LoadProvince(services);
        _clock = services.GetRequiredService<StoryClock>();
        _teller = services.GetRequiredService<Storyteller>();
        _story = new ProjectStory(
            services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<IJournal>(),
            services.GetRequiredService<ICrypto>(), login => _cast[login], CivilTime.DayOf(_clock.GetUtcNow()),
            Again: false);
        _identities = _demo.People.ToImmutableDictionary(one => one.Login, one => one.Identities[0]);
        _organisations = _demo.Organisations.ToImmutableDictionary(one => one.Id);
        _units = [.. _demo.Organisations.Select(one => one.RecommendingUnit)];
    }

    /// <summary>
    /// Adds projects behind those of earlier loads. Organisations are made where they are missing; the call is new.
    /// </summary>
    /// <param name="settings">Database and data folder; no other server may run on it.</param>
    /// <param name="projects">How many to add.</param>
    /// <param name="told">Hears after each step how many are done, of how many.</param>
    public static async Task AddAsync(HostSettings settings, int projects, Action<int, int> told)
    {
        await using var app = await SunGovHost.StartAsync(
            settings with { Address = "http://127.0.0.1:0", Demo = true, WebFolder = null },
            services => services.AddSingleton<IDemoLoader, LoadProvince.NothingMore>()
                .AddLogging(log => log.ClearProviders()));
        await new LoadStory(app.Services).TellAsync(projects, told);
        await app.StopAsync();
    }

    private async Task TellAsync(int projects, Action<int, int> told)
    {
        var first = await FirstFreeAsync();
        _clock.MoveTo(_story.At(Opens - 1));
        var (programme, hash) = await _province.GroundAsync(LoadProvince.Entities.Length);
        var call = string.Create(CultureInfo.InvariantCulture, $"load-{first}");
        await PeopleAsync(first, projects, hash);
        await CallAsync(call, programme);
        var scenes = Enumerable.Range(first, projects).SelectMany(number => _story.Of(Project(number, call))).ToList();
        var done = 0;
        await _teller.TellAsync(
            scenes.Select(scene => scene with
            {
                Play = async () =>
                {
                    await scene.Play();
                    told(Interlocked.Increment(ref done), scenes.Count);
                },
            }),
            CancellationToken.None,
            Workers);
    }

    /// <summary>A leader for each project, and one person for everybody else who acts in the demo.</summary>
    private async Task PeopleAsync(int first, int projects, string hash)
    {
        var people = Enumerable.Range(first, projects)
            .Select(number => (Login: LoadProvince.Leader(number), Role: "applicant", At: EntityOf(number)))
            .Concat(_demo.Projects.SelectMany(project => project.Steps).Where(step => step.By.Length > 0)
                .SelectMany(step => LoadProvince.Entities.Select(entity => Cast(step.By, "", entity)))
                .Where(one => one.Login.Length > 0).Distinct());
        await Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = Workers }, async (one, _) =>
        {
            await _province.RegisterAsync(one.Login, one.Role, one.At, hash);
            _cast[one.Login] = await _province.ByAsync(one.Login);
        });
    }

    /// <summary>Who stands for a login of the demo in a project of this leader and entity.</summary>
    private (string Login, string Role, string At) Cast(string login, string leader, string entity) =>
        login.Length == 0 ? ("", "", "") : _identities[login] switch
        {
            { Role: "applicant" or "expert" } => (leader, "applicant", entity),
            { Role: "entity-office" } => (LoadProvince.Office(entity), "entity-office", entity),
            var one when _units.Contains(one.Organisation) && _organisations[entity].RecommendingUnit is { } unit =>
                ($"load-{unit}", one.Role, unit),
            var other => ($"load-{login}", other.Role, other.Organisation),
        };

    private async Task CallAsync(string call, string programme)
    {
        var shown = _demo.Calls[0];
        var grain = _story.Grains.GetGrain<ICallGrain>(call);
        _cast[LoadProvince.Officer] = await _province.ByAsync(LoadProvince.Officer);
        await _story.DoAsync("call", call, _story.As(LoadProvince.Officer, $"draft/{call}"), by => grain.Draft(
            new DraftCall(
                programme, $"{_story.Day.Year}年度省重点领域研发计划规模试验数据（{call}）", _story.Day.Year,
                shown.Summary, shown.Guideline, _story.Day.AddDays(Opens), _story.Day.AddDays(Closes),
                new TimeOnly(17, 0), null, shown.Contact),
            by));
        await _story.DoAsync("call", call, _story.As(LoadProvince.Officer, $"publish/{call}"), by =>
            grain.Publish(new PublishCall(), by));
    }

    /// <summary>The way of a project of the demo, with a leader and an entity of its own.</summary>
    private DemoProject Project(int number, string call)
    {
        var shown = _demo.Projects[number % _demo.Projects.Length];
        var (leader, entity) = (LoadProvince.Leader(number), _organisations[EntityOf(number)]);
        var title = string.Create(CultureInfo.InvariantCulture, $"{shown.Title}（{number}）");
        var basic = JsonObject.Create(shown.Sections["basic"])!;
        (basic["title"], basic["leader"]) = (title, leader);
        basic["entity"] = new JsonObject { ["id"] = entity.Id, ["name"] = entity.Name };
        return shown with
        {
            Id = LoadProvince.Project(number),
            Call = call,
            Leader = leader,
            Entity = entity.Id,
            Title = title,
            Sections = shown.Sections.SetItem("basic", JsonSerializer.SerializeToElement(basic)),
            Steps =
            [
                .. shown.Steps.Select(step => step with
                {
                    By = Cast(step.By, leader, entity.Id).Login,
                    Kind = step.Kind == DemoStep.Round ? null : step.Kind,
                }),
            ],
        };
    }

    private static string EntityOf(int number) => LoadProvince.Entities[number % LoadProvince.Entities.Length];

    /// <summary>
    /// The first number behind the projects of earlier loads. One that was stopped leaves its last few unfinished or
    /// missing; the search steps over them.
    /// </summary>
    private async Task<int> FirstFreeAsync()
    {
        var (least, most) = (0, 1);
        while (await AnyFromAsync(most))
        {
            (least, most) = (most, most * 2);
        }

        while (least < most)
        {
            var middle = least + ((most - least) / 2);
            (least, most) = await AnyFromAsync(middle) ? (middle + 1, most) : (least, middle);
        }

        return least;
    }

    private async Task<bool> AnyFromAsync(int number)
    {
        var seen = await Task.WhenAll(Enumerable.Range(number, Workers * 2).Select(async one =>
            (await _story.Grains.GetGrain<IPersonGrain>(LoadProvince.Leader(one)).Read(By.System(Guid.NewGuid())))
            .Succeeded));
        return seen.Contains(true);
    }
}
