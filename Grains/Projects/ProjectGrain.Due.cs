using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Projects;

/// <summary>What falls due: submissions left open, periods, deadlines, and what the platform does by itself.</summary>
public sealed partial class ProjectGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<Done>> OnDue(string what, Guid id)
    {
        Leave();
        if (State.Submission is { Open: true, Begun.Attempt: var attempt }
            && what == $"{ProjectRows.SubmissionDue}:{attempt}")
        {
            return await Settle(await ConcludingFacts());
        }

        if (State.Now is { Entered.No: var open } && what == $"{ProjectRows.ElapsedDue}:{open}")
        {
            return await Elapse(open, By.System(id));
        }

        if (State.Now is { Entered.No: var instant } && what == $"{ProjectRows.InstantDue}:{instant}")
        {
            return await ActByRule(instant, By.System(id));
        }

        if (State.Now is { Overdue: false, Entered.No: var no } && what == $"{ProjectRows.OverdueDue}:{no}")
        {
            var outcome = await Decide(
                new PassedDeadline(no),
                By.System(id),
                (state, _, now) => ProjectRules.Overdue(state, no, now),
                (_, _) => Done.It);
            return outcome;
        }

        return Outcome.Of(Done.It, Version);
    }

    private async Task<Outcome<Done>> Elapse(int no, By by)
    {
        if (!ProjectMoves.HasElapsed(State, Now))
        {
            return Outcome.Of(Done.It, Version);
        }

        var facts = await ConcludingFacts();
        return await Decide(
            new ElapsedPeriod(no),
            by,
            (state, _, now) => ProjectMoves.Elapse(state, facts.Programme, no, facts.CallCloses, now),
            (_, _) => Done.It);
    }

    /// <summary>Takes the action of a stage whose rules all hold, or hands it over to people.</summary>
    private async Task<Outcome<Done>> ActByRule(int no, By by)
    {
        if (!ProjectInstants.IsPending(State, no) || await Ground.Grants.FindAsync(by) is not { } platform)
        {
            return Outcome.Of(Done.It, Version);
        }

        var facts = await ConcludingFacts();
        var stage = facts.Programme.Stages[State.Now!.Entered.Stage];
        var command = ProjectInstants.Command(State, stage);
        facts = await Prepared(facts, stage.Action(command.Action)!, command, platform);
        return await Decide(
            command,
            by,
            (state, caller, now) => ProjectInstants.Act(state, no, command, caller, facts, now),
            (_, _) => Done.It);
    }

    /// <summary>The command of a period that ended.</summary>
    private sealed record ElapsedPeriod(int No);

    /// <summary>The command of a deadline that passed.</summary>
    private sealed record PassedDeadline(int No);
}
