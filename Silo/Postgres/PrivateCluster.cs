using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace SunGov.Silo.Postgres;

/// <summary>
/// A PostgreSQL cluster of our own in one folder, made from the installed programs: what `./sungov up` and the tests
/// run on. UTF8 and C.UTF-8, data checksums, `fsync` on; reachable over a unix socket and one loopback port.
/// </summary>
public sealed class PrivateCluster
{
    /// <summary>Owns the databases and runs the migrations (`SUNGOV_DB_OWNER`).</summary>
    public const string OwnerRole = "sungov_owner";

    /// <summary>What the application runs as (`SUNGOV_DB`); it has only the rights the migrations grant.</summary>
    public const string AppRole = "sungov_app";

    /// <summary>The database of `./sungov up`.</summary>
    public const string DatabaseName = "sungov";

    private const int LongestSocketFolder = 80;
    private const int StartAttempts = 3;

    private readonly PostgresBinaries _binaries = PostgresBinaries.Find();
    private readonly string _folder;
    private readonly Passwords _passwords;
    private int _port;

    private PrivateCluster(string folder, Passwords passwords)
    {
        _folder = folder;
        _passwords = passwords;
    }

    private string Data => Path.Combine(_folder, "data");

    private string Log => Path.Combine(_folder, "postgres.log");

    private string SocketFolder => _folder.Length <= LongestSocketFolder
        ? _folder
        : Path.Combine("/tmp", "sungov-" + Digest(_folder));

    /// <summary>Makes the cluster in the folder if it is not there yet, and starts it if it is not running.</summary>
    /// <exception cref="ClusterException">PostgreSQL is missing, or does not start; says why.</exception>
    public static async Task<PrivateCluster> StartAsync(
        string folder, ClusterSettings settings, CancellationToken cancel = default)
    {
        var cluster = await OpenAsync(Path.GetFullPath(folder), settings, cancel);
        await cluster.StartAsync(cancel);
        return cluster;
    }

    /// <summary>The cluster that lives in the folder, running or not; null if there is none.</summary>
    public static PrivateCluster? Existing(string folder)
    {
        var full = Path.GetFullPath(folder);
        var file = PasswordFile(full);
        return File.Exists(file) ? new PrivateCluster(full, ReadPasswords(file)) : null;
    }

    /// <summary>
    /// A connection string for one of the roles and a database of this cluster; the cluster must run.
    /// </summary>
    public string ConnectionString(string role, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = SocketFolder,
        Port = _port,
        Username = role,
        Password = role switch
        {
            OwnerRole => _passwords.Owner,
            AppRole => _passwords.App,
            _ => _passwords.Superuser,
        },
        Database = database,
    }.ConnectionString;

    /// <summary>As the cluster's superuser: for tests that tamper, and for measuring tools.</summary>
    public string Superuser(string database) => ConnectionString("postgres", database);

    /// <summary>
    /// Starts the server; does nothing if it runs. Creates roles and database where they are missing.
    /// </summary>
    public async Task StartAsync(CancellationToken cancel = default)
    {
        if (!await IsRunningAsync(cancel))
        {
            await LaunchAsync(cancel);
        }

        _port = await RunningPortAsync(cancel);
        await MakeRolesAsync(cancel);
    }

    /// <summary>Stops the server and deletes everything it held.</summary>
    public async Task DeleteAsync(CancellationToken cancel = default)
    {
        await StopAsync(abrupt: true, cancel);
        Directory.Delete(_folder, recursive: true);
        File.Delete(PasswordFile(_folder));
    }

    /// <summary>Whether the server runs and takes connections.</summary>
    public async Task<bool> IsRunningAsync(CancellationToken cancel = default)
    {
        var (code, _) = await PgCtlAsync("status", "", cancel);
        if (code == 0 && _port == 0)
        {
            _port = await RunningPortAsync(cancel);
        }

        return code == 0;
    }

    /// <summary>Stops the server; does nothing if it does not run.</summary>
    /// <param name="abrupt">True drops everything at once, as a crash would; what was committed stays.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task StopAsync(bool abrupt = false, CancellationToken cancel = default)
    {
        if (!await IsRunningAsync(cancel))
        {
            return;
        }

        var (code, output) = await PgCtlAsync("stop", abrupt ? "-m immediate" : "-m fast", cancel);
        if (code != 0)
        {
            throw new ClusterException($"PostgreSQL in {_folder} does not stop: {output}");
        }
    }

    /// <summary>
    /// Ties the cluster's life to this process: however the process ends, a guard stops the server and deletes the
    /// folder. For throw-away clusters only.
    /// </summary>
    public void DeleteWhenThisProcessEnds()
    {
        const string guard = """
            trap '' INT TERM HUP
            exec >/dev/null
            cat
            folder=$1; sockets=$2; passwords=$3; shift 3
            "$@" -D "$folder/data" -m immediate -w stop
            rm -rf "$folder" "$sockets" "$passwords"
            """;
        string[] stop = [.. PostgresBinaries.HandOver, _binaries["pg_ctl"]];
        var start = PostgresBinaries.Start(
            guard, [_folder, SocketFolder, PasswordFile(_folder), .. stop], asCaller: true);
        Guards.Add(start);
    }

    private static List<Process> Guards { get; } = [];

    private static string PasswordFile(string folder) => folder.TrimEnd('/') + ".json";

    private static Passwords ReadPasswords(string file) =>
        JsonSerializer.Deserialize<Passwords>(File.ReadAllText(file))
        ?? throw new ClusterException($"{file} is empty; delete it and the folder beside it to start anew");

    private static async Task<PrivateCluster> OpenAsync(
        string folder, ClusterSettings settings, CancellationToken cancel)
    {
        if (Existing(folder) is { } known)
        {
            return known;
        }

        var passwords = new Passwords(NewPassword(), NewPassword(), NewPassword());
        var cluster = new PrivateCluster(folder, passwords);
        await cluster.InitialiseAsync(settings, cancel);
        await WritePrivatelyAsync(PasswordFile(folder), JsonSerializer.Serialize(passwords), cancel);
        return cluster;
    }

    private async Task InitialiseAsync(ClusterSettings settings, CancellationToken cancel)
    {
        await MakeFolderAsync(_folder, cancel);
        const string script = """
            set -e
            umask 077
            rm -rf "$2/data"
            cat >"$2/password"
            "$1" -D "$2/data" -U postgres --pwfile="$2/password" --encoding=UTF8 --locale=C.UTF-8 \
                --auth=scram-sha-256 --data-checksums --no-instructions
            rm "$2/password"
            printf '%s' "$3" >"$2/data/sungov.conf"
            echo "include = 'sungov.conf'" >>"$2/data/postgresql.conf"
            """;
        var (code, output) = await PostgresBinaries.ShellAsync(
            script, _passwords.Superuser + "\n", cancel, _binaries["initdb"], _folder, settings.ToConf());
        if (code != 0)
        {
            throw new ClusterException($"PostgreSQL could not make a cluster in {_folder}: {output}");
        }
    }

    private async Task LaunchAsync(CancellationToken cancel)
    {
        await MakeFolderAsync(SocketFolder, cancel);
        var output = "";
        for (var attempt = 0; attempt < StartAttempts; attempt++)
        {
            var port = attempt == 0 && await LastPortAsync(cancel) is { } last ? last : FreePort();
            (var code, output) = await PgCtlAsync(
                "start", $"-l {Log} -o \"-p {port} -k {SocketFolder}\"", cancel);
            if (code == 0)
            {
                return;
            }
        }

        throw new ClusterException($"PostgreSQL in {_folder} does not start: {output} (log: {Log})");
    }

    /// <summary>The port of the last run, tried first so that connection strings outlive a restart.</summary>
    private async Task<int?> LastPortAsync(CancellationToken cancel)
    {
        const string script = """sed -n 's/.*"-p" "\([0-9]*\)".*/\1/p' "$1/postmaster.opts" """;
        var (_, text) = await PostgresBinaries.ShellAsync(script, "", cancel, Data);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;
    }

    private async Task<int> RunningPortAsync(CancellationToken cancel)
    {
        var (_, text) = await PostgresBinaries.ShellAsync("sed -n 4p \"$1/postmaster.pid\"", "", cancel, Data);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : throw new ClusterException($"PostgreSQL in {_folder} runs but does not tell its port: {text}");
    }

    private async Task MakeRolesAsync(CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(Superuser("postgres") + ";Pooling=false");
        await connection.OpenAsync(cancel);
        await using var roles = new NpgsqlCommand(
            $"""
            do $$ begin
            if not exists (select from pg_roles where rolname = '{OwnerRole}') then
                create role {OwnerRole} login createdb password '{_passwords.Owner}';
                create role {AppRole} login password '{_passwords.App}';
            end if;
            end $$
            """,
            connection);
        await roles.ExecuteNonQueryAsync(cancel);
        await using var known = new NpgsqlCommand(
            $"select count(*) from pg_database where datname = '{DatabaseName}'", connection);
        if (await known.ExecuteScalarAsync(cancel) is 0L)
        {
            await using var create = new NpgsqlCommand(
                $"create database {DatabaseName} owner {OwnerRole}", connection);
            await create.ExecuteNonQueryAsync(cancel);
        }
    }

    private Task<(int Code, string Output)> PgCtlAsync(string verb, string options, CancellationToken cancel) =>
        PostgresBinaries.ShellAsync(
            $"\"$1\" -D \"$2\" -w -t 60 {options} {verb}", "", cancel, _binaries["pg_ctl"], Data);

    private static async Task MakeFolderAsync(string folder, CancellationToken cancel)
    {
        var owner = PostgresBinaries.RunAs is { } user ? $"-o {user} -g {user}" : "";
        using var install = PostgresBinaries.Start($"install -d {owner} -m 0755 \"$1\"", [folder], asCaller: true);
        var output = await install.StandardOutput.ReadToEndAsync(cancel);
        await install.WaitForExitAsync(cancel);
        if (install.ExitCode != 0)
        {
            throw new ClusterException($"the folder {folder} cannot be made: {output.Trim()}");
        }
    }

    private static async Task WritePrivatelyAsync(string file, string text, CancellationToken cancel)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var stream = new FileStream(file, options);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancel);
    }

    private static string Digest(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];

    private static string NewPassword() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed record Passwords(string Superuser, string Owner, string App);
}
