using SunGov.GrainInterfaces.Experts;
using SunGov.Grains.Identity;
using SunGov.Grains.Reviews;
using SunGov.Tests.Rules.Experts;
using static SunGov.Tests.Storage.Identity.IdentitySilo;

namespace SunGov.Tests.Storage.Reviews;

/// <summary>R-REV-06: a draw asks the expert register, under the organiser's right to draw.</summary>
public sealed class CandidatesComeFromTheRegister
{
    [Fact]
    public async Task Confirmed_experts_of_the_disciplines_with_their_place_and_their_interests()
    {
        await using var silo = await StartAsync();
        var li = await silo.RegisterAsync("p-li", "applicant", "lnu-eng");
        var office = await silo.RegisterAsync("p-office", "entity-office", "lnu", "陈静");
        var keeper = await silo.RegisterAsync("p-keeper", "expert-keeper", "kjt", "赵敏");
        var officer = await silo.RegisterAsync("p-officer", "case-officer", "kjt", "林峰");
        var expert = silo.Grains.GetGrain<IExpertGrain>("e1");
        var pool = new ExpertPool(silo.Grains, silo.Get<IDirectory>());

        Must(await expert.Apply(Register.Application, li()));
        Must(await expert.Endorse(new JudgeExpert(), office()));
        Assert.Empty(Must(await pool.EligibleAsync(["430"], "round", officer())));
        Must(await expert.Confirm(new JudgeExpert("同意入库"), keeper()));

        var found = Assert.Single(Must(await pool.EligibleAsync(["430"], "round", officer())));
        Assert.Equal(("e1", "p-li", "lnu", "lnu"), (found.Expert, found.Person, found.Entity.Id, found.Path));
        Assert.Equal("lnu2", Assert.Single(found.RecusedEntities));
        Assert.Empty(Must(await pool.EligibleAsync(["520"], "round", officer())));
        Assert.Equal("not-allowed", (await pool.EligibleAsync([], "round", keeper())).Refusal?.Code);
        Assert.Contains("expert-drawn", silo.Accesses.Disclosures);
    }
}
