using SunGov.Grains.Experts;
using SunGov.Tests.Rules.Shared;

namespace SunGov.Tests.Rules.Experts;

public sealed class StoredExpertEvents
{
    [Fact]
    public void Are_read_by_this_release() => StoredSamples.HoldFor("Experts", ExpertRows.Kind);

    [Fact]
    public void An_unknown_event_is_a_fault() => Assert.Throws<InvalidOperationException>(
        () => ExpertState.Evolve(ExpertState.None, new FromTheFuture()));

    private sealed record FromTheFuture : ExpertEvent;
}
