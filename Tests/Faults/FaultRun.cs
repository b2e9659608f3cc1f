using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using SunGov.Silo.Hosting;
using SunGov.Tools.Load;
using Xunit.Abstractions;

namespace SunGov.Tests.Faults;

/// <summary>A host in its own process, people who work through its API, and something that goes wrong.</summary>
internal sealed class FaultRun : IAsyncDisposable
{
    /// <summary>After so few, nobody waits for what dead processes had taken to deliver; after more it is waited for.
    /// </summary>
    private const int Few = 3;

    private readonly int _seed = RandomNumberGenerator.GetInt32(int.MaxValue);
    private readonly string _folder = Directory.CreateTempSubdirectory("sungov-faults-").FullName;
    private readonly Ledger _ledger = new();
    private readonly HostSettings _settings;
    private readonly string _superuser;
    private readonly ITestOutputHelper _output;

    public FaultRun(string app, string owner, string superuser, ITestOutputHelper output)
    {
        _settings = new HostSettings("", app, owner, _folder);
        _superuser = superuser;
        _output = output;
        Silo = new SiloProcess(_settings);
    }

    public SiloProcess Silo { get; }

    /// <summary>The load, as many faults as asked for at random moments, the report, and what it must say.</summary>
    public async Task RunAsync(Func<Ledger, FaultLoad> made, int faults, Func<Task> fault)
    {
        _output.WriteLine($"seed {_seed}");
        var random = new Random(_seed);
        await using var load = made(_ledger);
        var watch = Stopwatch.StartNew();
        await load.MakeAsync(_settings);
        await Silo.StartAsync();
        Tell(watch, "the province is there and the host is ready");
        using var client = LoadUser.Connect(Silo.Address);
        load.Begin(client, random);
        using var end = new CancellationTokenSource();
        var work = load.WorkAsync(end.Token);
        try
        {
            for (var done = 0; done < faults; done++)
            {
                var moment = _ledger.After(load.UntilNext(random, faults), random.Next(2) == 0);
                await await Task.WhenAny(moment, work);
                await fault();
                Tell(watch, $"fault {done + 1} of {faults}, {_ledger.Acknowledged} commands acknowledged");
            }
        }
        finally
        {
            await end.CancelAsync();
        }

        await work;
        await using var report = new FaultReport(_superuser, _ledger);
        Tell(watch, "no more commands");
        if (faults <= Few)
        {
            await report.EndLeasesAsync();
        }

        await report.OutboxEmptyAsync();
        Tell(watch, "nothing is due any more");
        await load.SettleAsync();
        await report.MakeAsync(_settings, load);
        Tell(watch, "compared and verified");
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"faults {faults}\n{report}"));
        report.MustHold();
    }

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private void Tell(Stopwatch watch, string what) => _output.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds,5:F0} s  {what}"));
}
