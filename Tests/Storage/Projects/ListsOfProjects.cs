using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Storage;

namespace SunGov.Tests.Storage.Projects;

/// <summary>Lists show exactly what pages show: nothing outside the caller's scope, also in totals (design section 4).
/// </summary>
public sealed class ListsOfProjects : IAsyncLifetime
{
    private ProjectsHost _host = null!;
    private Province _province = null!;

    public async Task InitializeAsync()
    {
        _host = await ProjectsHost.StartAsync();
        _province = await Province.MakeAsync(_host, 2, "l1", "l2", "l3", "l4");
        foreach (var leader in new[] { "l1", "l2" })
        {
            Province.Must(await _province.Submit(await _province.HandedIn(leader)));
        }

        Province.Must(await _province.Project("x-l3").Start(
            new StartProject("c1", "尚未提交的草稿项目", "lnu"), _province.As("l3")));
        await _host.Host.PollAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("l1", "x-l1")]
    [InlineData("l3", "x-l3")]
    [InlineData("office", "x-l1 x-l2")]
    [InlineData("bureau", "x-l1 x-l2")]
    [InlineData("desk", "x-l1 x-l2")]
    [InlineData("officer", "x-l1 x-l2")]
    public async Task Hold_what_the_caller_may_read_and_nothing_else(string person, string expected)
    {
        var page = Province.Must(await Queries.List(new ProjectFilter(), new PageRequest(), _province.As(person)));
        Assert.Equal(expected, string.Join(' ', page.Items.Select(row => row.Id).Order()));
        Assert.Equal(expected.Split(' ').Length, page.Total);
        foreach (var id in new[] { "x-l1", "x-l2", "x-l3" })
        {
            var read = await _province.Project(id).Read(_province.As(person));
            Assert.Equal(expected.Contains(id, StringComparison.Ordinal), read.Succeeded);
            Assert.True(read.Succeeded || read.Refusal.Code == "not-found");
        }

        Assert.Equal(
            expected.Split(' '),
            (await Queries.Readable(["x-l1", "x-l2", "x-l3"], _province.As(person))).Order());
    }

    [Fact]
    public async Task Are_searched_filtered_counted_and_paged()
    {
        var desk = _province.As("desk");
        Assert.Equal(2, Province.Must(await Queries.List(
            new ProjectFilter(Search: "陶瓷", Stage: "recommend", Call: "c1"), new PageRequest(), desk)).Total);
        Assert.Equal(0, Province.Must(await Queries.List(
            new ProjectFilter(Search: "草稿"), new PageRequest(), desk)).Total);
        var count = Assert.Single(Province.Must(await Queries.Counts(new ProjectFilter(), desk)));
        Assert.Equal(("recommend", "running", 2L), (count.Stage, count.Status, count.Count));
        var first = Province.Must(await Queries.List(
            new ProjectFilter(), new PageRequest(Limit: 1, Sort: "leader"), desk));
        var second = Province.Must(await Queries.List(
            new ProjectFilter(), new PageRequest(first.Next, 1, "leader"), desk));
        Assert.Equal(["x-l1", "x-l2"], [first.Items[0].Id, second.Items[0].Id]);
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Count_stages_in_the_order_of_the_way_not_by_size()
    {
        await _province.HandedIn("l4");
        Province.Must(await _province.Project("x-l3").Withdraw(
            new WithdrawProject("不再申报"), _province.As("l3")));
        var office = Province.Must(await Queries.Counts(new ProjectFilter(), _province.As("office")));
        Assert.Equal([("entity-review", 1L), ("recommend", 2L)], office.Select(count => (count.Stage, count.Count)));
    }

    [Fact]
    public async Task Show_the_sum_of_a_draft_to_those_who_see_the_draft_and_sort_by_it()
    {
        var page = new PageRequest(Sort: "requested");
        var empty = Province.Must(await Queries.List(new ProjectFilter(), page, _province.As("l3")));
        Assert.Null(empty.Items[0].RequestedFen);
        foreach (var (section, content) in Rules.Programmes.Definitions.Complete())
        {
            Province.Must(await _province.Project("x-l3").SaveSection(
                new SaveSection("application", section, content, 0), _province.As("l3")));
        }

        var row = Assert.Single(Province.Must(await Queries.List(new ProjectFilter(), page, _province.As("l3"))).Items);
        var view = Province.Must(await _province.Project("x-l3").Read(_province.As("l3")));
        Assert.Equal((100_000_000L, 100_000_000L), (row.RequestedFen, view.RequestedFen));
        var handedIn = Province.Must(await _province.Project("x-l3").Act(
            new ActOnTask("1-fill", "hand-in", null, null), _province.As("l3")));
        Assert.Equal(100_000_000L, handedIn.RequestedFen);
        var office = Province.Must(await Queries.List(
            new ProjectFilter(Status: "draft"), page, _province.As("office")));
        Assert.Equal(100_000_000L, Assert.Single(office.Items).RequestedFen);
    }

    [Fact]
    public async Task Of_tasks_span_all_identities_and_name_the_one_that_holds_it()
    {
        var bureau = _province.As("bureau");
        var tasks = Province.Must(await Queries.Tasks(new PageRequest(), bureau));
        Assert.Equal(2, tasks.Total);
        Assert.All(tasks.Items, task => Assert.Equal(bureau.Identity, task.Identity));
        var mine = Assert.Single(Province.Must(await Queries.Tasks(new PageRequest(), _province.As("l3"))).Items);
        Assert.Equal(("x-l3", "1-fill"), (mine.Project, mine.Task));
        Assert.NotNull(mine.Due);
    }

    [Fact]
    public async Task Are_exported_by_those_who_may_and_the_disclosure_is_recorded()
    {
        Assert.Equal(2, Province.Must(await Queries.Export(new ProjectFilter(), null, _province.As("desk"))).Length);
        Assert.Equal(
            1L,
            await _host.Rig.TamperAsync(
                "select count(*) from access_log where what = 'disclosure' and code = 'project-export'"));
    }

    [Fact]
    public async Task Agree_with_the_holders_of_places_and_with_the_contents()
    {
        Assert.Empty(await Broken());
        await _host.Rig.TamperAsync("delete from quota where key = 'leader:l1'");
        await _host.Rig.TamperAsync("delete from content where sm3 in (select sm3 from content limit 1)");
        var broken = await Broken();
        Assert.Contains(broken, fault => fault.Fault.Contains("leader:l1", StringComparison.Ordinal));
        Assert.Contains(broken, fault => fault.Fault.Contains("is missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Are_told_as_a_trail_that_verifies()
    {
        var trail = Province.Must(await _province.Project("x-l1").ReadTrail(_province.As("l1")));
        Assert.True(trail.Verified);
        Assert.Equal(
            ["project-started", "stage-entered", "action-taken", "stage-entered", "submission-begun",
                "submission-completed", "action-taken", "stage-entered"],
            trail.Entries.Select(line => line.What));
        Assert.Equal("同意", trail.Entries[6].Opinion);
    }

    private IProjectQueries Queries => _host.Grains.GetGrain<IProjectQueries>("projects");

    private async Task<List<Broken>> Broken()
    {
        await using var connection = await _host.Rig.Source.OpenConnectionAsync();
        var found = new List<Broken>();
        foreach (var invariant in new IInvariant[] { new QuotasMatchProjects(), new ContentsAreThere(Crypto) })
        {
            await foreach (var broken in invariant.CheckAsync(connection))
            {
                found.Add(broken);
            }
        }

        return found;
    }

    private static ICrypto Crypto => Shared.JournalRig.Crypto;
}
