using System.Text.Json;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

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

    /// <inheritdoc/>
    public Task<Outcome<ProjectView>> Suspend(SuspendProject command, By by) => Steer(
        command, by, (state, caller, now) => ProjectCourse.Suspend(state, command.Reason, caller, now));

    /// <inheritdoc/>
    public Task<Outcome<ProjectView>> Resume(ResumeProject command, By by) => Steer(
        command, by, (state, caller, now) => ProjectCourse.Resume(state, command.Reason, caller, now));

    /// <inheritdoc/>
    public Task<Outcome<ProjectView>> Terminate(TerminateProject command, By by) => Steer(
        command, by, (state, caller, now) => ProjectCourse.Terminate(state, command.Reason, caller, now));

    /// <inheritdoc/>
    public async Task<Outcome<JsonElement>> ReadPackageList(By by)
    {
        var list = State.Package is { } package ? await contents.GetAsync(package.Sm3) : null;
        return await Show(by, (state, caller) => list is null || !ProjectRules.MayRead(state, caller)
            ? SharedRefusals.NotFound
            : Outcome.Of(SectionViews.Json(list)));
    }

    private async Task<Outcome<ProjectView>> Steer<TCommand>(
        TCommand command, By by, Func<ProjectState, Caller, DateTimeOffset, Decision<ProjectEvent>> decide)
    {
        if (State.Start is null)
        {
            return Missing;
        }

        var views = await Views();
        return await Decide(
            command, by, decide, (state, caller) => ProjectViews.Of(Version, state, caller, views));
    }
}
