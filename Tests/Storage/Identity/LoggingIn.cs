using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Identity;
using SunGov.Grains.Shared;
using static SunGov.Tests.Storage.Identity.IdentitySilo;

namespace SunGov.Tests.Storage.Identity;

/// <summary>R-LOG-01, R-LOG-02.</summary>
public sealed class LoggingIn : IAsyncLifetime
{
    private IdentitySilo _silo = null!;

    public async Task InitializeAsync() => _silo = await StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Opens_a_session_that_shows_all_identities()
    {
        await _silo.RegisterAsync("zhou", "applicant", "lnu");
        var opened = Must(await LogIn("Zhou", "correct horse"));
        Assert.Equal(64, opened.Token.Length);
        var session = Must(await Session(opened.Token).Read());
        Assert.Equal(("zhou", "李明", "岭南大学"),
            (session.Person, session.Name, Assert.Single(session.Identities).Organisation.Name));
        Assert.Contains(("zhou", "login"), _silo.Accesses.Logins);
    }

    [Fact]
    public async Task Fails_alike_for_a_wrong_password_and_an_unknown_name_and_locks_both_after_five()
    {
        await _silo.RegisterAsync("wuyi", "applicant", "lnu");
        foreach (var login in (string[])["wuyi", "nobody"])
        {
            for (var i = 1; i <= 4; i++)
            {
                Assert.Equal("login-failed", (await LogIn(login, "wrong password")).Refusal?.Code);
            }

            Assert.Equal("account-locked", (await LogIn(login, "wrong password")).Refusal?.Code);
            Assert.Equal("account-locked", (await LogIn(login, "correct horse")).Refusal?.Code);
        }

        Assert.Equal(2, Must(await _silo.Person("wuyi").Read(new By("wuyi", "", "", Guid.Empty))).Version);
        _silo.Clock.Move(TimeSpan.FromMinutes(15.1));
        Must(await LogIn("wuyi", "correct horse"));
        Assert.Equal("login-failed", (await LogIn("nobody", "correct horse")).Refusal?.Code);
    }

    [Fact]
    public async Task Is_counted_in_a_row_only()
    {
        await _silo.RegisterAsync("qian", "applicant", "lnu");
        for (var i = 1; i <= 8; i++)
        {
            Assert.Equal("login-failed", (await LogIn("qian", "wrong password")).Refusal?.Code);
            if (i % 4 == 0)
            {
                Must(await LogIn("qian", "correct horse"));
            }
        }
    }

    [Fact]
    public async Task A_session_says_who_asks_under_which_identity()
    {
        var by = await _silo.RegisterAsync("sun", "applicant", "lnu");
        var other = await _silo.RegisterAsync("zheng", "applicant", "lnu");
        var opened = Must(await LogIn("sun", "correct horse"));
        var acting = Must(await Session(opened.Token).Check(by().Identity));
        Assert.Equal(("sun", by().Identity), (acting.Person, acting.Identity));
        Assert.Equal(("sun", ""), (acting.Person, Must(await Session(opened.Token).Check("")).Identity));
        Assert.Equal("identity-not-held", (await Session(opened.Token).Check(other().Identity)).Refusal?.Code);
        Assert.Equal("session-ended", (await Session(new string('0', 64)).Check("")).Refusal?.Code);
    }

    [Fact]
    public async Task A_session_ends_at_once_when_it_is_ended()
    {
        await _silo.RegisterAsync("feng", "applicant", "lnu");
        var opened = Must(await LogIn("feng", "correct horse"));
        var by = Must(await Session(opened.Token).Check(""));
        Must(await Session(opened.Token).End(by));
        Must(await Session(opened.Token).End(by));
        Assert.Equal("session-ended", (await Session(opened.Token).Check("")).Refusal?.Code);
        Assert.Single(_silo.Accesses.Logins, ("feng", "logout"));
    }

    [Fact]
    public async Task A_session_ends_after_half_an_hour_unused_and_twelve_hours_at_most()
    {
        await _silo.RegisterAsync("chu", "applicant", "lnu");
        var idle = Must(await LogIn("chu", "correct horse"));
        _silo.Clock.Move(TimeSpan.FromMinutes(29));
        Must(await Session(idle.Token).Check(""));
        _silo.Clock.Move(TimeSpan.FromMinutes(29));
        Must(await Session(idle.Token).Check(""));
        _silo.Clock.Move(TimeSpan.FromMinutes(30));
        Assert.Equal("session-ended", (await Session(idle.Token).Check("")).Refusal?.Code);
        var busy = Must(await LogIn("chu", "correct horse"));
        for (var i = 0; i < 28; i++)
        {
            _silo.Clock.Move(TimeSpan.FromMinutes(25));
            Must(await Session(busy.Token).Check(""));
        }

        _silo.Clock.Move(TimeSpan.FromMinutes(20));
        Assert.Equal("session-ended", (await Session(busy.Token).Check("")).Refusal?.Code);
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_is_set_once()
    {
        await _silo.RegisterAsync("wei", "applicant", "lnu");
        var here = Must(await LogIn("wei", "correct horse"));
        var there = Must(await LogIn("wei", "correct horse"));
        var by = Must(await Session(here.Token).Check("")) with { Command = Guid.NewGuid() };
        var command = new ChangePassword("correct horse", "battery staple");
        Assert.False((await _silo.Person("wei").ChangePassword(command, by)).Repeated);
        Assert.True((await _silo.Person("wei").ChangePassword(command, by)).Repeated);
        Must(await Session(here.Token).Check(""));
        Assert.Equal("session-ended", (await Session(there.Token).Check("")).Refusal?.Code);
        Assert.Equal("login-failed", (await LogIn("wei", "correct horse")).Refusal?.Code);
        Must(await LogIn("wei", "battery staple"));
    }

    [Fact]
    public async Task A_hash_cheaper_than_new_ones_is_replaced_at_the_next_login_once()
    {
        await using var silo = await StartAsync(demoMode: true);
        var old = new PasswordHash(silo.Get<ICrypto>(), Iterations: 5).Make("correct horse");
        Must(await silo.Person("han").Register(
            new RegisterPerson("韩梅", "han", null, null, old, null, [new AddIdentity("applicant", "lnu")]), Platform()));
        var before = await Version(silo);
        Must(await LogIn("han", "correct horse", silo));
        Assert.Equal(before + 1, await Version(silo));
        Must(await LogIn("han", "correct horse", silo));
        Assert.Equal("login-failed", (await LogIn("han", "wrong password", silo)).Refusal?.Code);
        Assert.Equal(before + 1, await Version(silo));

        static async Task<long> Version(IdentitySilo silo) =>
            Must(await silo.Person("han").Read(new By("han", "", "", Guid.Empty))).Version;
    }

    [Fact]
    public async Task An_ended_identity_acts_no_more()
    {
        var by = await _silo.RegisterAsync("chen", "applicant", "lnu");
        var opened = Must(await LogIn("chen", "correct horse"));
        Must(await Session(opened.Token).Check(by().Identity));
        Must(await _silo.Person("chen").EndIdentity(new EndIdentity(by().Identity, "离职"), Platform()));
        Assert.Equal("identity-not-held", (await Session(opened.Token).Check(by().Identity)).Refusal?.Code);
    }

    private Task<Outcome<OpenedSession>> LogIn(string login, string password, IdentitySilo? silo = null) =>
        (silo ?? _silo).Grains.GetGrain<ILoginGrain>("login").LogIn(
            new LogIn(login, password, "192.0.2.1"), By.Visitor);

    private ISessionGrain Session(string token) =>
        _silo.Grains.GetGrain<ISessionGrain>(_silo.Get<Sessions>().KeyOf(token));
}
