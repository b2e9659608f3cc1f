using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using SunGov.Silo.Crypto;
using SunGov.Silo.Hosting;
using SunGov.Silo.Storage;
using SunGov.Tools.Load;

namespace SunGov.Tests.Faults;

/// <summary>What was promised to the applicants, held against what is stored.</summary>
internal sealed class FaultReport : IAsyncDisposable
{
    private readonly Ledger _ledger;
    private readonly List<Applicant> _applicants;
    private readonly NpgsqlDataSource _source;
    private readonly List<string> _lost = [];
    private readonly List<string> _doubled = [];
    private readonly List<string> _broken = [];
    private readonly List<string> _unexpected = [];
    private int _journalled;
    private int _found;
    private int _drafts;
    private int _places;
    private int _submitted;
    private int _cap;

    private FaultReport(NpgsqlDataSource source, Ledger ledger, List<Applicant> applicants)
    {
        _source = source;
        _ledger = ledger;
        _applicants = applicants;
    }

    public static Task<FaultReport> OpenAsync(string database, Ledger ledger, List<Applicant> applicants) =>
        Task.FromResult(new FaultReport(NpgsqlDataSource.Create(database), ledger, applicants));

    /// <summary>Ends when nothing that was due is left.</summary>
    public Task OutboxEmptyAsync() => Outbox.EmptyAsync(_source);

    /// <summary>Compares everything.</summary>
    public async Task MakeAsync(HostSettings settings, string entity, int cap)
    {
        _cap = cap;
        _unexpected.AddRange(_applicants.SelectMany(applicant => applicant.Unexpected));
        await OutboxEmptyAsync();
        await JournalAsync();
        await DraftsAsync();
        await EffectsAsync();
        await QuotaAsync(entity);
        await VerifyAsync(settings);
    }

    /// <summary>Fails with the whole report if a single promise was broken.</summary>
    public void MustHold() => Assert.True(
        _lost.Count + _doubled.Count + _broken.Count + _unexpected.Count == 0
            && _places == _cap && _submitted == _cap && _found == _journalled && _journalled > 0,
        ToString());

    public override string ToString()
    {
        var text = new StringBuilder();
        var (answered, repeated) = (_ledger.Answered, _ledger.Answered.Count(command => command.Answer.Attempts > 1));
        Line($"commands sent {_ledger.Sent}, of these sent more than once {repeated}");
        Line($"acknowledged {_ledger.Acknowledged}, refused {answered.Count(command => !command.Answer.Succeeded)}");
        Line($"longest until answered {answered.Max(command => command.Answer.Took).TotalSeconds:F1} s");
        Line($"found in the journal {_found} of {_journalled}; drafts as saved last {_drafts}");
        Line($"lost {_lost.Count}, doubled {_doubled.Count}");
        Line($"places taken {_places}, projects submitted {_submitted}, cap {_cap}");
        Line($"journal verified: {(_broken.Count == 0 ? "everything holds" : "BROKEN")}");
        foreach (var fault in _lost.Concat(_doubled).Concat(_broken).Concat(_unexpected).Take(40))
        {
            Line($"  {fault}");
        }

        return text.ToString();

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task JournalAsync()
    {
        var entries = await RowsAsync(
            "select command, kind, key from journal", row => (Id: row.GetGuid(0), row.GetString(1), row.GetString(2)));
        var places = entries.ToLookup(entry => entry.Id, entry => (entry.Item2, entry.Item3));
        foreach (var command in _ledger.Answered.Where(command => command.Kind != "section"))
        {
            var found = places[command.Id].ToList();
            if (found.Count > 1 || found.Any(place => place != (command.Kind, command.Key)))
            {
                _doubled.Add($"{command.What} {command.Id} stands at {string.Join(", ", found)}");
            }

            if (command.Answer.Succeeded)
            {
                _journalled++;
                _found += found.Count > 0 ? 1 : 0;
                if (found.Count == 0)
                {
                    _lost.Add($"{command.What} {command.Id} of {command.Kind} {command.Key}");
                }
            }
            else if (command.What != "submit" && found.Count > 0)
            {
                _unexpected.Add($"{command.What} {command.Id} was refused ({command.Answer.Code}), but is there");
            }
        }
    }

    /// <summary>Drafts are overwritten in place: what was acknowledged last is what stands there.</summary>
    private async Task DraftsAsync()
    {
        var stored = (await RowsAsync(
            "select project, section, version, command from section",
            row => (Place: (row.GetString(0), row.GetString(1)), Version: row.GetInt32(2), Command: row.GetGuid(3))))
            .ToDictionary(row => row.Place);
        foreach (var (place, (version, command)) in _applicants.SelectMany(applicant => applicant.Drafts))
        {
            _drafts++;
            if (!stored.TryGetValue(place, out var now)
                || now.Version != version || now.Command.ToString("N") != command)
            {
                _lost.Add($"draft {place}: version {version} was saved last, version {now.Version} is there");
            }
        }
    }

    /// <summary>What each command does once can be seen once.</summary>
    private async Task EffectsAsync()
    {
        _doubled.AddRange(await RowsAsync(
            """
            select 'project ' || title || ' is there ' || count(*) from project group by title having count(*) > 1
            union all
            select 'notice ' || (n ->> 'title') || ' is there ' || count(*) from call, jsonb_array_elements(notices) n
            group by n ->> 'title' having count(*) > 1
            """,
            row => row.GetString(0)));
        var posted = _ledger.Answered.Count(command => command is { What: "post", Answer.Succeeded: true });
        var notices = (await RowsAsync("select jsonb_array_length(notices) from call", row => row.GetInt32(0))).Sum();
        if (notices != posted)
        {
            _doubled.Add($"{posted} notices were posted, {notices} are there");
        }
    }

    private async Task QuotaAsync(string entity)
    {
        _submitted = _applicants.Count(applicant => applicant.Submitted);
        var entries = await RowsAsync(
            $"""
            select p -> 'reserved' ->> 'project' from quota, jsonb_array_elements(data -> 'places') p
            where key = 'entity:{LoadProvince.Call}:{entity}'
            """,
            row => row.GetString(0));
        _places = entries.Count;
        var running = await RowsAsync("select key from project where status = 'running'", row => row.GetString(0));
        if (!entries.Order(StringComparer.Ordinal).SequenceEqual(running.Order(StringComparer.Ordinal)))
        {
            _broken.Add($"places of {string.Join(' ', entries)}, but {string.Join(' ', running)} are running");
        }
    }

    private async Task VerifyAsync(HostSettings settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddLogging(logging => logging.ClearProviders());
        services.AddSecretsAndFiles(settings.DataFolder);
        services.AddStorage(new StorageOptions(settings.Database));
        await using var provider = services.BuildServiceProvider();
        await foreach (var check in provider.GetRequiredService<Verification>().RunAsync())
        {
            _broken.AddRange(check.Broken.Select(
                found => $"{check.Name}: {found.Kind} {found.Key} version {found.Version}: {found.Fault}"));
        }
    }

    private async Task<List<T>> RowsAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = _source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
