using System.Collections.Immutable;
using System.Text.Json;

namespace SunGov.Grains.Programmes;

/// <summary>Something a rule looks up.</summary>
/// <param name="Path">Where, with dots; within an item where <paramref name="Items"/> is given.</param>
/// <param name="Items">Path of the list whose items are looked at; null for the data as a whole.</param>
public sealed record LogicVariable(string Path, string? Items)
{
    private static readonly ImmutableHashSet<string> OverItems = ["map", "filter", "all", "none", "some", "reduce"];

    /// <summary>
    /// What a rule looks up by name; what it looks up by a computed name, or in a computed list, is not among them.
    /// </summary>
    public static IEnumerable<LogicVariable> Of(JsonElement rule) => In(rule, new Scope(null, true, false));

    private static IEnumerable<LogicVariable> In(JsonElement rule, Scope scope) => rule.ValueKind switch
    {
        JsonValueKind.Array => rule.EnumerateArray().SelectMany(part => In(part, scope)),
        JsonValueKind.Object when Operation(rule) is var (name, args) => name switch
        {
            "var" => Named(args.Take(1), scope).Concat(args.Skip(1).SelectMany(part => In(part, scope))),
            "missing" => Named(args.SelectMany(Flat), scope),
            "missing_some" => Named(args.Skip(1).SelectMany(Flat), scope),
            _ when OverItems.Contains(name) && args is [var list, var body, ..] =>
                In(list, scope).Concat(In(body, Within(list, scope, name == "reduce")))
                    .Concat(args.Skip(2).SelectMany(part => In(part, scope))),
            _ => args.SelectMany(part => In(part, scope)),
        },
        JsonValueKind.Object => rule.EnumerateObject().SelectMany(member => In(member.Value, scope)),
        _ => [],
    };

    private static (string Name, ImmutableArray<JsonElement> Args)? Operation(JsonElement rule)
    {
        var members = rule.EnumerateObject().ToImmutableArray();
        return members is not [var only] ? null
            : (only.Name, only.Value.ValueKind == JsonValueKind.Array
                ? [.. only.Value.EnumerateArray()]
                : [only.Value]);
    }

    private static IEnumerable<JsonElement> Flat(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : [json];

    private static IEnumerable<LogicVariable> Named(IEnumerable<JsonElement> names, Scope scope) => names
        .Where(name => name.ValueKind == JsonValueKind.String && scope.Known)
        .Select(name => name.GetString()!)
        .Where(path => path.Length > 0)
        .Select(path => !scope.Reduces ? path
            : path.StartsWith("current.", StringComparison.Ordinal) ? path["current.".Length..]
            : "")
        .Where(path => path.Length > 0)
        .Select(path => new LogicVariable(path, scope.Items));

    /// <summary>What the items of a list are looked at in.</summary>
    private static Scope Within(JsonElement list, Scope scope, bool reduces)
    {
        var named = list.ValueKind == JsonValueKind.Object && Operation(list) is ("var", [{ } first, ..])
            && first.ValueKind == JsonValueKind.String && scope.Known && !scope.Reduces
            ? first.GetString()!
            : null;
        return named is null or ""
            ? new Scope(null, false, reduces)
            : new Scope(scope.Items is null ? named : $"{scope.Items}.{named}", true, reduces);
    }

    private readonly record struct Scope(string? Items, bool Known, bool Reduces);
}
