using SunGov.GrainInterfaces.Identity;
using SunGov.Grains.Identity;
using SunGov.Grains.Shared;
using static SunGov.Tests.Rules.Identity.People;

namespace SunGov.Tests.Rules.Identity;

/// <summary>R-USR-03, R-PRM-04.</summary>
public sealed class GivingAndEndingIdentities
{
    public static TheoryData<string, AddIdentity, string, string, string> Giving => new()
    {
        { "the office, its own", new("entity-office", "lnu"), "entity-office", "lnu", "" },
        { "the office, elsewhere", new("applicant", "gzkjj"), "entity-office", "lnu", "role-not-yours" },
        { "another office sees nobody", new("applicant", "gzkjj"), "entity-office", "gzkjj", "not-found" },
        { "a supervisor sees but changes nothing", new("applicant", "lnu"), "supervisor", "kjt", "role-not-yours" },
        { "a researcher sees nobody", new("applicant", "lnu"), "applicant", "lnu", "not-found" },
        { "the platform's administrator", new("supervisor", "kjt"), "administrator", "kjt", "" },
        { "what is held already", new("applicant", "lnu-eng"), "administrator", "kjt", "identity-held" },
        { "a position too long", new("applicant", "lnu", new string('长', 61)), "administrator", "kjt", "length" },
    };

    [Theory]
    [MemberData(nameof(Giving))]
    public void Nobody_gives_more_than_they_may(
        string @case, AddIdentity command, string role, string organisation, string refusal)
    {
        var decision = PersonRules.AddIdentity(Li, command, Around, Who(role, organisation), Now);
        Assert.True((decision.Refusal?.Code ?? "") == refusal, @case);
    }

    [Fact]
    public void An_ended_identity_can_be_given_again_and_stays_in_history()
    {
        var office = Who("entity-office", "lnu");
        var ended = Apply(Li, PersonRules.EndIdentity(Li, new EndIdentity("i1", "调离"), Around, office, Now));
        Assert.False(ended.Identities[0].ActiveOn(Today));
        Assert.Equal("not-found", Give(ended, office).Refusal?.Code);
        var again = Apply(ended, Give(ended, Who("administrator", "kjt")));
        Assert.Equal(["i1", "n1"], again.Identities.Select(i => i.Id));
        Assert.True(again.Identities[1].ActiveOn(Today));
    }

    [Theory]
    [InlineData("i1", "调离", "administrator", "kjt", "")]
    [InlineData("i1", " ", "administrator", "kjt", "length")]
    [InlineData("other", "调离", "administrator", "kjt", "identity-unknown")]
    [InlineData("i1", "调离", "supervisor", "kjt", "role-not-yours")]
    [InlineData("i1", "调离", "entity-office", "gzkjj", "not-found")]
    public void An_identity_is_ended_with_a_reason_by_who_may_give_it(
        string identity, string reason, string role, string organisation, string refusal) =>
        Assert.Equal(
            refusal,
            PersonRules.EndIdentity(Li, new EndIdentity(identity, reason), Around, Who(role, organisation), Now)
                .Refusal?.Code ?? "");

    [Fact]
    public void What_ended_does_not_end_again()
    {
        var administrator = Who("administrator", "kjt");
        var command = new EndIdentity("i1", "调离");
        var ended = Apply(Li, PersonRules.EndIdentity(Li, command, Around, administrator, Now));
        Assert.Equal(
            "identity-ended", PersonRules.EndIdentity(ended, command, Around, administrator, Now).Refusal?.Code);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(-1, false)]
    public void An_identity_holds_from_its_first_to_its_last_day(int day, bool active) =>
        Assert.Equal(active, (Researcher with { Until = Today.AddDays(1) }).ActiveOn(Today.AddDays(day)));

    private static Decision<PersonEvent> Give(PersonState state, Caller caller) =>
        PersonRules.AddIdentity(state, new AddIdentity("applicant", "lnu-eng"), Around, caller, Now);

    private static PersonState Apply(PersonState state, Decision<PersonEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(state, PersonState.Evolve);
    }
}
