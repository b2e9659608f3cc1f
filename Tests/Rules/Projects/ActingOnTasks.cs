using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.Identity;
using static SunGov.Tests.Rules.Projects.Walks;
using Definitions = SunGov.Tests.Rules.Programmes.Definitions;

namespace SunGov.Tests.Rules.Projects;

/// <summary>R-APP-04, R-REC-01, R-CHK-01: each level acts in its turn, goes on or returns with reasons.</summary>
public sealed class ActingOnTasks
{
    private const string Sections = """{"sections":["application/budget","application/budget"]}""";

    public static TheoryData<string, string, string, string?, string> Cases => new()
    {
        { "", "leader", "hand-in", null, "" },
        { "", "colleague", "hand-in", null, "not-found" },
        { "", "office", "hand-in", null, "not-found" },
        { "", "leader", "submit", null, "action-unknown" },
        { "", "leader", "hand-in", "意见", "opinion-not-asked" },
        { "hand-in", "office", "submit", null, "" },
        { "hand-in", "office", "submit", "同意", "" },
        { "hand-in", "leader", "submit", null, "not-allowed" },
        { "hand-in", "other office", "submit", null, "not-found" },
        { "hand-in", "bureau", "submit", null, "not-found" },
        { "hand-in", "office", "return", null, "required" },
        { "hand-in", "office", "return", "预算不符", "" },
        { "hand-in,submit", "bureau", "recommend", "同意推荐", "" },
        { "hand-in,submit", "bureau", "recommend", "  ", "required" },
        { "hand-in,submit", "office", "recommend", "同意", "not-allowed" },
        { "hand-in,submit", "desk", "accept", null, "not-allowed" },
        { "hand-in,submit,recommend", "desk", "accept", null, "" },
        { "hand-in,submit,recommend", "division", "accept", null, "not-allowed" },
        { "hand-in,submit,recommend", "desk", "return", "缺少附件", "" },
        { "hand-in,submit,recommend,accept", "desk", "accept", null, "not-allowed" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Only_the_holder_acts_and_gives_the_opinion_asked_for(
        string walked, string who, string action, string? opinion, string refusal)
    {
        var state = Walked(walked.Split(',', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(refusal, Act(state, Who(who), action, opinion).Refusal?.Code ?? "");
    }

    [Fact]
    public void An_incomplete_form_does_not_leave_the_drafting()
    {
        var contents = Definitions.Complete();
        contents.Remove("budget");
        var refusal = Act(Started(), Leader, "hand-in", facts: Facts(contents)).Refusal!;
        Assert.Equal("form-incomplete", refusal.Code);
        Assert.All(refusal.Details, finding => Assert.StartsWith("budget/", finding.Field, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_recommending_unit_the_stage_is_left_out()
    {
        var state = Started(Around with { Entity = University with { RecommendingUnit = null } });
        state = After(state, Act(state, Leader, "hand-in"));
        state = After(state, Act(state, Office, "submit"));
        state = After(state, Complete(state));
        Assert.Equal("intake", state.Now!.Entered.Stage);
        Assert.Equal("recommend", Assert.Single(state.Skipped));
        Assert.Equal(
            "done done skipped now ahead",
            string.Join(' ', View(state, Desk).Stages.Take(5).Select(stage => stage.State)));
    }

    [Fact]
    public void A_return_opens_only_the_sections_it_names_and_gives_time_to_correct()
    {
        var state = Walked("hand-in", "submit", "recommend");
        state = After(state, Act(state, Desk, "return", "预算说明不足", Sections));
        Assert.Equal("application/budget", Assert.Single(state.Now!.Entered.OpenSections!.Value));
        Assert.Equal("预算说明不足", state.Now.Entered.Note);
        Assert.False(state.Now.Entered.DueOfCall);
        Assert.Equal(new DateTimeOffset(2026, 3, 16, 15, 59, 59, TimeSpan.Zero), state.Now.Entered.Due);
        Assert.Null(ProjectRules.MaySave(state, "application", "budget", Leader));
        Assert.Equal("section-closed", ProjectRules.MaySave(state, "application", "basic", Leader)?.Code);
        Assert.Equal(
            "now ahead ahead returned ahead",
            string.Join(' ', View(state, Leader).Stages.Take(5).Select(stage => stage.State)).Replace("done", "ahead"));
    }

    [Fact]
    public void A_correction_does_not_count_against_the_quota_again_and_keeps_the_first_instant()
    {
        var state = Walked("hand-in", "submit", "recommend", "return", "hand-in");
        var closed = Facts() with { CallCloses = People.Now };
        var submitted = After(state, Act(state, Office, "submit", facts: closed, at: People.Now.AddDays(10)));
        Assert.Equal(ProjectStatus.Running, submitted.Status);
        Assert.Equal(People.Now, submitted.Submitted);
        Assert.Equal(2, submitted.Quotas.Length);
    }

    [Fact]
    public void Sections_to_correct_must_exist()
    {
        var state = Walked("hand-in");
        Assert.Equal("section-unknown", Act(
            state, Office, "return", "x", """{"sections":["application/none"]}""").Refusal?.Code);
    }

    [Theory]
    [InlineData("", "leader", "hand-in", "deadline-passed")]
    [InlineData("hand-in", "office", "submit", "deadline-passed")]
    [InlineData("hand-in", "office", "return", "")]
    [InlineData("hand-in,submit", "bureau", "recommend", "")]
    public void After_the_call_closed_nothing_is_submitted_but_returns_stay_possible(
        string walked, string who, string action, string refusal)
    {
        var state = Walked(walked.Split(',', StringSplitOptions.RemoveEmptyEntries));
        var decision = Act(state, Who(who), action, "意见", at: Closes.AddSeconds(1));
        Assert.Equal(refusal, decision.Refusal?.Code is "opinion-not-asked" ? "" : decision.Refusal?.Code ?? "");
        Assert.NotEqual(
            "deadline-passed", Act(state, Who(who), action, null, at: Closes).Refusal?.Code);
    }

    [Fact]
    public void A_call_that_was_extended_gives_its_drafts_the_new_time() =>
        Assert.Null(Act(
            Started(), Leader, "hand-in", facts: Facts() with { CallCloses = Closes.AddDays(7) },
            at: Closes.AddDays(3)).Refusal);

    [Fact]
    public void The_number_is_given_once_with_the_acceptance()
    {
        var state = Walked("hand-in", "submit", "recommend", "accept");
        Assert.Equal("2026B01010001", state.Number);
        Assert.Equal((ProjectStatus.Running, "eligibility"), (state.Status, state.Now!.Entered.Stage));
        Assert.Empty(View(state, Desk).Allowed);
    }

    [Fact]
    public void What_a_view_allows_is_what_the_command_accepts()
    {
        string[] way = ["hand-in", "submit", "recommend"];
        for (var steps = 0; steps <= way.Length; steps++)
        {
            var state = Walked(way.AsSpan(0, steps));
            foreach (var caller in Everyone.Where(known => ProjectRules.MayRead(state, known)))
            {
                var allowed = View(state, caller).Allowed.Where(a => a.Task is not null && a.Why.IsEmpty);
                Assert.Equal(
                    Programme.Stages[state.Now!.Entered.Stage].Definition.Actions.Select(action => action.Id)
                        .Where(action => Act(state, caller, action, "意见").Refusal?.Code is null or "opinion-not-asked"),
                    allowed.Select(a => a.Action));
            }
        }
    }

    private static SunGov.GrainInterfaces.Projects.ProjectView View(ProjectState state, Caller caller) =>
        ProjectViews.Of(1, state, caller, new ViewFacts(Programme, Closes, People.Now));

    private static Caller Who(string name) => name switch
    {
        "leader" => Leader,
        "colleague" => Colleague,
        "office" => Office,
        "other office" => OtherOffice,
        "bureau" => Bureau,
        "desk" => Desk,
        _ => Division,
    };
}
