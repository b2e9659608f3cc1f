using System.Collections.Immutable;
using System.Text.Json;
using Orleans;

namespace SunGov.GrainInterfaces.Projects;

/// <summary>A rule to be tried on a project.</summary>
/// <param name="Rule">JsonLogic.</param>
/// <param name="Form">The form it is over; null for the project's facts, as conditions see them.</param>
/// <param name="Section">The section it is over; null for the whole form.</param>
[Immutable, Alias("SunGov.TryRule")]
public sealed record TryRule(JsonElement Rule, string? Form = null, string? Section = null);

/// <summary>What a rule gave.</summary>
/// <param name="Value">Its value.</param>
/// <param name="Holds">Whether that counts as true.</param>
/// <param name="TooCostly">True where it took too many steps and gave nothing.</param>
/// <param name="Reads">What it read, by path.</param>
[Immutable, Alias("SunGov.RuleTrial")]
public sealed record RuleTrial(JsonElement Value, bool Holds, bool TooCostly, ImmutableArray<RuleRead> Reads);

/// <summary>A value that a rule read; null where there was none.</summary>
[Immutable, Alias("SunGov.RuleRead")]
public sealed record RuleRead(string Path, JsonElement Value);
