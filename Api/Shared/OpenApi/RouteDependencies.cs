using Microsoft.Extensions.DependencyInjection;
using SunGov.Api.Documents;

namespace SunGov.Api.Shared;

/// <summary>
/// Lets routes be described without a host behind them: what handlers take as services must be known as services, but
/// is never made.
/// </summary>
internal static class RouteDependencies
{
    public static void AddTo(IServiceCollection services)
    {
        foreach (var type in (Type[])[typeof(IGrainFactory), typeof(ISessionKeys), typeof(IFileStore),
            typeof(ILiveEvents), typeof(IReadiness), typeof(IDemoLogins), typeof(FormPrinter),
            typeof(IPackages)])
        {
            services.AddSingleton(type, _ =>
                throw new InvalidOperationException($"{type} is not there while routes are only described"));
        }
    }
}
