using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;
using static SunGov.Tests.Rules.Projects.SmallWays;

namespace SunGov.Tests.Rules.Projects;

/// <summary>R-APV-03, R-BUS-02: several hold tasks of one stage; the next is entered exactly once.</summary>
public sealed class ParallelTasks
{
    private static readonly string[] Actions = ["yes", "no", "veto"];

    [Fact]
    public void Whatever_the_order_of_acts_repeats_and_restarts_they_end_as_a_simple_model_says() =>
        Prop.ForAll(Cases().ToArbitrary(), Holds).QuickCheckThrowOnFailure();

    [Fact]
    public void The_one_who_concludes_waits_for_all_that_are_required_and_is_told_who_is_missing()
    {
        var programme = Compiled(Definition(
            """
            {"id":"case","kind":"approve","name":{"zh":"会","en":"case"},"join":"all",
             "tasks":[{"id":"t0","holder":"o0","name":{"zh":"主","en":"lead"}},
                      {"id":"t1","holder":"o1","name":{"zh":"财","en":"finance"}},
                      {"id":"t2","holder":"o2","name":{"zh":"税","en":"tax"},"optional":true}],
             "actions":[{"id":"agree","name":{"zh":"同","en":"agree"},"target":"done","for":["t1","t2"]},
                        {"id":"conclude","name":{"zh":"定","en":"conclude"},"target":"done","for":["t0"],
                         "afterOthers":true}]}
            """,
            """{"id":"done","kind":"end","name":{"zh":"终","en":"done"}}"""));
        var state = Start(programme);
        var early = Act(state, programme, "t0", "conclude", Party(0)).Refusal!;
        Assert.Equal(("others-missing", "party 1"), (early.Code, early.Args["holders"]));
        state = Walks.After(state, Act(state, programme, "t1", "agree", Party(1)));
        Assert.Equal(["t0", "t2"], state.Tasks.Select(task => task.Task));
        state = Walks.After(state, Act(state, programme, "t0", "conclude", Party(0)));
        Assert.Equal((ProjectStatus.Ended, "done"), (state.Status, state.Now!.Entered.Stage));
    }

    private static Gen<Case> Cases() =>
        from tasks in Gen.Choose(2, 5)
        from rule in Gen.Elements("any", "all", "quorum")
        from quorum in Gen.Choose(1, tasks)
        from optional in Gen.Choose(0, (1 << tasks) - 2)
        from acts in Gen.Choose(0, tasks - 1).SelectMany(
            task => Gen.Frequency((6, Gen.Constant("yes")), (4, Gen.Constant("no")), (1, Gen.Constant("veto")))
                .Select(action => (task, action))).ListOf(12)
        from restarts in Gen.Choose(0, 1).ListOf(12)
        select new Case(tasks, rule, quorum, optional, [.. acts], [.. restarts.Select(n => n == 1)]);

    private static void Holds(Case given)
    {
        var programme = Programme(given);
        var (state, model) = (Start(programme), new Model(given));
        for (var step = 0; step < given.Acts.Length; step++)
        {
            var (task, action) = given.Acts[step];
            var decision = Act(state, programme, $"t{task}", action, Party(task));
            Assert.Equal(model.Accepts(task, action), decision.Refusal is null);
            if (decision.Refusal is null)
            {
                state = Walks.After(state, decision);
            }

            state = given.Restarts[step] ? Restarted(state) : state;
            Assert.Equal(model.Stage, state.Now!.Entered.Stage);
            Assert.Equal(model.Stage == "case" ? 1 : 2, state.Stages.Length);
            Assert.Equal(model.Done.Count, state.Stages[0].Done.Length);
            Assert.Equal(
                model.Done.Select(done => $"{done.Task}{done.Action}"),
                state.Stages[0].Done.Select(done => $"{done.Task[^1]}{done.Action}"));
        }
    }

    private static CompiledProgramme Programme(Case given)
    {
        var stage = new JsonObject
        {
            ["id"] = "case",
            ["kind"] = "approve",
            ["name"] = Words("case"),
            ["join"] = given.Join,
            ["tasks"] = new JsonArray([.. Enumerable.Range(0, given.Tasks).Select(i => (JsonNode)new JsonObject
            {
                ["id"] = $"t{i}", ["holder"] = $"o{i}", ["name"] = Words($"t{i}"), ["optional"] = given.IsOptional(i),
            })]),
            ["actions"] = new JsonArray([.. Actions.Select(action => (JsonNode)new JsonObject
            {
                ["id"] = action, ["name"] = Words(action), ["target"] = action, ["veto"] = action == "veto",
            })]),
        };
        if (given.Join == "quorum")
        {
            stage["quorum"] = given.Quorum;
            stage["undecided"] = "undecided";
        }

        return Compiled(Definition(
            [
                stage.ToJsonString(),
                .. Actions.Append("undecided").Where(end => end != "undecided" || given.Join == "quorum").Select(end =>
                    $$"""{"id":"{{end}}","kind":"end","name":{"zh":"{{end}}","en":"end"} }"""),
            ]));
    }

    private sealed record Case(
        int Tasks, string Join, int Quorum, int Optional, ImmutableArray<(int Task, string Action)> Acts,
        ImmutableArray<bool> Restarts)
    {
        public bool IsOptional(int task) => (Optional >> task & 1) == 1;
    }

    /// <summary>The same, said in another way: who has answered what, and what follows.</summary>
    private sealed class Model(Case given)
    {
        public List<(int Task, string Action)> Done { get; } = [];

        public string Stage { get; private set; } = "case";

        public bool Accepts(int task, string action)
        {
            if (Stage != "case" || Done.Any(done => done.Task == task))
            {
                return false;
            }

            Done.Add((task, action));
            Stage = action == "veto" || given.Join == "any" ? action
                : given.Join == "all" ? WhenAll()
                : WhenEnough();
            return true;
        }

        private string WhenAll() =>
            Enumerable.Range(0, given.Tasks).Any(t => !given.IsOptional(t) && Done.All(done => done.Task != t))
                ? "case"
                : Done.Exists(done => done.Action == "no") ? "no" : "yes";

        private string WhenEnough()
        {
            var (yes, no) = (Done.Count(d => d.Action == "yes"), Done.Count(d => d.Action == "no"));
            var open = given.Tasks - Done.Count;
            return yes >= given.Quorum ? "yes" : no >= given.Quorum ? "no"
                : Math.Max(yes, no) + open < given.Quorum ? "undecided" : "case";
        }
    }
}
