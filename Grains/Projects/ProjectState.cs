using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Projects;

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

    /// <summary>How it is managed; null before its submission and where there is one way only.</summary>
    public ModeFixed? Mode { get; init; }

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

    /// <summary>What actions asked for, by stage and field; <c>action</c> is the one that counted.</summary>
    public ImmutableDictionary<string, ImmutableDictionary<string, JsonElement>> Decided { get; init; } =
        ImmutableDictionary<string, ImmutableDictionary<string, JsonElement>>.Empty;

    /// <summary>Facts taken from frozen forms.</summary>
    public ImmutableDictionary<string, JsonElement> Values { get; init; } =
        ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>Signatures that stand: those of a form are gone once it is opened again.</summary>
    public ImmutableArray<FormSigned> Signatures { get; init; } = [];

    /// <summary>Documents released.</summary>
    public ImmutableArray<DocumentIssued> Documents { get; init; } = [];

    /// <summary>Objections, answered or not.</summary>
    public ImmutableArray<Objection> Objections { get; init; } = [];

    /// <summary>Documents that are void, by the hashes of their data.</summary>
    public ImmutableArray<string> Voided { get; init; } = [];

    /// <summary>What the call gave the recommending unit when it was submitted; null for nothing.</summary>
    public CallBlock? Block { get; init; }

    /// <summary>The closed package; null while there is none.</summary>
    public PackageSealed? Package { get; init; }

    /// <summary>Why it rests; null when it does not.</summary>
    public Suspension? Suspension { get; init; }

    /// <summary>The open stage; null when there is none.</summary>
    [JsonIgnore]
    public StageInstance? Now => Stages is [.., { Left: null } last] ? last : null;

    /// <summary>The open tasks.</summary>
    [JsonIgnore]
    public ImmutableArray<StageTask> Tasks => Now switch
    {
        null or { IsHandedOver: false, Entered.Instant.Passed: true } => [],
        { Done.IsEmpty: true } stage => stage.Entered.Tasks,
        var stage => stage.Entered.Tasks.RemoveAll(task => stage.Done.Any(done => done.Task == task.Id)),
    };

    /// <summary>Objections of the open stage that wait for an answer.</summary>
    [JsonIgnore]
    public IEnumerable<Objection> OpenObjections => Objections.Where(
        objection => objection.Answer is null && objection.Raised.No == Now?.Entered.No);

    /// <summary>Counts submissions.</summary>
    [JsonIgnore]
    public int Attempts => Submission?.Begun.Attempt ?? 0;

    /// <summary>State after an event; an event it does not know throws.</summary>
    public static ProjectState Evolve(ProjectState state, ProjectEvent happened) => happened switch
    {
        ProjectStarted e => state with { Start = e, Status = ProjectStatus.Draft, Title = e.Title },
        StageEntered e => Enter(state, e),
        StageSkipped e => state with { Skipped = [.. state.Skipped.Remove(e.Stage), e.Stage] },
        ActionTaken e => Acted(state, e),
        StageLeft e => Leave(state, e.At, null, returned: false),
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
        ProjectWithdrawn e => Leave(state, e.At, e.By.Name, returned: !e.Final, withdrawn: true) with
        {
            Status = e.Final ? ProjectStatus.Withdrawn : ProjectStatus.Draft,
            Submitted = e.Final ? state.Submitted : null,
            Mode = e.Final ? state.Mode : null,
        },
        DeadlinePassed e => state with
        {
            Stages = [.. state.Stages.Select(s => s.Entered.No == e.No ? s with { Overdue = true } : s)],
        },
        FileAdded e => state with { Files = state.Files.Add(e) },
        ModeFixed e => state with { Mode = e },
        TaskHandled e => Handled(state, e),
        FormsFrozen e => Freeze(state, e.Forms, e.Values),
        FormSigned e => state with { Signatures = state.Signatures.Add(e) },
        DocumentIssued e => state with { Documents = state.Documents.Add(e) },
        DocumentVoided e => state with { Voided = state.Voided.Add(e.Sm3) },
        InstantHandedOver e => state with
        {
            Stages = [.. state.Stages.Select(s => s.Entered.No == e.No ? s with { HandedOver = e.Reason } : s)],
        },
        PackageSealed e => state with { Package = e },
        ObjectionRaised e => state with { Objections = state.Objections.Add(new Objection(e)) },
        ObjectionAnswered e => state with
        {
            Objections = [.. state.Objections.Select(o => o.Raised.Id == e.Id ? o with { Answer = e } : o)],
        },
        ProjectSuspended e => state with
        {
            Status = ProjectStatus.Suspended, Suspension = new Suspension(e, state.Status),
        },
        ProjectResumed e => Resume(state, e),
        ProjectMigrated e => e.Of(state),
        ProjectTerminated e => Leave(state, e.At, e.By.Name, returned: false) with
        {
            Status = ProjectStatus.Terminated, Suspension = null,
        },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not an event of a project"),
    };

    private static ProjectState Enter(ProjectState state, StageEntered e) => state with
    {
        Stages = state.Stages.Add(new StageInstance(e) { Done = e.Kept ?? [] }),
        Skipped = state.Skipped.Remove(e.Stage),
        Readers = [.. state.Readers.Union(e.Tasks.Select(task => task.Holder))],
        Signatures = e.Form is null ? state.Signatures : state.Signatures.RemoveAll(given => given.Form == e.Form),
        Status = e.Kind == "end" ? ProjectStatus.Ended : state.Status,
    };

    private static ProjectState Acted(ProjectState state, ActionTaken e)
    {
        var (last, now) = (state.Stages.Length - 1, state.Now!);
        var done = new TaskDone(e.Task, e.Action, e.ActionName, e.By, e.At, e.Opinion, e.Decided);
        var decided = state.Decided.GetValueOrDefault(e.Stage, ImmutableDictionary<string, JsonElement>.Empty)
            .SetItems(e.Decided ?? ImmutableDictionary<string, JsonElement>.Empty);
        if (e.Outcome is not null)
        {
            decided = decided.SetItem("action", JsonSerializer.SerializeToElement(e.Outcome));
        }

        state = state with
        {
            Stages = state.Stages.SetItem(last, now with { Done = now.Done.Add(done) }),
            Decided = decided.IsEmpty ? state.Decided : state.Decided.SetItem(e.Stage, decided),
        };
        return e.Open is true ? state : Leave(state, e.At, e.By.Name, e.Returned);
    }

    private static ProjectState Handled(ProjectState state, TaskHandled e)
    {
        if (state.Now is not { } now)
        {
            return state;
        }

        var entered = now.Entered;
        StageEntered Held(Named? by) => entered with
        {
            Tasks = [.. entered.Tasks.Select(task => task.Id == e.Task ? task with { Claimed = by } : task)],
        };
        now = e switch
        {
            TaskClaimed => now with { Entered = Held(new Named(e.By.Person, e.By.Name)) },
            TaskReleased => now with { Entered = Held(null) },
            TaskTransferred to => now with { Entered = Held(to.To) },
            SignerAdded one => now with { Entered = entered with { Tasks = entered.Tasks.Add(one.Added) } },
            ActRetracted => now with { Done = now.Done.RemoveAll(done => done.Task == e.Task) },
            _ => throw new InvalidOperationException($"{e.GetType().Name} is not an event of a project"),
        };
        return state with
        {
            Stages = state.Stages.SetItem(state.Stages.Length - 1, now),
            Readers = [.. state.Readers.Union(now.Entered.Tasks.Select(task => task.Holder))],
        };
    }

    private static ProjectState Freeze(
        ProjectState state, ImmutableArray<FrozenForm> forms, ImmutableDictionary<string, JsonElement>? values) =>
        state with
        {
            Frozen = [.. state.Frozen.Where(old => forms.All(form => form.Form != old.Form)), .. forms],
            Values = state.Values.SetItems(values ?? ImmutableDictionary<string, JsonElement>.Empty),
        };

    private static ProjectState Resume(ProjectState state, ProjectResumed e)
    {
        var resumed = state with { Status = state.Suspension?.Before ?? state.Status, Suspension = null };
        return state.Now is not { } now ? resumed : resumed with
        {
            Stages = state.Stages.SetItem(
                state.Stages.Length - 1, now with { Entered = now.Entered with { Due = e.Due } }),
        };
    }

    private static ProjectState Leave(
        ProjectState state, DateTimeOffset at, string? by, bool returned, bool withdrawn = false) =>
        state.Now is { } now
            ? state with
            {
                Stages = state.Stages.SetItem(
                    state.Stages.Length - 1, now with
                    {
                        Left = at, LeftBy = by, Returned = returned, Withdrawn = withdrawn,
                    }),
            }
            : state;

    private static bool IsAnew(Reservation held, SubmissionBegun begun) =>
        begun.Reservations.Any(place => place.Holder == held.Holder && place.Class == held.Class);

    private static ProjectState Complete(ProjectState state, SubmissionCompleted e)
    {
        var begun = state.Submission!.Begun;
        return Freeze(state, begun.Frozen, begun.Values) with
        {
            Status = ProjectStatus.Running,
            Submission = state.Submission with { Open = false },
            Submitted = state.Submitted ?? e.Submitted,
            Title = begun.Title,
            RequestedFen = begun.RequestedFen,
            Quotas = [.. state.Quotas.RemoveAll(held => IsAnew(held, begun)), .. begun.Reservations],
            Block = begun.Block ?? state.Block,
        };
    }
}
