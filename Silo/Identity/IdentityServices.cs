using SunGov.Grains.Identity;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Identity;

/// <summary>People, organisations, roles, sessions and grants as services.</summary>
public static class IdentityServices
{
    /// <summary>
    /// Adds them. Needs <c>AddStorage</c>, <c>AddSecretsAndFiles</c>, <see cref="TimeProvider"/> and
    /// logging.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="database">Connection string of the application's role.</param>
    /// <param name="demoMode">Whether precomputed password hashes are accepted.</param>
    public static IServiceCollection AddIdentity(
        this IServiceCollection services, string database, bool demoMode)
    {
        services.AddSingleton(_ => RoleCatalogue.Parse(ShippedRoles()));
        services.AddSingleton(provider => new GrantNews(
            database,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<GrantNews>>()));
        services.AddHostedService(provider => provider.GetRequiredService<GrantNews>());
        services.AddSingleton<IDirectory, PeopleDirectory>();
        services.AddSingleton<IGrants, Grants>();
        services.AddSingleton<PasswordWorkers>();
        services.AddSingleton<IPasswords>(provider => provider.GetRequiredService<PasswordWorkers>());
        services.AddHostedService(provider => provider.GetRequiredService<PasswordWorkers>());
        services.AddSingleton<Sessions>();
        services.AddSingleton<PersonSecrets>();
        services.AddSingleton(provider => new PersonServices(
            provider.GetRequiredService<PersonSecrets>(),
            provider.GetRequiredService<IPasswords>(),
            provider.GetRequiredService<Sessions>(),
            provider.GetRequiredService<IDirectory>(),
            provider.GetRequiredService<RoleCatalogue>(),
            demoMode));
        return services;
    }

    /// <summary>The roles shipped beside the program.</summary>
    public static byte[] ShippedRoles() =>
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Programmes", "roles.json"));
}
