using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>Looks codes up in memory; the tables are public.</summary>
[StatelessWorker]
public sealed class CodeQueries(CodeTables tables) : Grain, ICodeQueries
{
    /// <inheritdoc/>
    public Task<Outcome<ImmutableArray<CodeRow>>> List(string table, CodeFilter filter, By by) => Task.FromResult(
        tables.Find(table) is { } known
            ? Outcome.Of(known.List(filter))
            : (Outcome<ImmutableArray<CodeRow>>)SharedRefusals.NotFound);
}
