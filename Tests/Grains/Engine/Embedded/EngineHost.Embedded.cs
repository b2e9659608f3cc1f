using Orleans.Hosting;

namespace SunGov.Tests.Grains.Engine;

public sealed partial class EngineHost
{
    public static readonly TimeSpan Age = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static void OnThisEngine(ISiloBuilder silo) => silo.UseLocalhostClustering();

    private static async Task PaceAsync() => await Task.Yield();
}
