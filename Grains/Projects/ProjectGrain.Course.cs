using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Projects;

/// <summary>What moves a project without an act on a task.</summary>
public sealed partial class ProjectGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<ProjectView>> Withdraw(WithdrawProject command, By by)
    {
        if (State.Start is null)
        {
            return Missing;
        }

        var views = await Views();
        return await Decide(
            command,
            by,
            (state, caller, now) =>
                ProjectRules.Withdraw(state, command, caller, views.Programme, views.CallCloses, now),
            (state, caller) => ProjectViews.Of(Version, state, caller, views));
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

    /// <summary>The command of a period that ended.</summary>
    private sealed record ElapsedPeriod(int No);
}
