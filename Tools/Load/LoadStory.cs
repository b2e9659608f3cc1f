using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Silo.Demo;
using SunGov.Silo.Hosting;
using SunGov.Silo.Storage;

namespace SunGov.Tools.Load;

/// <summary>
/// Adds projects in every stage to what stands in a database. Some are told: each goes the way of one of the demo's
/// projects, with a leader of its own, by the same commands and under the same clock as the demo. The others are copies
/// of these with other people, places, sums and days, in programmes of their own.
/// </summary>
internal sealed class LoadStory
{
    private const int Workers = 32;
    private const int CopiesAfter = 80;

    // In days from today: everybody and the call are there before the first project of the demo starts.
    private const int Opens = -431;
    private const int Closes = 30;

    private readonly IServiceProvider _services;
    private readonly LoadProvince _province;
    private readonly DemoProvince _demo = DemoProvince.Shipped();
    private readonly ImmutableArray<DemoProject> _shown;
    private readonly ProjectStory _story;
    private readonly StoryClock _clock;
    private readonly Storyteller _teller;
    private readonly ConcurrentDictionary<string, By> _cast = new(StringComparer.Ordinal);
    private readonly ImmutableDictionary<string, DemoIdentity> _identities;
    private readonly ImmutableDictionary<string, DemoOrganisation> _organisations;
    private readonly ImmutableHashSet<string?> _units;

    private LoadStory(IServiceProvider services)
    {
        _services = services;
        _province = new LoadProvince(services);
        _clock = services.GetRequiredService<StoryClock>();
        _teller = services.GetRequiredService<Storyteller>();
        _story = new ProjectStory(
            services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<IJournal>(),
            services.GetRequiredService<ICrypto>(), login => _cast[login], CivilTime.DayOf(_clock.GetUtcNow()),
            Again: false);
        // The demo tells of several businesses; loaded are projects of the first.
        _shown = [.. _demo.Projects.Where(project => _demo.Calls.Any(
            call => call.Id == project.Call && call.Programme == _demo.Calls[0].Programme))];
        _identities = _demo.People.ToImmutableDictionary(one => one.Login, one => one.Identities[0]);
        _organisations = _demo.Organisations.ToImmutableDictionary(one => one.Id);
        _units = [.. _demo.Organisations.Select(one => one.RecommendingUnit)];
    }

    /// <summary>
    /// Adds projects behind those of earlier loads. Organisations are made where they are missing; programmes and calls
    /// are new.
    /// </summary>
    /// <param name="settings">Database and data folder; no other server may run on it.</param>
    /// <param name="plan">How much to add.</param>
    /// <param name="told">Hears in one sentence what is done.</param>
    public static async Task AddAsync(HostSettings settings, LoadPlan plan, Action<string> told)
    {
        await using var app = await SunGovHost.StartAsync(
            settings with { Address = "http://127.0.0.1:0", Demo = true, WebFolder = null },
            services => services.AddSingleton<IDemoLoader, LoadProvince.NothingMore>()
                .AddLogging(log => log.ClearProviders()));
        await new LoadStory(app.Services).TellAsync(settings, plan, told);
        await app.StopAsync();
    }

    private async Task TellAsync(HostSettings settings, LoadPlan plan, Action<string> told)
    {
        var first = await FirstFreeAsync();
        var call = string.Create(CultureInfo.InvariantCulture, $"load-{first}");
        _clock.MoveTo(_story.At(LoadGround.PastOpens - 1));
        var (programme, hash) = await _province.GroundAsync(LoadProvince.Entities.Length);
        var ground = new LoadGround(_province, hash, _story.Day, call);
        var (toTell, copies) = (Math.Min(plan.Projects, CopiesAfter), plan.Projects - CopiesAfter);
        var (businesses, sites) = ((IReadOnlyList<Business>)[], (IReadOnlyList<Site>)[]);
        if (copies > 0)
        {
            sites = await ground.SitesAsync(plan.Projects);
            businesses = await ground.ProgrammesAsync(call, plan.Programmes);
            told($"{sites.Count} legal entities and {businesses.Count} programmes are there");
        }

        await PeopleAsync(ground, first, toTell, programme.Owner);
        var closing = await CallAsync(call, programme.Id, ground.Cast[LoadProvince.Officer]);
        await _teller.TellAsync(
            Enumerable.Range(first, toTell).SelectMany(number => _story.Of(Project(number, call))),
            CancellationToken.None,
            Workers);
        told($"{toTell} projects told step by step");
        if (copies > 0)
        {
            _clock.MoveTo(_story.At(LoadGround.OpenOpens - 1));
            businesses = await ground.OpenAsync(call, businesses, plan.Calls);
            _clock.Return();
            await CopyAsync(settings, first, copies, ground, sites, businesses, closing, told);
        }
    }

    /// <summary>Tells the projects again in other programmes, until there are as many as wanted.</summary>
    private async Task CopyAsync(
        HostSettings settings, int first, int copies, LoadGround ground, IReadOnlyList<Site> sites,
        IReadOnlyList<Business> businesses, DateTimeOffset closing, Action<string> told)
    {
        await using var owner = NpgsqlDataSource.Create(settings.DatabaseOwner);
        var (journal, crypto) = (_story.Journal, _story.Crypto);
        var reader = new ToldReader(
            journal, _services.GetRequiredService<IContents>(), owner, ground.Cast);
        var moulds = new List<Told>();
        for (var number = first; number < first + CopiesAfter; number++)
        {
            if (await reader.ReadAsync(LoadProvince.Project(number), closing) is { } mould)
            {
                moulds.Add(mould);
            }
        }

        var seals = _services.GetRequiredService<IRowSeal>();
        var writer = new BulkWriter(owner);
        var making = new LoadCopies(
            crypto, seals, new Copier(crypto, seals, _services.GetRequiredService<IPlatformKey>()), writer, ground,
            moulds, _clock.GetUtcNow());
        var (prefix, leader, entries) = (LoadProvince.Project(first), first + CopiesAfter, 0L);
        var parts = businesses.Select((business, no) => (
            business, copies / businesses.Count + (no < copies % businesses.Count ? 1 : 0))).ToList();
        var done = 0;
        foreach (var part in parts.Chunk(LoadCopies.AtOnce))
        {
            var leaders = await LeadersAsync(ground, sites, leader, part.Max(one => one.Item2));
            leader += leaders.Count;
            entries += await making.WriteAsync(prefix, done, part, leaders);
            done += part.Sum(one => one.Item2);
            told(string.Create(CultureInfo.InvariantCulture, $"{done} of {copies} copied, {entries} entries"));
        }

        await writer.EndAsync();
    }

    private static async Task<IReadOnlyList<(Player, Site)>> LeadersAsync(
        LoadGround ground, IReadOnlyList<Site> sites, int first, int many)
    {
        var numbers = Enumerable.Range(first, many).ToList();
        await ground.JoinAsync(numbers.Select(
            number => (LoadProvince.Leader(number), "applicant", sites[number % sites.Count].Id, number)));
        return [.. numbers.Select(
            number => (ground.Cast[LoadProvince.Leader(number)], sites[number % sites.Count]))];
    }

    /// <summary>
    /// A leader for each project, and one person for everybody else who acts in the demo, in each organisation that is
    /// in charge of programmes.
    /// </summary>
    private async Task PeopleAsync(LoadGround ground, int first, int projects, string home)
    {
        var others = _shown.SelectMany(project => project.Steps).Where(step => step.By.Length > 0)
            .SelectMany(step => LoadProvince.Entities.Select(entity => Cast(step.By, "", entity)))
            .Where(one => one.Login.Length > 0).Distinct().ToList();
        var elsewhere = LoadWords.Shipped.Owners.Where(owner => owner != home).SelectMany(owner => others
            .Where(one => one.At == home).Select(one => (Login: $"{one.Login}-{owner}", one.Role, At: owner)));
        var people = Enumerable.Range(first, projects)
            .Select(number => (Login: LoadProvince.Leader(number), Role: "applicant", At: EntityOf(number)))
            .Append((Login: LoadProvince.Officer, Role: "case-officer", At: home)).Concat(others).Concat(elsewhere)
            .Select((one, no) => (one.Login, one.Role, one.At, first + no));
        await ground.JoinAsync(people);
        foreach (var (login, player) in ground.Cast)
        {
            _cast[login] = new By(player.Login, player.Identity, "load", Guid.Empty);
        }
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

    private async Task<DateTimeOffset> CallAsync(string call, string programme, Player officer)
    {
        var shown = _demo.Calls[0];
        _clock.MoveTo(_story.At(Opens - 1));
        var view = await _province.CallAsync(
            call,
            new DraftCall(
                programme, $"{_story.Day.Year}年度省重点领域研发计划规模试验数据（{call}）", _story.Day.Year,
                shown.Summary, shown.Guideline, _story.Day.AddDays(Opens), _story.Day.AddDays(Closes),
                new TimeOnly(17, 0), null, shown.Contact),
            officer);
        return view.Closes;
    }

    /// <summary>The way of a project of the demo, with a leader and an entity of its own.</summary>
    private DemoProject Project(int number, string call)
    {
        var shown = _shown[number % _shown.Length];
        var (leader, entity) = (LoadProvince.Leader(number), _organisations[EntityOf(number)]);
        var title = string.Create(CultureInfo.InvariantCulture, $"{shown.Title}（{number}）");
        var basic = JsonObject.Create(shown.Sections["basic"])!;
        (basic["title"], basic["leader"]) = (title, LoadWords.Shipped.Person(number));
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
