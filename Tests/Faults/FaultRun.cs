using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using SunGov.Silo.Hosting;
using SunGov.Tools.Load;
using Xunit.Abstractions;

namespace SunGov.Tests.Faults;

/// <summary>A host in its own process, applicants who work through its API, and something that goes wrong.</summary>
internal sealed class FaultRun : IAsyncDisposable
{
    private const int Applicants = 12;
    private const int Cap = 5;
    private const int FewestBetween = 10;
    private const int MostBetween = 90;
    private static readonly string Entity = LoadProvince.Entities[0];

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
    public async Task RunAsync(int faults, Func<Task> fault)
    {
        _output.WriteLine($"seed {_seed}");
        var random = new Random(_seed);
        var watch = Stopwatch.StartNew();
        await LoadProvince.MakeAsync(_settings, Applicants, entities: 1, Cap);
        await Silo.StartAsync();
        Tell(watch, "the province is there and the host is ready");
        using var client = LoadUser.Connect(Silo.Address);
        var applicants = await ApplicantsAsync(client, random);
        using var end = new CancellationTokenSource();
        var work = Task.WhenAll(applicants.Select(applicant => applicant.RunAsync(end.Token)));
        try
        {
            for (var done = 0; done < faults; done++)
            {
                var moment = _ledger.After(random.Next(FewestBetween, MostBetween), random.Next(2) == 0);
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
        await using var report = await FaultReport.OpenAsync(_superuser, _ledger, applicants);
        Tell(watch, "no more commands");
        await report.OutboxEmptyAsync();
        Tell(watch, "nothing is due any more");
        foreach (var waiting in applicants.Where(applicant => !applicant.Submitted))
        {
            await waiting.SubmitAsync();
        }

        await report.MakeAsync(_settings, Entity, Cap);
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

    private async Task<List<Applicant>> ApplicantsAsync(HttpClient client, Random random)
    {
        var office = await LoadUser.LogInAsync(client, LoadProvince.Office(Entity), LoadProvince.Password);
        var officer = await LoadUser.LogInAsync(client, LoadProvince.Officer, LoadProvince.Password);
        var applicants = new List<Applicant>();
        for (var number = 0; number < Applicants; number++)
        {
            var leader = await LoadUser.LogInAsync(client, LoadProvince.Leader(number), LoadProvince.Password);
            applicants.Add(new Applicant(_ledger, new Random(random.Next()), Entity, leader, office, officer));
        }

        return applicants;
    }
}
