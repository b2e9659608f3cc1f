using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using SunGov.Grains.Identity;
using SunGov.Grains.Notifications;
using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;
using SunGov.Grains.Quotas;
using SunGov.Grains.Shared;
using SunGov.Grains.Shared.Due;

namespace SunGov.Silo.Storage;

/// <summary>Storage as services: journal, readers' pool, news of commits.</summary>
public static class StorageServices
{
    /// <summary>
    /// Adds everything over the database, and <see cref="Ground"/>. Needs <see cref="ICrypto"/>,
    /// <see cref="IRowSeal"/>, <see cref="IGrants"/>, <see cref="TimeProvider"/>, logging and the engine; the
    /// database must have been brought up to date by <see cref="Migrations.RunAsync"/> before first use.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(_ => Readers(options));
        services.AddSingleton<LiveChanges>();
        services.AddSingleton<ILiveChanges>(provider => provider.GetRequiredService<LiveChanges>());
        services.AddSingleton<Journal>();
        services.AddSingleton<IJournal>(provider => provider.GetRequiredService<Journal>());
        services.AddSingleton<IAccessLog, AccessLog>();
        services.AddSingleton<IDueRows, DueRows>();
        services.AddSingleton<IDueReceiver, ProjectDue>();
        services.AddSingleton<IDueReceiver, ProgrammeMigrationDue>();
        services.AddSingleton<IDueReceiver, QuotaDue>();
        services.AddSingleton<IDueReceiver, MessageDue>();
        services.AddSingleton<IDueReceiver, PersonDue>();
        services.AddSingleton(_ => Kinds.Of(typeof(IJournal).Assembly));
        services.TryAddSingleton<Ground>();
        services.AddSingleton<Verification>();
        services.AddSingleton<Refold>();
        services.AddSingleton<LongLists>();
        services.AddSingleton<ProgrammeStates>();
        services.AddHostedService<DueWaker>();
        services.AddSingleton<LiveNews>();
        services.AddSingleton<ILiveNews>(provider => provider.GetRequiredService<LiveNews>());
        services.AddHostedService(provider => provider.GetRequiredService<LiveNews>());
        return services;
    }

    /// <summary>Puts the journal under anchors; needs <see cref="IPlatformKey"/> besides.</summary>
    public static IServiceCollection AddAnchors(this IServiceCollection services) => services
        .AddSingleton<Anchors>()
        .AddHostedService<AnchorTimer>();

    /// <summary>
    /// The pool all readers share. Pages of lists are never worth compiling (jit), and nobody leaves settings or locks
    /// of a session behind that a connection would have to be cleared of.
    /// </summary>
    private static NpgsqlDataSource Readers(StorageOptions options)
    {
        var builder = new NpgsqlConnectionStringBuilder(options.Database)
        {
            MaxPoolSize = options.MostReaders,
            MaxAutoPrepare = 50,
            AutoPrepareMinUsages = 3,
            NoResetOnClose = true,
            ApplicationName = options.Name,
        };
        builder.Options = string.Join(' ', builder.Options, "-c jit=off -c plan_cache_mode=force_custom_plan").Trim();
        return NpgsqlDataSource.Create(builder);
    }
}
