using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.Identity;
using static SunGov.Tests.Rules.Projects.SmallWays;

namespace SunGov.Tests.Rules.Projects;

/// <summary>
/// Random definitions (joins, weights, several people, picked ways, modes, returns that come back, time that stands
/// still, what is kept apart) walked by random acts, some repeated, some on tasks that are no more, over random
/// restarts, against a second simple model: no decision is lost or counts twice, each stage is entered legally, there
/// is always something to do before the end, and time never grows. Deliberate mistakes are each noticed.
/// </summary>
public sealed class WaysWalkedAtRandom
{
    private const int Steps = 50;
    private static readonly string[] Persons = ["p0", "p1", "p2", "p3"];

    /// <summary>What can be wrong with an engine.</summary>
    public enum Mistake
    {
        None,
        ForgetsWhatOthersConcluded,
        ForgetsToComeBack,
        GivesTimeAnew,
        LosesADecision,
        CountsADecisionTwice,
        LetsTheSamePersonActInBoth,
        LeavesClaimsAside,
        FixesTheModeAnew,
    }

    [Fact]
    public void Go_as_a_simple_model_says() =>
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), seed =>
        {
            var fault = Walk(seed);
            Assert.True(fault is null, fault);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Theory]
    [InlineData(Mistake.ForgetsWhatOthersConcluded)]
    [InlineData(Mistake.ForgetsToComeBack)]
    [InlineData(Mistake.GivesTimeAnew)]
    [InlineData(Mistake.LosesADecision)]
    [InlineData(Mistake.CountsADecisionTwice)]
    [InlineData(Mistake.LetsTheSamePersonActInBoth)]
    [InlineData(Mistake.LeavesClaimsAside)]
    [InlineData(Mistake.FixesTheModeAnew)]
    public void Are_tried_well_enough_to_notice_an_engine_that_is_wrong(Mistake mistake) =>
        Assert.Contains(Enumerable.Range(1, 300), seed => Walk(seed, mistake) is not null);

    private static string? Walk(int seed, Mistake mistake = Mistake.None)
    {
        var random = new Random(seed);
        var way = RandomWay.Of(random);
        var (walk, now) = (new Engine(way.Compile(), mistake), People.Now);
        var model = new WayModel(way, now);
        for (var step = 0; step < Steps; step++)
        {
            now = now.AddHours(random.Next(30));
            var act = Act.Of(random, model, way);
            var expected = act.Ask(model, now);
            var before = walk.State.Stages.Length;
            var (accepted, again) = walk.Ask(act, now);
            if (random.Next(4) == 0)
            {
                walk.Restart();
            }

            var fault = accepted != expected ? $"{act} was {(accepted ? "accepted" : "refused")}"
                : again ? $"{act} was accepted twice"
                : walk.State.Stages.Length > before && Grows(walk.State, way) ? "time grew"
                : Differs(walk.State, model);
            if (fault is not null)
            {
                return $"seed {seed}, step {step}, in {model.Here.Stage}: {fault}";
            }
        }

        return null;
    }

    /// <summary>The first thing in which project and model differ; null for none.</summary>
    private static string? Differs(ProjectState state, WayModel model)
    {
        var (now, here) = (state.Now!, model.Here);
        var (open, expected) = (
            state.Tasks.Select(task => $"{task.Id}:{task.Claimed?.Id}").ToList(),
            model.Open.Select(slot => $"{slot.Id}:{slot.Claim}").ToList());
        return state.Stages.Length != model.Visits.Count || now.Entered.Stage != here.Stage
                ? $"it is in {now.Entered.Stage}, its {state.Stages.Length}th stage"
            : !open.SequenceEqual(expected) ? $"open is {string.Join(' ', open)}, not {string.Join(' ', expected)}"
            : open.Count == 0 && !model.Ended ? "there is nothing to do"
            : state.Mode?.Mode != model.Mode ? $"its mode is {state.Mode?.Mode}"
            : now.Entered.Due != here.Due ? $"it is due {now.Entered.Due}, not {here.Due}"
            : state.Stages.Zip(model.Visits).Any(pair => Done(pair.First) != Done(pair.Second))
                ? $"concluded is {Done(now)}, not {Done(here)}"
            : (state.Status == ProjectStatus.Ended) != model.Ended ? $"its status is {state.Status}"
            : null;
    }

    private static string Done(StageInstance stage) => string.Join(
        ' ', stage.Done.Select(done => $"{done.Task}:{done.Action}:{done.By.Person}").Order(StringComparer.Ordinal));

    private static string Done(Visit visit) => string.Join(
        ' ',
        visit.Slots.Where(slot => slot.Action is not null).Select(slot => $"{slot.Id}:{slot.Action}:{slot.By}")
            .Order(StringComparer.Ordinal));

    /// <summary>Whether the stage just come to has more days than it had left when it was returned.</summary>
    private static bool Grows(ProjectState state, RandomWay way) =>
        way.Find(state.Now!.Entered.Stage) is { Days: not null, Pauses: true } stage
        && state.Stages.SkipLast(1).LastOrDefault(known => known.Entered.Stage == stage.Id) is
            { Returned: true, Withdrawn: false, Left: { } left, Entered.Due: { } before }
        && WayModel.DaysLeft(state.Now.Entered.Due, state.Now.Entered.At) > WayModel.DaysLeft(before, left);

    /// <summary>Something that is asked of the project.</summary>
    private sealed record Act(
        string Kind, string Task, int Party, string Person, string? Stage, ImmutableArray<string> Tasks)
    {
        public static Act Of(Random random, WayModel model, RandomWay way)
        {
            var known = random.Next(8) == 0 ? model.Visits[random.Next(model.Visits.Count)] : model.Here;
            var slot = known.Slots.Count == 0 ? null : known.Slots[random.Next(known.Slots.Count)];
            var kind = slot is { Task: null } && random.Next(4) > 0 ? "send" : random.Next(22) switch
            {
                < 9 => "yes", < 10 => "no", < 14 => "back", < 15 => "claim", < 16 => "release", < 18 => "retract",
                < 19 => "withdraw", < 20 => "rest", _ => "go on",
            };
            var stage = way.Find(known.Stage) is not { } here || random.Next(12) == 0 ? "s1"
                : kind == "back" ? here.Backs[random.Next(here.Backs.Length)]
                : here.Picks.IsEmpty ? null : here.Picks[random.Next(here.Picks.Length)];
            var tasks = stage is null || way.Find(stage) is not { } next ? []
                : next.Tasks.Where(task => task.Chosen && random.Next(4) > 0).Select(task => task.Id)
                    .ToImmutableArray();
            return new Act(
                kind, slot?.Id ?? "0-t", slot?.Task?.Party ?? 0, Persons[random.Next(Persons.Length)], stage,
                way.Find(known.Stage)?.PicksTasks is true ? tasks : []);
        }

        public bool Ask(WayModel model, DateTimeOffset now) => Kind switch
        {
            "send" => model.Send(Task, now),
            "claim" => model.Claim(Task, Person),
            "release" => model.Release(Task, Person),
            "retract" => model.Retract(Task, Person),
            "withdraw" => model.Withdraw(now),
            "rest" => model.Rest(now),
            "go on" => model.GoOn(now),
            _ => model.Decide(Task, Person, Kind, Stage, Tasks, now),
        };
    }

    /// <summary>The rules as a grain uses them, with one deliberate mistake or none.</summary>
    private sealed class Engine(CompiledProgramme programme, Mistake mistake)
    {
        public ProjectState State { get; private set; } = Start(programme);

        public void Restart() => State = Restarted(State);

        public (bool Accepted, bool Again) Ask(Act act, DateTimeOffset now)
        {
            var decision = Decide(act, now);
            if (decision.Refusal is not null)
            {
                return (false, false);
            }

            State = Mistaken(decision.Events).Aggregate(State, ProjectState.Evolve);
            var isOnce = act.Kind is not ("rest" or "go on");
            return (true, isOnce && mistake == Mistake.None && Decide(act, now).Refusal is null);
        }

        private Decision<ProjectEvent> Decide(Act act, DateTimeOffset now)
        {
            var (state, way) = (Seen(), Read());
            var who = act.Kind == "send" ? Leader : Who(act.Party, act.Person);
            return act.Kind switch
            {
                "claim" or "release" or "retract" => ProjectHandling.Handle(
                    state, way, new HandleTask(act.Task, act.Kind, "理由"), [], who, now),
                "withdraw" => ProjectRules.Withdraw(state, new("原因"), Leader, way, Closes, now),
                "rest" => ProjectCourse.Suspend(state, "停", Chief, now),
                "go on" => ProjectCourse.Resume(state, "续", Chief, now),
                _ => ProjectActions.Act(
                    state, new ActOnTask(act.Task, act.Kind, null, Input(act)), who,
                    Facts(way).WithPaper("paper", "题", "f1"), now),
            };
        }

        private System.Text.Json.JsonElement? Input(Act act)
        {
            var chooses = State.Now is { } now && programme.Stages[now.Entered.Stage].Action(act.Kind) is { } action
                ? (Picks: !action.Stages.IsEmpty, Reason: action.Definition.Chooses is not null)
                : default;
            return !chooses.Picks ? null : System.Text.Json.JsonSerializer.SerializeToElement(new
            {
                choice = new { stage = act.Stage, tasks = chooses.Reason ? act.Tasks : [], reason = "理由" },
            });
        }

        private ProjectState Seen() => mistake switch
        {
            Mistake.FixesTheModeAnew => State with { Mode = null },
            Mistake.LeavesClaimsAside when State.Now is { } now => State with
            {
                Stages = State.Stages.SetItem(State.Stages.Length - 1, now with
                {
                    Entered = now.Entered with
                    {
                        Tasks = [.. now.Entered.Tasks.Select(task => task with { Claimed = null })],
                    },
                }),
            },
            _ => State,
        };

        private CompiledProgramme Read() => mistake == Mistake.LetsTheSamePersonActInBoth
            ? programme with { Definition = programme.Definition with { Apart = [] } }
            : programme;

        private IEnumerable<ProjectEvent> Mistaken(ImmutableArray<ProjectEvent> events) => mistake switch
        {
            Mistake.ForgetsWhatOthersConcluded => events.Select(happened =>
                happened is StageEntered { Kept: not null } entered ? entered with { Kept = null } : happened),
            Mistake.ForgetsToComeBack => events.Select(happened =>
                happened is StageEntered { Resumes: not null } entered ? entered with { Resumes = null } : happened),
            Mistake.GivesTimeAnew => events.Select(happened =>
                happened is StageEntered { Due: { } due } entered
                    && State.Stages.Any(stage => stage.Entered.Stage == entered.Stage && stage.Returned)
                    ? entered with { Due = due.AddDays(1) }
                    : happened),
            Mistake.LosesADecision => events.Where(happened => happened is not ActionTaken { Open: true }),
            Mistake.CountsADecisionTwice => events.SelectMany(happened =>
                happened is ActionTaken { Open: true } ? new[] { happened, happened } : [happened]),
            _ => events,
        };

        private static Caller Who(int party, string person) => Party(party) with
        {
            By = new By(person, "i", "s", Guid.NewGuid()), Name = person,
        };

        private static Caller Chief { get; } = Party(4) with
        {
            Grants = ImmutableDictionary<string, Scope>.Empty
                .Add("project.read", new Scope([[]])).Add("project.control", new Scope([[]])),
        };
    }
}
