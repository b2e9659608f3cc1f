using Orleans.Hosting;

namespace SunGov.Tests.Grains.Engine;

public sealed partial class EngineHost
{
    public static readonly TimeSpan Age = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Bytes that a million keys, most of them idle for long, may take.</summary>
    public const long ManyKeysBound = 400L << 20;

    internal static void OnThisEngine(ISiloBuilder silo) => silo.UseLocalhostClustering();

    private static async Task PaceAsync() => await Task.Yield();
}
