using SunGov.Tests.Journeys;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("SunGov.Tests.Journeys." + nameof(LongestFirst), "SunGov.Tests")]

namespace SunGov.Tests.Journeys;

/// <summary>
/// The journeys share one browser and go one after the other, longer than all other tests together: they begin at once,
/// and everything else runs beside them instead of before.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.DisplayName switch
        {
            DemoSite.Name => 0,
            var name when name.Contains("Faults", StringComparison.Ordinal) => 1,
            _ => 2,
        });
}
