using Npgsql;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Identity;
using SunGov.Grains.Shared;
using static SunGov.Tests.Storage.Identity.IdentitySilo;

namespace SunGov.Tests.Storage.Identity;

/// <summary>R-USR-01 to 03 over the real journal; every command is given twice.</summary>
public sealed class APersonsAccount : IAsyncLifetime
{
    private const string ResidentId = "11010519491231002X";
    private IdentitySilo _silo = null!;

    public async Task InitializeAsync() => _silo = await StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Is_opened_once_whatever_happens_to_the_answer()
    {
        var by = Platform();
        var first = await _silo.Person("wang").Register(Wang("wang"), by);
        var second = await _silo.Person("wang").Register(Wang("wang"), by);
        Assert.Equal((1L, false), (Must(first).Version, first.Repeated));
        Assert.Equal((1L, true), (second.Version, second.Repeated));
        Assert.Equal(first.Value!.Identities[0].Id, second.Value!.Identities[0].Id);
        Assert.Equal(("1****************X", "138******00"), (first.Value.ResidentIdMasked, first.Value.MobileMasked));
        var reused = await _silo.Person("wang").Register(Wang("wang") with { Password = "another password" }, by);
        Assert.Equal("command-reused", reused.Refusal?.Code);
        Assert.Equal("exists", (await _silo.Person("wang").Register(Wang("wang"), Platform())).Refusal?.Code);
    }

    [Fact]
    public async Task Belongs_to_one_resident_id_and_one_login()
    {
        Must(await _silo.Person("one").Register(Wang("one"), Platform()));
        var sameId = await _silo.Person("two").Register(Wang("two"), Platform());
        var sameLogin = await _silo.Person("two").Register(
            Wang("ONE") with { ResidentId = null }, Platform());
        Assert.Equal(("taken", "residentId"), (sameId.Refusal?.Code, sameId.Refusal?.Field));
        Assert.Equal(("taken", "login"), (sameLogin.Refusal?.Code, sameLogin.Refusal?.Field));
        Must(await _silo.Person("two").Register(Wang("two") with { ResidentId = null }, Platform()));
    }

    [Fact]
    public async Task Keeps_nothing_sensitive_in_the_clear_anywhere()
    {
        Must(await _silo.Person("wang").Register(Wang("wang"), Platform()));
        await using var source = NpgsqlDataSource.Create(_silo.Database.Superuser);
        foreach (var secret in (string[])[ResidentId, "13800138000", "correct horse", "pbkdf2"])
        {
            await using var command = source.CreateCommand(
                """
                select (select count(*) from journal where position(convert_to($1, 'UTF8') in body) > 0
                        or answer like '%' || $1 || '%')
                    + (select count(*) from person p where p::text like '%' || $1 || '%')
                    + (select count(*) from claim c where c::text like '%' || $1 || '%')
                """);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = secret });
            Assert.Equal(0L, await command.ExecuteScalarAsync());
        }
    }

    [Fact]
    public async Task Gains_and_loses_identities_each_once()
    {
        var administrator = await _silo.RegisterAsync("root", "administrator", "kjt");
        Must(await _silo.Person("lili").Register(Wang("lili"), Platform()));
        var by = administrator();
        var given = await _silo.Person("lili").AddIdentity(new AddIdentity("entity-office", "lnu"), by);
        var again = await _silo.Person("lili").AddIdentity(new AddIdentity("entity-office", "lnu"), by);
        Assert.Equal((2L, 2L, true), (Must(given).Version, Must(again).Version, again.Repeated));
        Assert.Equal("岭南大学", given.Value!.Identities[1].Organisation.Name);
        Assert.Contains("person.manage", given.Value.Identities[1].Functions);
        var end = new EndIdentity(given.Value.Identities[1].Id, "调离");
        by = administrator();
        var ended = Must(await _silo.Person("lili").EndIdentity(end, by));
        var repeated = await _silo.Person("lili").EndIdentity(end, by);
        Assert.Equal([true, false], ended.Identities.Select(i => i.Active));
        Assert.Equal((3L, true), (repeated.Version, repeated.Repeated));
    }

    [Fact]
    public async Task Does_not_exist_for_those_who_may_not_know_of_it()
    {
        var other = await _silo.RegisterAsync("stranger", "applicant", "lnu2");
        var office = await _silo.RegisterAsync("office", "entity-office", "lnu");
        await _silo.RegisterAsync("known", "applicant", "lnu-eng");
        Assert.Equal("not-found", (await _silo.Person("known").Read(other())).Refusal?.Code);
        Assert.Equal("not-found", (await _silo.Person("nobody").Read(office())).Refusal?.Code);
        Assert.Equal("李明", Must(await _silo.Person("known").Read(office())).Name);
        Assert.Equal("stranger", Must(await _silo.Person("stranger").Read(other())).Login);
        Assert.Contains("not-found", _silo.Accesses.Refusals);
    }

    [Fact]
    public async Task Is_listed_within_the_callers_scope_before_count_sort_and_limit()
    {
        var office = await _silo.RegisterAsync("office2", "entity-office", "lnu", "陈丽");
        await _silo.RegisterAsync("zhang", "applicant", "lnu-eng", "张伟");
        await _silo.RegisterAsync("wang2", "applicant", "lnu-eng", "王芳");
        await _silo.RegisterAsync("far", "applicant", "lnu2", "王芳菲");
        var people = _silo.Grains.GetGrain<IPersonQueries>("people");
        var first = Must(await people.List(new PersonFilter(), new PageRequest(Limit: 2), office()));
        var second = Must(await people.List(new PersonFilter(), new PageRequest(first.Next, 2), office()));
        Assert.Equal((3L, 3L), (first.Total, second.Total));
        Assert.Equal(["陈丽", "王芳", "张伟"], first.Items.Concat(second.Items).Select(row => row.Name));
        Assert.Null(second.Next);
        var down = Must(await people.List(new PersonFilter("王"), new PageRequest(Sort: "-name"), office()));
        Assert.Equal(["科研人员 · 工学院"], Assert.Single(down.Items).Identities.AsEnumerable());
        Assert.Equal(4, Must(await people.List(new PersonFilter(Role: "applicant", Organisation: "lnu"),
            new PageRequest(), Platform())).Total + 2);
    }

    [Fact]
    public async Task Refuses_when_its_row_was_forged()
    {
        await _silo.RegisterAsync("forged", "applicant", "lnu");
        await using var source = NpgsqlDataSource.Create(_silo.Database.Superuser);
        await using var forge = source.CreateCommand(
            """
            update person set data = jsonb_set(data, '{identities,0,role}', '"administrator"') where key = 'forged'
            """);
        Assert.Equal(1, await forge.ExecuteNonQueryAsync());
        _silo.Get<IDirectory>().Forget(PersonState.KindName, "forged");
        await Assert.ThrowsAsync<BrokenRecordException>(
            () => _silo.Get<IGrants>().FindAsync(new By("forged", "", "", Guid.Empty)).AsTask());
    }

    private static RegisterPerson Wang(string login) => new(
        "王芳", login, ResidentId, "correct horse", null, "13800138000", [new AddIdentity("applicant", "lnu-eng", "讲师")]);
}
