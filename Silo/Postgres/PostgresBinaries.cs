using System.Diagnostics;
using System.Globalization;

namespace SunGov.Silo.Postgres;

/// <summary>
/// The installed PostgreSQL programs and the user they run as: PostgreSQL refuses root, so root hands over to
/// `postgres` and everybody else runs them as themselves.
/// </summary>
public sealed class PostgresBinaries
{
    /// <summary>Oldest major version the migrations and the group commit are written for.</summary>
    public const int OldestMajor = 15;

    private const string DebianFolder = "/usr/lib/postgresql";

    private PostgresBinaries(string folder) => Folder = folder;

    /// <summary>The folder that holds `initdb`, `pg_ctl`, `psql` and `pgbench`.</summary>
    public string Folder { get; }

    /// <summary>The user to hand over to, or null where the caller may run PostgreSQL itself.</summary>
    public static string? RunAs => Environment.UserName == "root" ? "postgres" : null;

    /// <summary>The words to put before a command so that it runs as the cluster's user.</summary>
    internal static string[] HandOver => RunAs is { } user
        ? ["setpriv", $"--reuid={user}", $"--regid={user}", "--init-groups", "--"]
        : [];

    /// <summary>The newest installed server programs of at least version 15.</summary>
    /// <exception cref="ClusterException">None is installed; the message says what to install.</exception>
    public static PostgresBinaries Find()
    {
        var debian = Directory.Exists(DebianFolder)
            ? Directory.GetDirectories(DebianFolder)
                .Select(folder => (Major: MajorOf(Path.GetFileName(folder)), Bin: Path.Combine(folder, "bin")))
                .Where(found => found.Major >= OldestMajor)
                .OrderByDescending(found => found.Major)
                .Select(found => found.Bin)
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return debian.Concat(path).Where(HasServer).Select(folder => new PostgresBinaries(folder)).FirstOrDefault()
            ?? throw new ClusterException(
                $"PostgreSQL {OldestMajor} or later is not installed; install it with: apt-get install postgresql");
    }

    /// <summary>The full path of one program, for instance `pgbench`.</summary>
    public string this[string program] => Path.Combine(Folder, program);

    /// <summary>Runs a shell text as the cluster's user; `$1`, `$2`… are the arguments.</summary>
    /// <returns>The exit code and everything the text printed, trimmed.</returns>
    public static async Task<(int Code, string Output)> ShellAsync(
        string text, string input, CancellationToken cancel, params string[] arguments)
    {
        using var process = Start(text, arguments, asCaller: false);
        await process.StandardInput.WriteAsync(input.AsMemory(), cancel);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, (await output).Trim());
    }

    /// <summary>Starts a shell text with its input held open by this process.</summary>
    internal static Process Start(string text, string[] arguments, bool asCaller)
    {
        var start = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        string[] all = [.. asCaller ? [] : HandOver, "sh", "-c", $"exec 2>&1\n{text}", "sh", .. arguments];
        start.FileName = all[0];
        foreach (var argument in all[1..])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new ClusterException($"could not start {all[0]}");
    }

    private static int MajorOf(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;

    private static bool HasServer(string folder) =>
        folder.Length > 0
        && File.Exists(Path.Combine(folder, "initdb"))
        && File.Exists(Path.Combine(folder, "pg_ctl"));
}

/// <summary>The private cluster cannot be made, started or stopped; the message is meant for a person.</summary>
public sealed class ClusterException(string message) : Exception(message);
