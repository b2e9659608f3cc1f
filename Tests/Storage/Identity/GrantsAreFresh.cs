using System.Diagnostics;
using Npgsql;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Identity;
using SunGov.Grains.Shared;
using SunGov.Silo.Identity;
using static SunGov.Tests.Storage.Identity.IdentitySilo;

namespace SunGov.Tests.Storage.Identity;

/// <summary>What an identity may is looked up in memory, and never older than 2 s (design section 6).</summary>
public sealed class GrantsAreFresh : IAsyncLifetime
{
    private IdentitySilo _silo = null!;

    public async Task InitializeAsync() => _silo = await StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Visitors_and_the_platform_are_callers_too()
    {
        var grants = _silo.Get<IGrants>();
        Assert.False((await grants.FindAsync(By.Visitor))!.MayAny("project.read"));
        Assert.True((await grants.FindAsync(Platform()))!.May("project.read", Facts.None));
        Assert.Null(await grants.FindAsync(new By("", "some", "", Guid.Empty)));
        Assert.Null(await grants.FindAsync(new By("nobody", "", "", Guid.Empty)));
        Assert.Null(await grants.FindAsync(new By(By.Platform, By.Platform, "a session", Guid.Empty)));
    }

    [Fact]
    public async Task A_caller_has_the_scopes_of_role_and_organisation()
    {
        var by = await _silo.RegisterAsync("xuan", "entity-office", "lnu-eng");
        var caller = (await _silo.Get<IGrants>().FindAsync(by()))!;
        Assert.Equal(("entity-office@lnu-eng", "工学院"), (caller.Holder, caller.OrganisationName));
        Assert.True(caller.May("project.read", Facts.None.With("entity_path", "lnu/lnu-eng")));
        Assert.False(caller.May("project.read", Facts.None.With("entity_path", "lnu")));
        Assert.Single(await _silo.Get<IGrants>().AllOfAsync(by()));
    }

    [Fact]
    public async Task An_identity_past_its_last_day_is_none()
    {
        var today = CivilTime.DayOf(_silo.Clock.GetUtcNow());
        var view = Must(await _silo.Person("he").Register(
            new RegisterPerson("何平", "he.ping", null, "correct horse", null, null,
                [new AddIdentity("applicant", "lnu", "", today)]),
            Platform()));
        var by = new By("he", view.Identities[0].Id, "", Guid.Empty);
        Assert.NotNull(await _silo.Get<IGrants>().FindAsync(by));
        _silo.Clock.Move(TimeSpan.FromDays(1));
        Assert.Null(await _silo.Get<IGrants>().FindAsync(by));
        Assert.Empty(await _silo.Get<IGrants>().AllOfAsync(by));
    }

    [Fact]
    public async Task A_change_by_another_process_is_heard_within_two_seconds()
    {
        var by = await _silo.RegisterAsync("lvan", "applicant", "lnu");
        var grants = _silo.Get<IGrants>();
        await Fresh();
        Assert.NotNull(await grants.FindAsync(by()));
        var elsewhere = new PeopleDirectory(_silo.Get<IJournal>(), _silo.Get<GrantNews>());
        var heard = Heard("lvan");
        var ended = PersonState.Evolve(
            (await elsewhere.PersonAsync("lvan"))!, new IdentityEnded(by().Identity, _silo.Clock.GetUtcNow(), "离职"));
        var watch = Stopwatch.StartNew();
        await WriteAsync("lvan", ended);
        await heard;
        Assert.Null(await grants.FindAsync(by()));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"heard after {watch.Elapsed}");
    }

    [Fact]
    public async Task A_lost_connection_empties_the_memory()
    {
        var by = await _silo.RegisterAsync("shi", "applicant", "lnu");
        await Fresh();
        Assert.NotNull(await _silo.Get<IGrants>().FindAsync(by()));
        var emptied = Heard(null);
        await using var source = NpgsqlDataSource.Create(_silo.Database.Superuser);
        await using var cut = source.CreateCommand(
            """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where application_name = 'sungov grants' and datname = current_database()
            """);
        Assert.Equal(1L, await cut.ExecuteScalarAsync());
        await emptied;
        Assert.NotNull(await _silo.Get<IGrants>().FindAsync(by()));
        await Fresh();
    }

    /// <summary>Completes when the news tell of this key.</summary>
    private Task Heard(string? key)
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _silo.Get<GrantNews>().Changed += changed =>
        {
            if (changed == key)
            {
                heard.TrySetResult();
            }
        };
        return heard.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>Completes when the news are heard, or heard again.</summary>
    private Task Fresh()
    {
        var heard = Heard(null);
        return _silo.Get<GrantNews>().Fresh ? Task.CompletedTask : heard;
    }

    /// <summary>What another process does: an entry that this one hears of by NOTIFY only.</summary>
    private async Task WriteAsync(string key, PersonState next)
    {
        var journal = _silo.Get<IJournal>();
        var snapshot = (await journal.LoadAsync(PersonState.KindName, key))!;
        var crypto = _silo.Get<ICrypto>();
        var written = await journal.WriteAsync(new Write(
            PersonState.KindName,
            key,
            snapshot.Version,
            Platform(),
            StoredJson.Digest(crypto, "elsewhere"),
            null,
            _silo.Clock.GetUtcNow(),
            StoredJson.Body<PersonEvent>([new IdentityEnded(next.Identities[0].Id, _silo.Clock.GetUtcNow(), "离职")]),
            snapshot.LastHash,
            StoredJson.Bytes(next),
            PersonRows.Of(next),
            [],
            [],
            [],
            true,
            false,
            []));
        Assert.Equal(WrittenState.Committed, written.State);
    }
}
