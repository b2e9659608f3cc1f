using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Silo.Hosting;
using SunGov.Tools.Load;

namespace SunGov.Tools.Bench;

/// <summary>
/// A throw-away PostgreSQL server with leaders who hold the tasks of their projects themselves. Every transition of
/// these evaluates five rules: whether the action is open, where its two routes lead, whether the stage is entered, and
/// whether it has a second task.
/// </summary>
/// <param name="Settings">For a host over it.</param>
/// <param name="Sessions">A session of each leader.</param>
internal sealed record TransitionProvince(HostSettings Settings, ImmutableArray<OpenSession> Sessions) : IDisposable
{
    /// <summary>Transitions a project has before it: as many stages as a long way has.</summary>
    public const int Stages = 20;

    private const string Programme = "bench-way";
    private const string Call = "bench-call";
    private const int Workers = 32;

    private const string Definition = """
        {"programme":"bench-way","name":{"zh":"环节测试","en":"Stages"},"class":"department","owner":"OWNER",
         "holders":{"leader":{"name":{"zh":"项目负责人","en":"Leader"},"person":"leader"}},
         "stages":[STAGE_start, STAGE_first, STAGE_second, {"id":"done","kind":"end","name":{"zh":"终","en":"Done"}}]}
        """;

    private const string Stage = """
        {"id":"ID","kind":"approve","name":{"zh":"审核","en":"Review"}, WHEN
         "deadline":{"workingDays":10},
         "tasks":[{"id":"decide","holder":"leader","name":{"zh":"审核","en":"Review"}},
           {"id":"advise","holder":"leader","name":{"zh":"会审","en":"Advise"},
            "when":{"in":[{"var":"region"},["990000","980000","970000"]]}}],
         "actions":[{"id":"pass","primary":true,"opinion":"required","target":"TARGET","loops":LOOPS,
           "name":{"zh":"通过","en":"Pass"},
           "when":{"and":[{">=":[{"var":"year"},2020]},{"!=":[{"var":"entity"},""]}]},
           "routes":[
             {"when":{">":[{"var":"times.first"},1000]},"target":"done"},
             {"when":{"and":[{"==":[{"var":"decided.first.action"},"stop"]},{"!":[{"var":"region"}]}]},
              "target":"done"}]}]}
        """;

    private const string When = """
        "when":{"or":[{"!!":[{"var":"recommendingUnit"}]},{">=":[{"var":"today"},"2020-01-01"]}]},"otherwise":"done",
        """;

    /// <summary>Path of a transition, below /api/v1.</summary>
    /// <param name="leader">Whose project.</param>
    /// <param name="project">Which of theirs, from 0.</param>
    /// <param name="no">Which transition, from 1 to <see cref="Stages"/>.</param>
    public static string Path(int leader, int project, int no) => string.Create(
        CultureInfo.InvariantCulture, $"/projects/{Project(leader, project)}/tasks/{no}-decide/actions/pass");

    /// <summary>Makes it.</summary>
    public static async Task<TransitionProvince> MakeAsync(int leaders, int projectsOfEach)
    {
        var settings = await BenchServer.StartAsync();
        var sessions = new OpenSession[leaders];
        await LoadProvince.MakeAsync(settings, leaders, BenchProvince.Entities, entityCap: null, async services =>
        {
            var grains = services.GetRequiredService<IGrainFactory>();
            await CallAsync(grains);
            var options = new ParallelOptions { MaxDegreeOfParallelism = Workers };
            await Parallel.ForAsync(0, leaders, options, async (leader, _) =>
            {
                var by = await ByAsync(grains, LoadProvince.Leader(leader));
                sessions[leader] = await OpenSession.OfAsync(services, LoadProvince.Leader(leader));
                var start = new StartProject(
                    Call, "环节流转测试项目", LoadProvince.Entities[leader % BenchProvince.Entities]);
                for (var project = 0; project < projectsOfEach; project++)
                {
                    Must(await grains.GetGrain<IProjectGrain>(Project(leader, project))
                        .Start(start, by with { Command = Guid.NewGuid() }));
                }
            });
        });
        return new TransitionProvince(settings, [.. sessions]);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Settings.DataFolder, recursive: true);

    private static string Project(int leader, int project) =>
        string.Create(CultureInfo.InvariantCulture, $"bench-way-{leader:D3}-{project:D3}");

    private static async Task CallAsync(IGrainFactory grains)
    {
        var known = Must(await grains.GetGrain<ICallGrain>(LoadProvince.Call).Read(By.System(Guid.NewGuid())));
        var owner = Must(await grains.GetGrain<IProgrammeGrain>(known.Programme).Read(By.System(Guid.NewGuid()))).Owner;
        var definition = Definition.Replace("OWNER", owner, StringComparison.Ordinal)
            .Replace("STAGE_start", StageOf("start", "first", loops: false), StringComparison.Ordinal)
            .Replace("STAGE_first", StageOf("first", "second", loops: false), StringComparison.Ordinal)
            .Replace("STAGE_second", StageOf("second", "first", loops: true), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(definition);
        Must(await grains.GetGrain<IProgrammeGrain>(Programme).Publish(
            new PublishDefinition(json.RootElement.Clone()), By.System(Guid.NewGuid())));
        var officer = await ByAsync(grains, LoadProvince.Officer);
        var call = grains.GetGrain<ICallGrain>(Call);
        var today = DateOnly.FromDateTime(known.Opens.UtcDateTime).AddDays(1);
        Must(await call.Draft(
            new DraftCall(
                Programme, "环节流转测试", today.Year, "用于测量环节流转的批次", [], today.AddDays(-1), today.AddDays(30),
                new TimeOnly(17, 0), null, "020-1"),
            officer with { Command = Guid.NewGuid() }));
        Must(await call.Publish(new PublishCall(), officer with { Command = Guid.NewGuid() }));
    }

    private static string StageOf(string id, string target, bool loops) => Stage
        .Replace("WHEN", id == "start" ? "" : When, StringComparison.Ordinal)
        .Replace("TARGET", target, StringComparison.Ordinal)
        .Replace("LOOPS", loops ? "true" : "false", StringComparison.Ordinal)
        .Replace("\"ID\"", $"\"{id}\"", StringComparison.Ordinal);

    private static async Task<By> ByAsync(IGrainFactory grains, string login)
    {
        var person = Must(await grains.GetGrain<IPersonGrain>(login).Read(By.System(Guid.NewGuid())));
        return new By(person.Id, person.Identities[0].Id, "bench", Guid.Empty);
    }

    private static T Must<T>(Outcome<T> outcome) => outcome.Succeeded
        ? outcome.Value
        : throw new InvalidOperationException(
            $"refused: {outcome.Refusal.Code} {string.Join(", ", outcome.Refusal.Details)}");
}
