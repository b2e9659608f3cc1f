using System.Security.Cryptography;
using SunGov.Silo.Hosting;
using SunGov.Silo.Postgres;

namespace SunGov.Tools.Bench;

/// <summary>A throw-away PostgreSQL server that ends, and goes, with this process.</summary>
internal static class BenchServer
{
    /// <summary>Starts it.</summary>
    /// <returns>Settings of a host over it, with a data folder of its own.</returns>
    public static async Task<HostSettings> StartAsync()
    {
        var folder = Path.Combine("/tmp", "sungov-b" + RandomNumberGenerator.GetHexString(8, lowercase: true));
        var cluster = await PrivateCluster.StartAsync(folder, new ClusterSettings());
        cluster.DeleteWhenThisProcessEnds();
        return new HostSettings(
            "",
            cluster.ConnectionString(PrivateCluster.AppRole, PrivateCluster.DatabaseName),
            cluster.ConnectionString(PrivateCluster.OwnerRole, PrivateCluster.DatabaseName),
            folder + "-files");
    }
}
