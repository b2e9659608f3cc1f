using SunGov.Grains.LegalEntities;
using SunGov.Tests.Rules.Shared;

namespace SunGov.Tests.Rules.LegalEntities;

public sealed class StoredOrganisationEvents
{
    [Fact]
    public void Are_read_by_this_release() => StoredSamples.HoldFor("LegalEntities", LegalEntityState.Stored);

    [Fact]
    public void An_unknown_event_is_a_fault() => Assert.Throws<InvalidOperationException>(
        () => LegalEntityState.Evolve(LegalEntityState.None, new FromTheFuture()));

    private sealed record FromTheFuture : LegalEntityEvent;
}
