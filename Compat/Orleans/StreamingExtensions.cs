using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Orleans;

/// <summary>A grain's way to streams.</summary>
public static class GrainStreamingExtensions
{
    /// <summary>The streams added under this name.</summary>
    /// <exception cref="KeyNotFoundException">No streams have that name.</exception>
    public static IStreamProvider GetStreamProvider(this Grain grain, string name) =>
        GetStreamProvider((IGrainBase)grain, name);

    /// <summary>The streams added under this name.</summary>
    /// <exception cref="KeyNotFoundException">No streams have that name.</exception>
    public static IStreamProvider GetStreamProvider(this IGrainBase grain, string name)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return ClientStreamingExtensions.Find(grain.GrainContext.ActivationServices, name);
    }
}

/// <summary>The way to streams from outside of grains.</summary>
public static class ClientStreamingExtensions
{
    /// <summary>The streams added under this name.</summary>
    /// <exception cref="KeyNotFoundException">No streams have that name.</exception>
    public static IStreamProvider GetStreamProvider(this IClusterClient client, string name)
    {
        ArgumentNullException.ThrowIfNull(client);
        return Find(client.ServiceProvider, name);
    }

    internal static IStreamProvider Find(IServiceProvider services, string name) =>
        services.GetKeyedService<IStreamProvider>(name)
            ?? throw new KeyNotFoundException($"Stream provider '{name}' not found");
}
