using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using SunGov.GrainInterfaces.Calls;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>A project as the object that conditions run over; each part is made only when a rule asks for it.</summary>
internal sealed class FactsOfProject(ProjectState state, DateTimeOffset now) : IReadOnlyDictionary<string, object?>
{
    /// <summary>The facts there are.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "programme", "call", "year", "leader", "entity", "recommendingUnit", "competentAuthority", "region",
        "requestedFen", "submitted", "today", "decided", "facts", "times", "mode", "entityKind", "entityPath",
        "block",
    ];

    public int Count => Names.Length;

    public IEnumerable<string> Keys => Names;

    public IEnumerable<object?> Values => Names.Select(name => this[name]);

    public object? this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"'{key}' is no fact of a project");

    public bool ContainsKey(string key) => Names.Contains(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        var start = state.Start!;
        value = key switch
        {
            "programme" => start.Definition.Programme,
            "call" => start.Call.Id,
            "year" => (double)start.Year,
            "leader" => start.By.Person,
            "entity" => start.Entity.Id,
            "recommendingUnit" => start.RecommendingUnit?.Id,
            "competentAuthority" => start.CompetentAuthority?.Id,
            "region" => start.Region,
            "requestedFen" => state.RequestedFen is { } fen ? (double)fen : null,
            "submitted" => state.Submitted is not null,
            "today" => CivilTime.DayOf(now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "decided" => state.Decided.ToDictionary(stage => stage.Key, stage => (object?)Plain(stage.Value)),
            "facts" => Plain(state.Values),
            "mode" => state.Mode?.Mode,
            "entityKind" => start.EntityKind,
            "entityPath" => start.EntityPath,
            "block" => state.Block is { } block ? Plain(block) : null,
            "times" => state.Stages.CountBy(stage => stage.Entered.Stage)
                .ToDictionary(stage => stage.Key, stage => (object?)(double)stage.Value),
            _ => null,
        };
        return value is not null || ContainsKey(key);
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() =>
        Names.Select(name => new KeyValuePair<string, object?>(name, this[name])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static Dictionary<string, object?> Plain(CallBlock block) => new()
    {
        ["unit"] = block.Unit.Id,
        ["places"] = (double)block.Places,
        ["fen"] = (double)block.Fen,
        ["delegated"] = block.Delegated,
    };

    private static Dictionary<string, object?> Plain(ImmutableDictionary<string, JsonElement> values) =>
        values.ToDictionary(value => value.Key, value => LogicData.Plain(value.Value));
}
