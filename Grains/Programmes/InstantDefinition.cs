using System.Collections.Immutable;
using System.Text.Json;

namespace SunGov.Grains.Programmes;

/// <summary>
/// What the platform does by itself as a stage is entered (R-CHK-05): where all rules hold it takes the action under
/// its own name; else the stage's tasks open for people, with the rules that do not hold.
/// </summary>
public sealed record InstantDefinition
{
    /// <summary>The action it takes: the usual next step, which asks for nothing.</summary>
    public required string Action { get; init; }

    /// <summary>Rules over the project's facts; the message says in words what is right.</summary>
    public ImmutableArray<RuleDefinition> Rules { get; init; } = [];
}

/// <summary>A rule of an instant stage, with the facts it looks at.</summary>
public sealed record CompiledInstantRule(
    RuleDefinition Definition, JsonLogic Holds, ImmutableArray<(string Path, JsonLogic Read)> Sources)
{
    internal static CompiledInstantRule Of(RuleDefinition rule) => new(
        rule,
        CompiledProgramme.Logic(rule.Holds) ?? throw new ArgumentException($"rule '{rule.Id}' was never checked"),
        [
            .. PathsIn(rule.Holds).Distinct().Order(StringComparer.Ordinal).Select(path =>
                (path, CompiledProgramme.Logic(JsonSerializer.SerializeToElement(new { var = path }))!)),
        ]);

    /// <summary>Paths of facts that a rule reads; what it reads of the items of a list is not among them.</summary>
    public static IEnumerable<string> PathsIn(JsonElement rule) =>
        LogicVariable.Of(rule).Where(read => read.Items is null).Select(read => read.Path);
}
