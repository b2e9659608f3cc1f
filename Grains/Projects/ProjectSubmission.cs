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
        var definition = facts.Programme.Definition;
        var begun = new SubmissionBegun(
            now,
            state.Attempts + 1,
            command,
            act.By,
            act.Task,
            act.Action.Definition.Id,
            act.Action.Definition.Name,
            act.Opinion,
            Wanted(state, definition, facts.EntityCap),
            [.. facts.Forms.Select(form => form.Frozen)],
            (definition.Title is { } path ? FormContent.TextAt(path, contents) : null) ?? state.Title,
            FormContent.Requested(facts.Programme, contents),
            ProjectActions.Values(facts.Programme, facts.Forms),
            act.Input.Decided,
            act.Input.Choice);
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
    public static Decision<ProjectEvent> Refuse(ProjectState state, Refusal reason, DateTimeOffset now) =>
        state.Submission is { Open: true, Begun: var begun }
            ? new SubmissionRefused(now, begun.Attempt, reason)
            : ProjectRefusals.TaskNotOpen;

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
            start.EntityPath);
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

    /// <summary>Places the definition asks for that are not held yet, in the order of their holders.</summary>
    private static ImmutableArray<Reservation> Wanted(
        ProjectState state, ProgrammeDefinition definition, int? entityCap)
    {
        var start = state.Start!;
        var wanted = ImmutableArray.CreateBuilder<Reservation>();
        foreach (var quota in definition.Quotas)
        {
            var limit = quota.LimitOf is null ? quota.Limit : entityCap;
            var within = quota.Within switch
            {
                "call" => $":{start.Call.Id}",
                "programme" => $":{definition.Programme}",
                _ => "",
            };
            var holder = $"{quota.Per}{within}:{(quota.Per == "leader" ? start.By.Person : start.Entity.Id)}";
            if (limit is { } most
                && !state.Quotas.Any(held => held.Holder == holder && held.Class == quota.Class))
            {
                wanted.Add(new Reservation(holder, quota.Id, quota.Class, quota.Name, most));
            }
        }

        return [.. wanted.OrderBy(place => place.Holder, StringComparer.Ordinal)
            .ThenBy(place => place.Class, StringComparer.Ordinal)];
    }
}
