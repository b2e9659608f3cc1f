using System.Collections.Immutable;
using SunGov.GrainInterfaces.Quotas;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>
/// Submitting against quotas (design section 5): begun with its reservations, each reserved at its holder, then
/// completed or refused. Pure; the grain makes the calls between.
/// </summary>
public static class ProjectSubmission
{
    /// <summary>After this time a submission that nobody brings to an end is taken up again.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Begins; where no place is needed, it is completed at once.</summary>
    internal static Decision<ProjectEvent> Begin(
        ProjectState state, Act act, Guid command, ActFacts facts, DateTimeOffset now)
    {
        var contents = facts.Forms.ToDictionary(form => form.Form, form => form.Contents);
        var (definition, submits) = (facts.Programme.Definition, act.Action.Definition.Submits);
        var begun = new SubmissionBegun(
            now,
            state.Attempts + 1,
            command,
            act.By,
            act.Task,
            act.Action.Definition.Id,
            act.Action.Definition.Name,
            act.Opinion,
            ProjectReservations.Wanted(state, act, facts),
            submits ? [.. facts.Forms.Select(form => form.Frozen)] : [],
            (submits && definition.Title is { } path ? FormContent.TextAt(path, contents) : null) ?? state.Title,
            submits ? FormContent.Requested(facts.Programme, contents) : state.RequestedFen,
            submits ? ProjectActions.Values(facts.Programme, facts.Forms) : null,
            act.Input.Decided,
            act.Input.Choice,
            submits ? ProjectReservations.BlockOf(state, facts.Blocks) : null);
        if (!begun.Reservations.IsEmpty)
        {
            return begun;
        }

        var completed = Complete(ProjectState.Evolve(state, begun), facts.Programme, facts.CallCloses, now);
        return completed.Refusal is null ? completed with { Events = completed.Events.Insert(0, begun) } : completed;
    }

    /// <summary>All places are reserved: the project is submitted and goes on.</summary>
    public static Decision<ProjectEvent> Complete(
        ProjectState state, CompiledProgramme programme, DateTimeOffset callCloses, DateTimeOffset now)
    {
        if (state.Submission is not { Open: true, Begun: var begun })
        {
            return ProjectRefusals.TaskNotOpen;
        }

        var act = new Act(
            programme.Stages[state.Now!.Entered.Stage].Action(begun.Action)!,
            begun.By,
            begun.Task,
            begun.Opinion,
            new ActionInput([], begun.Decided) { Choice = begun.Choice });
        ImmutableArray<ProjectEvent> done = [new SubmissionCompleted(now, begun.At, begun.Attempt)];
        var submitted = ProjectState.Evolve(state, done[0]);
        if (ModeOf(submitted, programme, now) is { } mode)
        {
            (done, submitted) = (done.Add(mode), ProjectState.Evolve(submitted, mode));
        }

        var moved = ProjectMoves.Of(submitted, programme, act, callCloses, now, done);
        return moved.Refusal is { } refusal ? Refuse(state, refusal, now) : moved;
    }

    /// <summary>The first mode whose condition holds; null where one is fixed or there are none.</summary>
    private static ModeFixed? ModeOf(ProjectState state, CompiledProgramme programme, DateTimeOffset now) =>
        state.Mode is null
        && programme.Modes.FirstOrDefault(known => ProjectConditions.Holds(known.When, state, now)) is
            { Mode: { } mode }
            ? new ModeFixed(now, mode.Id, mode.Name)
            : null;

    /// <summary>A place was refused: the project stands where it stood, and the other places are released.</summary>
    public static Decision<ProjectEvent> Refuse(ProjectState state, Refusal reason, DateTimeOffset now)
    {
        if (state.Submission is not { Open: true, Begun: var begun })
        {
            return ProjectRefusals.TaskNotOpen;
        }

        // What is asked for anew takes the older place over at its holder; refused, neither is held any more.
        ImmutableArray<string> lost =
        [
            .. state.Quotas.Where(held => begun.Reservations.Any(place => place.Holder == held.Holder))
                .Select(held => held.Holder).Distinct(),
        ];
        var refused = new SubmissionRefused(now, begun.Attempt, reason);
        return lost.IsEmpty
            ? refused
            : new Decision<ProjectEvent>(
                null, [refused, new QuotasReleased(now, lost, begun.Attempt, "refused")]);
    }

    /// <summary>Why the submission that this command began was refused; null when it was not.</summary>
    /// <param name="entries">The project's entries, in order.</param>
    public static Refusal? RefusalOf(Guid command, ImmutableArray<Entry> entries)
    {
        var happened = entries.SelectMany(entry => StoredJson.Events<ProjectEvent>(entry.Body)).ToList();
        var begun = happened.OfType<SubmissionBegun>().FirstOrDefault(begun => begun.Command == command);
        return happened.OfType<SubmissionRefused>().FirstOrDefault(end => end.Attempt == begun?.Attempt)?.Reason;
    }

    /// <summary>The call to a holder.</summary>
    public static ReserveQuota Call(ProjectState state, Reservation place)
    {
        var start = state.Start!;
        return new ReserveQuota(
            start.Id,
            state.Submission!.Begun.Title,
            start.Definition.Programme,
            place.Class,
            place.Rule,
            place.Limit,
            state.Submission.Begun.Attempt,
            start.By.Person,
            start.EntityPath,
            place.Fen,
            place.MostFen,
            start.RecommendingUnit?.Id);
    }

    /// <summary>
    /// A holder that answers without the place having it (released since, by hand) has not reserved it; null when it
    /// has.
    /// </summary>
    public static Refusal? Unheld(ProjectState state, Reservation place, QuotaView holder) =>
        holder.Entries.Any(entry => entry.Project == state.Start!.Id
            && entry.Class == place.Class
            && entry.Attempt == state.Submission!.Begun.Attempt)
            ? null
            : Quotas.QuotaRefusals.NotHeld;
}
