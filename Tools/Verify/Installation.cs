using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SunGov.Silo.Crypto;
using SunGov.Silo.Storage;

namespace SunGov.Tools.Verify;

/// <summary>The database and the keys of a server, for commands that work on them without it.</summary>
internal sealed record Installation(string Database, string Folder)
{
    /// <summary>As the environment and the words say; null, with a sentence, where something is missing.</summary>
    /// <param name="folder">The data folder, unless the environment names it.</param>
    public static Installation? Of(string? folder)
    {
        if (Environment.GetEnvironmentVariable("SUNGOV_DB") is not { Length: > 0 } database)
        {
            Console.Error.WriteLine("sungov: SUNGOV_DB names no database");
            return null;
        }

        folder ??= Environment.GetEnvironmentVariable("SUNGOV_DATA") is { Length: > 0 } data ? data : ".data/files";
        var key = Environment.GetEnvironmentVariable(FileMasterKey.PathVariable) is { Length: > 0 } named
            ? named
            : Path.Combine(folder, "master.key");
        if (!File.Exists(key))
        {
            Console.Error.WriteLine($"sungov: there is no master key at {key}; without it no seal can be checked");
            return null;
        }

        return new Installation(database, folder);
    }

    /// <summary>Storage and keys as the server has them.</summary>
    /// <param name="name">As what PostgreSQL knows the connections.</param>
    public ServiceProvider Services(string name)
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddLogging(logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning));
        services.AddSecretsAndFiles(Folder);
        services.AddStorage(new StorageOptions(Database) { Name = name });
        services.AddProjectStorage();
        return services.BuildServiceProvider();
    }
}
