using Orleans;

namespace SunGov.GrainInterfaces.Projects;

/// <summary>Arranges who does a task, without deciding it (R-BUS-17).</summary>
/// <param name="Task">Task id as the project's view names it.</param>
/// <param name="What">
/// claim (I work on it), release, transfer (to <paramref name="Person"/>), add-signer (<paramref name="Signer"/>, and
/// <paramref name="Person"/> where it is somebody certain), retract (takes back what was concluded, while the stage is
/// open).
/// </param>
/// <param name="Reason">Why, at most 500 characters; needed for transfer, add-signer and retract.</param>
/// <param name="Person">Id of a colleague.</param>
/// <param name="Signer">Id of the task to add, as the view offers it.</param>
[Immutable, Alias("SunGov.HandleTask")]
public sealed record HandleTask(
    string Task, string What, string? Reason = null, string? Person = null, string? Signer = null);
