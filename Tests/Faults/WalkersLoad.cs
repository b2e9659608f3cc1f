using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Demo;
using SunGov.Silo.Hosting;
using SunGov.Tools.Load;
using Definitions = SunGov.Tests.Rules.Programmes.Definitions;

namespace SunGov.Tests.Faults;

/// <summary>
/// Projects of the first business on their whole way from start to archive, each with its leader, all with the same
/// offices. Its public notice ends at once, since nobody waits for days here.
/// </summary>
internal sealed class WalkersLoad(Ledger ledger, string database, int walkers) : FaultLoad
{
    private const string Call = "walk-call";
    private static readonly string Entity = LoadProvince.Entities[0];
    private static readonly DemoProvince Demo = DemoProvince.Shipped();

    /// <summary>Who acts beside leader, office and officer: a login of the demo for each part.</summary>
    private static readonly Dictionary<string, string> Staff = new()
    {
        ["city"] = City(), ["intake"] = "intake1", ["organiser"] = "organiser1", ["funds"] = "funds1",
        ["head"] = "head1", ["technical"] = "head-gx", ["deputy"] = "deputy1",
    };

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(database);
    private readonly Dictionary<string, OpenSession> _sessions = [];
    private readonly List<Walker> _walkers = [];

    public override IEnumerable<string> Unexpected => _walkers.SelectMany(walker => walker.Unexpected);

    public override IEnumerable<KeyValuePair<DraftPlace, Draft>> Drafts => _walkers.SelectMany(walker => walker.Drafts);

    public override Task MakeAsync(HostSettings settings) =>
        LoadProvince.MakeAsync(settings, walkers, entities: 1, entityCap: null, async services =>
        {
            var grains = services.GetRequiredService<IGrainFactory>();
            var hash = await services.GetRequiredService<IPasswords>().HashAsync(LoadProvince.Password);
            foreach (var person in Demo.People.Where(known => Staff.ContainsValue(known.Login)))
            {
                Must(await grains.GetGrain<IPersonGrain>(person.Login).Register(
                    new RegisterPerson(
                        person.Name, person.Login, null, null, hash, null,
                        [.. person.Identities.Select(held => new AddIdentity(held.Role, held.Organisation))]),
                    By.System(Guid.NewGuid())));
            }

            await PublishAsync(grains);
            foreach (var login in Staff.Values.Append(LoadProvince.Office(Entity)).Append(LoadProvince.Officer)
                .Concat(Enumerable.Range(0, walkers).Select(LoadProvince.Leader)))
            {
                _sessions[login] = await OpenSession.OfAsync(services, login);
            }
        });

    public override void Begin(HttpClient client, Random random)
    {
        var people = Staff
            .Append(new("office", LoadProvince.Office(Entity))).Append(new("officer", LoadProvince.Officer))
            .ToDictionary(part => part.Key, part => LoadUser.Of(client, _sessions[part.Value]));
        for (var number = 0; number < walkers; number++)
        {
            var leader = LoadUser.Of(client, _sessions[LoadProvince.Leader(number)]);
            var all = new Dictionary<string, LoadUser>(people) { ["leader"] = leader };
            _walkers.Add(new Walker(ledger, new Random(random.Next()), all, _source, Call, Entity));
        }
    }

    public override Task WorkAsync(CancellationToken end) => Task.WhenAll(_walkers.Select(walker => walker.RunAsync()));

    /// <summary>The faults are spread over the whole way.</summary>
    public override int UntilNext(Random random, int faults)
    {
        var part = walkers * Walker.Commands / faults;
        return random.Next(part / 3, part);
    }

    /// <summary>Every acknowledged act is in its trail once, and every stage was entered in its turn.</summary>
    public override async Task CompareAsync(FaultReport report)
    {
        var found = (await report.RowsAsync(
            """
            select key, e ->> 'type', e ->> 'stage', coalesce(e ->> 'action', '')
            from journal, jsonb_array_elements(convert_from(body, 'UTF8')::jsonb) with ordinality as events (e, n)
            where kind = 'project' and e ->> 'type' in ('action-taken', 'stage-entered') order by seq, n
            """,
            row => (Key: row.GetString(0), Type: row.GetString(1), Stage: row.GetString(2), Action: row.GetString(3))))
            .ToLookup(row => (row.Key, row.Type), row => (row.Stage, row.Action));
        foreach (var walker in _walkers)
        {
            Compare(report, walker, [.. found[(walker.Project, "action-taken")]]);
            var ways = string.Join(' ', found[(walker.Project, "stage-entered")].Select(entered => entered.Stage));
            if (ways != Walker.Way)
            {
                report.Broken.Add($"{walker.Project} went {ways}");
            }

            if (!await walker.TrailVerifiedAsync())
            {
                report.Broken.Add($"the trail of {walker.Project} does not verify");
            }
        }

        report.Tell($"projects archived {_walkers.Count}, acts in their trails {_walkers.Sum(w => w.Acts.Count)}");
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    private static void Compare(FaultReport report, Walker walker, List<(string Stage, string Action)> trail)
    {
        foreach (var act in walker.Acts.Distinct())
        {
            var (done, there) = (walker.Acts.Count(known => known == act), trail.Count(known => known == act));
            (there < done ? report.Lost : there > done ? report.Doubled : []).Add(
                $"{act} of {walker.Project} was acknowledged {done} times and is there {there} times");
        }

        report.Doubled.AddRange(trail.Except(walker.Acts).Select(act => $"nobody asked for {act} of {walker.Project}"));
    }

    private static async Task PublishAsync(IGrainFactory grains)
    {
        var definition = Definitions.Changed(root => root["stages"]!.AsArray()
            .First(stage => (string)stage!["id"]! == "notice")!["period"] =
                new JsonObject { ["until"] = "facts/starts" });
        var programme = Must(await grains.GetGrain<IProgrammeGrain>("key-rnd").Publish(
            new PublishDefinition(definition), By.System(Guid.NewGuid())));
        var officer = Must(await grains.GetGrain<IPersonGrain>(LoadProvince.Officer).Read(By.System(Guid.NewGuid())));
        var by = new By(officer.Id, officer.Identities[0].Id, "walk", Guid.NewGuid());
        var today = CivilTime.DayOf(TimeProvider.System.GetUtcNow());
        var call = grains.GetGrain<ICallGrain>(Call);
        Must(await call.Draft(
            new DraftCall(
                programme.Id, "全流程故障测试", today.Year, "服务中断时的全流程", [], today.AddDays(-1), today.AddDays(30),
                new TimeOnly(17, 0), null, "020-1"),
            by));
        Must(await call.Publish(new PublishCall(), by with { Command = Guid.NewGuid() }));
    }

    private static string City()
    {
        var unit = Demo.Organisations.Single(known => known.Id == Entity).RecommendingUnit;
        return Demo.People.First(known => known.Identities.Any(
            held => held.Role == "recommender" && held.Organisation == unit)).Login;
    }

    private static T Must<T>(Outcome<T> outcome) => outcome.Succeeded
        ? outcome.Value
        : throw new InvalidOperationException(JsonSerializer.Serialize(outcome.Refusal, StoredJson.Options));
}
