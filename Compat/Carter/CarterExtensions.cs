using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Carter;

/// <summary>Finds the modules and adds their routes.</summary>
public static class CarterExtensions
{
    /// <summary>Registers the modules chosen, or all that the program's assemblies of ours contain.</summary>
    public static IServiceCollection AddCarter(
        this IServiceCollection services,
        DependencyContextAssemblyCatalog? assemblyCatalog = null,
        Action<CarterConfigurator>? configurator = null)
    {
        var chosen = new CarterConfigurator();
        configurator?.Invoke(chosen);
        var modules = chosen.ExcludesModules || chosen.Modules.Count > 0
            ? chosen.Modules
            : (assemblyCatalog ?? new DependencyContextAssemblyCatalog()).GetAssemblies().SelectMany(ModulesOf);
        foreach (var module in modules)
        {
            services.AddSingleton(typeof(ICarterModule), module);
        }

        return services;
    }

    /// <summary>Adds the routes of all registered modules.</summary>
    public static IEndpointRouteBuilder MapCarter(this IEndpointRouteBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var module in builder.ServiceProvider.GetServices<ICarterModule>())
        {
            module.AddRoutes(builder);
        }

        return builder;
    }

    private static IEnumerable<Type> ModulesOf(Assembly assembly) =>
        assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }
            && typeof(ICarterModule).IsAssignableFrom(type)
            && type.GetConstructor(Type.EmptyTypes) is not null);
}
