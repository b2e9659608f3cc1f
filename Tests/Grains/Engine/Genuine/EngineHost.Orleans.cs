using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Streams;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Tests.Grains.Engine;

public sealed partial class EngineHost
{
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(3);
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Bytes that a million keys, most of them idle for seconds, may take.</summary>
    public const long ManyKeysBound = 1200L << 20;

    /// <summary>Orleans measures idleness and timeouts itself; grains' timers can be driven.</summary>
    private static readonly string[] OnTheRealClock =
    [
        TimeProviderNames.ActivationManagement,
        TimeProviderNames.GrainDirectory,
        TimeProviderNames.Membership,
        TimeProviderNames.Messaging,
        TimeProviderNames.SystemTimers,
        StreamingTimeProviderNames.Streaming,
    ];

    /// <summary>A silo of its own: own port, own cluster, streams that remember their listeners in memory.</summary>
    internal static void OnThisEngine(ISiloBuilder silo)
    {
        var name = Guid.NewGuid().ToString("N");
        silo.UseLocalhostClustering(FreePort(), gatewayPort: 0, primarySiloEndpoint: null, name, name);
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.Services.Configure<StreamPullingAgentOptions>(
            Live, options => options.MaxEventDeliveryTime = TimeSpan.FromSeconds(1));
        silo.Services.AddSerializer(serializer =>
            serializer.AddJsonSerializer(ContractJson.Carries, ContractJson.Options));
        silo.Configure<GrainCollectionOptions>(options => options.CollectionQuantum = TimeSpan.FromSeconds(1));
        silo.Configure<SiloMessagingOptions>(options => options.MaxForwardCount = 255);
        foreach (var area in OnTheRealClock)
        {
            silo.Services.AddKeyedSingleton(area, TimeProvider.System);
        }
    }

    /// <summary>A call there and back, so that what the clock has set off gets its turn.</summary>
    private async Task PaceAsync() => await Grain<IProbeGrain>("pace").Value();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
