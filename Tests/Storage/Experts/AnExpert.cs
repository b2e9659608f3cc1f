using System.Collections.Immutable;
using SunGov.GrainInterfaces.Experts;
using SunGov.GrainInterfaces.Shared;
using SunGov.Tests.Rules.Experts;
using SunGov.Tests.Storage.Identity;
using static SunGov.Tests.Storage.Identity.IdentitySilo;

namespace SunGov.Tests.Storage.Experts;

/// <summary>R-EXP-01, R-EXP-03 over the real journal; every command is given twice.</summary>
public sealed class AnExpert : IAsyncLifetime
{
    private IdentitySilo _silo = null!;
    private Func<By> _li = null!;
    private Func<By> _office = null!;
    private Func<By> _keeper = null!;
    private Func<By> _officer = null!;

    public async Task InitializeAsync()
    {
        _silo = await StartAsync();
        _li = await _silo.RegisterAsync("p-li", "applicant", "lnu-eng");
        _office = await _silo.RegisterAsync("p-office", "entity-office", "lnu", "陈静");
        _keeper = await _silo.RegisterAsync("p-keeper", "expert-keeper", "kjt", "赵敏");
        _officer = await _silo.RegisterAsync("p-officer", "case-officer", "kjt", "林峰");
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Goes_from_application_to_the_register_and_is_drawn_unless_excluded()
    {
        var applied = await Twice(by => Expert("e1").Apply(Register.Application, by), _li());
        Assert.Equal(("applied", new Named("lnu", "岭南大学")), (applied.Status, applied.Entity));
        Assert.Equal(["change", "leave"], applied.Allowed.Select(allowed => allowed.Action));
        Assert.Equal("taken", (await Expert("e2").Apply(Register.Application, _li())).Refusal?.Code);
        Assert.Empty(await Eligible([], [], []));

        await Twice(by => Expert("e1").Endorse(new JudgeExpert(), by), _office());
        var confirmed = await Twice(by => Expert("e1").Confirm(new JudgeExpert("同意入库"), by), _keeper());
        Assert.Equal((3L, "confirmed"), (confirmed.Version, confirmed.Status));

        var drawn = Assert.Single(await Eligible(["430"], [], []));
        Assert.Equal(("e1", "p-li", "lnu"), (drawn.Expert, drawn.Person, drawn.Entity.Id));
        Assert.Equal("lnu2", Assert.Single(drawn.RecusedEntities));
        Assert.Empty(await Eligible(["520"], [], []));
        Assert.Empty(await Eligible(["43045"], ["lnu-eng"], []));
        Assert.Empty(await Eligible(["43045"], ["lnu2"], []));
        Assert.Empty(await Eligible(["43045"], [], ["p-li"]));
        Assert.Single(await Eligible(["430", "520"], ["kjt"], ["p-office"]));

        await Twice(by => Expert("e1").Pause(new JudgeExpert("出国访学"), by), _keeper());
        Assert.Empty(await Eligible(["430"], [], []));
        Assert.False(Assert.Single(Must(await Queries.Named(["e1", "e9"], "round", _officer()))).Confirmed);
    }

    [Fact]
    public async Task Is_listed_for_who_may_read_and_drawn_by_who_may_draw()
    {
        Must(await Expert("e1").Apply(Register.Application, _li()));
        var page = new PageRequest();
        Assert.Equal(1, Must(await Queries.List(new ExpertFilter(), page, _keeper())).Total);
        Assert.Equal(1, Must(await Queries.List(new ExpertFilter("陶瓷", "430", "applied"), page, _office())).Total);
        Assert.Equal(0, Must(await Queries.List(new ExpertFilter(Discipline: "520"), page, _keeper())).Total);
        Assert.Equal(0, Must(await Queries.List(new ExpertFilter(), page, _officer())).Total);
        Assert.Equal("expert-status-unknown",
            (await Queries.List(new ExpertFilter(Status: "dead"), page, _keeper())).Refusal?.Code);
        Assert.Equal("not-allowed",
            (await Queries.Eligible(new EligibleFilter([], [], [], "x"), _keeper())).Refusal?.Code);
        Assert.Equal("not-found", (await Expert("e1").Read(_officer())).Refusal?.Code);
        Assert.Equal("e1", Must(await Queries.Mine(_li())).Id);
        Assert.Equal("not-found", (await Queries.Mine(_office())).Refusal?.Code);
        Assert.Contains("expert-listed", _silo.Accesses.Disclosures);
        Assert.Contains("not-allowed", _silo.Accesses.Refusals);
    }

    private IExpertQueries Queries => _silo.Grains.GetGrain<IExpertQueries>("experts");

    private IExpertGrain Expert(string id) => _silo.Grains.GetGrain<IExpertGrain>(id);

    private async Task<ImmutableArray<EligibleExpert>> Eligible(
        string[] disciplines, string[] entities, string[] persons)
    {
        var found = Must(await Queries.Eligible(
            new EligibleFilter([.. disciplines], [.. entities], [.. persons], "round-1"), _officer()));
        Assert.Contains("expert-drawn", _silo.Accesses.Disclosures);
        return found;
    }

    private static async Task<ExpertView> Twice(Func<By, Task<Outcome<ExpertView>>> command, By by)
    {
        var first = await command(by);
        var second = await command(by);
        Assert.Equal((Must(first).Version, true), (Must(second).Version, second.Repeated));
        return first.Value!;
    }
}
