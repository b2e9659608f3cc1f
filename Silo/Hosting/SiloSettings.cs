using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SunGov.Silo.Hosting;

/// <summary>How this silo stands among others; the embedded engine is always alone.</summary>
/// <param name="Clustered">
/// True when silos find each other through the database (SUNGOV_CLUSTER=postgres); false when this one is alone.
/// </param>
/// <param name="Address">Where the others reach it (SUNGOV_SILO_ADDRESS, loopback by default).</param>
/// <param name="SiloPort">For silos (SUNGOV_SILO_PORT; 11111, or a free one when alone).</param>
/// <param name="GatewayPort">For API processes (SUNGOV_GATEWAY_PORT; 30000, or none when alone).</param>
public sealed record SiloSettings(bool Clustered, IPAddress Address, int SiloPort, int GatewayPort)
{
    /// <summary>One silo, for itself.</summary>
    public static SiloSettings Alone => new(false, IPAddress.Loopback, 0, 0);

    /// <summary>Reads the environment; throws <see cref="StartException"/> with the remedy.</summary>
    public static SiloSettings Read(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var clustered = environment("SUNGOV_CLUSTER") switch
        {
            null or "" or "alone" => false,
            "postgres" => true,
            var other => throw new StartException($"SUNGOV_CLUSTER is 'alone' or 'postgres', not '{other}'"),
        };
        var address = environment("SUNGOV_SILO_ADDRESS") is { Length: > 0 } given
            ? IPAddress.TryParse(given, out var parsed)
                ? parsed
                : throw new StartException($"'{given}' in SUNGOV_SILO_ADDRESS is not an IP address")
            : IPAddress.Loopback;
        return new SiloSettings(
            clustered,
            address,
            Port(environment, "SUNGOV_SILO_PORT", clustered ? 11111 : 0),
            Port(environment, "SUNGOV_GATEWAY_PORT", clustered ? 30000 : 0));
    }

    /// <summary>The silo's port; a free one where none was given.</summary>
    public int TakeSiloPort()
    {
        if (SiloPort > 0)
        {
            return SiloPort;
        }

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static int Port(Func<string, string?> environment, string name, int otherwise) =>
        environment(name) is not { Length: > 0 } text ? otherwise
        : ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port
        : throw new StartException($"'{text}' in {name} is not a port");
}
