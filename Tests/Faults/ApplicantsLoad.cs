using SunGov.Silo.Hosting;
using SunGov.Tools.Load;

namespace SunGov.Tests.Faults;

/// <summary>Applicants of one entity who compete for the places of one call.</summary>
internal sealed class ApplicantsLoad(Ledger ledger) : FaultLoad
{
    private const int Applicants = 12;
    private const int Cap = 5;
    private const int FewestBetween = 10;
    private const int MostBetween = 90;
    private static readonly string Entity = LoadProvince.Entities[0];

    private readonly List<Applicant> _applicants = [];
    private readonly Dictionary<string, OpenSession> _sessions = [];

    public override IEnumerable<string> Unexpected => _applicants.SelectMany(applicant => applicant.Unexpected);

    public override IEnumerable<KeyValuePair<DraftPlace, Draft>> Drafts =>
        _applicants.SelectMany(applicant => applicant.Drafts);

    public override Task MakeAsync(HostSettings settings) =>
        LoadProvince.MakeAsync(settings, Applicants, entities: 1, Cap, async services =>
        {
            foreach (var login in Enumerable.Range(0, Applicants).Select(LoadProvince.Leader)
                .Append(LoadProvince.Office(Entity)).Append(LoadProvince.Officer))
            {
                _sessions[login] = await OpenSession.OfAsync(services, login);
            }
        });

    public override void Begin(HttpClient client, Random random)
    {
        var office = LoadUser.Of(client, _sessions[LoadProvince.Office(Entity)]);
        var officer = LoadUser.Of(client, _sessions[LoadProvince.Officer]);
        for (var number = 0; number < Applicants; number++)
        {
            var leader = LoadUser.Of(client, _sessions[LoadProvince.Leader(number)]);
            _applicants.Add(new Applicant(ledger, new Random(random.Next()), Entity, leader, office, officer));
        }
    }

    public override Task WorkAsync(CancellationToken end) =>
        Task.WhenAll(_applicants.Select(applicant => applicant.RunAsync(end)));

    public override int UntilNext(Random random, int faults) => random.Next(FewestBetween, MostBetween);

    public override async Task SettleAsync()
    {
        foreach (var waiting in _applicants.Where(applicant => !applicant.Submitted))
        {
            await waiting.SubmitAsync();
        }
    }

    public override async Task CompareAsync(FaultReport report)
    {
        await EffectsAsync(report);
        await QuotaAsync(report);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>What each command does once can be seen once.</summary>
    private async Task EffectsAsync(FaultReport report)
    {
        report.Doubled.AddRange(await report.RowsAsync(
            """
            select 'project ' || title || ' is there ' || count(*) from project group by title having count(*) > 1
            union all
            select 'notice ' || (n ->> 'title') || ' is there ' || count(*) from call, jsonb_array_elements(notices) n
            group by n ->> 'title' having count(*) > 1
            """,
            row => row.GetString(0)));
        var posted = ledger.Answered.Count(command => command is { What: "post", Answer.Succeeded: true });
        var notices = (await report.RowsAsync(
            "select jsonb_array_length(notices) from call", row => row.GetInt32(0))).Sum();
        if (notices != posted)
        {
            report.Doubled.Add($"{posted} notices were posted, {notices} are there");
        }
    }

    private async Task QuotaAsync(FaultReport report)
    {
        var submitted = _applicants.Count(applicant => applicant.Submitted);
        var entries = await report.RowsAsync(
            $"""
            select p -> 'reserved' ->> 'project' from quota, jsonb_array_elements(data -> 'places') p
            where key = 'entity:{LoadProvince.Call}:{Entity}'
            """,
            row => row.GetString(0));
        report.Tell($"places taken {entries.Count}, projects submitted {submitted}, cap {Cap}");
        if (entries.Count != Cap || submitted != Cap)
        {
            report.Broken.Add($"{entries.Count} places and {submitted} submissions under a cap of {Cap}");
        }

        var running = await report.RowsAsync(
            "select key from project where status = 'running'", row => row.GetString(0));
        if (!entries.Order(StringComparer.Ordinal).SequenceEqual(running.Order(StringComparer.Ordinal)))
        {
            report.Broken.Add($"places of {string.Join(' ', entries)}, but {string.Join(' ', running)} are running");
        }
    }
}
