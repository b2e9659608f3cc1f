using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Quotas;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;

namespace SunGov.Tests.Storage.Projects;

/// <summary>R-CHK-02, design section 5, over the real journal.</summary>
public sealed class SubmittingAgainstACap : IAsyncLifetime
{
    private const int Cap = 30;
    private const int Many = 200;
    private const int MostRounds = 200;

    private ProjectsHost _host = null!;

    public async Task InitializeAsync() => _host = await ProjectsHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Two_hundred_at_once_end_with_exactly_thirty_and_the_others_are_told_why()
    {
        var leaders = Enumerable.Range(0, Many).Select(i => $"l{i}").ToArray();
        var province = await Province.MakeAsync(_host, Cap, leaders);
        var projects = await Task.WhenAll(leaders.Select(province.HandedIn));

        var outcomes = await Task.WhenAll(projects.Select(project => UntilAnswered(province, project)));

        var refused = outcomes.Where(outcome => !outcome.Succeeded).ToList();
        Assert.Equal((Cap, Many - Cap), (outcomes.Count(outcome => outcome.Succeeded), refused.Count));
        Assert.All(refused, outcome => Assert.Equal("quota-full", outcome.Refusal!.Code));
        Assert.All(refused, outcome => Assert.Equal(Cap, outcome.Refusal!.Details.Length));
        Assert.All(
            refused.SelectMany(outcome => outcome.Refusal!.Details),
            place => Assert.NotEqual(place.Args["project"], place.Args["title"]));
        Assert.Equal(0L, await _host.Rig.TamperAsync(
            """
            select count(*) from journal where convert_from(body, 'UTF8') like '%"submission-refused"%"title"%'
            """));
        for (var round = 0; round < MostRounds && await Outstanding() > 0; round++)
        {
            await _host.Host.PollAsync();
        }

        Assert.Equal(0L, await Outstanding());
        Assert.Equal(Cap, (await Entries("entity:c1:lnu")).Count(entry => entry.State == "confirmed"));
        Assert.Equal(
            (long)Cap,
            await _host.Rig.TamperAsync(
                "select count(*) from quota where key like 'leader:%' and cardinality(projects) = 1"));
        Assert.Equal((long)Cap, await _host.Rig.TamperAsync("select count(*) from project where status = 'running'"));
        Assert.Equal(
            (long)(Many - Cap),
            await _host.Rig.TamperAsync("select count(*) from project where stage = 'entity-review'"));
    }

    [Fact]
    public async Task A_submission_cut_off_between_its_places_goes_on_by_its_due_row_and_counts_from_when_it_began()
    {
        var province = await Province.MakeAsync(_host, Cap, "l1");
        var project = await province.HandedIn("l1");
        var began = await Begin(project, province);
        Must(await _host.Grains.GetGrain<IQuotaHolderGrain>("entity:c1:lnu").Reserve(
            Reserve(began), By.System(CommandIds.Derive(
                Shared.JournalRig.Crypto, began.Submission!.Begun.Command,
                $"reserve entity:c1:lnu {began.Submission.Begun.Reservations[0].Class}"))));
        await _host.StopAsync();
        await _host.StartAgainAsync();

        Assert.Equal("submitting", (await Read(project)).Status);
        _host.Host.Clock.Shift = ProjectSubmission.Patience + TimeSpan.FromSeconds(1);
        await _host.Host.PollAsync();

        var view = await Read(project);
        Assert.Equal("running", view.Status);
        Assert.Equal(began.Submission.Begun.At, view.Submitted);
        Assert.Single(await Entries("entity:c1:lnu"));
        Assert.Single(await Entries("leader:l1"));
        var again = await province.Submit(project, began.Submission.Begun.Command);
        Assert.True(again.Succeeded && again.Repeated);
    }

    [Fact]
    public async Task The_same_command_again_gets_the_same_answer_accepted_or_refused()
    {
        var province = await Province.MakeAsync(_host, 1, "l1", "l2");
        var (first, second) = (await province.HandedIn("l1"), await province.HandedIn("l2"));
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());

        Assert.True((await province.Submit(first, one)).Succeeded);
        var repeated = await province.Submit(first, one);
        Assert.True(repeated.Succeeded && repeated.Repeated);
        Assert.Equal("quota-full", (await province.Submit(second, two)).Refusal?.Code);
        var entries = await _host.Rig.TamperAsync("select count(*) from journal where kind in ('project', 'quota')");
        Assert.Equal("quota-full", (await province.Submit(second, two)).Refusal?.Code);
        Assert.Equal(
            entries, await _host.Rig.TamperAsync("select count(*) from journal where kind in ('project', 'quota')"));
    }

    [Fact]
    public async Task The_page_tells_how_many_places_all_projects_take_to_those_who_may_know()
    {
        var province = await Province.MakeAsync(_host, 3, "l1", "l2");
        var (first, second) = (await province.HandedIn("l1"), await province.HandedIn("l2"));
        Assert.Equal([1, 1], Must(await province.Submit(first)).Quotas.Select(quota => quota.Used));
        Assert.Equal([2, 1], Must(await province.Submit(second)).Quotas.Select(quota => quota.Used));
        var own = Must(await province.Project(first).Read(province.As("l1")));
        Assert.Equal([2, 1], own.Quotas.Select(quota => quota.Used));
        var bureau = Must(await province.Project(first).Read(province.As("bureau")));
        Assert.Equal([2, 1], bureau.Quotas.Select(quota => quota.Used));
        Must(await province.Project(first).Act(
            new ActOnTask(bureau.Tasks[0].Id, "recommend", "同意推荐。", null), province.As("bureau")));
        var desk = Must(await province.Project(first).Read(province.As("desk")));
        Assert.Equal([null, null], desk.Quotas.Select(quota => quota.Used));
    }

    [Fact]
    public async Task A_place_that_was_given_back_lets_the_next_one_in()
    {
        var province = await Province.MakeAsync(_host, 1, "l1", "l2");
        var (first, second) = (await province.HandedIn("l1"), await province.HandedIn("l2"));
        Must(await province.Submit(first));
        Assert.Equal("quota-full", (await province.Submit(second)).Refusal?.Code);
        Must(await province.Project(first).Withdraw(new WithdrawProject("补充材料"), province.As("l1")));
        await _host.Host.PollAsync();
        Must(await province.Submit(second));
        await _host.Host.PollAsync();
        Assert.Equal([second], (await Entries("entity:c1:lnu")).Select(entry => entry.Project));
    }

    /// <summary>As a client does: no answer within the call's time means asking again with the same id.</summary>
    private static async Task<Outcome<ProjectView>> UntilAnswered(Province province, string project)
    {
        var command = Guid.NewGuid();
        while (true)
        {
            try
            {
                var outcome = await province.Submit(project, command);
                if (outcome.Refusal?.Kind != RefusalKind.Unknown)
                {
                    return outcome;
                }
            }
            catch (TimeoutException)
            {
                await Task.Yield();
            }
        }
    }

    /// <summary>Writes the beginning of a submission as the grain does, as if the process ended right after.</summary>
    private async Task<ProjectState> Begin(string project, Province province)
    {
        var journal = _host.Host.Journal;
        var stored = (await journal.LoadAsync("project", project))!;
        var state = StoredJson.State<ProjectState>(stored.Data);
        var by = province.As("office");
        var command = new ActOnTask("2-review", "submit", "同意", null);
        var caller = (await _host.Host.Grants.FindAsync(by))!;
        var form = new FormAsIs(
            "application", Rules.Programmes.Definitions.Complete(), new FrozenForm("application", "f0", []));
        var decision = ProjectActions.Act(
            state,
            command,
            caller,
            new ActFacts(
                Rules.Programmes.Definitions.KeyRnd, state.Now!.Entered.Due!.Value, Cap, [form], null),
            _host.Host.Clock.GetUtcNow());
        var next = decision.Events.Aggregate(state, ProjectState.Evolve);
        var kind = ProjectRows.Kind;
        await _host.StopAsync();
        await _host.StartAgainAsync();
        var written = await _host.Host.Journal.WriteAsync(new Write(
            kind.Name, project, stored.Version, by, StoredJson.Digest(Shared.JournalRig.Crypto, command), null,
            _host.Host.Clock.GetUtcNow(), StoredJson.Body(decision.Events), stored.LastHash, StoredJson.Bytes(next),
            kind.Rows(next), kind.Due(next), [], [], false, false, []));
        Assert.Equal(WrittenState.Committed, written.State);
        return next;
    }

    private static ReserveQuota Reserve(ProjectState state) =>
        ProjectSubmission.Call(state, state.Submission!.Begun.Reservations[0]);

    private async Task<ProjectView> Read(string project) =>
        Must(await _host.Grains.GetGrain<IProjectGrain>(project).Read(By.System(Guid.Empty)));

    private async Task<QuotaEntry[]> Entries(string holder) =>
        [.. Must(await _host.Grains.GetGrain<IQuotaHolderGrain>(holder).Read(By.System(Guid.Empty))).Entries];

    private static T Must<T>(Outcome<T> outcome) => Province.Must(outcome);

    private async Task<long> Outstanding() =>
        (long)(await _host.Rig.TamperAsync("select count(*) from due where not own and not stuck"))!;
}
