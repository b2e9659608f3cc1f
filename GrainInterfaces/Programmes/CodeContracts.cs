using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Programmes;

/// <summary>Tables of codes that forms choose from. Stateless; key: <c>codes</c>.</summary>
[Alias("SunGov.ICodeQueries")]
public interface ICodeQueries : IGrainWithStringKey
{
    /// <summary>Codes directly below one, or found by name or code.</summary>
    [Alias("List"), ReadOnly]
    Task<Outcome<ImmutableArray<CodeRow>>> List(string table, CodeFilter filter, By by);
}

/// <summary>Which codes.</summary>
/// <param name="Under">Below this code; null for the whole table.</param>
/// <param name="Search">Words of the name, or a code; null for those directly below.</param>
[Immutable, Alias("SunGov.CodeFilter")]
public sealed record CodeFilter(string? Under = null, string? Search = null);

/// <summary>A code of a table.</summary>
/// <param name="Path">Names of those above it.</param>
/// <param name="Leaf">True when nothing stands below it.</param>
[Immutable, Alias("SunGov.CodeRow")]
public sealed record CodeRow(string Code, string Name, string Path, bool Leaf);
