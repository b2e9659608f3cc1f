using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Crypto;

namespace SunGov.Tests.Storage.Shared;

/// <summary>The host gets everything of cryptography and files with one call.</summary>
public sealed class SecretsAndFilesAreRegistered : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sungov-host").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(typeof(ICrypto))]
    [InlineData(typeof(PasswordHash))]
    [InlineData(typeof(IRowSeal))]
    [InlineData(typeof(FileTickets))]
    [InlineData(typeof(ISecrets))]
    [InlineData(typeof(IFileStore))]
    public void Each_can_be_had(Type service)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => NpgsqlDataSource.Create("Host=/nowhere"));
        services.AddSecretsAndFiles(_folder);
        using var host = services.BuildServiceProvider();
        Assert.NotNull(host.GetRequiredService(service));
    }
}
