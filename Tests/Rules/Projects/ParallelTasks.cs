using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using SunGov.Grains.Projects;
using static SunGov.Tests.Rules.Projects.SmallWays;

namespace SunGov.Tests.Rules.Projects;

/// <summary>R-APV-03, R-BUS-02: several hold tasks of one stage; the next is entered exactly once.</summary>
public sealed class ParallelTasks
{
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
        from heavy in Gen.Choose(0, (1 << tasks) - 1)
        from acts in Gen.Choose(0, tasks - 1).SelectMany(
            task => Gen.Frequency((6, Gen.Constant("yes")), (4, Gen.Constant("no")), (1, Gen.Constant("veto")))
                .Select(action => (task, action))).ListOf(12)
        from restarts in Gen.Choose(0, 1).ListOf(12)
        select new Case(new(tasks, rule, quorum, optional, heavy), [.. acts], [.. restarts.Select(n => n == 1)]);

    private static void Holds(Case given)
    {
        var programme = Compiled(given.Panel.Definition());
        var (state, model) = (Start(programme), new PanelModel(given.Panel));
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

    private sealed record Case(
        Panel Panel, ImmutableArray<(int Task, string Action)> Acts, ImmutableArray<bool> Restarts);
}
