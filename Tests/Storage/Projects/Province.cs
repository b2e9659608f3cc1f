using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.LegalEntities;

namespace SunGov.Tests.Storage.Projects;

/// <summary>A small province with one open call, made by commands; and its people's ways to act.</summary>
internal sealed class Province(ProjectsHost host)
{
    private readonly Dictionary<string, By> _people = [];

    public static Task<Province> MakeAsync(ProjectsHost host, int entityCap, params string[] leaders) =>
        MakeAsync(host, entityCap, _ => { }, leaders);

    /// <param name="change">Changes the definition before it is published.</param>
    public static async Task<Province> MakeAsync(
        ProjectsHost host, int entityCap, Action<JsonNode> change, params string[] leaders)
    {
        var province = new Province(host);
        await province.Entity("kjt", "省科学技术厅", "department", null);
        await province.Entity("gz", "穗城科技局", "bureau", null);
        await province.Entity("lnu", "岭南大学", "university", "gz");
        await province.Person("officer", "division-head", "kjt");
        await province.Person("desk", "intake", "kjt");
        await province.Person("bureau", "recommender", "gz");
        await province.Person("office", "entity-office", "lnu");
        await Task.WhenAll(leaders.Select(leader => province.Person(leader, "applicant", "lnu")));
        var definition = JsonNode.Parse(Rules.Programmes.Definitions.KeyRndJson.GetRawText())!;
        definition["owner"] = "kjt";
        change(definition);
        Must(await host.Grains.GetGrain<IProgrammeGrain>("key-rnd").Publish(
            new PublishDefinition(definition.Deserialize<JsonElement>()), province.As("officer")));
        var today = DateOnly.FromDateTime(host.Host.Clock.GetUtcNow().DateTime);
        var call = host.Grains.GetGrain<ICallGrain>("c1");
        Must(await call.Draft(
            new DraftCall(
                "key-rnd", "年度新材料专项", 2026, "面向新材料", [], today.AddDays(-3), today.AddDays(20),
                new TimeOnly(17, 0), entityCap, "020-1"),
            province.As("officer")));
        Must(await call.Publish(new PublishCall(), province.As("officer")));
        return province;
    }

    public By As(string person, Guid? command = null) => _people[person] with { Command = command ?? Guid.NewGuid() };

    public IProjectGrain Project(string id) => host.Grains.GetGrain<IProjectGrain>(id);

    /// <summary>A project handed in to the entity's office: its next act submits.</summary>
    public async Task<string> HandedIn(string leader)
    {
        var id = "x-" + leader;
        Must(await Project(id).Start(new StartProject("c1", "低温共烧陶瓷基板", "lnu"), As(leader)));
        foreach (var (section, content) in Rules.Programmes.Definitions.Complete())
        {
            Must(await Project(id).SaveSection(new SaveSection("application", section, content, 0), As(leader)));
        }

        Must(await Project(id).Act(new ActOnTask("1-fill", "hand-in", null, null), As(leader)));
        return id;
    }

    public Task<Outcome<ProjectView>> Submit(string project, Guid? command = null) =>
        Project(project).Act(new ActOnTask("2-review", "submit", "同意", null), As("office", command));

    public static T Must<T>(Outcome<T> outcome) => outcome.Succeeded
        ? outcome.Value
        : throw new InvalidOperationException($"{outcome.Refusal} {string.Join(", ", outcome.Refusal.Details)}");

    /// <summary>Registers an organisation.</summary>
    public async Task Entity(string id, string name, string kind, string? recommends)
    {
        var code = "1244" + "0100MB2C1" + Math.Abs(id.Sum(c => c)).ToString("D4", null);
        Must(await host.Grains.GetGrain<ILegalEntityGrain>(id).Register(
            new RegisterLegalEntity(
                name, code + CreditCode.Check(code), kind, "440100", null, null, recommends, ""),
            By.System(Guid.NewGuid())));
    }

    /// <summary>Registers a person; their ways to act from now on.</summary>
    public async Task<By> Person(string id, string role, string organisation, string? name = null)
    {
        ImmutableArray<AddIdentity> identities = [new AddIdentity(role, organisation)];
        var view = Must(await host.Grains.GetGrain<IPersonGrain>(id).Register(
            new RegisterPerson(
                name ?? "人" + id, id + "-login", null, null, "pbkdf2-sm3$1$c2FsdA$aGFzaA", null, identities),
            By.System(Guid.NewGuid())));
        lock (_people)
        {
            return _people[id] = new By(id, view.Identities[0].Id, "session", Guid.Empty);
        }
    }
}
