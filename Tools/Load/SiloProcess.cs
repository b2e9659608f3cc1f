using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SunGov.Silo.Hosting;

namespace SunGov.Tools.Load;

/// <summary>
/// The all-in-one host as a process of its own, for measuring and for killing. It ends when this process ends, however
/// that happens.
/// </summary>
public sealed class SiloProcess : IAsyncDisposable
{
    // Waits for the host, and kills it when standard input closes, which it does with the process that started it.
    private const string Guard = """
        exec 3<&0
        log=$1; shift
        "$@" >>"$log" 2>&1 <&- 3<&- &
        host=$!
        { cat <&3 >/dev/null; kill -9 "$host"; } 2>/dev/null &
        guard=$!
        echo "$host"
        exec >/dev/null 2>&1
        wait "$host"
        kill "$guard"
        """;

    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly HostSettings _settings;
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(5) };
    private Process? _guard;
    private int _host;

    /// <summary>Not started yet.</summary>
    /// <param name="settings">What it is told; its address is replaced by a free port of this machine.</param>
    public SiloProcess(HostSettings settings) => _settings = settings with { Address = FreeAddress() };

    /// <summary>Where it listens, the same after every restart.</summary>
    public Uri Address => new(_settings.Address);

    /// <summary>What it wrote to its console.</summary>
    public string Log => Path.Combine(_settings.DataFolder, "silo.log");

    /// <summary>Processor time it used since it was started last.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            using var host = Process.GetProcessById(_host);
            return host.TotalProcessorTime;
        }
    }

    /// <summary>Starts it; returns when it says that it is ready.</summary>
    /// <exception cref="InvalidOperationException">Ended, or not ready in time; gives its last words.</exception>
    public async Task StartAsync()
    {
        Directory.CreateDirectory(_settings.DataFolder);
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "-c", Guard, "sh", Log, "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "SunGov.Silo.dll"),
                "--urls", _settings.Address,
            },
        };
        start.Environment["SUNGOV_DB"] = _settings.Database;
        start.Environment["SUNGOV_DB_OWNER"] = _settings.DatabaseOwner;
        start.Environment["SUNGOV_DATA"] = _settings.DataFolder;
        start.Environment["SUNGOV_LOGINS_PER_MINUTE"] = "99999";
        if (_settings.WebFolder is { } web)
        {
            start.Environment["SUNGOV_WEB"] = web;
        }

        _guard = Process.Start(start)!;
        _host = int.Parse(
            await _guard.StandardOutput.ReadLineAsync() ?? "", System.Globalization.CultureInfo.InvariantCulture);
        var watch = Stopwatch.StartNew();
        while (!await IsReadyAsync())
        {
            if (_guard.HasExited || watch.Elapsed > LongestStart)
            {
                throw new InvalidOperationException($"the host is not ready: {File.ReadLines(Log).LastOrDefault()}");
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>Kills it with SIGKILL, whatever it is doing; returns when it is gone.</summary>
    public async Task KillAsync()
    {
        if (_guard is not { } guard)
        {
            return;
        }

        _guard = null;
        if (!guard.HasExited)
        {
            using var host = Process.GetProcessById(_host);
            host.Kill();
        }

        await guard.WaitForExitAsync();
        guard.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _client.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await _client.GetAsync(new Uri(Address, "/health/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://{listener.LocalEndpoint}";
    }
}
