using System.Collections.Immutable;
using SunGov.Grains.Shared;

namespace SunGov.Tests.Rules.Projects;

/// <summary>A task of a visit: whose it is, who works on it, and how it was concluded.</summary>
internal sealed class Slot(string id, WayTask? task, int n)
{
    public string Id => id;

    public WayTask? Task => task;

    public string Name => n == 1 ? task?.Id ?? "t" : $"{task!.Id}~{n}";

    public string? Claim { get; set; }

    public string? By { get; set; }

    public string? Action { get; set; }
}

/// <summary>A stage as it was come to once.</summary>
internal sealed class Visit(int no, string stage, DateTimeOffset at)
{
    public int No => no;

    public string Stage => stage;

    public DateTimeOffset At => at;

    public List<Slot> Slots { get; } = [];

    public DateTimeOffset? Due { get; set; }

    public Visit? ComesBackTo { get; set; }

    public (DateTimeOffset At, Slot By)? Returned { get; set; }
}

/// <summary>
/// What a project does on a random way, said a second time and simply: who may, what follows, how much time is left.
/// </summary>
internal sealed class WayModel
{
    private readonly RandomWay _way;
    private readonly List<Visit> _visits = [];

    public WayModel(RandomWay way, DateTimeOffset now)
    {
        _way = way;
        Enter("draft", [], null, null, now);
    }

    public Visit Here => _visits[^1];

    public IReadOnlyList<Visit> Visits => _visits;

    public string? Mode { get; private set; }

    public bool Ended => RandomWay.Ends.Contains(Here.Stage);

    public DateTimeOffset? RestsSince { get; private set; }

    public IEnumerable<Slot> Open => Here.Slots.Where(slot => slot.Action is null);

    public bool Send(string task, DateTimeOffset now)
    {
        if (RestsSince is not null || Here.Stage != "draft" || Open.All(slot => slot.Id != task))
        {
            return false;
        }

        Mode ??= string.CompareOrdinal($"{CivilTime.DayOf(now):yyyy-MM-dd}", RandomWay.ModeChanges) < 0 ? "a" : "b";
        (Here.Slots[0].Action, Here.Slots[0].By) = ("send", "p-li");
        var back = Here.ComesBackTo;
        Enter(back?.Stage ?? "s1", [], back, back?.ComesBackTo, now);
        return true;
    }

    public bool Decide(
        string task, string person, string action, string? stage, ImmutableArray<string> tasks, DateTimeOffset now)
    {
        if (RestsSince is not null || Open.FirstOrDefault(known => known.Id == task) is not { Task: not null } slot
            || (slot.Claim is not null && slot.Claim != person) || Conflicts(slot, person))
        {
            return false;
        }

        var here = _way.Find(Here.Stage)!;
        if (action == "back" ? here.Backs.Length > 1 && !(here.Backs.Contains(stage ?? "") && IsOffered(stage!))
            : action == "yes" && !here.Picks.IsEmpty && !MayPick(here, stage, tasks))
        {
            return false;
        }

        (slot.Action, slot.By) = (action, person);
        if (action == "back")
        {
            Here.Returned = (now, slot);
            Enter(
                here.Backs.Length > 1 ? stage! : here.Backs[0], [], null, here.Resume ? Here : null, now);
        }
        else if (Joined(here) is { } outcome)
        {
            var picks = outcome == "yes" && !here.Picks.IsEmpty;
            var target = outcome switch { "yes" => picks ? stage! : here.Yes, "no" => "rejected", _ => outcome };
            var back = !picks && !RandomWay.Ends.Contains(target) ? Here.ComesBackTo : null;
            Enter(back?.Stage ?? target, picks ? tasks : [], back, back?.ComesBackTo, now);
        }

        return true;
    }

    public bool Claim(string task, string person)
    {
        var slot = Open.FirstOrDefault(known => known.Id == task);
        if (RestsSince is not null || slot?.Task is null || slot.Claim is not null || Conflicts(slot, person))
        {
            return false;
        }

        slot.Claim = person;
        return true;
    }

    public bool Release(string task, string person)
    {
        var slot = Open.FirstOrDefault(known => known.Id == task);
        if (RestsSince is not null || slot?.Claim != person)
        {
            return false;
        }

        slot!.Claim = null;
        return true;
    }

    public bool Retract(string task, string person)
    {
        var slot = Here.Slots.FirstOrDefault(known => known.Id == task);
        if (RestsSince is not null || Ended || slot?.By != person)
        {
            return false;
        }

        (slot!.By, slot.Action) = (null, null);
        return true;
    }

    public bool Withdraw(DateTimeOffset now)
    {
        if (RestsSince is not null || _way.Find(Here.Stage) is null || now > SmallWays.Closes)
        {
            return false;
        }

        Mode = null;
        Enter("draft", [], null, null, now);
        return true;
    }

    public bool Rest(DateTimeOffset now)
    {
        var may = RestsSince is null && Mode is not null && !Ended;
        RestsSince = may ? now : RestsSince;
        return may;
    }

    public bool GoOn(DateTimeOffset now)
    {
        if (RestsSince is not { } since)
        {
            return false;
        }

        (Here.Due, RestsSince) = (Here.Due + (now - since), null);
        return true;
    }

    /// <summary>Whole days left of a visit's time at an instant; null for no time at all.</summary>
    public static int? DaysLeft(DateTimeOffset? due, DateTimeOffset at) => due is null ? null
        : Math.Max(0, CivilTime.DayOf(due.Value).DayNumber - CivilTime.DayOf(at).DayNumber);

    private bool Conflicts(Slot slot, string person) =>
        Here.Slots.Any(other => other.Task?.Id == slot.Task!.Id && other.By == person)
        || (_way.Apart.Contains(Here.Stage) && _visits.Any(visit => visit.Stage != Here.Stage
            && _way.Apart.Contains(visit.Stage) && visit.Slots.Any(done => done.By == person)));

    private bool IsOffered(string stage) => _way.Find(stage)?.OnlyInModeA is not true || Mode == "a";

    private bool MayPick(WayStage here, string? stage, ImmutableArray<string> tasks)
    {
        if (stage is null || !here.Picks.Contains(stage) || !IsOffered(stage))
        {
            return false;
        }

        var picksTasks = here.PicksTasks
            && here.Picks.Any(id => _way.Find(id)?.Tasks.Any(task => task.Chosen) is true);
        var open = picksTasks && _way.Find(stage) is { } next
            ? next.Tasks.Where(task => task.Chosen).Select(task => task.Id).ToList()
            : [];
        return tasks.All(open.Contains) && tasks.Length >= Math.Min(1, open.Count);
    }

    /// <summary>What the holders together decided; null while they have not.</summary>
    private string? Joined(WayStage here)
    {
        if (here.Join == "any")
        {
            return Here.Slots.First(slot => slot.Action is not null).Action;
        }

        if (here.Join == "all")
        {
            return Open.Any() ? null : Here.Slots.Exists(slot => slot.Action == "no") ? "no" : "yes";
        }

        int Weight(string? action) => Here.Slots.Where(slot => slot.Action == action).Sum(slot => slot.Task!.Weight);
        var needed = Math.Min(here.Quorum, Here.Slots.Sum(slot => slot.Task!.Weight));
        return Weight("yes") >= needed ? "yes" : Weight("no") >= needed ? "no"
            : Math.Max(Weight("yes"), Weight("no")) + Weight(null) < needed ? "undecided" : null;
    }

    private void Enter(
        string wanted, ImmutableArray<string> picked, Visit? before, Visit? comesBackTo, DateTimeOffset now)
    {
        var id = wanted;
        while (_way.Find(id)?.OnlyInModeA is true && Mode != "a")
        {
            id = _way.Next(id);
        }

        var visit = new Visit(_visits.Count + 1, id, now) { ComesBackTo = id == wanted ? comesBackTo : null };
        var last = _visits.FindLast(known => known.Stage == id);
        if (_way.Find(id) is { } stage)
        {
            var names = id == wanted && !picked.IsEmpty ? picked
                : last?.Slots.Select(slot => slot.Task!.Id).ToImmutableArray() ?? [];
            var there = stage.Tasks.Where(task => !task.Chosen || names.Contains(task.Id)).ToList();
            foreach (var task in there.Count > 0 ? there : [.. stage.Tasks])
            {
                visit.Slots.AddRange(Enumerable.Range(1, task.People).Select(n => new Slot(
                    n == 1 ? $"{visit.No}-{task.Id}" : $"{visit.No}-{task.Id}~{n}", task, n)));
            }

            Keep(visit, id == wanted ? before : null);
            visit.Due = stage.Days is not { } days ? null
                : stage.Pauses && last?.Returned is { } returned ? GoesOn(last.Due!.Value, returned.At, now)
                : EndOf(now, days);
        }
        else if (id == "draft")
        {
            visit.Slots.Add(new Slot($"{visit.No}-t", null, 1));
        }

        _visits.Add(visit);
    }

    private static void Keep(Visit visit, Visit? before)
    {
        var kept = before is null || before.Stage != visit.Stage ? []
            : before.Slots.Where(slot => slot.Action is not null && slot != before.Returned?.By)
                .Select(slot => (Old: slot, New: visit.Slots.Find(other => other.Name == slot.Name)))
                .Where(pair => pair.New is not null).ToList();
        if (kept.Count < visit.Slots.Count)
        {
            kept.ForEach(pair => (pair.New!.Action, pair.New.By) = (pair.Old.Action, pair.Old.By));
        }
    }

    private static DateTimeOffset GoesOn(DateTimeOffset due, DateTimeOffset left, DateTimeOffset now) =>
        due < left ? now : EndOf(now, DaysLeft(due, left)!.Value);

    private static DateTimeOffset EndOf(DateTimeOffset now, int days) =>
        CivilTime.At(CivilTime.DayOf(now).AddDays(days + 1), TimeOnly.MinValue).AddSeconds(-1);
}
