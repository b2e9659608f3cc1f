using Orleans.Configuration;
using Orleans.Hosting;
using SunGov.Compat.Engine;
using SunGov.Silo.Storage;

namespace SunGov.Silo.Hosting;

internal static partial class Engine
{
    /// <summary>As the host names it at start.</summary>
    public const string Name = "embedded";

    /// <summary>Puts the engine into the host: everything in this process.</summary>
    public static void AddTo(WebApplicationBuilder builder, HostSettings settings)
    {
        if (settings.Silo.Clustered)
        {
            throw new StartException("the embedded engine is one process; SUNGOV_CLUSTER=postgres needs orleans");
        }

        builder.Host.UseOrleans(silo =>
        {
            silo.Services.AddSingleton<IReminderStore, EmbeddedReminders>();
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = LongestCall);
            silo.Configure<GrainCollectionOptions>(Lives);
            silo.AddMemoryStreams(Live);
        });
    }

    /// <summary>The engine needs nothing beside our own tables.</summary>
    public static Task PrepareAsync(HostSettings settings) => Task.CompletedTask;
}
