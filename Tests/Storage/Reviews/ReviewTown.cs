using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Reviews;
using SunGov.Silo.Storage;
using SunGov.Tests.Storage.Projects;

namespace SunGov.Tests.Storage.Reviews;

/// <summary>A province whose projects stand before their review, an organiser, experts of other entities.</summary>
internal sealed class ReviewTown : IAsyncDisposable
{
    public const string Activity = "round1";
    public const string Stage = "intake";

    private readonly Dictionary<string, By> _experts = [];

    private ReviewTown(ProjectsHost host, Province province) => (Host, Province) = (host, province);

    public ProjectsHost Host { get; }

    public Province Province { get; }

    public ImmutableArray<string> Projects { get; private set; } = [];

    public IReviewActivityGrain Round => Host.Grains.GetGrain<IReviewActivityGrain>(Activity);

    public IReviewQueries Queries => Host.Grains.GetGrain<IReviewQueries>("reviews");

    /// <summary>Experts as a draw sees them; the first shares the applicants' entity.</summary>
    public static ImmutableArray<PoolExpert> Pool(int count) =>
    [
        .. Enumerable.Range(0, count).Select(at => new PoolExpert(
            $"xpert-{at:D2}", $"pexp-{at:D2}", $"评审者{at:D2}",
            at == 0 ? new Named("lnu", "岭南大学") : new Named("ins", "海研院"), at == 0 ? "lnu" : "ins", "研究员", [], [])),
    ];

    public static async Task<ReviewTown> MakeAsync(int projects, int experts)
    {
        var host = await ProjectsHost.StartAsync(services =>
        {
            services.AddSingleton<IExpertPool>(new FixedPool(Pool(experts)));
            services.AddReviewStorage(TimeSpan.Zero);
        });
        string[] leaders = [.. Enumerable.Range(0, projects).Select(at => $"l{at}")];
        var province = await Province.MakeAsync(host, projects, Reviewed, leaders);
        var town = new ReviewTown(host, province);
        await province.Person("organiser", "case-officer", "kjt");
        await province.Person("head", "division-head", "kjt");
        await province.Person("stranger", "case-officer", "gz");
        foreach (var expert in Pool(experts))
        {
            town._experts[expert.Expert] = await province.Person(expert.Person, "applicant", "gz", expert.Name);
        }

        var made = ImmutableArray.CreateBuilder<string>();
        foreach (var leader in leaders)
        {
            var id = await province.HandedIn(leader);
            Province.Must(await province.Submit(id));
            Province.Must(await province.Project(id).Act(
                new ActOnTask("3-recommend", "recommend", "同意", null), province.As("bureau")));
            made.Add(id);
        }

        town.Projects = made.ToImmutable();
        return town;
    }

    /// <summary>Created, grouped, drawn and invited; every desk is open.</summary>
    public async Task InvitedAsync(int sheets, int reserves)
    {
        var today = DateOnly.FromDateTime(Host.Host.Clock.GetUtcNow().DateTime);
        Province.Must(await Round.Create(
            new CreateReviewActivity(
                "新材料专项评审", "c1", Stage, [],
                new ReviewPlan("expert-review", sheets, true, today, today.AddDays(10))),
            Organiser));
        Province.Must(await Round.Arrange(
            new ArrangeReviewGroups([new ReviewGroupPlan("新材料", [], Projects)]), Organiser));
        Province.Must(await Round.Draw(new DrawExperts(reserves), Organiser));
        Province.Must(await Round.Invite(new InviteExperts(), Organiser));
        await SettledAsync();
    }

    public By Organiser => Province.As("organiser");

    public By Expert(string id) => _experts[id] with { Command = Guid.NewGuid() };

    public IReadOnlyCollection<string> Experts => _experts.Keys;

    public IReviewDeskGrain Desk(string id) => Host.Grains.GetGrain<IReviewDeskGrain>(id);

    /// <summary>Every expert with a desk that is theirs to work at, and the desk.</summary>
    public async Task<ImmutableArray<(string Expert, string Desk)>> SeatedAsync()
    {
        var seated = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var expert in _experts.Keys.Order(StringComparer.Ordinal))
        {
            foreach (var desk in Province.Must(await Queries.Mine(Expert(expert))).Where(
                desk => desk.Status is "invited" or "accepted" or "working"))
            {
                seated.Add((expert, desk.Desk));
            }
        }

        return seated.ToImmutable();
    }

    /// <summary>Accepts and signs.</summary>
    public async Task<ReviewDeskView> ReadyAsync(string expert, string desk)
    {
        await Desk(desk).Accept(new AcceptReview(), Expert(expert));
        await Desk(desk).Sign(new SignCommitment(true), Expert(expert));
        return Province.Must(await Desk(desk).Read(Expert(expert)));
    }

    /// <summary>Delivers what is due until nothing is left.</summary>
    public async Task SettledAsync()
    {
        for (var round = 0; round < 200 && await DueAsync() > 0; round++)
        {
            await Host.Host.PollAsync();
        }

        Assert.Equal(0L, await DueAsync());
    }

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();

    private async Task<long> DueAsync() =>
        (long)(await Host.Rig.TamperAsync("select count(*) from due where at <= now()"))!;

    /// <summary>The officers organise; what the review found is asked for by the action that releases.</summary>
    private static void Reviewed(JsonNode definition)
    {
        definition["holders"]!["intake"]!["role"] = "case-officer";
        var stage = definition["stages"]!.AsArray().Single(stage => (string?)stage!["id"] == Stage)!;
        var accept = stage["actions"]!.AsArray().Single(action => (string?)action!["id"] == "accept")!;
        accept["asks"] = JsonNode.Parse(
            """
            [{ "id": "score", "kind": "number", "prefill": "review/score", "internal": true,
               "name": { "zh": "综合得分", "en": "Score" } },
             { "id": "rank", "kind": "integer", "prefill": "review/rank", "internal": true,
               "name": { "zh": "排名", "en": "Rank" } },
             { "id": "group", "kind": "text", "prefill": "review/group", "name": { "zh": "评审组", "en": "Group" } }]
            """);
    }

    private sealed class FixedPool(ImmutableArray<PoolExpert> experts) : IExpertPool
    {
        public Task<Outcome<ImmutableArray<PoolExpert>>> EligibleAsync(
            ImmutableArray<string> disciplines, string purpose, By by) => Task.FromResult(Outcome.Of(experts));
    }
}
