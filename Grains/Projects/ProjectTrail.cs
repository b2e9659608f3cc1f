using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>The journal of a project as sentences can be made of it (R-BUS-15); pure.</summary>
public static class ProjectTrail
{
    private static readonly Actor System = new("", "", "", "", "", "", "");

    /// <summary>The trail of these entries, oldest first.</summary>
    /// <param name="hidden">What was decided but is not for the reader, by stage and field.</param>
    public static TrailView Of(
        ImmutableArray<Entry> entries, ImmutableHashSet<(string Stage, string Field)> hidden)
    {
        var fault = entries.FirstOrDefault(entry => !entry.Verified);
        var told = entries.SelectMany(entry => StoredJson.Events<ProjectEvent>(entry.Body)
            .Select(happened => (Entry: entry, Happened: happened))).ToImmutableArray();
        hidden = told.Select(line => line.Happened).OfType<ProjectMigrated>().Reverse()
            .Aggregate(hidden, (known, migrated) => migrated.HiddenBefore(known));
        return new TrailView(
            [.. told.Select(line => Line(line.Entry, Without(line.Happened, hidden)))],
            fault is null,
            fault?.Sequence.ToString(CultureInfo.InvariantCulture));
    }

    private static ProjectEvent Without(
        ProjectEvent happened, ImmutableHashSet<(string Stage, string Field)> hidden) =>
        happened is ActionTaken { Decided: { } decided } taken && !hidden.IsEmpty
            && decided.RemoveRange(decided.Keys.Where(field => hidden.Contains((taken.Stage, field)))) is var seen
                ? taken with { Decided = seen.IsEmpty ? null : seen }
                : happened;

    private static TrailEntry Line(Entry entry, ProjectEvent happened)
    {
        var line = Told(happened);
        var under = line.By.RoleName.Length == 0 ? "" : $"{line.By.RoleName} · {line.By.OrganisationName}"
            + (line.By.OnBehalf is { } other ? $"（代 {other.Name}）" : "");
        return new TrailEntry(
            entry.Sequence, entry.Version, entry.At, line.What, line.By.Name, under, line.Stage, line.Action,
            line.Opinion, line.Facts, Convert.ToHexStringLower(entry.Hash));
    }

    private static Telling Told(ProjectEvent happened) => happened switch
    {
        ProjectStarted e => new("project-started", e.By)
        {
            Facts = Of("title", e.Title, "call", e.Call.Name, "entity", e.Entity.Name),
        },
        StageEntered e => new("stage-entered", System)
        {
            Stage = e.Name,
            Facts = Of(
                "holders",
                e.Instant is { Passed: true } ? "" : string.Join("、", e.Tasks.Select(task => task.HolderName)),
                "due", Text(e.Due),
                "rules", e.Instant is { Passed: true } held ? Text(held.Rules.Length) : "",
                "broken", string.Join("；", e.Instant?.Rules.Where(rule => !rule.Holds).Select(r => r.Rule.Zh) ?? [])),
        },
        StageSkipped e => new("stage-skipped", System) { Stage = e.Name },
        ActionTaken e => new("action-taken", e.By)
        {
            Stage = e.StageName,
            Action = e.ActionName,
            Opinion = e.Opinion,
            Facts = Of(
                "returned", e.Returned ? "true" : "",
                "sections", string.Join(", ", e.Sections),
                "open", e.Open is true ? "true" : "",
                "chosenStage", e.Choice?.StageName?.Zh ?? "",
                "chosenTasks", string.Join("、", e.Choice?.Tasks.Select(
                    task => task.Person is { } person ? $"{task.Holder}（{person.Name}）" : task.Holder) ?? []),
                "choiceReason", e.Choice?.Reason ?? "",
                "decided", e.Decided is null ? "" : JsonSerializer.Serialize(e.Decided, StoredJson.Options)),
        },
        SubmissionBegun e => new("submission-begun", e.By)
        {
            Action = e.ActionName,
            Facts = Of(
                "quotas", string.Join("；", e.Reservations.Select(place => place.Rule.Zh)),
                "forms", string.Join(", ", e.Frozen.Select(form => $"{form.Form} {form.Sm3}")),
                "title", e.Title,
                "requestedFen", Text(e.RequestedFen)),
        },
        SubmissionCompleted e => new("submission-completed", System) { Facts = Of("submitted", Text(e.Submitted)) },
        SubmissionRefused e => new("submission-refused", System)
        {
            Facts = e.Reason.Args.SetItem("code", e.Reason.Code),
        },
        NumberGiven e => new("number-given", System) { Facts = Of("number", e.Number) },
        QuotasReleased e => new("quotas-released", System)
        {
            Facts = Of("count", e.Holders.Length.ToString(CultureInfo.InvariantCulture), "reason", e.Reason),
        },
        ProjectWithdrawn e => new("project-withdrawn", e.By)
        {
            Stage = e.StageName,
            Action = e.Name,
            Opinion = e.Reason,
            Facts = Of("final", e.Final ? "true" : ""),
        },
        DeadlinePassed e => new("deadline-passed", System) { Facts = Of("due", Text(e.Due)) },
        TaskHandled e => ToldOfTask(e),
        _ => ToldOfWay(happened),
    };

    private static Telling ToldOfTask(TaskHandled happened) => happened switch
    {
        TaskClaimed e => new("task-claimed", e.By) { Action = e.TaskName },
        TaskReleased e => new("task-released", e.By) { Action = e.TaskName, Facts = Of("of", e.Of.Name) },
        TaskTransferred e => new("task-transferred", e.By)
        {
            Action = e.TaskName, Opinion = e.Reason, Facts = Of("to", e.To.Name),
        },
        SignerAdded e => new("signer-added", e.By)
        {
            Action = e.Added.Name, Opinion = e.Reason, Facts = Of("to", e.Added.Claimed?.Name ?? e.Added.HolderName),
        },
        ActRetracted e => new("act-retracted", e.By)
        {
            Action = e.TaskName, Opinion = e.Reason, Facts = Of("of", e.Of.Name),
        },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot be told"),
    };

    private static Telling ToldOfWay(ProjectEvent happened) => happened switch
    {
        ModeFixed e => new("mode-fixed", System) { Facts = Of("modeZh", e.Name.Zh, "modeEn", e.Name.En) },
        StageLeft e => new("stage-left", System) { Stage = e.StageName, Facts = Of("why", e.Why) },
        FormsFrozen e => new("forms-frozen", e.By)
        {
            Facts = Of("forms", string.Join(", ", e.Forms.Select(form => $"{form.Form} {form.Sm3}"))),
        },
        FormSigned e => new("form-signed", e.By)
        {
            Facts = Of("form", e.Form, "sm3", e.Sm3, "party", e.Party.Zh),
        },
        DocumentIssued e => new("document-issued", e.By)
        {
            Facts = Of(
                "name", e.Name.Zh, "number", e.Number ?? "", "sm3", e.Sm3,
                "valid", e.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""),
        },
        DocumentVoided e => new("document-voided", e.By)
        {
            Facts = Of("name", e.Name.Zh, "number", e.Number ?? "", "sm3", e.Sm3),
        },
        InstantHandedOver e => new("instant-handed-over", System)
        {
            Facts = e.Reason.Args.SetItem("code", e.Reason.Code),
        },
        PackageSealed e => new("package-sealed", e.By)
        {
            Facts = Of("sm3", e.Sm3, "contents", Text(e.Contents), "entries", Text(e.Entries)),
        },
        ObjectionRaised e => new("objection-raised", System) { Facts = Of("objection", e.Id) },
        ObjectionAnswered e => new("objection-answered", e.By)
        {
            Opinion = e.Answer,
            Facts = Of("objection", e.Id, "upheld", e.Upheld ? "true" : ""),
        },
        ProjectSuspended e => new("project-suspended", e.By) { Opinion = e.Reason },
        ProjectResumed e => new("project-resumed", e.By) { Opinion = e.Reason, Facts = Of("due", Text(e.Due)) },
        ProjectTerminated e => new("project-terminated", e.By) { Stage = e.StageName, Opinion = e.Reason },
        ProjectMigrated e => new("project-migrated", e.By)
        {
            Opinion = e.Note,
            Facts = Of("from", Text(e.From.Version), "to", Text(e.To.Version)),
        },
        FileAdded e => new("file-added", e.By)
        {
            Facts = Of("name", e.Name, "size", Text(e.Size), "sm3", e.Sm3),
        },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot be told"),
    };

    private static ImmutableDictionary<string, string> Of(params ReadOnlySpan<string> facts)
    {
        var map = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < facts.Length; i += 2)
        {
            if (facts[i + 1].Length > 0)
            {
                map[facts[i]] = facts[i + 1];
            }
        }

        return map.ToImmutable();
    }

    private static string Text(DateTimeOffset? instant) => instant?.ToString("O", CultureInfo.InvariantCulture) ?? "";

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private sealed record Telling(string What, Actor By)
    {
        public Words? Stage { get; init; }

        public Words? Action { get; init; }

        public string? Opinion { get; init; }

        public ImmutableDictionary<string, string> Facts { get; init; } = ImmutableDictionary<string, string>.Empty;
    }
}
