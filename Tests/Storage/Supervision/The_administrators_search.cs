using SunGov.GrainInterfaces.Shared;
using SunGov.GrainInterfaces.Supervision;
using SunGov.Grains.Shared;
using SunGov.Silo.Storage;
using SunGov.Tests.Storage.Shared;
using SunGov.Tools.Verify;

namespace SunGov.Tests.Storage.Supervision;

/// <summary>Journal, stuck rows and access log, for those who may read them; every look leaves a line.</summary>
public sealed class The_administrators_search : IAsyncLifetime
{
    private static readonly By Admin = new("admin", "i1", "s1", Guid.NewGuid());
    private static readonly PageRequest All = new();

    private JournalRig _rig = null!;
    private StorageHost _host = null!;

    private IJournalQueries Queries => _host.Grains.GetGrain<IJournalQueries>("journal");

    public async Task InitializeAsync()
    {
        _rig = await JournalRig.StartAsync();
        _host = await StorageHost.StartAsync(_rig);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task Finds_entries_by_kind_thing_and_person_page_by_page()
    {
        for (var i = 0; i < 5; i++)
        {
            await AddAsync("t" + (i % 2), $"p{i % 2}");
        }

        var first = (await Queries.Search(new JournalFilter(Kind: "tally"), new PageRequest(Limit: 3), Admin)).Value!;
        var rest = (await Queries.Search(
            new JournalFilter(Kind: "tally"), new PageRequest(first.Next, Limit: 3), Admin)).Value!;
        var ofOne = (await Queries.Search(new JournalFilter(Key: "t1", Actor: "p1"), All, Admin)).Value!;
        var tomorrow = new JournalFilter(From: _host.Clock.GetUtcNow().AddDays(1));
        var none = (await Queries.Search(tomorrow, All, Admin)).Value!;

        Assert.Equal((5L, 3, 2), (first.Total, first.Items.Length, rest.Items.Length));
        Assert.Null(rest.Next);
        Assert.Equal(
            first.Items.Concat(rest.Items).Select(row => row.Sequence).OrderDescending(),
            first.Items.Concat(rest.Items).Select(row => row.Sequence));
        Assert.Equal(2, ofOne.Total);
        Assert.Equal("number-added", Assert.Single(ofOne.Items[0].Events));
        Assert.Empty(none.Items);
    }

    [Fact]
    public async Task Shows_an_entry_whole_and_whether_it_verifies()
    {
        await AddAsync("t", "p");
        await AddAsync("t", "p");
        var row = (await Queries.Search(new JournalFilter(Key: "t"), All, Admin)).Value!.Items[0];

        var good = (await Queries.Read(row.Sequence, Admin)).Value!;
        await _rig.TamperAsync("update journal set actor = 'other' where version = 1");
        var last = (await Queries.Read(row.Sequence, Admin)).Value!;
        var first = (await Queries.Read(row.Sequence - 1, Admin)).Value!;

        Assert.True(good.Verified);
        Assert.Equal(2, good.Row.Version);
        Assert.Equal(3, good.Body[0].GetProperty("number").GetInt32());
        Assert.True(last.Verified);
        Assert.False(first.Verified);
        Assert.Equal("not-found", (await Queries.Read(999_999, Admin)).Refusal?.Code);
    }

    [Fact]
    public async Task Shows_what_got_stuck_and_gives_it_another_try()
    {
        await _rig.TamperAsync(
            """
            insert into due (id, at, kind, key, what, own, ready, attempts, error, stuck)
            values ('00000000-0000-0000-0000-000000000007', now(), 'tally', 't', 'x', true, now(), 10, 'not-now', true)
            """);

        var stuck = (await Queries.Stuck(All, Admin)).Value!.Items.Single();
        Assert.True((await Queries.Retry(stuck.Id, Admin)).Succeeded);

        Assert.Equal(("tally", "t", 10, "not-now"), (stuck.Kind, stuck.Key, stuck.Attempts, stuck.Error));
        Assert.Empty((await Queries.Stuck(All, Admin)).Value!.Items);
        Assert.Equal("not-found", (await Queries.Retry(stuck.Id, Admin)).Refusal?.Code);
    }

    [Fact]
    public async Task Leaves_stuck_rows_alone_for_those_who_only_read()
    {
        var auditor = Admin with { Person = EveryoneMay.Auditor };

        Assert.True((await Queries.Search(new JournalFilter(), All, auditor)).Succeeded);
        Assert.Equal("not-allowed", (await Queries.Stuck(All, auditor)).Refusal?.Code);
        Assert.Equal("not-allowed", (await Queries.Retry(Guid.NewGuid().ToString(), auditor)).Refusal?.Code);
    }

    [Fact]
    public async Task Leaves_a_line_in_the_access_log_before_it_answers()
    {
        await Queries.Search(new JournalFilter(Key: "t"), All, Admin);

        var lines = (await Queries.Accesses(new AccessFilter(Person: "admin", What: "disclosure"), All, Admin)).Value!;

        Assert.Equal(["access-log-searched", "journal-searched"], lines.Items.Select(line => line.Code));
        Assert.Equal("t", lines.Items[1].Key);
    }

    [Fact]
    public async Task Reports_line_by_line_what_verify_finds()
    {
        await AddAsync("t", "p");
        var verification = new Verification(
            _rig.Source,
            JournalRig.Crypto,
            _rig.Seals,
            Kinds.Of(typeof(TallyState).Assembly),
            [],
            TimeProvider.System);
        using var output = new StringWriter();
        await VerifyCommand.ReportAsync(verification, output);
        Assert.EndsWith("verified: everything holds", output.ToString().Trim(), StringComparison.Ordinal);
        Assert.Contains("ok      tally: 1 things, 1 entries", output.ToString(), StringComparison.Ordinal);
        await _rig.TamperAsync("update tally set data = '{}'");
        using var after = new StringWriter();

        Assert.False(await VerifyCommand.ReportAsync(verification, after));
        Assert.Contains("BROKEN  tally: 1 things, 1 entries", after.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            "tally t version 1: the seal of the state row does not hold", after.ToString(), StringComparison.Ordinal);
    }

    private async Task AddAsync(string key, string person)
    {
        var outcome = await _host.Grains.GetGrain<ITally>(key).Add(
            new AddNumber(3), new By(person, "i", "s", Guid.NewGuid()));
        Assert.True(outcome.Succeeded);
    }
}
