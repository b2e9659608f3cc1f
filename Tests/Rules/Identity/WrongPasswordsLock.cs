using SunGov.GrainInterfaces.Identity;
using SunGov.Grains.Identity;
using static SunGov.Tests.Rules.Identity.People;

namespace SunGov.Tests.Rules.Identity;

/// <summary>R-LOG-02: five wrong passwords in a row lock the account for 15 minutes.</summary>
public sealed class WrongPasswordsLock
{
    [Fact]
    public void The_fifth_in_a_row_is_too_many()
    {
        var attempts = LoginAttempts.None;
        for (var i = 1; i <= 5; i++)
        {
            Assert.False(attempts.TooMany);
            attempts = attempts.After(right: false);
        }

        Assert.True(attempts.TooMany);
    }

    [Fact]
    public void A_right_one_in_between_begins_the_count_anew()
    {
        var attempts = Enumerable.Range(0, 4).Aggregate(LoginAttempts.None, (a, _) => a.After(false));
        Assert.False(attempts.After(true).After(false).TooMany);
    }

    [Fact]
    public void The_lock_holds_15_minutes()
    {
        var until = PersonRules.Lock(Li, Now).Events.OfType<PersonLocked>().Single().Until;
        var locked = Li with { LockedUntil = until };
        Assert.Equal(Now.AddMinutes(15), LoginAttempts.None.Lock(locked, Now));
        Assert.Equal(until, LoginAttempts.None.Lock(locked, until.AddTicks(-1)));
        Assert.Null(LoginAttempts.None.Lock(locked, until));
    }

    [Fact]
    public void A_name_that_nobody_has_is_locked_in_memory() =>
        Assert.Equal(Now.AddMinutes(1), LoginAttempts.Locked(Now.AddMinutes(1)).Lock(PersonState.None, Now));

    [Fact]
    public void The_later_of_two_locks_counts() => Assert.Equal(
        Now.AddMinutes(9),
        LoginAttempts.Locked(Now.AddMinutes(1)).Lock(Li with { LockedUntil = Now.AddMinutes(9) }, Now));

    [Theory]
    [InlineData("p-li", "old password", "a new password", "hash", "")]
    [InlineData("p-li", "old password", "a new password", null, "password-wrong")]
    [InlineData("p-li", "same password", "same password", "hash", "password-same")]
    [InlineData("p-li", "old password", "short", "hash", "length")]
    [InlineData("p-li", "old password", "iamliming2026", "hash", "password-tells-name")]
    [InlineData("someone", "old password", "a new password", "hash", "not-found")]
    public void The_password_is_changed_by_its_owner_who_knows_it(
        string who, string old, string @new, string? hash, string refusal) =>
        Assert.Equal(
            refusal,
            PersonRules.ChangePassword(Li, new ChangePassword(old, @new), "p-li", hash, Self(who)).Refusal?.Code ?? "");

    [Fact]
    public void An_administrator_cannot_change_anothers_password() => Assert.Equal(
        "not-allowed",
        PersonRules.ChangePassword(
            Li, new ChangePassword("old password", "a new password"), "p-li", "h", Who("administrator", "kjt"))
            .Refusal?.Code);
}
