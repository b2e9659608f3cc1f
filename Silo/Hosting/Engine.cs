using Orleans.Configuration;
using Orleans.Hosting;
using SunGov.Silo.Storage;

namespace SunGov.Silo.Hosting;

/// <summary>The engine that runs the grains: the one place where the two differ (design section 3).</summary>
internal static class Engine
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(10);

#if SUNGOV_ORLEANS
    /// <summary>As the host names it at start.</summary>
    public const string Name = "orleans";

    /// <summary>Puts the engine into the host: one silo on this machine.</summary>
    public static void AddTo(WebApplicationBuilder builder) => builder.Host.UseOrleans(silo =>
    {
        silo.UseLocalhostClustering();
        silo.ConfigureEndpoints(System.Net.IPAddress.Loopback, 11111, 30000);
        silo.UseInMemoryReminderService();
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = LongestCall);
        silo.Services.AddSerializer(serializer => serializer.AddJsonSerializer(
            type => type.Namespace?.StartsWith("SunGov.", StringComparison.Ordinal) is true));
    });
#else
    /// <summary>As the host names it at start.</summary>
    public const string Name = "embedded";

    /// <summary>Puts the engine into the host: everything in this process.</summary>
    public static void AddTo(WebApplicationBuilder builder) => builder.Host.UseOrleans(silo =>
    {
        silo.Services.AddSingleton<SunGov.Compat.Engine.IReminderStore, EmbeddedReminders>();
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = LongestCall);
    });
#endif
}
