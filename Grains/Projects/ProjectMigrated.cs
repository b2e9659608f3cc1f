using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>The project goes on with another version of its definition.</summary>
/// <param name="Stages">Stages that have another id there: old, new.</param>
/// <param name="Decided">Decided fields that stand elsewhere there, <c>stage/field</c>; empty for what is left behind.
/// </param>
/// <param name="StageName">Name of the open stage there; null where there is none.</param>
/// <param name="Values">The facts of frozen forms under the names they have there.</param>
/// <param name="Note">Why.</param>
public sealed record ProjectMigrated(
    DateTimeOffset At,
    Actor By,
    PinnedDefinition From,
    PinnedDefinition To,
    ImmutableDictionary<string, string> Stages,
    ImmutableDictionary<string, string> Decided,
    Words? StageName,
    ImmutableDictionary<string, JsonElement> Values,
    string Note) : ProjectEvent
{
    /// <summary>The project afterwards.</summary>
    internal ProjectState Of(ProjectState state) => state with
    {
        Start = state.Start! with { Definition = To },
        Stages = [.. state.Stages.Select(stage => Renamed(stage, stage == state.Now))],
        Skipped = [.. state.Skipped.Select(Stage)],
        Decided = DecidedOf(state),
        Values = Values,
    };

    /// <summary>What is hidden, also under the names it had before; with it what was left behind.</summary>
    /// <param name="hidden">By stage and field as they are named afterwards; empty where nothing is hidden.</param>
    internal ImmutableHashSet<(string Stage, string Field)> HiddenBefore(
        ImmutableHashSet<(string Stage, string Field)> hidden) => hidden.IsEmpty
        ? hidden
        : hidden.Union(Decided
            .Where(pair => pair.Value.Length == 0
                || hidden.Contains((pair.Value.Split('/')[0], pair.Value.Split('/')[1])))
            .Select(pair => (pair.Key.Split('/')[0], pair.Key.Split('/')[1])));

    private StageInstance Renamed(StageInstance stage, bool isOpen) => stage with
    {
        Entered = stage.Entered with
        {
            Stage = Stage(stage.Entered.Stage),
            Name = isOpen && StageName is not null ? StageName : stage.Entered.Name,
        },
    };

    private string Stage(string id) => Stages.GetValueOrDefault(id, id);

    private ImmutableDictionary<string, ImmutableDictionary<string, JsonElement>> DecidedOf(ProjectState state) =>
        state.Decided.SelectMany(stage => stage.Value.Select(field => (
                Path: Decided.GetValueOrDefault($"{stage.Key}/{field.Key}", $"{stage.Key}/{field.Key}"), field.Value)))
            .Where(field => field.Path.Length > 0)
            .GroupBy(field => field.Path.Split('/')[0])
            .ToImmutableDictionary(
                stage => stage.Key,
                stage => stage.ToImmutableDictionary(field => field.Path.Split('/')[1], field => field.Value));
}
