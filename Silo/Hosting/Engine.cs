using Orleans.Configuration;

namespace SunGov.Silo.Hosting;

/// <summary>
/// The engine that runs the grains: the one place where the two differ (design section 3). The build takes one of
/// Engine.Embedded.cs and Engine.Orleans.cs.
/// </summary>
internal static partial class Engine
{
    /// <summary>After this a caller gets TimeoutException; the call goes on.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(10);

    /// <summary>The streams of live events.</summary>
    private const string Live = "live";

    private static void Lives(GrainCollectionOptions options)
    {
        options.CollectionAge = TimeSpan.FromMinutes(15);
        options.DeactivationTimeout = TimeSpan.FromSeconds(20);
    }
}
