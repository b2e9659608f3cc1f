using System.Collections.Immutable;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>Why a stage is entered.</summary>
/// <param name="CallCloses">The call's closing instant as it stands now.</param>
/// <param name="Note">Reasons of a return; null when the project goes on.</param>
/// <param name="Sections">Sections to correct; empty for all.</param>
public sealed record Entering(DateTimeOffset CallCloses, string? Note, ImmutableArray<string> Sections);

/// <summary>Entering stages: conditions, holders and deadlines are resolved here, once; pure.</summary>
public static class ProjectStages
{
    /// <summary>The events of going to a stage, past those whose condition does not hold.</summary>
    public static Decision<ProjectEvent> Enter(
        ProjectState state, CompiledProgramme programme, string target, Entering entering, DateTimeOffset now)
    {
        var events = ImmutableArray.CreateBuilder<ProjectEvent>();
        var stage = programme.Stages[target];
        while (stage.When is { } when && !when.Evaluate(Facts(state)).IsTrue)
        {
            events.Add(new StageSkipped(now, stage.Definition.Id, stage.Definition.Name));
            stage = programme.Stages[stage.Definition.Otherwise!];
        }

        var definition = stage.Definition;
        var no = state.Stages.Length + 1;
        var tasks = ImmutableArray.CreateBuilder<StageTask>();
        foreach (var task in definition.Tasks)
        {
            var holder = programme.Definition.Holders[task.Holder];
            if (Holder(state, holder) is not var (fact, name))
            {
                return ProjectRefusals.HolderMissing(definition.Name, holder.Name);
            }

            tasks.Add(new StageTask($"{no}-{task.Id}", task.Id, task.Name, fact, name));
        }

        events.Add(new StageEntered(
            now,
            no,
            definition.Id,
            KindOf(definition.Kind),
            definition.Name,
            tasks.ToImmutable(),
            Due(state, definition.Deadline, entering.CallCloses, now),
            IsOfCall(state, definition.Deadline),
            definition.Form,
            entering.Sections.IsEmpty ? null : entering.Sections,
            entering.Note));
        return new Decision<ProjectEvent>(null, events.ToImmutable());
    }

    /// <summary>When the open stage ends; a call's closing is taken as it stands now.</summary>
    public static DateTimeOffset? DueNow(StageInstance? stage, DateTimeOffset callCloses) =>
        stage is { Entered.DueOfCall: true } ? callCloses : stage?.Entered.Due;

    /// <summary>The kind as events and views name it.</summary>
    public static string KindOf(StageKind kind) => kind switch
    {
        StageKind.Fill => "fill",
        StageKind.Review => "review",
        StageKind.Approve => "approve",
        StageKind.End => "end",
        _ => throw new InvalidOperationException($"stage kind {kind} has no name"),
    };

    /// <summary>What conditions of a definition can ask about a project.</summary>
    private static LogicData Facts(ProjectState state)
    {
        var start = state.Start!;
        return LogicData.Of(new Dictionary<string, object?>
        {
            ["programme"] = start.Definition.Programme,
            ["call"] = start.Call.Id,
            ["year"] = (double)start.Year,
            ["leader"] = start.By.Person,
            ["entity"] = start.Entity.Id,
            ["recommendingUnit"] = start.RecommendingUnit?.Id,
            ["competentAuthority"] = start.CompetentAuthority?.Id,
            ["region"] = start.Region,
            ["requestedFen"] = state.RequestedFen is { } fen ? (double)fen : null,
            ["submitted"] = state.Submitted is not null,
        });
    }

    private static (string Fact, string Name)? Holder(ProjectState state, HolderDefinition holder)
    {
        var start = state.Start!;
        if (holder.Person is not null)
        {
            return ($"person:{start.By.Person}", start.By.Name);
        }

        var organisation = holder.At switch
        {
            "entity" => start.Entity,
            "recommending-unit" => start.RecommendingUnit,
            "competent-authority" => start.CompetentAuthority,
            "owner" => start.Owner,
            _ => throw new InvalidOperationException($"'{holder.At}' is no place of a holder"),
        };
        return organisation is null
            ? null
            : ($"{holder.Role}@{organisation.Id}", $"{organisation.Name} {holder.Name.Zh}");
    }

    private static bool IsOfCall(ProjectState state, DeadlineDefinition? deadline) =>
        deadline is { CallCloses: true } && !IsCorrection(state, deadline);

    private static bool IsCorrection(ProjectState state, DeadlineDefinition deadline) =>
        state.Submitted is not null && deadline.CorrectionDays is not null;

    private static DateTimeOffset? Due(
        ProjectState state, DeadlineDefinition? deadline, DateTimeOffset callCloses, DateTimeOffset now) =>
        deadline is null ? null
        : IsCorrection(state, deadline) ? EndOf(now, deadline.CorrectionDays!.Value)
        : deadline.CallCloses ? callCloses
        : EndOf(now, deadline.Days!.Value);

    /// <summary>The last instant of the civil day that many days later.</summary>
    private static DateTimeOffset EndOf(DateTimeOffset now, int days) =>
        CivilTime.At(CivilTime.DayOf(now).AddDays(days + 1), TimeOnly.MinValue).AddSeconds(-1);
}
