using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.LegalEntities;
using SunGov.Grains.Shared;
using static SunGov.Tests.Rules.LegalEntities.Organisations;

namespace SunGov.Tests.Rules.LegalEntities;

/// <summary>R-USR-01, R-USR-06.</summary>
public sealed class ChangingAnOrganisation
{
    private static readonly Caller Office = Who(("entity.contact", Under("lnu")));
    private static readonly Caller Administrator = Who(("entity.manage", Scope.All));
    private static readonly ChangeLegalEntity Nothing = new(null, null, null, null, "更正");

    public static TheoryData<string, ChangeLegalEntity, string, string> Cases => new()
    {
        { "an unknown authority", Nothing with { CompetentAuthority = "x" }, "not-allowed", "organisation-unknown" },
        { "no authority", Nothing with { CompetentAuthority = "" }, "not-allowed", "required" },
        { "its name", Nothing with { Name = "岭南科技大学" }, "not-allowed", "" },
        { "its authority", Nothing with { CompetentAuthority = "kjt" }, "not-allowed", "" },
        { "its recommending unit", Nothing with { RecommendingUnit = "kjt" }, "not-allowed", "" },
        { "its contact", Nothing with { Contact = "020-11111111" }, "", "" },
        { "without a reason", Nothing with { Contact = "020-11111111", Reason = " " }, "length", "length" },
        { "a contact too long", Nothing with { Contact = new string('9', 201) }, "length", "length" },
        { "nothing", Nothing, "nothing-changed", "nothing-changed" },
        { "to what it is", Nothing with { Contact = "020-00000000" }, "nothing-changed", "nothing-changed" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Its_office_changes_the_contact_and_the_platform_the_rest(
        string @case, ChangeLegalEntity command, string forOffice, string forAdministrator)
    {
        Assert.True((Decide(command, Office).Refusal?.Code ?? "") == forOffice, @case);
        Assert.True((Decide(command, Administrator).Refusal?.Code ?? "") == forAdministrator, @case);
    }

    [Fact]
    public void Several_changes_are_one_entry_with_several_events()
    {
        var decision = Decide(
            Nothing with { Name = "岭南科技大学", CompetentAuthority = "kjt", Contact = "x" }, Administrator);
        var state = decision.Events.Aggregate(University, LegalEntityState.Evolve);
        Assert.Equal(3, decision.Events.Length);
        Assert.Equal(("岭南科技大学", new Named("kjt", "广东省科学技术厅"), "x"),
            (state.Name, state.CompetentAuthority, state.Contact));
    }

    [Fact]
    public void Others_read_it_without_its_contact_and_may_do_nothing()
    {
        var other = LegalEntityRows.View("lnu", 1, University, Who());
        var office = LegalEntityRows.View("lnu", 1, University, Office);
        Assert.Equal(("", 0), (other.Contact, other.Allowed.Length));
        Assert.Equal(("020-00000000", "change"), (office.Contact, office.Allowed.Single().Action));
    }

    private static Decision<LegalEntityEvent> Decide(ChangeLegalEntity command, Caller caller) =>
        LegalEntityRules.Change(University, command, new LegalEntityFacts("lnu", Known), caller);
}
