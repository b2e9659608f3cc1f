using System.Globalization;
using Npgsql;

namespace SunGov.Tools.Bench;

/// <summary>
/// Processor time of a PostgreSQL server on this machine, with all its processes. Unlike commands a second it does not
/// depend on what else the machine is doing.
/// </summary>
internal sealed class ServerClock
{
    private const int TicksPerSecond = 100;

    private readonly int _postmaster;

    public ServerClock(string connectionString)
    {
        using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand("select pg_backend_pid()", connection);
        _postmaster = (int)Fields((int)command.ExecuteScalar()!)![1];
    }

    /// <summary>What it has used until now.</summary>
    public TimeSpan Total
    {
        get
        {
            var ended = Fields(_postmaster) ?? throw new InvalidOperationException("the server has ended");
            var living = Directory.GetDirectories("/proc")
                .Select(folder => int.TryParse(Path.GetFileName(folder), out var pid) ? Fields(pid) : null)
                .Where(fields => fields is not null && fields[1] == _postmaster)
                .Sum(fields => fields![11] + fields[12]);
            return TimeSpan.FromSeconds((living + ended[11..15].Sum()) / (double)TicksPerSecond);
        }
    }

    /// <summary>The numbers behind the name in /proc/PID/stat, the state counted as 0; null for none.</summary>
    private static long[]? Fields(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return [.. stat[(stat.LastIndexOf(')') + 2)..].Trim().Split(' ').Select(
                field => long.TryParse(field, CultureInfo.InvariantCulture, out var number) ? number : 0)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
