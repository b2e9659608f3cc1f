using SunGov.GrainInterfaces.Projects;
using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.Identity;
using static SunGov.Tests.Rules.Projects.SmallWays;

namespace SunGov.Tests.Rules.Projects;

/// <summary>R-BUS-08: where the definition lets them, handlers pick the next step and who takes part.</summary>
public sealed class WaysChosenByHand
{
    private static readonly CompiledProgramme Programme = Compiled(Definition(
        """
        {"id":"draft","kind":"fill","form":"paper","name":{"zh":"写","en":"draft"},
         "tasks":[{"id":"t","holder":"leader","name":{"zh":"写","en":"write"}}],
         "actions":[{"id":"send","name":{"zh":"交","en":"send"},"target":"desk",
           "chooses":{"stages":["desk","leaders"]}}]}
        """,
        """
        {"id":"desk","kind":"approve","name":{"zh":"办","en":"desk"},
         "tasks":[{"id":"t0","holder":"o0","name":{"zh":"办","en":"handle"}}],
         "actions":[{"id":"pass","name":{"zh":"转","en":"pass"},"target":"offices","primary":true,
           "chooses":{"stages":["offices","leaders"],"tasks":true,"max":2}},
          {"id":"back","name":{"zh":"退","en":"back"},"target":"draft","returns":true,"opinion":"required"}]}
        """,
        """
        {"id":"offices","kind":"approve","join":"all","name":{"zh":"会","en":"offices"},
         "tasks":[{"id":"t1","holder":"o1","chosen":true,"name":{"zh":"甲","en":"first"}},
                  {"id":"t2","holder":"o2","chosen":true,"name":{"zh":"乙","en":"second"}},
                  {"id":"t3","holder":"o3","chosen":true,"name":{"zh":"丙","en":"third"}}],
         "actions":[{"id":"answer","name":{"zh":"答","en":"answer"},"target":"leaders","opinion":"optional"},
          {"id":"return","name":{"zh":"退","en":"return"},"target":"desk","targets":["draft"],"returns":true,
           "asksSections":true,"opinion":"required"}]}
        """,
        """
        {"id":"leaders","kind":"approve","name":{"zh":"批","en":"leaders"},
         "tasks":[{"id":"t4","holder":"o4","name":{"zh":"批","en":"sign"}}],
         "actions":[{"id":"agree","name":{"zh":"同","en":"agree"},"target":"done"}]}
        """,
        """{"id":"done","kind":"end","name":{"zh":"终","en":"done"}}"""));

    public static TheoryData<string, string> Refused => new()
    {
        { "null", "stage-not-chosen" },
        { """{"choice":{"reason":"急"}}""", "stage-not-chosen" },
        { """{"choice":{"stage":"done","reason":"急"}}""", "stage-not-offered" },
        { """{"choice":{"stage":"draft","reason":"急"}}""", "stage-not-offered" },
        { """{"choice":{"stage":"offices","tasks":["t1"]}}""", "required" },
        { """{"choice":{"stage":"offices","tasks":[],"reason":"会办"}}""", "tasks-chosen" },
        { """{"choice":{"stage":"offices","tasks":["t1","t2","t3"],"reason":"会办"}}""", "tasks-chosen" },
        { """{"choice":{"stage":"offices","tasks":["t4"],"reason":"会办"}}""", "task-not-offered" },
        { """{"choice":{"stage":"leaders","tasks":["t1"],"reason":"会办"}}""", "task-not-offered" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_not_offered_is_refused(string input, string code)
    {
        var state = AtDesk();
        Assert.Equal(code, Act(state, Programme, "t0", "pass", Party(0), input).Refusal?.Code);
    }

    [Fact]
    public void One_case_goes_to_two_offices_and_another_straight_to_the_leader_and_the_trail_shows_both()
    {
        var two = Walks.After(AtDesk(), Act(AtDesk(), Programme, "t0", "pass", Party(0),
            """{"choice":{"stage":"offices","tasks":["t3","t1"],"reason":"涉及两处职责"}}"""));
        Assert.Equal(["t1", "t3"], two.Tasks.Select(task => task.Task));
        Assert.Equal("涉及两处职责", View(two, Party(1)).Tasks[0].Note);
        var one = Act(AtDesk(), Programme, "t0", "pass", Party(0),
            """{"choice":{"stage":"leaders","reason":"急件"}}""");
        Assert.Equal("leaders", Walks.After(AtDesk(), one).Now!.Entered.Stage);
        var taken = one.Events.OfType<ActionTaken>().Single();
        Assert.Equal(("leaders", "急件", "p-o0"), (taken.Choice!.Stage, taken.Choice.Reason, taken.By.Person));
        var entry = new Entry(
            1, 1, Guid.NewGuid(), "p", "i", "", People.Now, StoredJson.Body(one.Events), [1], true);
        var line = ProjectTrail.Of([entry], []).Entries.Single(told => told.What == "action-taken");
        Assert.Equal(("批", "急件"), (line.Facts["chosenStage"], line.Facts["choiceReason"]));
    }

    [Fact]
    public void The_applicant_picks_the_way_at_the_start()
    {
        var started = Start(Programme);
        Assert.Equal(
            ["desk", "leaders"],
            View(started, Leader).Allowed.Single(a => a.Action == "send").Chooses!.Stages.Select(stage => stage.Id));
        var state = Walks.After(started, Act(started, Programme, "t", "send", Leader,
            """{"choice":{"stage":"leaders","reason":"走快速通道"}}"""));
        Assert.Equal("leaders", state.Now!.Entered.Stage);
    }

    [Fact]
    public void A_view_offers_what_can_be_picked_and_who_would_take_part()
    {
        var allowed = View(AtDesk(), Party(0)).Allowed;
        var pass = allowed.Single(a => a.Action == "pass");
        Assert.Null(pass.Next);
        Assert.Equal(
            (true, 1, 2, true),
            (pass.Chooses!.PicksStage, pass.Chooses.Least, pass.Chooses.Most, pass.Chooses.Reason));
        Assert.Equal(
            ["offices: party 1, party 2, party 3", "leaders: "],
            pass.Chooses.Stages.Select(stage =>
                $"{stage.Id}: {string.Join(", ", stage.Tasks.Select(task => task.Holder))}"));
        Assert.Null(allowed.Single(a => a.Action == "back").Chooses);
    }

    [Fact]
    public void A_return_goes_to_any_earlier_stage_of_its_list_and_reopens_sections_of_that_stage()
    {
        var state = Walks.After(AtDesk(), Act(AtDesk(), Programme, "t0", "pass", Party(0),
            """{"choice":{"stage":"offices","tasks":["t1","t2"],"reason":"会办"}}"""));
        Decision<ProjectEvent> Back(string input) => ProjectActions.Act(
            state, new("3-t1", "return", "预算不实", Definitions(input)), Party(1), Facts(Programme), People.Now);
        Assert.Equal("stage-not-chosen", Back("""{"sections":["paper/main"]}""").Refusal?.Code);
        Assert.Equal("section-unknown",
            Back("""{"sections":["paper/main"],"choice":{"stage":"desk"}}""").Refusal?.Code);
        var draft = Walks.After(state, Back("""{"sections":["paper/main"],"choice":{"stage":"draft"}}"""));
        Assert.Equal(
            ("draft", "paper/main"), (draft.Now!.Entered.Stage, draft.Now.Entered.OpenSections!.Value.Single()));
        Assert.Equal("desk", Walks.After(state, Back("""{"choice":{"stage":"desk"}}""")).Now!.Entered.Stage);
    }

    [Theory]
    [InlineData("t1", "p-a", "")]
    [InlineData("t1", "p-b", "colleague-unfit")]
    [InlineData("t2", "p-a", "colleague-unfit")]
    [InlineData("t1", "stranger", "colleague-unfit")]
    public void Who_of_an_office_does_it_can_be_picked_too(string task, string person, string code)
    {
        Caller At(int party, string name) => Party(party) with
        {
            By = new(name, "i", "s", Guid.NewGuid()), Name = name,
        };
        var input = $"{{\"choice\":{{\"stage\":\"offices\",\"tasks\":[\"t1\"],\"reason\":\"会办\","
            + $"\"people\":{{\"{task}\":\"{person}\"}}}}}}";
        var decision = Act(AtDesk(), Programme, "t0", "pass", Party(0), input, Facts(Programme) with
        {
            Colleagues = [At(1, "p-a"), At(3, "p-b")],
        });
        Assert.Equal(code, decision.Refusal?.Code ?? "");
        if (code.Length == 0)
        {
            var state = Walks.After(AtDesk(), decision);
            Assert.Equal("p-a", state.Tasks.Single().Claimed!.Id);
            Assert.Equal("task-claimed", Act(state, Programme, "t1", "answer", At(1, "p-c")).Refusal?.Code);
            Assert.Null(Act(state, Programme, "t1", "answer", At(1, "p-a")).Refusal);
        }
    }

    [Fact]
    public void Coming_back_without_a_choice_meets_those_who_were_picked_last()
    {
        var state = Walks.After(AtDesk(), Act(AtDesk(), Programme, "t0", "pass", Party(0),
            """{"choice":{"stage":"offices","tasks":["t2"],"reason":"会办"}}"""));
        var again = ProjectStages.Enter(
            state, Programme, "offices", new Entering(Closes, null, []), People.Now).Events.OfType<StageEntered>();
        Assert.Equal("t2", Assert.Single(again.Single().Tasks).Task);
        var first = ProjectStages.Enter(
            AtDesk(), Programme, "offices", new Entering(Closes, null, []), People.Now).Events.OfType<StageEntered>();
        Assert.Equal(3, first.Single().Tasks.Length);
    }

    private static ProjectState AtDesk()
    {
        var started = Start(Programme);
        return Walks.After(started, Act(started, Programme, "t", "send", Leader,
            """{"choice":{"stage":"desk","reason":"常规"}}"""));
    }

    private static System.Text.Json.JsonElement Definitions(string json) =>
        SunGov.Tests.Rules.Programmes.Definitions.Json(json);

    private static ProjectView View(ProjectState state, Caller caller) =>
        ProjectViews.Of(1, state, caller, new ViewFacts(Programme, Closes, People.Now));
}
