using Npgsql;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Files;

namespace SunGov.Silo.Crypto;

/// <summary>What the host registers of cryptography, secrets and files.</summary>
public static class CryptoServices
{
    /// <summary>
    /// Names the folder of the file store, by default within the data folder; shared by all nodes unless a bucket
    /// takes the files (<see cref="S3Settings"/>).
    /// </summary>
    public const string FilesVariable = "SUNGOV_FILES";

    /// <summary>
    /// Registers <see cref="ICrypto"/>, <see cref="PasswordHash"/>, the master key and all that hangs on it, and
    /// <see cref="IFileStore"/> with its sweeper. Needs <see cref="TimeProvider"/> and <see cref="NpgsqlDataSource"/>.
    /// After the migrations call <see cref="Secrets.CheckMasterAsync"/>.
    /// </summary>
    public static IServiceCollection AddSecretsAndFiles(this IServiceCollection services, string dataFolder)
    {
        services.AddSingleton(_ => OpenSslCrypto.Instance);
        services.AddSingleton(at => new PasswordHash(at.GetRequiredService<ICrypto>()));
        services.AddSingleton<IMasterKey>(at =>
            FileMasterKey.OpenOrCreate(at.GetRequiredService<ICrypto>(), dataFolder));
        services.AddSingleton<IPlatformKey>(at =>
            AnchorKey.OpenOrCreate(at.GetRequiredService<ICrypto>(), AnchorKey.PathOf(dataFolder)));
        services.AddSingleton<IKeyedSeal, KeyedSeal>();
        services.AddSingleton<IRowSeal, RowSeal>();
        services.AddSingleton<FileTickets>();
        services.AddSingleton<Secrets>();
        services.AddSingleton<ISecrets>(at => at.GetRequiredService<Secrets>());
        services.AddSingleton(at => Files(
            Environment.GetEnvironmentVariable(FilesVariable) is { Length: > 0 } named
                ? named
                : Path.Combine(dataFolder, "files"),
            at.GetRequiredService<ICrypto>(),
            at.GetRequiredService<TimeProvider>()));
        return services.AddHostedService<FileSweeper>();
    }

    private static IFileStore Files(string folder, ICrypto crypto, TimeProvider clock) =>
        S3Settings.Read(Environment.GetEnvironmentVariable) is { } bucket
            ? new S3FileStore(bucket, folder, crypto, clock)
            : new LocalFileStore(folder, crypto, clock);
}
