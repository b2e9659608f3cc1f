using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Shared;
using SunGov.Tests.Rules.LegalEntities;
using SunGov.Tests.Storage.Identity;
using static SunGov.Tests.Storage.Identity.IdentitySilo;

namespace SunGov.Tests.Storage.LegalEntities;

/// <summary>R-USR-01, R-USR-02, R-USR-06 over the real journal; every command is given twice.</summary>
public sealed class AnOrganisation : IAsyncLifetime
{
    private IdentitySilo _silo = null!;

    public async Task InitializeAsync() => _silo = await StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Is_registered_once_and_owns_its_credit_code()
    {
        var by = Platform();
        var first = await _silo.Organisation("semi").Register(Organisations.Institute, by);
        var second = await _silo.Organisation("semi").Register(Organisations.Institute, by);
        Assert.Equal((1L, 1L, true), (Must(first).Version, Must(second).Version, second.Repeated));
        var reused = await _silo.Organisation("semi").Register(Organisations.Institute with { Name = "另一单位" }, by);
        Assert.Equal("command-reused", reused.Refusal?.Code);
        var other = await _silo.Organisation("semi2").Register(Organisations.Institute, Platform());
        Assert.Equal("taken", other.Refusal?.Code);
        var again = await _silo.Organisation("semi").Register(Organisations.Institute, Platform());
        Assert.Equal("exists", again.Refusal?.Code);
    }

    [Fact]
    public async Task Is_changed_once_and_keeps_the_names_of_the_moment()
    {
        var by = Platform();
        var command = new ChangeLegalEntity("岭南第二科技大学", "gzkjj", null, "何工", "更名");
        var first = await _silo.Organisation("lnu2").Change(command, by);
        var second = await _silo.Organisation("lnu2").Change(command, by);
        Assert.Equal((2L, 2L, true), (Must(first).Version, Must(second).Version, second.Repeated));
        Must(await _silo.Organisation("gzkjj").Change(
            new ChangeLegalEntity("广州市科技创新局", null, null, null, "机构改革"), Platform()));
        var view = Must(await _silo.Organisation("lnu2").Read(Platform()));
        Assert.Equal(("岭南第二科技大学", new Named("gzkjj", "广州市科学技术局")), (view.Name, view.CompetentAuthority));
    }

    [Fact]
    public async Task Is_changed_by_who_saw_its_present_version_only()
    {
        var change = new ChangeLegalEntity(null, null, null, "新联系人", "变更");
        Assert.Equal("stale",
            (await _silo.Organisation("lnu").Change(change, Platform() with { IfVersion = 7 })).Refusal?.Code);
        Must(await _silo.Organisation("lnu").Change(change, Platform() with { IfVersion = 1 }));
    }

    [Fact]
    public async Task Is_public_but_for_its_contact()
    {
        var view = Must(await _silo.Organisation("lnu-eng").Read(By.Visitor));
        Assert.Equal(("工学院", "lnu/lnu-eng", ""), (view.Name, view.Path, view.Contact));
        var office = await _silo.RegisterAsync("office", "entity-office", "lnu");
        Assert.Equal("周工", Must(await _silo.Organisation("lnu-eng").Read(office())).Contact);
        Assert.Equal("", Must(await _silo.Organisation("lnu2").Read(office())).Contact);
        Assert.Equal("not-found", (await _silo.Organisation("nowhere").Read(office())).Refusal?.Code);
        Assert.Equal("not-allowed", (await _silo.Organisation("lnu2").Change(
            new ChangeLegalEntity(null, null, null, "我", "试"), office())).Refusal?.Code);
    }

    [Fact]
    public async Task Is_found_by_parts_of_its_name_and_sorted_in_Chinese_order()
    {
        var entities = _silo.Grains.GetGrain<ILegalEntityQueries>("entities");
        var found = Must(await entities.List(new LegalEntityFilter("岭南 大学"), new PageRequest(), By.Visitor));
        Assert.Equal(["岭南大学", "岭南第二大学"], found.Items.Select(row => row.Name));
        Assert.Equal(new Named("gzkjj", "广州市科学技术局"), found.Items[0].RecommendingUnit);
        var names = new List<string>();
        string? cursor = null;
        do
        {
            var page = Must(await entities.List(
                new LegalEntityFilter(), new PageRequest(cursor, 2, "-name"), By.Visitor));
            Assert.Equal(5, page.Total);
            names.AddRange(page.Items.Select(row => row.Name));
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(["岭南第二大学", "岭南大学", "广州市科学技术局", "广东省科学技术厅", "工学院"], names);
        Assert.Equal("cursor-foreign",
            (await entities.List(new LegalEntityFilter(), new PageRequest("x"), By.Visitor)).Refusal?.Code);
    }
}
