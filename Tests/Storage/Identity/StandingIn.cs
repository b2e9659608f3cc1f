using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using static SunGov.Tests.Storage.Identity.IdentitySilo;

namespace SunGov.Tests.Storage.Identity;

/// <summary>R-USR-09 over the real journal: a delegation gives rights for its period and no longer.</summary>
public sealed class StandingIn : IAsyncLifetime
{
    private IdentitySilo _silo = null!;

    public async Task InitializeAsync() => _silo = await StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Holds_for_its_days_and_ends_by_itself_or_early()
    {
        var (li, wang) = (
            await _silo.RegisterAsync("p-li", "applicant", "lnu-eng"),
            await _silo.RegisterAsync("p-wang", "applicant", "lnu", "王芳"));
        var today = CivilTime.DayOf(_silo.Clock.GetUtcNow());
        var people = _silo.Grains.GetGrain<IPersonQueries>("people");
        var candidate = Assert.Single(Must(await people.StandIns(new StandInFilter(li().Identity), li())));
        Assert.Equal(("p-wang", wang().Identity), (candidate.Person.Id, candidate.Identity));

        var given = await Hand(li, wang, today, today.AddDays(2));
        var acting = wang() with { Identity = given };
        var caller = (await _silo.Get<IGrants>().FindAsync(acting))!;
        Assert.Equal(("p-li", "王芳", "lnu-eng"), (caller.Subject, caller.Name, caller.Organisation));
        Assert.True(caller.May("project.act", Facts.None.With("leader", "p-li").With("entity_path", "lnu/lnu-eng")));
        Assert.False(caller.May("project.act", Facts.None.With("leader", "p-li").With("entity_path", "lnu2")));
        Assert.Equal(2, (await _silo.Get<IGrants>().AllOfAsync(wang())).Length);
        Assert.Null(await _silo.Get<IGrants>().FindAsync(li() with { Identity = given }));

        _silo.Clock.Move(TimeSpan.FromDays(3));
        Assert.Null(await _silo.Get<IGrants>().FindAsync(acting));

        var next = await Hand(li, wang, today.AddDays(3), today.AddDays(5));
        acting = wang() with { Identity = next };
        Assert.NotNull(await _silo.Get<IGrants>().FindAsync(acting));
        var ended = Must(await _silo.Person("p-li").EndDelegation(new EndDelegation(next), li()));
        Assert.Equal("ended", ended.Single(each => each.Id == next).Status);
        Assert.Null(await _silo.Get<IGrants>().FindAsync(acting));
    }

    private async Task<string> Hand(Func<By> from, Func<By> to, DateOnly first, DateOnly last)
    {
        var command = new DelegateTasks(from().Identity, to().Person, to().Identity, first, last, "休假");
        var by = from();
        var given = Must(await _silo.Person(from().Person).Delegate(command, by));
        Assert.True((await _silo.Person(from().Person).Delegate(command, by)).Repeated);
        var id = given[0].Id;
        Must(await _silo.Person(to().Person).TakeOver(new TakeOver(from().Person, id, last), Platform()));
        return id;
    }
}
