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

/// <summary>What was promised to those who worked, held against what is stored.</summary>
internal sealed class FaultReport(string database, Ledger ledger) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(database);
    private readonly List<string> _told = [];
    private int _journalled;
    private int _found;
    private int _drafts;

    /// <summary>What was acknowledged and is not there.</summary>
    public List<string> Lost { get; } = [];

    /// <summary>What happened more than once.</summary>
    public List<string> Doubled { get; } = [];

    /// <summary>What contradicts itself.</summary>
    public List<string> Broken { get; } = [];

    /// <summary>Refusals that no rule explains.</summary>
    public List<string> Unexpected { get; } = [];

    /// <summary>As if the half minute had passed after which the rows that a dead process had taken are free.</summary>
    public Task EndLeasesAsync() => RowsAsync(
        "update due set ready = at where at <= now() and ready > now() and not stuck returning id",
        row => row.GetGuid(0));

    /// <summary>Ends when nothing that was due is left.</summary>
    public Task OutboxEmptyAsync() => Outbox.EmptyAsync(_source);

    /// <summary>Compares everything.</summary>
    public async Task MakeAsync(HostSettings settings, FaultLoad load)
    {
        Unexpected.AddRange(load.Unexpected);
        await OutboxEmptyAsync();
        await JournalAsync();
        await DraftsAsync(load.Drafts);
        await load.CompareAsync(this);
        await VerifyAsync(settings);
    }

    /// <summary>Fails with the whole report if a single promise was broken.</summary>
    public void MustHold() => Assert.True(
        Lost.Count + Doubled.Count + Broken.Count + Unexpected.Count == 0 && _found == _journalled && _journalled > 0,
        ToString());

    /// <summary>Adds a line of figures.</summary>
    public void Tell(FormattableString line) => _told.Add(line.ToString(CultureInfo.InvariantCulture));

    public override string ToString()
    {
        var text = new StringBuilder();
        var (answered, repeated) = (ledger.Answered, ledger.Answered.Count(command => command.Answer.Attempts > 1));
        Line($"commands sent {ledger.Sent}, of these sent more than once {repeated}");
        Line($"acknowledged {ledger.Acknowledged}, refused {answered.Count(command => !command.Answer.Succeeded)}");
        Line($"longest until answered {answered.Max(command => command.Answer.Took).TotalSeconds:F1} s");
        Line($"found in the journal {_found} of {_journalled}; drafts as saved last {_drafts}");
        Line($"lost {Lost.Count}, doubled {Doubled.Count}");
        _told.ForEach(told => text.AppendLine(told));
        Line($"journal verified: {(Broken.Count == 0 ? "everything holds" : "BROKEN")}");
        foreach (var fault in Lost.Concat(Doubled).Concat(Broken).Concat(Unexpected).Take(40))
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
        foreach (var command in ledger.Answered.Where(command => command.Kind != "section"))
        {
            var found = places[command.Id].ToList();
            if (found.Count > 1 || found.Any(place => place != (command.Kind, command.Key)))
            {
                Doubled.Add($"{command.What} {command.Id} stands at {string.Join(", ", found)}");
            }

            if (command.Answer.Succeeded)
            {
                _journalled++;
                _found += found.Count > 0 ? 1 : 0;
                if (found.Count == 0)
                {
                    Lost.Add($"{command.What} {command.Id} of {command.Kind} {command.Key}");
                }
            }
            else if (command.What != "submit" && found.Count > 0)
            {
                Unexpected.Add($"{command.What} {command.Id} was refused ({command.Answer.Code}), but is there");
            }
        }
    }

    /// <summary>Drafts are overwritten in place: what was acknowledged last is what stands there.</summary>
    private async Task DraftsAsync(IEnumerable<KeyValuePair<DraftPlace, Draft>> saved)
    {
        var stored = (await RowsAsync(
            "select project, form, section, version, command from section",
            row => (
                Place: new DraftPlace(row.GetString(0), row.GetString(1), row.GetString(2)),
                Draft: new Draft(row.GetInt32(3), row.GetGuid(4)))))
            .ToDictionary(row => row.Place, row => row.Draft);
        foreach (var (place, last) in saved)
        {
            _drafts++;
            if (stored.GetValueOrDefault(place) is var now && now != last)
            {
                Lost.Add($"{place}: {last} was saved last, {now} is there");
            }
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
            Broken.AddRange(check.Broken.Select(
                found => $"{check.Name}: {found.Kind} {found.Key} version {found.Version}: {found.Fault}"));
        }
    }

    /// <summary>Reads as the superuser.</summary>
    public async Task<List<T>> RowsAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
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
