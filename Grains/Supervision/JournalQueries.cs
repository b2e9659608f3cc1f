using System.Text.Json;
using Npgsql;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Shared;
using SunGov.GrainInterfaces.Supervision;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Supervision;

/// <summary>
/// Search in the journal, for those whose grants hold <c>journal.read</c>, and stuck rows, for <c>stuck.retry</c>, both
/// within the scope of the grant; every look is itself recorded.
/// </summary>
[StatelessWorker]
public sealed class JournalQueries(NpgsqlDataSource source, Ground ground, Kinds kinds) : Grain, IJournalQueries
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
        scope => new NumberedList(source, JournalReading.JournalWithNames, "j.seq", newestFirst: true)
            .Inside(scope, kinds, "j")
            .Where("j.kind = ?", filter.Kind)
            .Where("j.key = ?", filter.Key)
            .Where("j.actor = ?", filter.Actor)
            .Where("j.at >= ?", filter.From?.ToUniversalTime())
            .Where("j.at < ?", filter.To?.ToUniversalTime())
            .ReadAsync(JournalReading.RowColumns, page, JournalReading.Row));

    /// <inheritdoc/>
    public async Task<Outcome<JournalEntryView>> Read(long sequence, By by)
    {
        var (scope, refusal) = await ScopeOf(by, ReadJournal);
        if (refusal is not null)
        {
            return refusal;
        }

        var found = await new NumberedList(source, JournalReading.JournalWithNames, "j.seq", newestFirst: true)
            .Inside(scope, kinds, "j")
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
        scope => StuckIn(scope).ReadAsync(JournalReading.StuckColumns, page, JournalReading.Stuck));

    /// <inheritdoc/>
    public async Task<Outcome<Done>> Retry(string id, By by)
    {
        var (scope, refusal) = await ScopeOf(by, RetryStuck);
        if (refusal is not null)
        {
            return refusal;
        }

        if (!Guid.TryParse(id, out var row)
            || (await StuckIn(scope).Where("d.id = ?", row)
                .ReadAsync(JournalReading.StuckColumns, new PageRequest(Limit: 1), JournalReading.Stuck)).Total == 0)
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
        scope => new NumberedList(
                source, "access_log a left join person p on p.key = a.person", "a.id", newestFirst: true)
            .Inside(scope, kinds, "a")
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

    private NumberedList StuckIn(Scope scope) =>
        new NumberedList(source, "due d", "d.n", newestFirst: false).Inside(scope, kinds, "d")
            .Where("d.stuck = ?", true);

    private async Task<Outcome<Page<T>>> Look<T>(
        By by, string function, PageRequest page, string key, string code, Func<Scope, Task<Page<T>>> read)
    {
        var (scope, refusal) = await ScopeOf(by, function);
        refusal ??= NumberedList.Refused(page);
        if (refusal is not null)
        {
            return refusal;
        }

        await ground.Accesses.DisclosedAsync(by, "journal", key, code);
        return Outcome.Of(await read(scope));
    }

    /// <summary>What of the journal the caller may see; or why nothing.</summary>
    private async Task<(Scope Scope, Refusal? Refusal)> ScopeOf(By by, string function)
    {
        var caller = await ground.Grants.FindAsync(by);
        if (caller?.MayAny(function) is true)
        {
            return (by.IsPlatform ? Scope.All : caller.Scope(function), null);
        }

        var refusal = caller is null ? SharedRefusals.IdentityNotHeld : SharedRefusals.NotAllowed;
        ground.Accesses.Refused(by, "journal", "", refusal);
        return (Scope.None, refusal);
    }
}
