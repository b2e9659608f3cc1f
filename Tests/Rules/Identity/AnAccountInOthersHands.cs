using SunGov.GrainInterfaces.Identity;
using SunGov.Grains.Identity;
using SunGov.Grains.Shared;
using static SunGov.Tests.Rules.Identity.People;

namespace SunGov.Tests.Rules.Identity;

/// <summary>R-USR-01, R-LOG-02: what administrators may do to the account of another.</summary>
public sealed class AnAccountInOthersHands
{
    private static readonly PersonFacts OfLi = Around with { Key = "p-li" };

    private static readonly PersonState Officer = Li with
    {
        Identities = Li.Identities.Add(new("i2", "case-officer", "kjt", "kjt", "", Today, null, null)),
    };

    public static TheoryData<string, string, string, bool, string> Resetting => new()
    {
        { "the office, its researcher", "entity-office", "lnu", false, "" },
        { "the office, who is an officer too", "entity-office", "lnu", true, "holds-more" },
        { "another office sees nobody", "entity-office", "gzkjj", false, "not-found" },
        { "a supervisor changes nothing", "supervisor", "kjt", false, "not-allowed" },
        { "the platform's administrator", "administrator", "kjt", true, "" },
    };

    [Theory]
    [MemberData(nameof(Resetting))]
    public void Gets_another_password_only_from_who_manages_all_its_identities(
        string @case, string role, string organisation, bool officer, string refusal)
    {
        var state = officer ? Officer : Li;
        var decision = AccountRules.ResetPassword(
            state, new ResetPassword("harbour-lantern-58", "本人到场"), OfLi, "sealed-2", Who(role, organisation), Now);
        Assert.True((decision.Refusal?.Code ?? "") == refusal, @case);
        var corrected = AccountRules.Correct(
            state, new CorrectPerson("李铭", null, "错字"), OfLi, null, Who(role, organisation), Now);
        Assert.True((corrected.Refusal?.Code ?? "") == refusal, @case);
    }

    [Theory]
    [InlineData("short", "本人到场", "length")]
    [InlineData("liming-harbour", "本人到场", "password-tells-name")]
    [InlineData("harbour-lantern-58", " ", "length")]
    public void Gets_no_weak_password_and_none_without_a_reason(string password, string reason, string refusal) =>
        Assert.Equal(refusal, Reset(Li, Who("administrator", "kjt"), password, reason).Refusal?.Code);

    [Fact]
    public void Is_not_reset_by_the_person_who_must_know_the_old_password() =>
        Assert.Equal("not-allowed", Reset(Li, Who("administrator", "kjt", "p-li")).Refusal?.Code);

    [Fact]
    public void Is_unlocked_before_its_time_and_by_a_new_password()
    {
        var locked = PersonState.Evolve(Li, new PersonLocked(Now.AddMinutes(9), 5));
        var administrator = Who("administrator", "kjt");
        var unlock = new UnlockPerson("核实本人身份");
        var opened = Apply(locked, AccountRules.Unlock(locked, unlock, OfLi, administrator, Now));
        Assert.Null(opened.LockedUntil);
        Assert.Null(Apply(locked, Reset(locked, administrator)).LockedUntil);
        Assert.Equal(
            "not-locked", AccountRules.Unlock(opened, unlock, OfLi, administrator, Now).Refusal?.Code);
        Assert.Equal(
            "not-locked", AccountRules.Unlock(locked, unlock, OfLi, administrator, Now.AddMinutes(9)).Refusal?.Code);
        Assert.Equal("not-found", AccountRules.Unlock(
            locked, unlock, OfLi, Who("entity-office", "gzkjj"), Now).Refusal?.Code);
    }

    [Fact]
    public void Is_corrected_only_where_something_changes()
    {
        var administrator = Who("administrator", "kjt");
        var renamed = Apply(Li, Correct(new CorrectPerson(" 李铭 ", "", "错字"), null));
        Assert.Equal(("李铭", Li.Mobile), (renamed.Name, renamed.Mobile));
        Assert.Equal("sealed-mobile", Apply(Li, Correct(new CorrectPerson(null, "13800138001", "换号"), "sealed-mobile"))
            .Mobile);
        Assert.Equal("nothing-changed", Correct(new CorrectPerson("李明", null, "错字"), null).Refusal?.Code);
        Assert.Equal("mobile-invalid", Correct(new CorrectPerson(null, "1380", "换号"), null).Refusal?.Code);

        Decision<PersonEvent> Correct(CorrectPerson command, string? mobile) =>
            AccountRules.Correct(Li, command, OfLi, mobile, administrator, Now);
    }

    [Fact]
    public void Tells_the_caller_what_is_open_to_them_and_why_something_is_not()
    {
        var office = PersonRules.AllowedTo(Officer, OfLi, Who("entity-office", "lnu"), Now);
        Assert.Equal(
            ["add-identity", "end-identity", "correct", "reset-password"], office.Select(allowed => allowed.Action));
        Assert.Equal("holds-more", office.Single(allowed => allowed.Action == "reset-password").Why.Single().Code);
        var locked = PersonState.Evolve(Li, new PersonLocked(Now.AddMinutes(9), 5));
        var whole = PersonRules.AllowedTo(locked, OfLi, Who("administrator", "kjt"), Now);
        Assert.Contains(whole, allowed => allowed.Action == "unlock" && allowed.Why.IsEmpty);
        Assert.Empty(PersonRules.AllowedTo(locked, OfLi, Who("supervisor", "kjt"), Now));
    }

    private static Decision<PersonEvent> Reset(
        PersonState state, Caller caller, string password = "harbour-lantern-58", string reason = "本人到场") =>
        AccountRules.ResetPassword(state, new ResetPassword(password, reason), OfLi, "sealed-2", caller, Now);

    private static PersonState Apply(PersonState state, Decision<PersonEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(state, PersonState.Evolve);
    }
}
