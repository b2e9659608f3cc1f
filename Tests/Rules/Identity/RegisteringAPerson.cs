using SunGov.GrainInterfaces.Identity;
using SunGov.Grains.Identity;
using SunGov.Grains.Shared;
using static SunGov.Tests.Rules.Identity.People;

namespace SunGov.Tests.Rules.Identity;

/// <summary>R-USR-01, R-USR-02, R-LOG-02.</summary>
public sealed class RegisteringAPerson
{
    private const string Hash = "pbkdf2-sm3$1$c2FsdA$aGFzaA";
    private static readonly Caller Administrator = Who("administrator", "kjt");
    private static readonly SealedPerson Sealed = new("r", "m", "p");

    public static TheoryData<string, RegisterPerson, string> Cases => new()
    {
        { "as it should be", Wang, "" },
        { "without resident id and mobile", Wang with { ResidentId = null, Mobile = null }, "" },
        { "a resident id in lower case", Wang with { ResidentId = "11010519491231002x" }, "" },
        { "a name too short", Wang with { Name = "王" }, "length" },
        { "a login too short", Wang with { Login = "wf" }, "login-invalid" },
        { "a login with spaces", Wang with { Login = "wang fang" }, "login-invalid" },
        { "a resident id with a wrong check", Wang with { ResidentId = "110105194912310021" }, "resident-id-invalid" },
        { "a resident id with no such day", Wang with { ResidentId = "110105194902310020" }, "resident-id-invalid" },
        { "a mobile of ten digits", Wang with { Mobile = "1380013800" }, "mobile-invalid" },
        { "no password", Wang with { Password = null }, "required" },
        { "nine characters", Wang with { Password = "123456789" }, "length" },
        { "129 characters", Wang with { Password = new string('x', 129) }, "length" },
        { "the login in the password", Wang with { Password = "my-WANGFANG-1" }, "password-tells-name" },
        { "the name in the password", Wang with { Password = "0123456789王芳" }, "password-tells-name" },
        { "a hash", Wang with { Password = null, PasswordHash = Hash }, "password-hash-not-accepted" },
        { "a hash beside a password", Wang with { PasswordHash = Hash }, "password-hash-not-accepted" },
        { "an unknown role", With(new AddIdentity("king", "lnu")), "role-unknown" },
        { "an unknown organisation", With(new AddIdentity("applicant", "x")), "organisation-unknown" },
        { "the same identity twice", With(new("applicant", "lnu"), new("applicant", "lnu")), "identity-held" },
        { "a last day in the past", With(new AddIdentity("applicant", "lnu", "", Today.AddDays(-1))), "until-past" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_refused_where_something_is_wrong(string @case, RegisterPerson command, string refusal) =>
        Assert.True((Decide(command, Around, Administrator).Refusal?.Code ?? "") == refusal, @case);

    [Fact]
    public void Keeps_what_is_sealed_and_nothing_plain()
    {
        var decision = Decide(Wang, Around, Administrator);
        Assert.Equal(new PersonRegistered("王芳", "wangfang", "r", "m", "p"), decision.Events[0]);
        Assert.Equal(
            new IdentityGiven(new HeldIdentity("n1", "applicant", "lnu-eng", "lnu/lnu-eng", "讲师", Today, null, null)),
            decision.Events[1]);
    }

    [Fact]
    public void Takes_a_precomputed_hash_in_demo_mode_only() =>
        Assert.Null(Decide(
            Wang with { Password = null, PasswordHash = Hash },
            Around with { DemoMode = true },
            Administrator).Refusal);

    [Fact]
    public void Is_refused_when_login_or_resident_id_belong_to_another()
    {
        Assert.Equal("login", Taken(Around with { LoginOwner = "person:other" }));
        Assert.Equal("residentId", Taken(Around with { ResidentIdOwner = "person:other" }));
        Assert.Null(Taken(Around with { LoginOwner = "person:p-wang", ResidentIdOwner = "person:p-wang" }));
    }

    [Fact]
    public void Happens_once() => Assert.Equal(
        "exists", PersonRules.Register(Li, Wang, Around, Sealed, Administrator, Now).Refusal?.Code);

    /// <summary>R-PRM-04: nobody gives outside their scope or more than their role may.</summary>
    [Fact]
    public void An_entitys_office_registers_its_own_researchers_only()
    {
        var office = Who("entity-office", "lnu");
        Assert.Null(Decide(Wang, Around, office).Refusal);
        Assert.Equal("role-not-yours", Decide(With(new AddIdentity("intake", "lnu")), Around, office).Refusal?.Code);
        Assert.Equal("role-not-yours", Decide(With(new AddIdentity("applicant", "kjt")), Around, office).Refusal?.Code);
        Assert.Equal("not-allowed", Decide(Wang with { Identities = [] }, Around, office).Refusal?.Code);
        Assert.Equal("not-allowed", Decide(Wang, Around, Who("applicant", "lnu")).Refusal?.Code);
        Assert.Equal("not-allowed", Decide(Wang, Around, Who("supervisor", "kjt")).Refusal?.Code);
    }

    [Fact]
    public void Names_every_identity_that_is_refused()
    {
        var command = With(new("applicant", "lnu"), new("king", "lnu"), new("intake", "x"));
        var refusal = Decide(command, Around, Platform).Refusal;
        Assert.Equal(["identities/1/role", "identities/2/organisation"], refusal!.Details.Select(d => d.Field));
    }

    private static RegisterPerson With(params AddIdentity[] identities) => Wang with { Identities = [.. identities] };

    private static string? Taken(PersonFacts facts) => Decide(Wang, facts, Administrator).Refusal?.Field;

    private static Decision<PersonEvent> Decide(RegisterPerson command, PersonFacts facts, Caller caller) =>
        PersonRules.Register(PersonState.None, command, facts, Sealed, caller, Now);
}
