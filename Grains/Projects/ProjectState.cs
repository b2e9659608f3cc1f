using System.Collections.Immutable;
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
}

/// <summary>A stage of the project, open or left.</summary>
/// <param name="Entered">How it began.</param>
/// <param name="Left">When it ended; null while open.</param>
/// <param name="LeftBy">Who ended it, by name.</param>
/// <param name="Returned">True when it ended by sending the project back.</param>
/// <param name="Overdue">True once its deadline has passed.</param>
public sealed record StageInstance(
    StageEntered Entered, DateTimeOffset? Left = null, string? LeftBy = null, bool Returned = false,
    bool Overdue = false);

/// <summary>A submission under way or the last one.</summary>
/// <param name="Refusal">Why it was refused; null while under way and when it went through.</param>
/// <param name="Open">True while under way.</param>
/// <param name="Before">Status before it began.</param>
public sealed record Submission(SubmissionBegun Begun, bool Open, Refusal? Refusal, ProjectStatus Before);

/// <summary>A project as of its last entry. A stored format: new members need defaults.</summary>
public sealed record ProjectState
{
    /// <summary>Nothing happened yet.</summary>
    public static ProjectState Initial { get; } = new();

    /// <summary>How it began; null while it does not exist.</summary>
    public ProjectStarted? Start { get; init; }

    /// <summary>Where it stands as a whole.</summary>
    public ProjectStatus Status { get; init; }

    /// <summary>Its title, as last submitted.</summary>
    public string Title { get; init; } = "";

    /// <summary>Its number; null until given.</summary>
    public string? Number { get; init; }

    /// <summary>Sum asked for as last submitted, in fen.</summary>
    public long? RequestedFen { get; init; }

    /// <summary>The instant that counts against the deadline; null while never submitted or taken back.</summary>
    public DateTimeOffset? Submitted { get; init; }

    /// <summary>Its stages in order of entering.</summary>
    public ImmutableArray<StageInstance> Stages { get; init; } = [];

    /// <summary>Stages left out.</summary>
    public ImmutableArray<string> Skipped { get; init; } = [];

    /// <summary>The submission under way, or the last one.</summary>
    public Submission? Submission { get; init; }

    /// <summary>Forms as last submitted.</summary>
    public ImmutableArray<FrozenForm> Frozen { get; init; } = [];

    /// <summary>Places held.</summary>
    public ImmutableArray<Reservation> Quotas { get; init; } = [];

    /// <summary>All who ever held a task, as holder facts: they go on seeing what they worked on.</summary>
    public ImmutableArray<string> Readers { get; init; } = [];

    /// <summary>Files that arrived.</summary>
    public ImmutableArray<FileAdded> Files { get; init; } = [];

    /// <summary>The open stage; null when there is none.</summary>
    [JsonIgnore]
    public StageInstance? Now => Stages is [.., { Left: null } last] ? last : null;

    /// <summary>The open tasks.</summary>
    [JsonIgnore]
    public ImmutableArray<StageTask> Tasks => Now?.Entered.Tasks ?? [];

    /// <summary>Counts submissions.</summary>
    [JsonIgnore]
    public int Attempts => Submission?.Begun.Attempt ?? 0;

    /// <summary>State after an event; an event it does not know throws.</summary>
    public static ProjectState Evolve(ProjectState state, ProjectEvent happened) => happened switch
    {
        ProjectStarted e => state with { Start = e, Status = ProjectStatus.Draft, Title = e.Title },
        StageEntered e => Enter(state, e),
        StageSkipped e => state with { Skipped = [.. state.Skipped.Remove(e.Stage), e.Stage] },
        ActionTaken e => Leave(state, e.At, e.By.Name, e.Returned),
        SubmissionBegun e => state with
        {
            Status = ProjectStatus.Submitting,
            Submission = new Submission(e, true, null, state.Status),
        },
        SubmissionCompleted e => Complete(state, e),
        SubmissionRefused e => state with
        {
            Status = state.Submission!.Before,
            Submission = state.Submission with { Open = false, Refusal = e.Reason },
        },
        NumberGiven e => state with { Number = e.Number },
        QuotasReleased e => state with
        {
            Quotas = state.Quotas.RemoveAll(quota => e.Holders.Contains(quota.Holder)),
        },
        ProjectWithdrawn e => Leave(state, e.At, e.By.Name, returned: !e.Final) with
        {
            Status = e.Final ? ProjectStatus.Withdrawn : ProjectStatus.Draft,
            Submitted = e.Final ? state.Submitted : null,
        },
        DeadlinePassed e => state with
        {
            Stages = [.. state.Stages.Select(s => s.Entered.No == e.No ? s with { Overdue = true } : s)],
        },
        FileAdded e => state with { Files = state.Files.Add(e) },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not an event of a project"),
    };

    private static ProjectState Enter(ProjectState state, StageEntered e) => state with
    {
        Stages = state.Stages.Add(new StageInstance(e)),
        Skipped = state.Skipped.Remove(e.Stage),
        Readers = [.. state.Readers.Union(e.Tasks.Select(task => task.Holder))],
        Status = e.Tasks.IsEmpty ? ProjectStatus.Ended : state.Status,
    };

    private static ProjectState Leave(ProjectState state, DateTimeOffset at, string by, bool returned) =>
        state.Now is { } now
            ? state with
            {
                Stages = state.Stages.SetItem(
                    state.Stages.Length - 1, now with { Left = at, LeftBy = by, Returned = returned }),
            }
            : state;

    private static ProjectState Complete(ProjectState state, SubmissionCompleted e)
    {
        var begun = state.Submission!.Begun;
        return state with
        {
            Status = ProjectStatus.Running,
            Submission = state.Submission with { Open = false },
            Submitted = state.Submitted ?? e.Submitted,
            Title = begun.Title,
            RequestedFen = begun.RequestedFen,
            Quotas = [.. state.Quotas, .. begun.Reservations],
            Frozen =
            [
                .. state.Frozen.Where(old => begun.Frozen.All(form => form.Form != old.Form)),
                .. begun.Frozen,
            ],
        };
    }
}

/// <summary>A project's facts, the same as in its row's columns.</summary>
public sealed class ProjectFacts(ProjectState state) : IFacts
{
    /// <summary>Columns that are facts.</summary>
    public static ImmutableHashSet<string> Columns { get; } =
    [
        "programme", "class", "owner", "call", "stage", "status", "leader", "participants", "entity", "entity_path",
        "recommending_unit", "competent_authority", "region", "holders",
    ];

    /// <inheritdoc/>
    public string? Text(string name) => state.Start is not { } start ? null : name switch
    {
        "programme" => start.Definition.Programme,
        "class" => start.Definition.Class,
        "owner" => start.Owner.Id,
        "call" => start.Call.Id,
        "stage" => StageOf(state),
        "status" => StatusOf(state),
        "leader" => start.By.Person,
        "entity" => start.Entity.Id,
        "entity_path" => start.EntityPath,
        "recommending_unit" => start.RecommendingUnit?.Id,
        "competent_authority" => start.CompetentAuthority?.Id,
        "region" => start.Region,
        _ => null,
    };

    /// <inheritdoc/>
    public ImmutableArray<string> Texts(string name) => name switch
    {
        "participants" => ParticipantsOf(state),
        "holders" => HoldersOf(state),
        _ => [],
    };

    /// <summary>The stage it stands in, or stood in last.</summary>
    public static string StageOf(ProjectState state) => state.Stages is [.., var last] ? last.Entered.Stage : "";

    /// <summary>The status as columns and callers name it.</summary>
    public static string StatusOf(ProjectState state) => state.Status switch
    {
        ProjectStatus.Draft => "draft",
        ProjectStatus.Submitting => "submitting",
        ProjectStatus.Running => "running",
        ProjectStatus.Withdrawn => "withdrawn",
        ProjectStatus.Ended => "ended",
        _ => "",
    };

    /// <summary>People who make it: its leader.</summary>
    public static ImmutableArray<string> ParticipantsOf(ProjectState state) =>
        state.Start is { } start ? [start.By.Person] : [];

    /// <summary>Holders of the open tasks.</summary>
    public static ImmutableArray<string> HoldersOf(ProjectState state) =>
        [.. state.Tasks.Select(task => task.Holder).Distinct()];
}
