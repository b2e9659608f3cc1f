using System.Collections.Immutable;
using Orleans;
using SunGov.GrainInterfaces.Experts;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Identity;

namespace SunGov.Grains.Reviews;

/// <summary>Candidates from the register of experts.</summary>
public sealed class ExpertPool(IGrainFactory grains, IDirectory directory) : IExpertPool
{
    /// <inheritdoc/>
    public async Task<Outcome<ImmutableArray<PoolExpert>>> EligibleAsync(
        ImmutableArray<string> disciplines, string purpose, By by)
    {
        var eligible = await grains.GetGrain<IExpertQueries>("experts").Eligible(
            new EligibleFilter(disciplines, [], [], purpose), by with { Command = Guid.Empty, IfVersion = null });
        if (!eligible.Succeeded)
        {
            return eligible.Refusal;
        }

        var pool = ImmutableArray.CreateBuilder<PoolExpert>(eligible.Value.Length);
        foreach (var one in eligible.Value)
        {
            pool.Add(new PoolExpert(
                one.Expert, one.Person, one.Name, one.Entity,
                (await directory.OrganisationAsync(one.Entity.Id))?.Path ?? one.Entity.Id, one.Title,
                one.RecusedEntities, one.RecusedPersons));
        }

        return Outcome.Of(pool.ToImmutable());
    }
}
