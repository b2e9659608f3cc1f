using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Experts;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Experts;

/// <summary>Looks disciplines up in memory; the table is public.</summary>
[StatelessWorker]
public sealed class DisciplineQueries(Disciplines disciplines) : Grain, IDisciplineQueries
{
    /// <inheritdoc/>
    public Task<Outcome<ImmutableArray<DisciplineRow>>> List(DisciplineFilter filter, By by) =>
        Task.FromResult(Outcome.Of(disciplines.List(filter)));
}
