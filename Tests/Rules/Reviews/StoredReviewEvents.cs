using SunGov.GrainInterfaces.Reviews;
using SunGov.Grains.Reviews;
using SunGov.Tests.Rules.Identity;
using SunGov.Tests.Rules.Shared;

namespace SunGov.Tests.Rules.Reviews;

public sealed class StoredReviewEvents
{
    [Fact]
    public void Of_activities_are_read_by_this_release() => StoredSamples.HoldFor("Reviews", ReviewActivityRows.Kind);

    [Fact]
    public void Of_groups_are_read_by_this_release()
    {
        StoredSamples.HoldFor("Reviews", ReviewGroupRows.Kind);
        Assert.Throws<InvalidOperationException>(
            () => ReviewGroupState.Evolve(ReviewGroupState.Initial, new GroupFromTheFuture()));
    }

    [Fact]
    public void Of_desks_are_read_by_this_release() => StoredSamples.HoldFor("Reviews", ReviewDeskRows.Kind);

    [Fact]
    public void Nothing_a_desk_sends_to_its_expert_names_them()
    {
        var desk = ReviewDeskState.Evolve(
            ReviewDeskState.Initial,
            new DeskOpened(
                People.Now, "d1", "r1-1", Rounds.Terms, "1", "s1.sealed.person", "s1.sealed.expert", "blind",
                [new ReviewedProject("x1", null, "题目")], People.Now));
        var sent = ReviewDeskRows.Kind.Outbox(desk, [new InvitationSent(People.Now), new ExpertNudged(People.Now, 1)]);
        Assert.All(sent, one => Assert.Equal("d1", one.Key));
        Assert.All(sent, one => Assert.Contains("s1.sealed.person", one.What, StringComparison.Ordinal));
    }

    private sealed record GroupFromTheFuture : ReviewGroupEvent;
}
