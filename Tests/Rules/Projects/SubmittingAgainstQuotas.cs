using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Projects;
using SunGov.Grains.Quotas;
using SunGov.Tests.Rules.Identity;
using static SunGov.Tests.Rules.Projects.Walks;

namespace SunGov.Tests.Rules.Projects;

/// <summary>R-CHK-02, design section 5: begun with its places, then completed or refused.</summary>
public sealed class SubmittingAgainstQuotas
{
    private static readonly Refusal Full = Refusal.Of(RefusalKind.WrongState, "quota-full");

    private static ProjectState Begun => After(Walked("hand-in"), Act(Walked("hand-in"), Office, "submit", "同意"));

    [Fact]
    public void Begins_with_the_places_it_needs_in_the_order_of_their_holders()
    {
        var begun = Begun.Submission!.Begun;
        Assert.Equal(["entity:c1:lnu", "leader:p-li"], begun.Reservations.Select(place => place.Holder));
        Assert.Equal([30, 1], begun.Reservations.Select(place => place.Limit));
        Assert.Equal(("低温共烧陶瓷基板的关键工艺", 100_000_000L), (begun.Title, begun.RequestedFen));
        Assert.Equal(ProjectStatus.Submitting, Begun.Status);
    }

    [Fact]
    public void Without_a_cap_only_the_leader_is_counted()
    {
        var state = Walked("hand-in");
        state = After(state, Act(state, Office, "submit", facts: Facts() with { EntityCap = null }));
        Assert.Equal(["leader:p-li"], state.Submission!.Begun.Reservations.Select(place => place.Holder));
    }

    [Fact]
    public void Lets_nothing_else_happen_meanwhile()
    {
        Assert.Equal("submission-under-way", Act(Begun, Office, "submit").Refusal?.Code);
        Assert.Equal("submission-under-way", ProjectRules.MayWithdraw(
            Begun, Leader, Programme.Definition, Closes, People.Now)?.Code);
        Assert.Equal("submission-under-way", ProjectRules.MaySave(Begun, "application", "basic", Leader)?.Code);
    }

    [Fact]
    public void Counts_the_instant_it_began_even_when_it_is_completed_after_the_closing()
    {
        var state = After(Begun, Complete(Begun, Closes.AddMinutes(5)));
        Assert.Equal(People.Now, state.Submitted);
        Assert.Equal(("recommend", ProjectStatus.Running), (state.Now!.Entered.Stage, state.Status));
        Assert.Equal(2, state.Quotas.Length);
        Assert.Equal("f0", state.Frozen.Single().Sm3);
    }

    [Fact]
    public void Leaves_the_project_where_it_stood_when_a_place_is_refused_and_frees_the_others()
    {
        var decision = ProjectSubmission.Refuse(Begun, Full, People.Now);
        var state = After(Begun, decision);
        Assert.Equal((ProjectStatus.Draft, "entity-review"), (state.Status, state.Now!.Entered.Stage));
        Assert.Null(state.Submitted);
        Assert.Empty(state.Quotas);
        Assert.Equal("quota-full", state.Submission!.Refusal?.Code);
        var sendings = ProjectRows.Kind.Outbox(state, decision.Events);
        Assert.Equal(
            ["quota entity:c1:lnu release", "quota leader:p-li release", "message p-li deliver"],
            sendings.Select(sending => $"{sending.Kind} {sending.Key} {sending.What.Split(' ')[0]}"));
    }

    [Fact]
    public void Can_be_tried_again_as_the_next_attempt()
    {
        var refused = After(Begun, ProjectSubmission.Refuse(Begun, Full, People.Now));
        var again = After(refused, Act(refused, Office, "submit"));
        Assert.Equal(2, again.Submission!.Begun.Attempt);
    }

    [Fact]
    public void Wants_to_be_taken_up_again_until_it_ends()
    {
        var wish = Assert.Single(ProjectRows.Kind.Due(Begun));
        Assert.Equal((People.Now + ProjectSubmission.Patience, "submission:1"), (wish.At, wish.What));
        Assert.DoesNotContain(
            ProjectRows.Kind.Due(After(Begun, Complete(Begun))),
            due => due.What.StartsWith("submission", StringComparison.Ordinal));
    }

    [Fact]
    public void Is_taken_back_with_all_its_places()
    {
        var state = Walked("hand-in", "submit");
        var decision = ProjectRules.Withdraw(
            state, new("补充材料"), Leader, Programme, Closes, People.Now);
        var back = After(state, decision);
        Assert.Equal((ProjectStatus.Draft, "fill"), (back.Status, back.Now!.Entered.Stage));
        Assert.Empty(back.Quotas);
        Assert.Null(back.Submitted);
        Assert.Equal(2, ProjectRows.Kind.Outbox(back, decision.Events).Count(sending => sending.Kind == "quota"));
    }

    [Theory]
    [InlineData("", -1, "withdrawn")]
    [InlineData("", 1, "withdrawn")]
    [InlineData("hand-in,submit", 1, "withdrawn")]
    [InlineData("hand-in,submit,recommend,accept", -1, "not-withdrawable")]
    public void After_the_closing_taking_back_is_for_good(string walked, int days, string expected)
    {
        var state = Walked(walked.Split(',', StringSplitOptions.RemoveEmptyEntries));
        var decision = ProjectRules.Withdraw(
            state, new("不再申报"), Leader, Programme, Closes, Closes.AddDays(days));
        Assert.Equal(expected, decision.Refusal?.Code ?? ProjectFacts.StatusOf(After(state, decision)));
    }

    [Theory]
    [InlineData("", "required")]
    [InlineData("x", "")]
    public void Taking_back_needs_a_reason(string reason, string refusal) =>
        Assert.Equal(refusal, ProjectRules.Withdraw(
            Walked("hand-in"), new(reason), Leader, Programme, Closes, People.Now).Refusal?.Code ?? "");

    [Fact]
    public void Only_the_leader_takes_it_back() =>
        Assert.Equal("not-allowed", ProjectRules.Withdraw(
            Walked("hand-in"), new("x"), Office, Programme, Closes, People.Now).Refusal?.Code);

    [Fact]
    public void A_holder_that_no_longer_has_the_place_has_not_reserved_it() =>
        Assert.Equal(QuotaRefusals.NotHeld, ProjectSubmission.Unheld(
            Begun, Begun.Submission!.Begun.Reservations[0], new("h", 1, [])));
}
