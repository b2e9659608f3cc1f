using Npgsql;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>Storage as services: journal, readers' pool, news of commits.</summary>
public static class StorageServices
{
    /// <summary>
    /// Adds everything over the database.
    /// Needs <see cref="ICrypto"/>, <see cref="IRowSeal"/>, <see cref="TimeProvider"/>
    /// and logging; the database must have been brought up to date by <see cref="Migrations.RunAsync"/>
    /// before first use.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(_ => Readers(options));
        services.AddSingleton<LiveChanges>();
        services.AddSingleton<ILiveChanges>(provider => provider.GetRequiredService<LiveChanges>());
        services.AddSingleton<Journal>();
        services.AddSingleton<IJournal>(provider => provider.GetRequiredService<Journal>());
        return services;
    }

    /// <summary>The pool all readers share.</summary>
    private static NpgsqlDataSource Readers(StorageOptions options) => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(options.Database)
        {
            MaxPoolSize = options.MostReaders,
            MaxAutoPrepare = 50,
            AutoPrepareMinUsages = 3,
            ApplicationName = "sungov",
        });
}
