using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SunGov.Api.Shared;

/// <summary>Produces the OpenAPI document from the routes alone: no engine, no database, no port.</summary>
public static class OpenApiCommand
{
    /// <summary>The document as it is committed.</summary>
    public static async Task<string> ProduceAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IServer, NoServer>();
        builder.Services.AddSunGovApi();
        RouteDependencies.AddTo(builder.Services);
        await using var app = builder.Build();
        app.UseSunGovRoutes();
        await app.StartAsync();
        var document = await OpenApiSetup.WriteAsync(app.Services);
        await app.StopAsync();
        return document;
    }

    private sealed class NoServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
