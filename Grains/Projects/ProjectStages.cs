using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>Why a stage is entered.</summary>
/// <param name="CallCloses">The call's closing instant as it stands now.</param>
/// <param name="Note">Reasons of a return; null when the project goes on.</param>
/// <param name="Sections">Sections to correct; empty for all.</param>
/// <param name="Back">True when it comes back, by a return or a withdrawal: its forms are the same again.</param>
public sealed record Entering(
    DateTimeOffset CallCloses, string? Note, ImmutableArray<string> Sections, bool Back = false)
{
    /// <summary>What the taker of the action picked; null for nothing.</summary>
    public ChosenWay? Choice { get; init; }

    /// <summary>The stage that a correction comes straight back to; null on the usual way.</summary>
    public StageInstance? Resuming { get; init; }

    /// <summary>Number of the stage to go straight back to from this one; null for the usual way.</summary>
    public int? Resumes { get; init; }
}

/// <summary>Entering stages: conditions, holders and deadlines are resolved here, once; pure.</summary>
public static class ProjectStages
{
    /// <summary>The events of going to a stage, past those whose condition does not hold.</summary>
    public static Decision<ProjectEvent> Enter(
        ProjectState state, CompiledProgramme programme, string target, Entering entering, DateTimeOffset now)
    {
        var events = ImmutableArray.CreateBuilder<ProjectEvent>();
        var stage = programme.Stages[target];
        while (!ProjectConditions.Holds(stage.When, state, now))
        {
            events.Add(new StageSkipped(now, stage.Definition.Id, stage.Definition.Name));
            stage = programme.Stages[stage.Definition.Otherwise!];
        }

        var definition = stage.Definition;
        var no = state.Stages.Length + 1;
        var isWanted = definition.Id == target;
        var (tasks, refusal) = StageTasks.Of(
            state, programme, stage, no, isWanted ? entering.Choice?.Tasks ?? [] : [], now);
        if (refusal is not null)
        {
            return refusal;
        }

        var kept = isWanted && entering.Resuming is { } before ? StageTasks.Kept(definition, tasks, before) : [];

        var end = StageEnd.Of(state, definition, programme.Calendar, entering.CallCloses, now);
        events.Add(new StageEntered(
            now,
            no,
            definition.Id,
            KindOf(definition.Kind),
            definition.Name,
            tasks,
            end.Due,
            end.OfCall,
            FormInstances.Entering(state, definition, entering.Back),
            entering.Sections.IsEmpty ? null : entering.Sections,
            entering.Note,
            definition.Kind == StageKind.Sign ? FormInstances.LastFrozen(state, definition.Form!)?.Form : null,
            definition.Period is null ? null : true,
            definition.Public is { } shown
                ? [.. shown.Fields.Select(field => new PublicField(
                    field.Id, field.Name, Shown(field, ProjectConditions.At(state, field.From)), field.Money))]
                : null,
            end.Provisional ? true : null,
            definition.Public?.Upheld is null ? null : true,
            definition.Public is { } notice
                ? new PublicNotice(
                    notice.How, notice.Anonymous, definition.Period?.WorkingDays, definition.Period?.Days)
                : null,
            isWanted ? entering.Resumes : null,
            kept.IsEmpty ? null : kept,
            isWanted && entering.Choice is { Tasks.IsEmpty: false } choice ? choice.Reason : null,
            ProjectInstants.Judge(stage, state, now)));
        return new Decision<ProjectEvent>(null, events.ToImmutable());
    }

    /// <summary>When the open stage ends; a call's closing is taken as it stands now.</summary>
    public static DateTimeOffset? DueNow(StageInstance? stage, DateTimeOffset callCloses) =>
        stage is { Entered.DueOfCall: true } ? callCloses : stage?.Entered.Due;

    /// <summary>The kind as events and views name it.</summary>
    public static string KindOf(StageKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    /// <summary>The holder by this name, or the one that holds instead where its condition does not hold.</summary>
    internal static HolderDefinition HolderNow(
        ProjectState state, CompiledProgramme programme, string name, DateTimeOffset now)
    {
        var holder = programme.Definition.Holders[name];
        return ProjectConditions.Holds(programme.HolderConditions.GetValueOrDefault(name), state, now)
            ? holder
            : programme.Definition.Holders[holder.Otherwise!];
    }

    /// <summary>Who holds a task, as holder fact and as shown; null where the project has no such organisation.
    /// </summary>
    internal static (string Fact, string Name)? Holder(ProjectState state, HolderDefinition holder)
    {
        var start = state.Start!;
        if (holder.Person is not null)
        {
            return ($"person:{start.By.Person}", start.By.Name);
        }

        if (holder.Organisation is { } always)
        {
            return ($"{holder.Role}@{always}", holder.Name.Zh);
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

    /// <summary>A masked value keeps its first character and its length.</summary>
    private static string Shown(PublicFieldDefinition field, JsonElement? value)
    {
        var text = Text(value);
        if (!field.Mask || text.Length == 0)
        {
            return text;
        }

        var first = new StringInfo(text).SubstringByTextElements(0, 1);
        return first + new string('*', new StringInfo(text).LengthInTextElements - 1);
    }

    /// <summary>A value as everybody may read it: a text, a number, or the name of what is referred to.</summary>
    private static string Text(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        { ValueKind: JsonValueKind.Object } named when named.TryGetProperty("name", out var name) => Text(name),
        _ => "",
    };
}
