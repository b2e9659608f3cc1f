using Microsoft.Extensions.Logging.Abstractions;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Storage;

namespace SunGov.Tests.Storage.Shared;

/// <summary>Design section 4: logins, refusals and disclosures, chained, and no flood of refusals.</summary>
public sealed class The_access_log : IAsyncLifetime
{
    private static readonly By Lin = new("lin", "i1", "s1", Guid.NewGuid());
    private readonly ShiftedClock _clock = new();
    private JournalRig _rig = null!;

    public async Task InitializeAsync() => _rig = await JournalRig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Holds_a_disclosure_before_the_data_leave()
    {
        await using var log = Open();

        await log.DisclosedAsync(Lin, "expert", "e1", "unmask");
        await log.LoginAsync(Lin, "login-failed", "10.0.0.7");

        Assert.Equal(
            "disclosure lin expert e1 unmask, login lin   login-failed 10.0.0.7",
            await _rig.TamperAsync(
                """
                select string_agg(trim(concat_ws(' ', what, person, kind, key, code, origin)), ', ' order by id)
                from access_log
                """));
    }

    [Fact]
    public async Task Only_counts_the_refusals_of_an_account_beyond_sixty_a_minute()
    {
        await using (var log = Open())
        {
            for (var i = 0; i < 100; i++)
            {
                log.Refused(Lin, "project", $"p{i}", Refusal.Of(RefusalKind.NotFound, "not-found"));
            }

            log.Refused(Lin with { Person = "wang" }, "project", "p", Refusal.Of(RefusalKind.NotFound, "not-found"));
            _clock.Shift = TimeSpan.FromMinutes(2);
        }

        Assert.Equal(60L, await _rig.TamperAsync("select count(*) from access_log where person = 'lin' and count = 1"));
        Assert.Equal(
            40L, await _rig.TamperAsync("select count from access_log where code = 'refusals-counted'"));
        Assert.Equal(1L, await _rig.TamperAsync("select count(*) from access_log where person = 'wang'"));
    }

    [Theory]
    [InlineData("update access_log set code = 'nothing' where n = 2", "its hash does not recompute")]
    [InlineData("delete from access_log where n = 2", "line 2 of its chain is missing")]
    public async Task Shows_when_somebody_changed_it(string sql, string fault)
    {
        await using (var log = Open())
        {
            for (var i = 0; i < 3; i++)
            {
                await log.DisclosedAsync(Lin, "expert", $"e{i}", "unmask");
            }
        }

        Assert.Empty((await VerifyAsync()).Broken);
        await _rig.TamperAsync(sql);

        Assert.Contains((await VerifyAsync()).Broken, broken => broken.Fault == fault);
    }

    private AccessLog Open() => new(_rig.Source, JournalRig.Crypto, _clock, NullLogger<AccessLog>.Instance);

    private async Task<Verified> VerifyAsync()
    {
        var verification = new Verification(
            _rig.Source, JournalRig.Crypto, _rig.Seals, Kinds.Of(), [], TimeProvider.System);
        return await verification.RunAsync().SingleAsync(check => check.Name == "access log");
    }
}
