using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>Where a project stands as a whole.</summary>
public enum ProjectStatus
{
    /// <summary>It does not exist.</summary>
    None,

    /// <summary>Never submitted, or taken back: working paper of those who make it.</summary>
    Draft,

    /// <summary>Places are being reserved; nothing else can happen meanwhile.</summary>
    Submitting,

    /// <summary>Submitted, on its way.</summary>
    Running,

    /// <summary>Taken back for good.</summary>
    Withdrawn,

    /// <summary>At an end of its way.</summary>
    Ended,

    /// <summary>It rests.</summary>
    Suspended,

    /// <summary>Ended before its time.</summary>
    Terminated,
}

/// <summary>A stage of the project, open or left.</summary>
/// <param name="Entered">How it began.</param>
/// <param name="Left">When it ended; null while open.</param>
/// <param name="LeftBy">Who ended it, by name.</param>
/// <param name="Returned">True when it ended by sending the project back.</param>
/// <param name="Overdue">True once its deadline has passed.</param>
/// <param name="Withdrawn">True when it ended by the applicant taking the project back.</param>
public sealed record StageInstance(
    StageEntered Entered, DateTimeOffset? Left = null, string? LeftBy = null, bool Returned = false,
    bool Overdue = false, bool Withdrawn = false)
{
    /// <summary>Tasks that are done, in the order they were.</summary>
    public ImmutableArray<TaskDone> Done { get; init; } = [];

    /// <summary>Why the platform, which was to end it by itself, left it to people; null when it did not.</summary>
    public Refusal? HandedOver { get; init; }

    /// <summary>True when the platform left it to people after all.</summary>
    [JsonIgnore]
    public bool IsHandedOver => HandedOver is not null;
}

/// <summary>A task that was done.</summary>
/// <param name="Task">Its id in the project.</param>
/// <param name="Decided">What the action asked for; null for nothing.</param>
public sealed record TaskDone(
    string Task,
    string Action,
    Words ActionName,
    Actor By,
    DateTimeOffset At,
    string? Opinion,
    ImmutableDictionary<string, JsonElement>? Decided = null);

/// <summary>An objection to what is shown.</summary>
/// <param name="Answer">How it was answered; null while open.</param>
public sealed record Objection(ObjectionRaised Raised, ObjectionAnswered? Answer = null);

/// <summary>Why and since when it rests.</summary>
/// <param name="Before">Status before.</param>
public sealed record Suspension(ProjectSuspended Begun, ProjectStatus Before);

/// <summary>A submission under way or the last one.</summary>
/// <param name="Refusal">Why it was refused; null while under way and when it went through.</param>
/// <param name="Open">True while under way.</param>
/// <param name="Before">Status before it began.</param>
public sealed record Submission(SubmissionBegun Begun, bool Open, Refusal? Refusal, ProjectStatus Before);
