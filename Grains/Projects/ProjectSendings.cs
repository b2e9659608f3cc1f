using System.Collections.Immutable;
using System.Globalization;
using SunGov.GrainInterfaces.Notifications;
using SunGov.GrainInterfaces.Quotas;
using SunGov.Grains.Notifications;
using SunGov.Grains.Quotas;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>What a project tells others after an accepted command: quota holders and people. Pure.</summary>
public static class ProjectSendings
{
    /// <summary>The sendings of these events, in order.</summary>
    /// <param name="state">State after the events.</param>
    public static ImmutableArray<Sending> Of(ProjectState state, ImmutableArray<ProjectEvent> events) =>
        [.. events.SelectMany(happened => Of(state, events, happened))];

    private static IEnumerable<Sending> Of(
        ProjectState state, ImmutableArray<ProjectEvent> events, ProjectEvent happened) => happened switch
    {
        SubmissionCompleted e => state.Submission!.Begun.Reservations
            .Select(place => place.Holder).Distinct()
            .Select(holder => QuotaDue.Confirm(holder, new ConfirmQuota(state.Start!.Id, e.Attempt)))
            .Concat(Submitting(state, "project-submitted", ("submitted", Text(e.Submitted)))),
        SubmissionRefused e => state.Submission!.Begun.Reservations
            .Select(place => place.Holder).Distinct()
            .Select(holder => QuotaDue.Release(holder, new ReleaseQuota(state.Start!.Id, e.Attempt, "refused")))
            .Concat(Submitting(state, "submission-refused", ("code", e.Reason.Code))),
        QuotasReleased e => e.Holders.Distinct().Select(
            holder => QuotaDue.Release(holder, new ReleaseQuota(state.Start!.Id, e.Attempt, e.Reason))),
        ActionTaken { Returned: true } e =>
            [OfTask(
                $"person:{state.Start!.By.Person}", state, "project-returned",
                ("stage", e.StageName.Zh), ("opinion", e.Opinion ?? ""))],
        StageEntered { Kind: "end" } e => [ToLeader(state, "project-ended", ("stage", e.Name.Zh))],
        StageEntered { Instant.Passed: true } => [],
        InstantHandedOver => state.Tasks.Select(task => OfTask(
            task.Holder, state, "task-opened",
            ("task", task.Name.Zh), ("stage", state.Now!.Entered.Name.Zh), ("due", Text(state.Now.Entered.Due)))),
        StageEntered e => e.Tasks
            .Where(task => !IsKnownTo(task, state, events))
            .Select(task => OfTask(
                task.Claimed is { } person ? $"person:{person.Id}" : task.Holder, state, "task-opened",
                ("task", task.Name.Zh), ("stage", e.Name.Zh), ("due", Text(e.Due)))),
        DeadlinePassed e => state.Tasks.Select(task => OfTask(
            task.Holder, state, "task-overdue", ("task", task.Name.Zh), ("due", Text(e.Due)))),
        TaskTransferred e => [OfTask(
            $"person:{e.To.Id}", state, "task-opened",
            ("task", e.TaskName.Zh), ("stage", state.Now!.Entered.Name.Zh), ("due", Text(state.Now.Entered.Due)))],
        SignerAdded e => [OfTask(
            e.Added.Claimed is { } signer ? $"person:{signer.Id}" : e.Added.Holder, state, "task-opened",
            ("task", e.Added.Name.Zh), ("stage", state.Now!.Entered.Name.Zh), ("due", Text(state.Now.Entered.Due)))],
        ActRetracted e when e.Of.Id != e.By.Person => [OfTask(
            $"person:{e.Of.Id}", state, "task-opened",
            ("task", e.TaskName.Zh), ("stage", state.Now!.Entered.Name.Zh), ("due", Text(state.Now.Entered.Due)))],
        ObjectionRaised => state.Tasks.Select(task => OfTask(
            task.Holder, state, "objection-raised", ("stage", state.Now!.Entered.Name.Zh))),
        _ => [],
    };

    /// <summary>Who opened the task by their own act, or is told of the return, needs no message of the task.</summary>
    private static bool IsKnownTo(StageTask task, ProjectState state, ImmutableArray<ProjectEvent> events) =>
        task.Holder == $"person:{state.Start!.By.Person}"
        && events.Any(other => other is ProjectStarted or ProjectWithdrawn or ActionTaken { Returned: true });

    /// <summary>Told where forms were submitted, not where somebody else's act took places.</summary>
    private static IEnumerable<Sending> Submitting(
        ProjectState state, string template, (string Name, string Value) arg) =>
        state.Submission!.Begun.Frozen.IsEmpty ? [] : [ToLeader(state, template, arg)];

    private static Sending ToLeader(
        ProjectState state, string template, params ReadOnlySpan<(string Name, string Value)> args) =>
        To($"person:{state.Start!.By.Person}", state, template, args);

    private static Sending To(
        string holder, ProjectState state, string template, params ReadOnlySpan<(string Name, string Value)> args) =>
        MessageDue.Deliver(Message(holder, state, template, args));

    /// <summary>A message that stand-ins get too.</summary>
    private static Sending OfTask(
        string holder, ProjectState state, string template, params ReadOnlySpan<(string Name, string Value)> args) =>
        MessageDue.Deliver(Message(holder, state, template, args) with { OfTask = true });

    /// <summary>A message; its id is that of the outbox row that carries it.</summary>
    private static NewMessage Message(
        string holder, ProjectState state, string template, ReadOnlySpan<(string Name, string Value)> args)
    {
        var map = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        map["title"] = state.Title;
        if (state.Number is { } number)
        {
            map["number"] = number;
        }

        foreach (var (name, value) in args)
        {
            if (value.Length > 0)
            {
                map[name] = value;
            }
        }

        var person = holder.StartsWith("person:", StringComparison.Ordinal) ? holder["person:".Length..] : null;
        return new NewMessage(
            Guid.Empty, person, person is null ? holder : null, template, map.ToImmutable(), state.Start!.Id);
    }

    private static string Text(DateTimeOffset? instant) => instant?.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
