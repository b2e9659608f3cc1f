using SunGov.GrainInterfaces.Identity;
using SunGov.Grains.Identity;
using static SunGov.Tests.Rules.Identity.People;

namespace SunGov.Tests.Rules.Identity;

/// <summary>R-BUS-07: nobody holds two roles at one organisation that the catalogue keeps apart.</summary>
public sealed class RolesKeptApart
{
    private static readonly PersonState Organiser = Li with
    {
        Identities = [new("i1", "organiser", "kjt", "kjt", "", Today, null, null)],
    };

    [Theory]
    [InlineData("division-head", "kjt", "roles-apart")]
    [InlineData("deputy-director-general", "kjt", "roles-apart")]
    [InlineData("case-officer", "kjt", "")]
    [InlineData("division-head", "gzkjj", "")]
    public void Giving_the_other_is_refused_with_the_pair(string role, string organisation, string code)
    {
        var refusal = PersonRules.AddIdentity(
            Organiser, new AddIdentity(role, organisation), Around, Who("administrator", "kjt"), Now).Refusal;
        Assert.Equal(code, refusal?.Code ?? "");
        if (refusal is not null)
        {
            Assert.Equal(
                (Roles.Find(role)!.Name.Zh, Roles.Find("organiser")!.Name.Zh),
                (refusal.Args["oneZh"], refusal.Args["otherZh"]));
        }
    }

    [Fact]
    public void An_identity_that_has_ended_keeps_nothing_apart()
    {
        var before = Organiser with { Identities = [Organiser.Identities[0] with { Ended = Now }] };
        Assert.Null(PersonRules.AddIdentity(
            before, new AddIdentity("division-head", "kjt"), Around, Who("administrator", "kjt"), Now).Refusal);
    }

    [Fact]
    public void Nor_does_an_account_begin_with_both()
    {
        var refusal = PersonRules.MayRegister(
            PersonState.None,
            Wang with { Identities = [new("organiser", "kjt"), new("division-head", "kjt")] },
            Around, Who("administrator", "kjt"), Now);
        Assert.Equal(("roles-apart", "identities/1/role"), (refusal?.Code, refusal?.Field));
    }

    [Theory]
    [InlineData("""{"roles":[],"apart":[["organiser","division-head"]]}""")]
    [InlineData("""{"roles":[],"apart":[["organiser"]]}""")]
    public void The_catalogue_names_pairs_of_roles_that_exist(string json) =>
        Assert.Throws<System.Text.Json.JsonException>(
            () => RoleCatalogue.Parse(System.Text.Encoding.UTF8.GetBytes(json)));
}
