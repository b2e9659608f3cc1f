using System.Text.Json;
using Npgsql;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Shared;
using SunGov.GrainInterfaces.Supervision;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Supervision;

/// <summary>
/// Search in the journal, for those whose grants hold <c>journal.read</c>, and stuck rows, for <c>stuck.retry</c>;
/// every look is itself recorded.
/// </summary>
[StatelessWorker]
public sealed class JournalQueries(NpgsqlDataSource source, Ground ground) : Grain, IJournalQueries
{
    private const string ReadJournal = "journal.read";
    private const string RetryStuck = "stuck.retry";

    /// <inheritdoc/>
    public Task<Outcome<Page<JournalRow>>> Search(JournalFilter filter, PageRequest page, By by) => Look(
        by,
        ReadJournal,
        page,
        filter.Key ?? "",
        "journal-searched",
        () => new NumberedList(source, JournalReading.JournalWithNames, "j.seq", newestFirst: true)
            .Where("j.kind = ?", filter.Kind)
            .Where("j.key = ?", filter.Key)
            .Where("j.actor = ?", filter.Actor)
            .Where("j.at >= ?", filter.From?.ToUniversalTime())
            .Where("j.at < ?", filter.To?.ToUniversalTime())
            .ReadAsync(JournalReading.RowColumns, page, JournalReading.Row));

    /// <inheritdoc/>
    public async Task<Outcome<JournalEntryView>> Read(long sequence, By by)
    {
        if (await Refused(by, ReadJournal) is { } refusal)
        {
            return refusal;
        }

        var found = await new NumberedList(source, JournalReading.JournalWithNames, "j.seq", newestFirst: true)
            .Where("j.seq = ?", sequence)
            .ReadAsync(JournalReading.RowColumns, new PageRequest(Limit: 1), JournalReading.Row);
        if (found.Items is not [var row])
        {
            return SharedRefusals.NotFound;
        }

        await ground.Accesses.DisclosedAsync(by, row.Kind, row.Key, "journal-read");
        var entries = await ground.Journal.EntriesAsync(row.Kind, row.Key);
        var index = entries.ToList().FindIndex(entry => entry.Sequence == sequence);
        var previous = index > 0 ? entries[index - 1].Hash : EntryHash.Genesis;
        using var body = JsonDocument.Parse(entries[index].Body);
        return Outcome.Of(new JournalEntryView(
            row,
            entries[index].Command.ToString(),
            Convert.ToHexStringLower(previous),
            body.RootElement.Clone(),
            entries[index].Verified,
            await AnchorAsync(sequence)));
    }

    /// <inheritdoc/>
    public Task<Outcome<Page<StuckRow>>> Stuck(PageRequest page, By by) => Look(
        by,
        RetryStuck,
        page,
        "",
        "stuck-listed",
        () => new NumberedList(source, "due d", "d.n", newestFirst: false)
            .Where("d.stuck = ?", true)
            .ReadAsync("d.id, d.at, d.kind, d.key, d.what, d.attempts, d.error", page, JournalReading.Stuck));

    /// <inheritdoc/>
    public async Task<Outcome<Done>> Retry(string id, By by)
    {
        if (await Refused(by, RetryStuck) is { } refusal)
        {
            return refusal;
        }

        if (!Guid.TryParse(id, out var row))
        {
            return SharedRefusals.NotFound;
        }

        await ground.Accesses.DisclosedAsync(by, "due", id, "stuck-retried");
        await using var command = source.CreateCommand(
            "update due set stuck = false, attempts = 0, error = null, ready = $2 where id = $1 and stuck");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = row });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = ground.Clock.GetUtcNow().UtcDateTime });
        return await command.ExecuteNonQueryAsync() == 1 ? Outcome.Of(Done.It) : SharedRefusals.NotFound;
    }

    /// <inheritdoc/>
    public Task<Outcome<Page<AccessRow>>> Accesses(AccessFilter filter, PageRequest page, By by) => Look(
        by,
        ReadJournal,
        page,
        filter.Person ?? "",
        "access-log-searched",
        () => new NumberedList(
                source, "access_log a left join person p on p.key = a.person", "a.id", newestFirst: true)
            .Where("a.person = ?", filter.Person)
            .Where("a.what = ?", filter.What)
            .ReadAsync(
                "a.at, a.what, a.person, coalesce(p.name, ''), a.identity, a.kind, a.key, a.code, a.origin",
                page,
                JournalReading.Access));

    private async Task<long?> AnchorAsync(long sequence)
    {
        await using var command = source.CreateCommand(
            "select n from anchor where last_seq >= $1 and first_seq <= $1 order by last_seq limit 1");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = sequence });
        return (long?)await command.ExecuteScalarAsync();
    }

    private async Task<Outcome<Page<T>>> Look<T>(
        By by, string function, PageRequest page, string key, string code, Func<Task<Page<T>>> read)
    {
        if (await Refused(by, function) is { } refusal)
        {
            return refusal;
        }

        if (page.Limit is < 1 or > 200)
        {
            return SharedRefusals.PageLimit;
        }

        await ground.Accesses.DisclosedAsync(by, "journal", key, code);
        return Outcome.Of(await read());
    }

    private async Task<Refusal?> Refused(By by, string function)
    {
        var refusal = await ground.Grants.FindAsync(by) is { } caller
            ? caller.MayAny(function) ? null : SharedRefusals.NotAllowed
            : SharedRefusals.IdentityNotHeld;
        if (refusal is not null)
        {
            ground.Accesses.Refused(by, "journal", "", refusal);
        }

        return refusal;
    }
}
