using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.LegalEntities;
using SunGov.Grains.Shared;
using static SunGov.Tests.Rules.LegalEntities.Organisations;

namespace SunGov.Tests.Rules.LegalEntities;

/// <summary>R-USR-01, R-USR-02.</summary>
public sealed class RegisteringAnOrganisation
{
    private static readonly Caller Administrator = Who(("entity.manage", Scope.All));

    public static TheoryData<string, RegisterLegalEntity, string> Cases => new()
    {
        { "as it should be", Institute, "" },
        { "no credit code where one is due", Institute with { CreditCode = null }, "credit-code-invalid" },
        { "a wrong check character", Institute with { CreditCode = "91350100M000100Y44" }, "credit-code-invalid" },
        { "a division needs none", Institute with { CreditCode = null, Kind = "division", Parent = "lnu" }, "" },
        { "a division without parent", Institute with { CreditCode = null, Kind = "division" }, "required" },
        { "a kind there is not", Institute with { Kind = "club" }, "kind-unknown" },
        { "a region of letters", Institute with { Region = "guangz" }, "region-invalid" },
        { "a name too short", Institute with { Name = " 所 " }, "length" },
        { "an unknown parent", Institute with { Parent = "nowhere" }, "organisation-unknown" },
        { "an unknown authority", Institute with { CompetentAuthority = "nowhere" }, "organisation-unknown" },
        { "an unknown recommending unit", Institute with { RecommendingUnit = "nowhere" }, "organisation-unknown" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_refused_where_something_is_wrong(string @case, RegisterLegalEntity command, string refusal) =>
        Assert.True((Decide(command, Administrator).Refusal?.Code ?? "") == refusal, @case);

    [Fact]
    public void Stands_below_its_parent_with_the_names_of_the_moment()
    {
        var happened = Assert.IsType<LegalEntityRegistered>(Decide(
            Institute with { Kind = "division", CreditCode = null, Parent = "lnu-eng" },
            Administrator).Events.Single());
        Assert.Equal("lnu/lnu-eng/new", happened.Path);
        Assert.Equal(new Named("lnu-eng", "工学院"), happened.Parent);
        Assert.Equal(new Named("gzkjj", "广州市科学技术局"), happened.RecommendingUnit);
    }

    [Fact]
    public void Is_for_those_who_manage_its_place_in_the_tree()
    {
        var division = Institute with { Kind = "division", CreditCode = null, Parent = "lnu" };
        Assert.Null(Decide(division, Who(("entity.manage", Under("lnu")))).Refusal);
        Assert.Equal("not-allowed", Decide(Institute, Who(("entity.manage", Under("lnu")))).Refusal?.Code);
        Assert.Equal("not-allowed", Decide(Institute, Who()).Refusal?.Code);
    }

    [Fact]
    public void Happens_once() =>
        Assert.Equal("exists", Decide(Institute, Administrator, University).Refusal?.Code);

    [Fact]
    public void Is_refused_when_the_credit_code_belongs_to_another()
    {
        Assert.Equal("taken", Decide(Institute, Administrator, owner: "legal_entity:other").Refusal?.Code);
        Assert.Null(Decide(Institute, Administrator, owner: "legal_entity:new").Refusal);
    }

    [Theory]
    [InlineData("A/B")]
    [InlineData("")]
    [InlineData("a@b")]
    public void Needs_an_id_that_can_stand_in_a_path(string key) =>
        Assert.Equal("id-invalid", Decide(Institute, Administrator, key: key).Refusal?.Code);

    private static Decision<LegalEntityEvent> Decide(
        RegisterLegalEntity command,
        Caller caller,
        LegalEntityState? state = null,
        string key = "new",
        string? owner = null) => LegalEntityRules.Register(
            state ?? LegalEntityState.None, command, new LegalEntityFacts(key, Known, owner), caller);
}
