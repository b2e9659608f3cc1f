using SunGov.Grains.Projects;
using static SunGov.Tests.Rules.Projects.Walks;

namespace SunGov.Tests.Rules.Projects;

/// <summary>What one may not read does not exist; a draft is working paper of those who make it (design section 4).
/// </summary>
public sealed class WhoSeesAProject
{
    [Theory]
    [InlineData("", "leader")]
    [InlineData("hand-in", "leader office")]
    [InlineData("hand-in,return", "leader office")]
    [InlineData("hand-in,submit", "leader office bureau desk division")]
    [InlineData("hand-in,submit,return", "leader office bureau desk division")]
    public void Depends_on_how_far_it_has_come(string walked, string readers)
    {
        var state = Walked(walked.Split(',', StringSplitOptions.RemoveEmptyEntries));
        var seen = new[]
        {
            ("leader", Leader), ("colleague", Colleague), ("office", Office), ("other", OtherOffice),
            ("bureau", Bureau), ("desk", Desk), ("division", Division),
        };
        var names = seen.Where(known => ProjectRules.MayRead(state, known.Item2)).Select(known => known.Item1);
        Assert.Equal(readers, string.Join(' ', names));
    }

    [Fact]
    public void A_draft_given_up_stays_unknown_to_those_who_never_saw_it()
    {
        var state = Started();
        state = After(state, ProjectRules.Withdraw(
            state, new("x"), Leader, Programme, Closes, Identity.People.Now));
        Assert.True(ProjectRules.MayRead(state, Leader));
        Assert.False(ProjectRules.MayRead(state, Desk));
    }

    [Theory]
    [InlineData("supervisor", "kjt")]
    [InlineData("administrator", "kjt")]
    [InlineData("entity-office", "gzkjj")]
    public void Its_leader_changes_nothing_under_an_identity_that_may_not_act_on_it(string role, string organisation)
    {
        var (state, other) = (Started(), Identity.People.Who(role, organisation, Leader.By.Person));
        Assert.True(ProjectRules.MayRead(state, other));
        Assert.Equal("not-allowed", Act(state, other, "hand-in").Refusal?.Code);
        Assert.Equal("not-allowed", ProjectRules.MaySave(state, "application", "basic", other)?.Code);
        Assert.Equal("not-allowed", ProjectRules.Withdraw(
            state, new("x"), other, Programme, Closes, Identity.People.Now).Refusal?.Code);
        Assert.False(ProjectViews.IsEditable(state, "application", other));
    }

    [Fact]
    public void While_it_is_corrected_others_see_what_was_submitted()
    {
        var state = Walked("hand-in", "submit", "return");
        Assert.True(ProjectRules.SeesDraft(state, Leader));
        Assert.False(ProjectRules.SeesDraft(state, Bureau));
        Assert.False(ProjectRules.SeesDraft(state, Desk));
    }
}
