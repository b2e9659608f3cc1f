using Microsoft.Playwright;

namespace SunGov.Tests.Journeys.Shared;

/// <summary>What axe-core finds serious or critical on the page that is shown.</summary>
internal static class Axe
{
    private static readonly string Script = File.ReadAllText(
        Path.Combine(DemoSite.WebPackages, "axe-core", "axe.min.js"));

    /// <summary>Each finding with its place and the reason; none is good.</summary>
    public static async Task<string[]> FindingsAsync(IPage tab)
    {
        await tab.EvaluateAsync(Script);
        return await tab.EvaluateAsync<string[]>(
            """
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .filter(found => ['serious', 'critical'].includes(found.impact))
              .flatMap(found => found.nodes.slice(0, 3).map(node => [
                found.id, ...node.target, ...node.any.concat(node.all, node.none).map(why => why.message)].join(': ')))
            """);
    }
}
