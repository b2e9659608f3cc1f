using System.Collections.Immutable;
using System.Globalization;
using SunGov.GrainInterfaces.Reviews;
using SunGov.Grains.Programmes;
using SunGov.Grains.Reviews;
using SunGov.Grains.Shared;
using SunGov.Grains.Shared.Due;
using SunGov.Tests.Rules.Identity;

namespace SunGov.Tests.Rules.Reviews;

/// <summary>
/// R-REV-11 as a simulation of one panel: experts submit, decline, declare interests and are replaced while more come
/// into the reserve, the group is frozen and desks are fenced at any moment; news travel late, twice, in any order
/// between things, and across crashes (states are what was committed, messages are what is left to deliver).
/// </summary>
public sealed class NoProjectGetsASheetTooMany
{
    private const int Wanted = 3;
    private static readonly DateTimeOffset Now = People.Now;
    private static readonly ImmutableArray<string> Projects = ["a", "b", "c"];
    private static readonly SheetDefinition Sheet = Programmes.Definitions.KeyRnd.Definition.Sheets[0];

    private readonly Dictionary<string, ReviewDeskState> _desks = [];
    private readonly List<Sending> _mail = [];
    private readonly List<(string Desk, string Project)> _acknowledged = [];
    private ReviewGroupState _group = ReviewGroupState.Initial;
    private Random _random = new(0);
    private int _seats;

    [Fact]
    public void Whatever_happens_in_whatever_order()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            new NoProjectGetsASheetTooMany().Play(seed);
        }
    }

    private void Play(int seed)
    {
        _random = new Random(seed);
        Group(ReviewGroupRules.Open(_group, "g", Opening(), People.Platform, Now));
        for (var step = 0; step < 60; step++)
        {
            Step();
            Check(seed);
        }

        Group(ReviewGroupRules.Freeze(_group, People.Platform, Now));
        while (_mail.Count > 0)
        {
            Step();
            Check(seed);
        }

        Assert.All(_desks.Values, desk => Assert.True(desk.Fenced is not null, $"seed {seed}"));
        var counted = _group.Slots.Where(slot => slot.Desk is not null
            && _desks[slot.Desk].Sheet(slot.Project)!.State == SheetState.Submitted)
            .Select(slot => (slot.Desk!, slot.Project)).Order().ToList();
        Assert.Equal(_acknowledged.Order(), counted);
    }

    private void Step()
    {
        var desk = _desks.Keys.ElementAtOrDefault(_random.Next(Math.Max(_desks.Count, 1)));
        var project = Projects[_random.Next(Projects.Length)];
        switch (_random.Next(8))
        {
            case 0 when desk is not null:
                Desk(desk, ReviewDeskRules.Accept(_desks[desk], true, Now));
                Desk(desk, ReviewDeskRules.Sign(_desks[desk], new SignCommitment(true), "", true, Now));
                break;
            case 1 when desk is not null:
                var submitted = ReviewDeskRules.Submit(
                    _desks[desk], new SubmitScoreSheet(project, Sheets.Full(80, "a")), Sheet, "sealed", true, Now);
                Desk(desk, submitted);
                if (submitted.Refusal is null)
                {
                    _acknowledged.Add((desk, project));
                }

                break;
            case 2 when desk is not null && _random.Next(3) == 0:
                Desk(desk, ReviewDeskRules.Decline(_desks[desk], new DeclineReview("没空"), "", true, Now));
                break;
            case 3 when desk is not null && _random.Next(3) == 0:
                Desk(desk, ReviewDeskRules.Recuse(
                    _desks[desk], new DeclareConflict(project, "师生"), "", true, Now));
                break;
            case 4 when desk is not null && _random.Next(3) == 0:
                Group(ReviewGroupRules.Replace(_group, new ReplaceExpert(desk, "长期未评"), Organiser, Now));
                break;
            case 5 when _random.Next(10) == 0:
                Group(ReviewGroupRules.AddReserves(
                    _group, new AddReserves(["r"]), Ready("r"), Now, People.Platform, Now));
                break;
            default:
                Deliver();
                break;
        }
    }

    /// <summary>Any thing's oldest message; at times it stays, to be delivered again.</summary>
    private void Deliver()
    {
        var keys = _mail.Select(one => (one.Kind, one.Key)).Distinct().ToList();
        if (keys.Count == 0)
        {
            return;
        }

        var (kind, key) = keys[_random.Next(keys.Count)];
        var next = _mail.First(one => (one.Kind, one.Key) == (kind, key));
        var refused = kind switch
        {
            ReviewOrders.Desk => ToDesk(key, next.What),
            ReviewOrders.Group => ToGroup(next.What),
            _ => false,
        };
        if (!refused && _random.Next(5) > 0)
        {
            _mail.Remove(next);
        }
    }

    private bool ToDesk(string key, string what)
    {
        var desk = _desks.GetValueOrDefault(key, ReviewDeskState.Initial);
        var decision = ReviewOrders.VerbOf(what) switch
        {
            ReviewOrders.Open when desk.Opened is null => ReviewDeskRules.Open(
                desk, Message.Read<OpenDesk>(what, ReviewOrders.Open), People.Platform, Now),
            ReviewOrders.Close when desk.Opened is null || ReviewDeskRules.IsClosable(desk) =>
                ReviewDeskRules.CloseOpen(desk, People.Platform, Now),
            ReviewOrders.Fence when desk.Fenced is null => ReviewDeskRules.Fence(desk, People.Platform, Now),
            _ => null,
        };
        return decision is not null && !Desk(key, decision);
    }

    private bool ToGroup(string what)
    {
        var news = Message.Read<VacatedSlots>(what, ReviewOrders.Vacated);
        return ReviewGroupRules.IsVacating(_group, news)
            && !Group(ReviewGroupRules.Vacate(_group, news, Ready(), Now, People.Platform, Now));
    }

    private void Check(int seed)
    {
        foreach (var project in Projects)
        {
            var living = _desks.Values.Count(
                desk => desk.Sheet(project) is { State: not SheetState.Closed });
            Assert.True(living <= Wanted, $"seed {seed}: {living} sheets of {project}");
        }

        Assert.All(_acknowledged, one => Assert.True(
            _desks[one.Desk].Sheet(one.Project)!.State == SheetState.Submitted
            && _group.Slots.Count(slot => slot.Desk == one.Desk && slot.Project == one.Project) == 1,
            $"seed {seed}: a sheet that was acknowledged is gone"));
    }

    private bool Desk(string key, Decision<ReviewDeskEvent> decision)
    {
        if (decision.Refusal is not null)
        {
            return false;
        }

        _desks[key] = decision.Events.Aggregate(
            _desks.GetValueOrDefault(key, ReviewDeskState.Initial), ReviewDeskState.Evolve);
        _mail.AddRange(ReviewDeskRows.Kind.Outbox(_desks[key], decision.Events)
            .Where(sending => sending.Kind == ReviewOrders.Group));
        return true;
    }

    private bool Group(Decision<ReviewGroupEvent> decision)
    {
        if (decision.Refusal is not null)
        {
            return false;
        }

        _group = decision.Events.Aggregate(_group, ReviewGroupState.Evolve);
        _mail.AddRange(ReviewGroupRows.Kind.Outbox(_group, decision.Events));
        return true;
    }

    private ImmutableArray<ReadyReserve> Ready(params string[] more) =>
    [
        .. _group.Reserves.Concat(more).Select((token, at) => (token, at)).Where(one => one.token.Length > 0)
            .Select(one => new ReadyReserve(one.at, [.. Projects.Where(_ => _random.Next(4) == 0)], Seat([]))),
    ];

    private SeatedDesk Seat(ImmutableArray<string> projects)
    {
        var name = (++_seats).ToString(CultureInfo.InvariantCulture);
        return new SeatedDesk("d" + name, name, "p", "e", "b", projects);
    }

    private OpenReviewGroup Opening() => new(
        Rounds.Terms with { SheetsPerProject = Wanted },
        "一组",
        [.. Projects.Select(project => new ReviewedProject(project, null, project))],
        [Seat(Projects), Seat(Projects), Seat(Projects)],
        ["r", "r", "r", "r"],
        Now);

    private static Caller Organiser { get; } = Rounds.Officer;
}

/// <summary>Terms and callers of review tests.</summary>
internal static class Rounds
{
    public static ReviewTerms Terms { get; } = new(
        "r1", "年度评审", "kjt", "kjt", "key-rnd", "sm3", "expert-review", true, 2, true, new DateOnly(2026, 3, 1),
        new DateOnly(2026, 3, 20));

    public static Caller Officer { get; } = People.Who("case-officer", "kjt");
}
