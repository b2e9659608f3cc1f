using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Demo;
using SunGov.Silo.Hosting;

namespace SunGov.Tools.Load;

/// <summary>
/// A province for tests and measurements, made by the same commands that users send: the demo's organisations and
/// definitions, people of its own, one open call.
/// </summary>
public sealed class LoadProvince
{
    /// <summary>The only call.</summary>
    public const string Call = "load-call";

    /// <summary>Login of the officer who manages the call.</summary>
    public const string Officer = "load-officer";

    /// <summary>Password of everybody.</summary>
    public const string Password = "sunshine-2026";

    private const int MostAttempts = 5;

    private readonly IServiceProvider _services;
    private readonly DemoProvince _demo = DemoProvince.Shipped();
    private readonly IGrainFactory _grains;

    /// <summary>Over the services of a host that loads nothing itself.</summary>
    internal LoadProvince(IServiceProvider services)
    {
        _services = services;
        _grains = services.GetRequiredService<IGrainFactory>();
    }

    /// <summary>A filled application form: section to content.</summary>
    public static ImmutableSortedDictionary<string, JsonElement> Sections { get; } =
        DemoProvince.Shipped().Projects[0].Sections;

    /// <summary>Login of a leader.</summary>
    public static string Leader(int number) => string.Create(CultureInfo.InvariantCulture, $"load-leader-{number:D5}");

    /// <summary>Key of this leader's project.</summary>
    public static string Project(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"load-project-{number:D5}");

    /// <summary>Login of whoever reviews for an entity.</summary>
    public static string Office(string entity) => $"load-office-{entity}";

    /// <summary>The entities there are; the leaders are spread over them in turn.</summary>
    public static ImmutableArray<string> Entities { get; } =
        [.. DemoProvince.Shipped().Organisations.Where(known => known.RecommendingUnit is not null).Select(o => o.Id)];

    /// <summary>
    /// Makes the province in an empty database, in a host of this process that ends before this returns.
    /// </summary>
    /// <param name="settings">Database and data folder; migrated first.</param>
    /// <param name="leaders">How many leaders, over how many entities.</param>
    /// <param name="entities">How many of <see cref="Entities"/> have leaders.</param>
    /// <param name="entityCap">Applications of one entity in the call; null for no limit.</param>
    /// <param name="more">What else is to be done before the host ends.</param>
    public static async Task MakeAsync(
        HostSettings settings, int leaders, int entities, int? entityCap, Func<LoadProvince, Task>? more = null)
    {
        await using var app = await SunGovHost.StartAsync(
            settings with { Address = "http://127.0.0.1:0", Demo = true, WebFolder = null },
            services => services.AddSingleton<IDemoLoader, NothingMore>().AddLogging(log => log.ClearProviders()));
        var province = new LoadProvince(app.Services);
        await province.MakeAsync(leaders, entities, entityCap);
        await (more?.Invoke(province) ?? Task.CompletedTask);
        await app.StopAsync();
    }

    /// <summary>The same, with the services of the host for what else is to be done.</summary>
    public static Task MakeAsync(
        HostSettings settings, int leaders, int entities, int? entityCap, Func<IServiceProvider, Task> more) =>
        MakeAsync(settings, leaders, entities, entityCap, province => more(province._services));

    /// <summary>Starts a project of this leader, fills the form and hands it in; every other is submitted.</summary>
    public async Task ApplyAsync(int number, int entities)
    {
        var entity = Entities[number % entities];
        var leader = await ByAsync(Leader(number));
        var grain = _grains.GetGrain<IProjectGrain>(Project(number));
        var shown = _demo.Projects[number % _demo.Projects.Length].Title;
        var title = string.Create(CultureInfo.InvariantCulture, $"{shown}（{number}）");
        var view = await DoneAsync(leader, by => grain.Start(new StartProject(Call, title, entity), by));
        foreach (var (section, content) in Sections)
        {
            await DoneAsync(
                leader, by => grain.SaveSection(new SaveSection(view.Forms[0].Id, section, content, 0), by));
        }

        var fill = view.Tasks[0].Id;
        view = await DoneAsync(leader, by => grain.Act(new ActOnTask(fill, "hand-in", null, null), by));
        if (number % 2 == 0)
        {
            var office = await ByAsync(Office(entity));
            await DoneAsync(office, by => grain.Act(new ActOnTask(view.Tasks[0].Id, "submit", null, null), by));
        }
    }

    private async Task MakeAsync(int leaders, int entities, int? entityCap)
    {
        var (programme, hash) = await GroundAsync(entities);
        await Parallel.ForAsync(0, leaders, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (number, _) =>
            await RegisterAsync(Leader(number), "applicant", Entities[number % entities], hash));
        await CallAsync(programme.Id, entityCap);
    }

    /// <summary>Organisations, definition, officer and offices, where they are not there yet.</summary>
    internal async Task<(ProgrammeView Programme, string Hash)> GroundAsync(int entities)
    {
        foreach (var o in _demo.Organisations)
        {
            await RegisterAsync(o.Id, new RegisterLegalEntity(
                o.Name, o.CreditCode, o.Kind, o.Region, o.Parent, o.CompetentAuthority, o.RecommendingUnit, o.Contact));
        }

        var (programme, definition) = Definition();
        var known = await _grains.GetGrain<IProgrammeGrain>(programme).Read(Platform());
        var view = known.Succeeded
            ? known.Value
            : Must(await _grains.GetGrain<IProgrammeGrain>(programme)
                .Publish(new PublishDefinition(definition), Platform()));
        var hash = await _services.GetRequiredService<IPasswords>().HashAsync(Password);
        await RegisterAsync(Officer, "case-officer", view.Owner, hash);
        foreach (var entity in Entities.Take(entities))
        {
            await RegisterAsync(Office(entity), "entity-office", entity, hash);
        }

        return (view, hash);
    }

    /// <summary>The definition of the demo's programme.</summary>
    internal static (string Programme, JsonElement Json) Definition() =>
        new DemoFiles(Path.Combine(AppContext.BaseDirectory, "Programmes")).Definitions()
            .First(known => known.Id == DemoProvince.Shipped().Calls[0].Programme);

    private async Task CallAsync(string programme, int? entityCap)
    {
        var shown = _demo.Calls[0];
        var today = CivilTime.DayOf(_services.GetRequiredService<TimeProvider>().GetUtcNow());
        var draft = new DraftCall(
            programme, shown.Title, today.Year, shown.Summary, shown.Guideline, today.AddDays(-1), today.AddDays(30),
            new TimeOnly(17, 0), entityCap, shown.Contact);
        var officer = await ByAsync(Officer);
        await CallAsync(Call, draft, new Player(officer.Person, officer.Identity, Officer));
    }

    /// <summary>Registers somebody, unless they are known.</summary>
    internal async Task RegisterAsync(
        string login, string role, string organisation, string hash, string? name = null) =>
        There(await _grains.GetGrain<IPersonGrain>(login).Register(
            new RegisterPerson(name ?? login, login, null, null, hash, null, [new AddIdentity(role, organisation)]),
            Platform()));

    /// <summary>
    /// Registers whoever plays a part in a story that begins now, unless they are known, and says who they are; if a
    /// load that told no past registered them later than that, somebody else of their office plays it.
    /// </summary>
    /// <param name="story">Names the story, for the other's login.</param>
    internal async Task<Player> JoinAsync(
        string login, string role, string organisation, string hash, string name, string story)
    {
        await RegisterAsync(login, role, organisation, hash, name);
        var person = Must(await _grains.GetGrain<IPersonGrain>(login).Read(Platform()));
        return person.Identities[0].Active
            ? new Player(login, person.Identities[0].Id, person.Name)
            : await JoinAsync($"{login}-{story}", role, organisation, hash, name, story);
    }

    /// <summary>Registers an organisation, unless it is known.</summary>
    internal async Task RegisterAsync(string id, RegisterLegalEntity command) =>
        There(await _grains.GetGrain<ILegalEntityGrain>(id).Register(command, Platform()));

    /// <summary>Publishes a definition.</summary>
    internal async Task<ProgrammeView> PublishAsync(string id, JsonElement definition) => Must(
        await _grains.GetGrain<IProgrammeGrain>(id).Publish(new PublishDefinition(definition), Platform()));

    /// <summary>Drafts and publishes a call.</summary>
    internal async Task<CallView> CallAsync(string id, DraftCall draft, Player officer)
    {
        var grain = _grains.GetGrain<ICallGrain>(id);
        var by = new By(officer.Login, officer.Identity, "load", Guid.Empty);
        Must(await grain.Draft(draft, New(by)));
        return Must(await grain.Publish(new PublishCall(), New(by)));
    }

    /// <summary>Who acts under this login, without a command id.</summary>
    internal async Task<By> ByAsync(string login)
    {
        var person = Must(await _grains.GetGrain<IPersonGrain>(login).Read(Platform()));
        return new By(person.Id, person.Identities[0].Id, "load", Guid.Empty);
    }

    /// <summary>Asks again under the same command id where a busy machine does not answer in time.</summary>
    private static async Task<T> DoneAsync<T>(By who, Func<By, Task<Outcome<T>>> ask)
    {
        var by = New(who);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var outcome = await ask(by);
                if (outcome.Succeeded || outcome.Refusal.Kind != RefusalKind.Unknown || attempt == MostAttempts)
                {
                    return Must(outcome);
                }
            }
            catch (TimeoutException) when (attempt < MostAttempts)
            {
                continue;
            }
        }
    }

    private static By Platform() => By.System(Guid.NewGuid());

    private static By New(By by) => by with { Command = Guid.NewGuid() };

    /// <summary>Registered now or before.</summary>
    private static void There<T>(Outcome<T> outcome)
    {
        if (outcome.Refusal?.Code != "exists")
        {
            Must(outcome);
        }
    }

    private static T Must<T>(Outcome<T> outcome) => outcome.Succeeded
        ? outcome.Value
        : throw new InvalidOperationException(
            $"the load's province was refused: {JsonSerializer.Serialize(outcome.Refusal, StoredJson.Options)}");

    /// <summary>Demo mode, for one password hash of many people, without the demo itself.</summary>
    internal sealed class NothingMore : IDemoLoader
    {
        public Task LoadAsync(CancellationToken stop) => Task.CompletedTask;
    }
}
