using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SunGov.Api.Shared;

/// <summary>Adds the API to a host that offers the ports and an <c>IGrainFactory</c>.</summary>
public static class ApiSetup
{
    /// <summary>Services of the API.</summary>
    /// <param name="services">Of the host.</param>
    /// <param name="loginsPerMinute">Login attempts per network address and minute.</param>
    /// <param name="objectionsPerHour">Objections per network address and hour.</param>
    public static IServiceCollection AddSunGovApi(
        this IServiceCollection services, int loginsPerMinute = 60, int objectionsPerHour = 30)
    {
        services.AddCarter(new DependencyContextAssemblyCatalog(typeof(ApiSetup).Assembly));
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddRateLimiter(options =>
        {
            LoginRate.Add(options, loginsPerMinute);
            ObjectionRate.Add(options, objectionsPerHour);
        });
        services.AddSunGovOpenApi();
        services.TryAddSingleton(TimeProvider.System);
        return services;
    }

    /// <summary>What stands around everything the host answers: headers, faults, texts that cannot be stored.</summary>
    public static WebApplication UseSunGovShell(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<Faults>();
        app.UseMiddleware<TextGuard>();
        return app;
    }

    /// <summary>Gate and routes of the API.</summary>
    public static WebApplication UseSunGovRoutes(this WebApplication app)
    {
        app.UseRouting();
        app.UseRateLimiter();
        app.UseMiddleware<Turnstile>(
            Turnstile.PlacesOfProcessor * Environment.ProcessorCount, Turnstile.Patience);
        app.UseMiddleware<Gate>();
        app.MapCarter();
        app.MapOpenApi("/openapi/{documentName}.json").WithMetadata(new Access(Entry.Anyone, null));
        return app;
    }
}
