using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using SunGov.GrainInterfaces.Shared;
using SunGov.GrainInterfaces.Supervision;
using SunGov.Grains.Shared;
using SunGov.Tests.Storage.Projects;

namespace SunGov.Tests.Storage.Supervision;

/// <summary>R-LOG-01: a supervisor of one city sees the entries of that city's things and no others.</summary>
public sealed class TheJournalIsReadWithinOnesScope : IAsyncLifetime
{
    private static readonly By Supervisor = new("city-supervisor", "i1", "s1", Guid.NewGuid());
    private static readonly PageRequest All = new(Limit: 200);

    private ProjectsHost _host = null!;

    private IJournalQueries Queries => _host.Grains.GetGrain<IJournalQueries>("journal");

    public async Task InitializeAsync()
    {
        _host = await ProjectsHost.StartAsync(services =>
        {
            var grants = services.Last(service => service.ServiceType == typeof(IGrants));
            services.AddSingleton<IGrants>(provider => new WithACitySupervisor(
                (IGrants)ActivatorUtilities.CreateInstance(provider, grants.ImplementationType!)));
        });
        var province = await Province.MakeAsync(_host, 5, "l1", "l2");
        await province.HandedIn("l1");
        await province.HandedIn("l2");
        await _host.Rig.TamperAsync("update project set region = '440300' where key = 'x-l2'");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Lists_and_totals_hold_only_things_of_the_city()
    {
        var page = Province.Must(await Queries.Search(new JournalFilter(), All, Supervisor));
        var things = page.Items.Select(row => $"{row.Kind} {row.Key}").Distinct().Order();
        Assert.Equal(["legal_entity gz", "legal_entity kjt", "legal_entity lnu", "project x-l1"], things);
        Assert.Equal(page.Items.Length, page.Total);
        var elsewhere = Province.Must(await Queries.Search(new JournalFilter(Key: "x-l2"), All, Supervisor));
        Assert.Equal(0, elsewhere.Total);
    }

    [Fact]
    public async Task An_entry_of_another_city_does_not_exist()
    {
        var there = (long)(await _host.Rig.TamperAsync("select max(seq) from journal where key = 'x-l2'"))!;
        var here = (long)(await _host.Rig.TamperAsync("select max(seq) from journal where key = 'x-l1'"))!;
        Assert.Equal("not-found", (await Queries.Read(there, Supervisor)).Refusal?.Code);
        Assert.True((await Queries.Read(here, Supervisor)).Succeeded);
    }

    [Fact]
    public async Task The_access_log_holds_only_looks_at_things_of_the_city()
    {
        await _host.Rig.TamperAsync(
            """
            insert into access_log (
                chain, day, n, at, what, person, identity, kind, key, code, origin, count, prev, hash)
            select gen_random_uuid(), current_date, 1, now(), 'disclosure', 'p', '', 'project', key, 'x', '', 1, '', ''
            from project
            """);
        var lines = Province.Must(await Queries.Accesses(new AccessFilter(What: "disclosure"), All, Supervisor));
        Assert.Equal(["x-l1"], lines.Items.Where(line => line.Kind == "project").Select(line => line.Key));
        Assert.DoesNotContain(lines.Items, line => line.Kind != "project");
    }

    [Theory]
    [InlineData("x", null, "cursor-foreign")]
    [InlineData("-5", null, "cursor-foreign")]
    [InlineData("1e3", null, "cursor-foreign")]
    [InlineData(null, "at", "sort-unknown")]
    public async Task A_page_that_is_none_of_this_list_is_refused(string? cursor, string? sort, string code)
    {
        var page = new PageRequest(cursor, 10, sort);
        Assert.Equal(code, (await Queries.Search(new JournalFilter(), page, Supervisor)).Refusal?.Code);
        Assert.Equal(code, (await Queries.Accesses(new AccessFilter(), page, Supervisor)).Refusal?.Code);
    }

    /// <summary>The grants there are, and one supervisor whose scope is a region.</summary>
    private sealed class WithACitySupervisor(IGrants inner) : IGrants
    {
        private static readonly Scope City = new([[new Condition("region", Comparison.Is, "440100")]]);

        public ValueTask<Caller?> FindAsync(By by) => by.Person == Supervisor.Person
            ? ValueTask.FromResult<Caller?>(new Caller(
                by, "市监管", "supervisor", "监管", "gz", "穗城",
                ImmutableDictionary<string, Scope>.Empty.Add("journal.read", City)))
            : inner.FindAsync(by);

        public ValueTask<ImmutableArray<Caller>> AllOfAsync(By by) => inner.AllOfAsync(by);
    }
}
