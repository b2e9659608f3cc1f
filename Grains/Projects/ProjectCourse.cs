using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>Resting, going on, ending before its time: by those who control the project; pure.</summary>
public static class ProjectCourse
{
    private const string Function = "project.control";
    private const int LongestReason = 500;

    /// <summary>Why the caller cannot suspend it now; null when they can.</summary>
    public static Refusal? MaySuspend(ProjectState state, Caller caller) => MayControl(state, caller)
        ?? (state.Status == ProjectStatus.Running ? null : ProjectRefusals.NotRunning);

    /// <summary>Why the caller cannot resume it now; null when they can.</summary>
    public static Refusal? MayResume(ProjectState state, Caller caller) => MayControl(state, caller)
        ?? (state.Status == ProjectStatus.Suspended ? null : ProjectRefusals.NotSuspended);

    /// <summary>Why the caller cannot terminate it now; null when they can.</summary>
    public static Refusal? MayTerminate(ProjectState state, Caller caller) => MayControl(state, caller)
        ?? (state.Status is ProjectStatus.Running or ProjectStatus.Suspended ? null : ProjectRefusals.NotRunning);

    /// <summary>The project rests.</summary>
    public static Decision<ProjectEvent> Suspend(
        ProjectState state, string reason, Caller caller, DateTimeOffset now) =>
        (MaySuspend(state, caller) ?? Reason(reason)) is { } refusal
            ? refusal
            : new ProjectSuspended(now, Actor.Of(caller), reason.Trim());

    /// <summary>The project goes on; the time it rested is added to its deadline.</summary>
    public static Decision<ProjectEvent> Resume(
        ProjectState state, string reason, Caller caller, DateTimeOffset now) =>
        (MayResume(state, caller) ?? Reason(reason)) is { } refusal
            ? refusal
            : new ProjectResumed(
                now,
                Actor.Of(caller),
                reason.Trim(),
                state.Now?.Entered is { DueOfCall: false, Due: { } due }
                    ? due + (now - state.Suspension!.Begun.At)
                    : state.Now?.Entered.Due);

    /// <summary>The project ends; places held against quotas are released.</summary>
    public static Decision<ProjectEvent> Terminate(
        ProjectState state, string reason, Caller caller, DateTimeOffset now)
    {
        if ((MayTerminate(state, caller) ?? Reason(reason)) is { } refusal)
        {
            return refusal;
        }

        var stage = state.Now!.Entered;
        return new Decision<ProjectEvent>(null, ProjectRules.Released(
            state,
            [new ProjectTerminated(now, Actor.Of(caller), stage.No, stage.Stage, stage.Name, reason.Trim())],
            now,
            "terminated"));
    }

    /// <summary>What the caller could do with the project's course.</summary>
    public static IEnumerable<Allowed> Allowed(ProjectState state, Caller caller)
    {
        if (MaySuspend(state, caller) is null)
        {
            yield return Command("suspend", new Words("暂停项目", "Suspend"));
        }

        if (MayResume(state, caller) is null)
        {
            yield return Command("resume", new Words("恢复项目", "Resume"));
        }

        if (MayTerminate(state, caller) is null)
        {
            yield return Command("terminate", new Words("终止项目", "Terminate"));
        }
    }

    private static Allowed Command(string action, Words name) => new(action, name, null, false, "required", []);

    private static Refusal? MayControl(ProjectState state, Caller caller) =>
        !ProjectRules.MayRead(state, caller) ? SharedRefusals.NotFound
        : !caller.May(Function, new ProjectFacts(state)) ? SharedRefusals.NotAllowed
        : null;

    private static Refusal? Reason(string reason) =>
        reason.Trim().Length == 0 ? SharedRefusals.Required("reason")
        : reason.Length > LongestReason ? SharedRefusals.Length("reason", 1, LongestReason)
        : null;
}
