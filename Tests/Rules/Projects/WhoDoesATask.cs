using System.Collections.Immutable;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.Identity;
using static SunGov.Tests.Rules.Projects.SmallWays;

namespace SunGov.Tests.Rules.Projects;

/// <summary>R-BUS-17, R-APV-02, R-APV-03: tasks are picked up, handed to colleagues, shared and decided anew.</summary>
public sealed class WhoDoesATask
{
    private static readonly CompiledProgramme Programme = Compiled(Definition(
        """
        {"id":"case","kind":"approve","join":"all","name":{"zh":"会","en":"case"},
         "tasks":[{"id":"lead","holder":"o0","name":{"zh":"主","en":"lead"}},
                  {"id":"t1","holder":"o1","addable":true,"name":{"zh":"核","en":"check"}},
                  {"id":"legal","holder":"o2","chosen":true,"addable":true,"name":{"zh":"法","en":"legal"}}],
         "actions":[{"id":"agree","name":{"zh":"同","en":"agree"},"target":"done","for":["t1","legal"],
           "opinion":"optional"},
          {"id":"conclude","name":{"zh":"定","en":"conclude"},"target":"done","for":["lead"],"afterOthers":true}]}
        """,
        """{"id":"done","kind":"end","name":{"zh":"终","en":"done"}}"""));

    [Fact]
    public void Who_picks_a_task_up_is_seen_by_colleagues_who_then_leave_it_alone()
    {
        var state = Handled(Begun(), Who(1, "p-a"), "claim");
        Assert.Equal("p-a", View(state, Who(1, "p-b")).Tasks.Single(task => task.Id == "1-t1").Claimed!.Name);
        Assert.Equal("task-claimed", Act(state, Programme, "t1", "agree", Who(1, "p-b")).Refusal?.Code);
        Assert.Equal("task-claimed", Handle(state, Who(1, "p-b"), "claim").Refusal?.Code);
        Assert.Null(Act(state, Programme, "t1", "agree", Who(1, "p-a")).Refusal);
        Assert.Null(Act(state, Programme, "t1", "agree", Who(1, "p-s", "p-a")).Refusal);
        state = Handled(state, Who(1, "p-a"), "release");
        Assert.Null(Act(state, Programme, "t1", "agree", Who(1, "p-b")).Refusal);
    }

    [Theory]
    [InlineData("p-a", "p-b", "出差", "")]
    [InlineData("p-a", "p-b", "", "required")]
    [InlineData("p-a", "stranger", "出差", "colleague-unfit")]
    [InlineData("p-b", "p-c", "抢办", "task-claimed")]
    [InlineData("chief", "p-c", "经办人休假", "")]
    public void A_task_goes_to_a_named_colleague_of_the_same_office_with_a_reason(
        string by, string to, string reason, string code)
    {
        var state = Handled(Begun(), Who(1, "p-a"), "claim");
        var caller = by == "chief" ? Chief() : Who(1, by);
        ImmutableArray<Caller> colleague = to == "stranger" ? [Who(3, to)] : [Who(3, to), Who(1, to)];
        var decision = ProjectHandling.Handle(
            state, Programme, new("1-t1", "transfer", reason, to), colleague, caller, People.Now);
        Assert.Equal(code, decision.Refusal?.Code ?? "");
        if (code.Length == 0)
        {
            state = Restarted(Walks.After(state, decision));
            Assert.Equal((to, reason), (state.Tasks.Single(task => task.Id == "1-t1").Claimed!.Id,
                decision.Events.OfType<TaskTransferred>().Single().Reason));
            Assert.Equal("task-claimed", Act(state, Programme, "t1", "agree", Who(1, "p-a")).Refusal?.Code);
            Assert.Null(Act(state, Programme, "t1", "agree", Who(1, to)).Refusal);
        }
    }

    [Fact]
    public void A_signer_is_added_with_a_reason_and_then_awaited()
    {
        var state = Begun();
        Assert.Equal(["1-lead", "1-t1"], state.Tasks.Select(task => task.Id));
        Assert.Equal(
            ["t1", "legal"],
            View(state, Who(0, "p-lead")).Tasks.Single(task => task.Mine).Signers.Select(signer => signer.Id));
        Assert.Equal("signer-not-offered", Add(state, "lead", "会签").Refusal?.Code);
        Assert.Equal("required", Add(state, "legal", " ").Refusal?.Code);
        state = Walks.After(state, Add(state, "legal", "涉及法规"));
        state = Walks.After(state, Act(state, Programme, "t1", "agree", Who(1, "p-a")));
        Assert.Equal("others-missing", Act(state, Programme, "lead", "conclude", Who(0, "p-lead")).Refusal?.Code);
        Assert.True(ProjectRules.MayRead(state, Who(2, "p-legal")));
        state = Walks.After(state, Act(state, Programme, "legal", "agree", Who(2, "p-legal")));
        state = Walks.After(state, Act(state, Programme, "lead", "conclude", Who(0, "p-lead")));
        Assert.Equal(ProjectStatus.Ended, state.Status);
    }

    [Fact]
    public void A_colleague_can_be_asked_to_sign_too_and_only_they_do()
    {
        var state = Begun();
        state = Walks.After(state, ProjectHandling.Handle(
            state, Programme, new("1-t1", "add-signer", "请复核", "p-b", "t1"), [Who(1, "p-b")], Who(1, "p-a"),
            People.Now));
        state = Walks.After(state, Act(state, Programme, "t1", "agree", Who(1, "p-a")));
        Assert.Equal("task-claimed", Second(state, "p-a").Refusal?.Code);
        Assert.Equal("task-claimed", Second(state, "p-c").Refusal?.Code);
        Assert.Null(Second(state, "p-b").Refusal);
    }

    [Fact]
    public void An_opinion_is_taken_back_without_loss_of_the_others()
    {
        var state = Walks.After(Begun(), Add(Begun(), "legal", "涉及法规"));
        state = Walks.After(state, Act(state, Programme, "t1", "agree", Who(1, "p-a")));
        state = Walks.After(state, Act(state, Programme, "legal", "agree", Who(2, "p-legal")));
        Assert.Equal("not-allowed", Handle(state, Who(1, "p-b"), "retract", "手误").Refusal?.Code);
        Assert.Equal("required", Handle(state, Who(1, "p-a"), "retract").Refusal?.Code);
        var own = Handled(state, Who(1, "p-a"), "retract", "手误");
        Assert.Equal(["1-lead", "1-t1"], own.Tasks.Select(task => task.Id));
        Assert.Equal("1-legal", Assert.Single(own.Now!.Done).Task);
        var led = Handled(state, Who(0, "p-lead"), "retract", "请补充依据");
        Assert.Equal(["1-lead", "1-t1"], led.Tasks.Select(task => task.Id));
        Assert.Equal("others-missing", Act(led, Programme, "lead", "conclude", Who(0, "p-lead")).Refusal?.Code);
    }

    [Fact]
    public void Nothing_is_arranged_while_the_project_rests_or_when_the_task_is_no_more()
    {
        var state = Begun();
        Assert.Equal("task-not-open", Handle(state, Who(1, "p-a"), "claim", task: "1-moon").Refusal?.Code);
        Assert.Equal("handling-unknown", Handle(state, Who(1, "p-a"), "sell").Refusal?.Code);
        Assert.Equal("task-not-claimed", Handle(state, Who(1, "p-a"), "release").Refusal?.Code);
        Assert.Equal("nothing-to-retract", Handle(state, Who(1, "p-a"), "retract", "x").Refusal?.Code);
        var resting = Walks.After(state, ProjectCourse.Suspend(state, "停", Chief(), People.Now));
        Assert.Equal("project-suspended", Handle(resting, Who(1, "p-a"), "claim").Refusal?.Code);
    }

    [Fact]
    public void What_a_view_offers_is_what_the_command_accepts()
    {
        var claimed = Handled(Begun(), Who(1, "p-a"), "claim");
        foreach (var state in new[] { Begun(), claimed })
        {
            foreach (var caller in new[] { Who(0, "p-lead"), Who(1, "p-a"), Who(1, "p-b"), Chief() })
            {
                foreach (var task in View(state, caller).Tasks)
                {
                    Assert.Equal(
                        ProjectHandling.Ways.Where(way => ProjectHandling.Handle(
                            state, Programme, new(task.Id, way, "因", "p-x", "legal"),
                            [Who(task.Id == "1-lead" ? 0 : 1, "p-x"), Who(2, "p-x")], caller, People.Now)
                            .Refusal is null),
                        task.Handling);
                }
            }
        }
    }

    [Fact]
    public void A_row_tells_whose_list_a_second_opinion_is_not_on()
    {
        var state = Walks.After(Begun(), Add(Begun(), "t1", "复核"));
        state = Walks.After(state, Act(state, Programme, "t1", "agree", Who(1, "p-s", "p-a")));
        var rows = ProjectRows.Kind.Rows(state).Single(column => column.Name == "tasks").Value!.ToString()!;
        Assert.Contains("\"closed\":[\"p-s\",\"p-a\"]", rows, StringComparison.Ordinal);
    }

    private static ProjectState Begun() =>
        Start(Programme) with { Submitted = People.Now, Status = ProjectStatus.Running };

    private static Decision<ProjectEvent> Add(ProjectState state, string signer, string reason) =>
        ProjectHandling.Handle(
            state, Programme, new("1-lead", "add-signer", reason, null, signer), [], Who(0, "p-lead"), People.Now);

    private static Decision<ProjectEvent> Second(ProjectState state, string person) => ProjectActions.Act(
        state, new("1-t1~2", "agree", null, null), Who(1, person), Facts(Programme), People.Now);

    private static Decision<ProjectEvent> Handle(
        ProjectState state, Caller caller, string what, string? reason = null, string task = "1-t1") =>
        ProjectHandling.Handle(state, Programme, new(task, what, reason), [], caller, People.Now);

    private static ProjectState Handled(ProjectState state, Caller caller, string what, string? reason = null) =>
        Restarted(Walks.After(state, Handle(state, caller, what, reason)));

    private static Caller Chief()
    {
        var everything = new Scope([[]]);
        return Party(4) with
        {
            Grants = ImmutableDictionary<string, Scope>.Empty
                .Add("project.read", everything).Add("project.control", everything),
        };
    }

    private static Caller Who(int party, string person, string of = "") => Party(party) with
    {
        By = new By(person, "i", "s", Guid.NewGuid()),
        Name = person,
        For = of.Length == 0 ? null : new Behalf(of, of, "i2"),
    };

    private static ProjectView View(ProjectState state, Caller caller) =>
        ProjectViews.Of(1, state, caller, new ViewFacts(Programme, Closes, People.Now));
}
