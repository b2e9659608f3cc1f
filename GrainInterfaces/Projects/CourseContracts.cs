using Orleans;

namespace SunGov.GrainInterfaces.Projects;

/// <summary>Lets a project rest: nobody acts on it and no time runs.</summary>
[Immutable, Alias("SunGov.SuspendProject")]
public sealed record SuspendProject(string Reason);

/// <summary>Lets a project go on; the time it rested is added to its deadline.</summary>
[Immutable, Alias("SunGov.ResumeProject")]
public sealed record ResumeProject(string Reason);

/// <summary>Ends a project before its time; places held against quotas are released.</summary>
[Immutable, Alias("SunGov.TerminateProject")]
public sealed record TerminateProject(string Reason);
