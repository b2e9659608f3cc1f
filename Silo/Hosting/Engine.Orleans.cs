using System.Net;
using Dapper;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Serialization;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Silo.Hosting;

internal static partial class Engine
{
    /// <summary>As the host names it at start.</summary>
    public const string Name = "orleans";

    private const string Invariant = "Npgsql";
    private const string Listeners = "PubSubStore";
    private const string Installation = "sungov";

    /// <summary>Tables of Orleans and the script that makes each, in the order of running.</summary>
    private static readonly (string Table, string Script)[] Tables =
    [
        ("orleansquery", "PostgreSQL-Main.sql"),
        ("orleansmembershipversiontable", "PostgreSQL-Clustering.sql"),
        ("orleansmembershiptable", "PostgreSQL-Clustering.sql"),
        ("orleansstorage", "PostgreSQL-Persistence.sql"),
        ("orleansreminderstable", "PostgreSQL-Reminders.sql"),
    ];

    /// <summary>Puts a silo into the host: alone, or one of several that meet in the database.</summary>
    public static void AddTo(WebApplicationBuilder builder, HostSettings settings) => builder.Host.UseOrleans(silo =>
    {
        silo.Configure<SiloMessagingOptions>(options =>
        {
            options.ResponseTimeout = LongestCall;
            // A call that meets an ending activation goes on to the next one, however often that happens.
            options.MaxForwardCount = 100;
        });
        silo.Configure<GrainCollectionOptions>(Lives);
        silo.Services.AddSerializer(serializer =>
            serializer.AddJsonSerializer(ContractJson.Carries, ContractJson.Options));
        silo.AddMemoryStreams(Live);
        if (settings.Silo.Clustered)
        {
            JoinCluster(silo, settings);
        }
        else
        {
            var port = settings.Silo.TakeSiloPort();
            silo.UseLocalhostClustering(port, settings.Silo.GatewayPort, null, Installation, Installation);
            silo.UseInMemoryReminderService();
            silo.AddMemoryGrainStorage(Listeners);
        }
    });

    /// <summary>
    /// Finds Orleans' own tables and lets the application use them; says which of Orleans' scripts is to be run.
    /// </summary>
    public static async Task PrepareAsync(HostSettings settings)
    {
        if (!settings.Silo.Clustered)
        {
            return;
        }

        await using var owner = new NpgsqlConnection(settings.DatabaseOwner);
        await owner.OpenAsync();
        foreach (var (table, script) in Tables)
        {
            if (!await owner.ExecuteScalarAsync<bool>("select to_regclass(@table) is not null", new { table }))
            {
                throw new StartException(
                    $"SUNGOV_CLUSTER=postgres needs Orleans' script {script} to be run first; see docs/operations.md");
            }

            var role = new NpgsqlConnectionStringBuilder(settings.Database).Username;
            var grant = await owner.ExecuteScalarAsync<string>(
                "select format('grant select, insert, update, delete on %I to %I', @table, @role)",
                new { table, role });
            await owner.ExecuteAsync(grant!);
        }
    }

    private static void JoinCluster(ISiloBuilder silo, HostSettings settings)
    {
        var at = settings.Silo;
        silo.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = Installation);
        silo.ConfigureEndpoints(at.Address, at.SiloPort, at.GatewayPort, !IPAddress.IsLoopback(at.Address));
        silo.Configure<ClusterMembershipOptions>(options => options.ProbeTimeout = TimeSpan.FromSeconds(1));
        silo.UseAdoNetClustering(options =>
            (options.Invariant, options.ConnectionString) = (Invariant, Pool(settings)));
        silo.UseAdoNetReminderService(options =>
            (options.Invariant, options.ConnectionString) = (Invariant, Pool(settings)));
        silo.AddAdoNetGrainStorage(Listeners, options =>
            (options.Invariant, options.ConnectionString) = (Invariant, Pool(settings)));
    }

    /// <summary>Orleans' connections in a small pool of their own.</summary>
    private static string Pool(HostSettings settings) => new NpgsqlConnectionStringBuilder(settings.Database)
    {
        MaxPoolSize = 8,
        ApplicationName = "sungov-orleans",
    }.ConnectionString;
}
