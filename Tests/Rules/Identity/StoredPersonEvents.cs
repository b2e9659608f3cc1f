using SunGov.Grains.Identity;
using SunGov.Tests.Rules.Shared;

namespace SunGov.Tests.Rules.Identity;

public sealed class StoredPersonEvents
{
    [Fact]
    public void Are_read_by_this_release()
    {
        var given = new IdentityGiven(new HeldIdentity(
            "5f0c9d0e6c1b4a7d8e9f00112233aabb", "applicant", "lnu", "lnu", "", new DateOnly(2026, 1, 1), null, null));
        StoredSamples.HoldFor("Identity", PersonState.Stored with
        {
            Initial = PersonState.Evolve(PersonState.None, given),
        });
    }

    [Fact]
    public void An_unknown_event_is_a_fault() => Assert.Throws<InvalidOperationException>(
        () => PersonState.Evolve(PersonState.None, new FromTheFuture()));

    private sealed record FromTheFuture : PersonEvent;
}
