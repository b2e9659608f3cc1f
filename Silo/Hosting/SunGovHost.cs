using Microsoft.AspNetCore.HttpOverrides;
using SunGov.Api.Documents;
using SunGov.Api.Shared;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Notifications;
using SunGov.Grains.Programmes;
using SunGov.Silo.Crypto;
using SunGov.Silo.Demo;
using SunGov.Silo.Documents;
using SunGov.Silo.Experts;
using SunGov.Silo.Identity;
using SunGov.Silo.Storage;

namespace SunGov.Silo.Hosting;

/// <summary>The all-in-one host: engine, storage, secrets, API and web in one process.</summary>
public static class SunGovHost
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(25);

    /// <summary>Runs until told to stop; gives the exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var address = "";
        try
        {
            var settings = HostSettings.Read(args, Environment.GetEnvironmentVariable);
            address = settings.Address;
            await using var app = await StartAsync(settings);
            Console.WriteLine($"SunGov, {Engine.Name} engine, listening on {string.Join(", ", app.Urls)}");
            await app.WaitForShutdownAsync();
            return app.Services.GetRequiredService<HostReadiness>() is
                { Settled: { IsCompletedSuccessfully: true, Result: false }, Now.Status: var status }
                ? throw new StartException($"{status}; the log says why")
                : 0;
        }
        catch (Exception failure) when (StartErrors.SentenceOf(failure, address) is { } sentence)
        {
            await Console.Error.WriteLineAsync($"sungov: {sentence}");
            return 1;
        }
    }

    /// <summary>Migrates, builds and starts; ready when /health/ready says so.</summary>
    /// <param name="settings">What the host is told.</param>
    /// <param name="more">Further services, e.g. a clock in tests.</param>
    public static async Task<WebApplication> StartAsync(
        HostSettings settings, Action<IServiceCollection>? more = null)
    {
        await Migrations.RunAsync(settings.DatabaseOwner, settings.Database);
        await Engine.PrepareAsync(settings);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        Logs.AddTo(builder, settings);
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls(settings.Address).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = TextGuard.LargestBody + 4096;
        });
        AddServices(builder, settings);
        more?.Invoke(builder.Services);
        var app = builder.Build();
        Use(app, settings);
        await app.Services.GetRequiredService<Secrets>().CheckMasterAsync();
        await app.Services.GetRequiredService<Anchors>().CheckKeyAsync();
        await app.Services.GetRequiredService<IFileStore>().CheckAsync();
        await app.Services.GetRequiredService<Refold>().PendingAsync();
        if (settings.Demo)
        {
            await (app.Services.GetService<IDemoLoader>()?.PrepareAsync() ?? Task.CompletedTask);
        }

        await app.StartAsync();
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder, HostSettings settings)
    {
        var services = builder.Services;
        // First, so that what runs in the background calls grains only between the engine's start and its end.
        Engine.AddTo(builder, settings);
        services.AddSingleton(settings);
        services.AddSingleton(at => settings.Demo ? at.GetRequiredService<StoryClock>() : TimeProvider.System);
        services.AddStorage(new StorageOptions(settings.Database) { Announce = true });
        services.AddSingleton(settings.Retention);
        services.AddHostedService<Retention>();
        services.AddProjectStorage(new SecondApprovers([.. settings.SecondApprovers]));
        services.AddReviewStorage(settings.MessagePause);
        services.AddAnchors();
        services.AddSecretsAndFiles(settings.DataFolder);
        services.AddIdentity(settings.Database, settings.Demo);
        services.AddExperts();
        services.AddSingleton<MessageTable>();
        services.AddSingleton<LiveEvents>();
        services.AddSingleton<ILiveEvents>(at => at.GetRequiredService<LiveEvents>());
        services.AddSingleton<IMessageBell>(at => at.GetRequiredService<LiveEvents>());
        services.AddSingleton<ISessionKeys, SessionKeys>();
        services.AddSingleton<HostReadiness>();
        services.AddSingleton<IReadiness>(at => at.GetRequiredService<HostReadiness>());
        AddDemo(services, settings);
        services.AddSingleton(new PrintFont(settings.PrintFont));
        services.AddSingleton(at => new FormPrinter(
            at.GetRequiredService<PrintFont>(),
            settings.PublicAddress is { } address ? $"{address}/documents/" : ""));
        services.AddSingleton<IPackages, Packages>();
        services.AddSingleton<Telemetry>();
        services.AddSunGovApi(settings.LoginsPerMinute, settings.ObjectionsPerHour);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = Drain);
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var proxy in settings.Proxies)
            {
                options.KnownProxies.Add(proxy);
            }
        });
        services.AddHostedService<BecomeReady>();
    }

    private static void AddDemo(IServiceCollection services, HostSettings settings)
    {
        if (!settings.Demo)
        {
            services.AddSingleton<IDemoLogins, NoDemoLogins>();
            return;
        }

        services.AddSingleton(new StoryClock(TimeProvider.System));
        services.AddSingleton<DueBacklog>();
        services.AddSingleton<Storyteller>();
        services.AddSingleton(new DemoFiles(Path.Combine(AppContext.BaseDirectory, "Programmes")));
        services.AddSingleton<IDemoLoader, DemoLoader>();
        services.AddSingleton<IDemoLogins, DemoLogins>();
    }

    private static void Use(WebApplication app, HostSettings settings)
    {
        app.Services.GetRequiredService<Telemetry>();
        if (settings.Proxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        var web = WebFiles.IsThere(settings.WebFolder) ? settings.WebFolder : null;
        app.UseSunGovShell();
        if (web is not null)
        {
            WebFiles.UseFiles(app, web);
        }

        app.UseSunGovRoutes();
        if (web is not null)
        {
            WebFiles.UsePage(app, web);
        }
    }
}
