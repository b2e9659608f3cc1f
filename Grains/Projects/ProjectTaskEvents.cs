using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>Who does a task was arranged; what it is about is not decided by it.</summary>
/// <param name="No">The stage.</param>
/// <param name="Task">Id of the task in the project.</param>
public abstract record TaskHandled(DateTimeOffset At, Actor By, int No, string Task, Words TaskName) : ProjectEvent;

/// <summary>Somebody works on it.</summary>
public sealed record TaskClaimed(DateTimeOffset At, Actor By, int No, string Task, Words TaskName)
    : TaskHandled(At, By, No, Task, TaskName);

/// <summary>Nobody works on it any more.</summary>
/// <param name="Of">Who did.</param>
public sealed record TaskReleased(DateTimeOffset At, Actor By, int No, string Task, Words TaskName, Named Of)
    : TaskHandled(At, By, No, Task, TaskName);

/// <summary>A colleague works on it from now on.</summary>
public sealed record TaskTransferred(
    DateTimeOffset At, Actor By, int No, string Task, Words TaskName, Named To, string Reason)
    : TaskHandled(At, By, No, Task, TaskName);

/// <summary>One more must conclude (R-APV-02).</summary>
/// <param name="Task">The task from which it was added.</param>
/// <param name="Added">The task that was added.</param>
public sealed record SignerAdded(
    DateTimeOffset At, Actor By, int No, string Task, Words TaskName, StageTask Added, string Reason)
    : TaskHandled(At, By, No, Task, TaskName);

/// <summary>What was concluded does not count; the task is open again (R-APV-03).</summary>
/// <param name="Of">Who had concluded.</param>
public sealed record ActRetracted(
    DateTimeOffset At, Actor By, int No, string Task, Words TaskName, Named Of, string Reason)
    : TaskHandled(At, By, No, Task, TaskName);
