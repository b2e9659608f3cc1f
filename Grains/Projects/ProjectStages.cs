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
    DateTimeOffset CallCloses, string? Note, ImmutableArray<string> Sections, bool Back = false);

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
        var (tasks, refusal) = Tasks(state, programme, stage, no, now);
        if (refusal is not null)
        {
            return refusal;
        }

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
                : null));
        return new Decision<ProjectEvent>(null, events.ToImmutable());
    }

    /// <summary>When the open stage ends; a call's closing is taken as it stands now.</summary>
    public static DateTimeOffset? DueNow(StageInstance? stage, DateTimeOffset callCloses) =>
        stage is { Entered.DueOfCall: true } ? callCloses : stage?.Entered.Due;

    /// <summary>The kind as events and views name it.</summary>
    public static string KindOf(StageKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    private static (ImmutableArray<StageTask> Tasks, GrainInterfaces.Shared.Refusal? Refusal) Tasks(
        ProjectState state, CompiledProgramme programme, CompiledStage stage, int no, DateTimeOffset now)
    {
        var tasks = ImmutableArray.CreateBuilder<StageTask>();
        foreach (var task in stage.Definition.Tasks)
        {
            if (!ProjectConditions.Holds(stage.TaskConditions.GetValueOrDefault(task.Id), state, now))
            {
                continue;
            }

            var holder = programme.Definition.Holders[task.Holder];
            if (Holder(state, holder) is not var (fact, name))
            {
                return ([], ProjectRefusals.HolderMissing(stage.Definition.Name, holder.Name));
            }

            tasks.Add(new StageTask(
                string.Create(CultureInfo.InvariantCulture, $"{no}-{task.Id}"), task.Id, task.Name, fact, name));
        }

        return (tasks.ToImmutable(), null);
    }

    private static (string Fact, string Name)? Holder(ProjectState state, HolderDefinition holder)
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
