using Microsoft.Extensions.DependencyInjection;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Silo.Storage;
using SunGov.Tests.Rules.Projects;
using SunGov.Tests.Storage.Shared;
using Definitions = SunGov.Tests.Rules.Programmes.Definitions;

namespace SunGov.Tests.Storage.Projects;

/// <summary>
/// R-APV-03: holders of parallel tasks decide at once over the real journal, whose requests and replies get lost, in
/// processes that end in the middle of it; who is not answered asks again under the same id. Definitions, decisions and
/// deaths are random (seeded). The next stage is entered once, no decision is lost or counts twice, and trail and state
/// agree with a simple model. Four deliberate mistakes of the journal are each noticed.
/// </summary>
public sealed class ApproversAtOnce : IAsyncLifetime
{
    private const int Parties = 5;
    private const int Projects = 16;
    private const int Deaths = 3;
    private const int MostAsks = 200;
    private static readonly string[] Joins = ["any", "all", "quorum"];

    private ProjectsHost _host = null!;
    private Province _province = null!;
    private Life _life = null!;

    public async Task InitializeAsync()
    {
        _host = await ProjectsHost.StartAsync(Mortal);
        _life = new Life(_host.Host);
        _province = await Province.MakeAsync(_host, 1, "leader");
        for (var party = 0; party < Parties; party++)
        {
            await _province.Entity($"o{party}", $"单位 {party}", "institute", null);
            await _province.Person($"p{party}", "entity-office", $"o{party}");
        }
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public async Task Enter_the_next_stage_once_whatever_is_lost_and_whenever_the_process_ends(int seed)
    {
        var fault = await RunAsync(seed);
        Assert.True(fault is null, $"seed {seed}: {fault}");
    }

    [Theory]
    [InlineData(Mutant.AcknowledgesWithoutWriting)]
    [InlineData(Mutant.ForgetsWhatItWasAsked)]
    [InlineData(Mutant.TakesAnUnknownEndForACommit)]
    [InlineData(Mutant.WritesTwice)]
    public async Task Are_tried_well_enough_to_notice_a_journal_that_is_wrong(Mutant mutant)
    {
        string? fault = null;
        for (var seed = 1; seed <= 4 && fault is null; seed++)
        {
            fault = await RunAsync(seed, mutant);
        }

        Assert.NotNull(fault);
    }

    /// <summary>Some panels at once, each asked by all its holders at once; what is wrong first, or null.</summary>
    private async Task<string?> RunAsync(int seed, Mutant mutant = Mutant.None)
    {
        var random = new Random(seed);
        var cases = Enumerable.Range(0, Projects)
            .Select(n => Case.Random(random, $"case-{(int)mutant}-{seed}-{n}")).ToList();
        await Task.WhenAll(cases.Select(StartAsync));
        _life.Begin(random, mutant);
        var work = Task.WhenAll(cases.SelectMany(one => one.Decisions.Select(decision => AskAsync(one, decision))));
        for (var death = 0; death < Deaths && await Task.WhenAny(work, _life.Ended) != work; death++)
        {
            await LiveAgainAsync(random, mutant, last: death == Deaths - 1);
        }

        await work;
        _life.Calm();
        foreach (var one in cases)
        {
            var entries = await _life.Host.Journal.EntriesAsync("project", one.Project);
            var state = Province.Must(await _life.Host.Grains.GetGrain<IProjectGrain>(one.Project)
                .Read(By.System(Guid.Empty)));
            if (one.Differs([.. entries], state) is { } fault)
            {
                return $"{one.Project} ({one.Panel}): {fault}";
            }
        }

        var check = await _life.Host.Services.GetRequiredService<Verification>().RunAsync()
            .SingleAsync(check => check.Name == "project");
        return check.Broken.Where(broken => cases.Exists(one => one.Project == broken.Key))
            .Select(broken => $"{broken.Key}: {broken.Fault}").FirstOrDefault();
    }

    private async Task LiveAgainAsync(Random random, Mutant mutant, bool last)
    {
        var before = _host.Host;
        await _host.StartAgainAsync(Mortal);
        var next = new Life(_host.Host);
        next.Begin(random, mutant, forEver: last);
        Interlocked.Exchange(ref _life, next).Succeeded.SetResult();
        await before.DisposeAsync();
    }

    /// <summary>Asks until there is an answer; a process that ended gave none, so the next one is asked.</summary>
    private async Task AskAsync(Case one, Decision decision)
    {
        Exception? lost = null;
        for (var ask = 0; ask < MostAsks; ask++)
        {
            var life = _life;
            try
            {
                var outcome = await life.Host.Grains.GetGrain<IProjectGrain>(one.Project).Act(
                    new ActOnTask($"1-t{decision.Task}", decision.Action, null, null),
                    _province.As($"p{decision.Task}", decision.Id));
                if (!life.Ended.IsCompleted && outcome.Refusal?.Kind != RefusalKind.Unknown)
                {
                    decision.Refusal = outcome.Refusal?.Code;
                    return;
                }
            }
            catch (Exception failure) when (failure is IOException or ObjectDisposedException or TimeoutException)
            {
                lost = failure;
            }

            if (life.Ended.IsCompleted)
            {
                await life.Succeeded.Task;
            }
        }

        throw new InvalidOperationException($"{decision} of {one.Project} was never answered", lost);
    }

    private async Task StartAsync(Case one)
    {
        var definition = one.Panel.Definition();
        (definition["programme"], definition["owner"]) = (one.Project, "kjt");
        Province.Must(await _life.Host.Grains.GetGrain<IProgrammeGrain>(one.Project).Publish(
            new PublishDefinition(Definitions.Json(definition.ToJsonString())), _province.As("officer")));
        var (call, today) = (
            _life.Host.Grains.GetGrain<ICallGrain>(one.Project),
            DateOnly.FromDateTime(_life.Host.Clock.GetUtcNow().UtcDateTime));
        Province.Must(await call.Draft(
            new DraftCall(
                one.Project, "并行审批测试批次", today.Year, "并行审批", [], today.AddDays(-3), today.AddDays(20),
                new TimeOnly(17, 0), null, "020-1"),
            _province.As("officer")));
        Province.Must(await call.Publish(new PublishCall(), _province.As("officer")));
        Province.Must(await _life.Host.Grains.GetGrain<IProjectGrain>(one.Project).Start(
            new StartProject(one.Project, "并行审批测试项目", "lnu"), _province.As("leader")));
    }

    private static void Mortal(IServiceCollection services) => services
        .AddSingleton(provider => new FaultyJournal(provider.GetRequiredService<Journal>()))
        .AddSingleton<MortalJournal>()
        .AddSingleton<IJournal>(provider => provider.GetRequiredService<MortalJournal>());

    /// <summary>One process, from its start to its end.</summary>
    private sealed class Life(StorageHost host)
    {
        private const int Fewest = 4;
        private const int Most = 24;
        private readonly FaultyJournal _faulty = host.Services.GetRequiredService<FaultyJournal>();
        private readonly MortalJournal _journal = host.Services.GetRequiredService<MortalJournal>();

        public StorageHost Host => host;

        public Task Ended => _journal.Ended;

        /// <summary>Completes when the next one is there.</summary>
        public TaskCompletionSource Succeeded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Begin(Random random, Mutant mutant, bool forEver = false)
        {
            _faulty.Seed(random.Next());
            _faulty.Mutant = mutant;
            _faulty.Calm = false;
            _journal.EndAfter(forEver ? int.MaxValue : random.Next(Fewest, Most), random.Next(2) == 0);
        }

        public void Calm()
        {
            _faulty.Calm = true;
            _faulty.Mutant = Mutant.None;
            _journal.EndAfter(int.MaxValue, writesTheLast: false);
        }
    }

    /// <summary>What a holder decides, and how that ended.</summary>
    private sealed record Decision(Guid Id, int Task, string Action)
    {
        public string? Refusal { get; set; }
    }

    /// <summary>A project before a panel, and what its holders decide, each once or twice.</summary>
    private sealed record Case(string Project, Panel Panel, List<Decision> Decisions)
    {
        public static Case Random(Random random, string project)
        {
            var tasks = random.Next(2, Parties + 1);
            var panel = new Panel(
                tasks, Joins[random.Next(Joins.Length)], random.Next(1, tasks + 1), random.Next((1 << tasks) - 1),
                random.Next(1 << tasks));
            var decisions = Enumerable.Range(0, 2 * tasks).Select(n => new Decision(
                NewId(random), n % tasks, random.Next(11) switch { < 6 => "yes", < 10 => "no", _ => "veto" }));
            return new Case(project, panel, [.. decisions.OrderBy(_ => random.Next())]);
        }

        /// <summary>The first thing in which trail, answers and state differ from the model; null for none.</summary>
        public string? Differs(List<Entry> entries, ProjectView view)
        {
            var trail = entries.SelectMany(entry => StoredJson.Events<ProjectEvent>(entry.Body)
                .Select(happened => (entry.Command, happened))).ToList();
            var model = new PanelModel(Panel);
            foreach (var (command, taken) in trail.Where(line => line.happened is ActionTaken)
                .Select(line => (line.Command, (ActionTaken)line.happened)))
            {
                var known = Decisions.Find(decision => decision.Id == command);
                if (known is null || $"1-t{known.Task}" != taken.Task || !model.Accepts(known.Task, taken.Action))
                {
                    return $"{taken.Task} {taken.Action} is in the trail, asked by {known?.ToString() ?? "nobody"}";
                }
            }

            var recorded = entries.ConvertAll(entry => entry.Command);
            var entered = trail.Select(line => line.happened).OfType<StageEntered>().Select(e => e.Stage).ToList();
            return !entries.TrueForAll(entry => entry.Verified) ? "the chain is broken"
                : Decisions.Find(known => recorded.Count(id => id == known.Id) != (known.Refusal is null ? 1 : 0))
                    is { } wrong ? $"{wrong} was answered so and is {recorded.Count(id => id == wrong.Id)} times there"
                : Decisions.Find(known => known.Refusal is not null && model.Accepts(known.Task, known.Action))
                    is { } missing ? $"{missing} should have been accepted"
                : !entered.SequenceEqual(model.Stage == "case" ? ["case"] : ["case", model.Stage])
                    ? $"it entered {string.Join(", ", entered)}, the model {model.Stage}"
                : view.Stages.Single(stage => stage.Id == model.Stage) is { State: var at }
                    && at != (model.Stage == "case" ? "now" : "done") ? $"its page shows {model.Stage} as {at}"
                : null;
        }

        private static Guid NewId(Random random)
        {
            Span<byte> bytes = stackalloc byte[16];
            random.NextBytes(bytes);
            return new Guid(bytes);
        }
    }
}
