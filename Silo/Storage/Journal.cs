using System.Collections.Immutable;
using Npgsql;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>The journal over PostgreSQL; see docs/journal.md.</summary>
internal sealed class Journal : IJournal, IAsyncDisposable
{
    private const int RowColumns = 3;

    private readonly NpgsqlDataSource _source;
    private readonly ICrypto _crypto;
    private readonly IRowSeal _seals;
    private readonly JournalWriter _writer;

    public Journal(
        StorageOptions options,
        NpgsqlDataSource source,
        ICrypto crypto,
        IRowSeal seals,
        TimeProvider clock,
        LiveChanges changes,
        ILogger<Journal> log)
    {
        _source = source;
        _crypto = crypto;
        _seals = seals;
        _writer = new JournalWriter(options, clock, log, changes.Committed);
    }

    public Task<Written> WriteAsync(Write write) => _writer.WriteAsync(new PendingWrite(write, _crypto, _seals));

    public async Task<Snapshot?> LoadAsync(string kind, string key)
    {
        await using var query = _source.CreateCommand(
            $"""
            select t.version, t.data, t.seal, j.* from (select 1) one
            left join "{KindStatement.Name(kind)}" t on t.key = $2
            left join lateral (select {EntryReader.Columns} from journal
                where kind = $1 and key = $2 order by version desc limit 1) j on true
            """);
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        await using var reader = await query.ExecuteReaderAsync();
        await reader.ReadAsync();
        var row = await reader.IsDBNullAsync(0)
            ? null
            : new StoredRow(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2));
        var last = await reader.IsDBNullAsync(RowColumns) ? null : EntryReader.Read(reader, RowColumns);
        if (row is null && last is null)
        {
            return null;
        }

        return RowCheck.Fault(_crypto, _seals, kind, key, row, last) is { } fault
            ? throw new BrokenRecordException(
                kind, key, Math.Max(row?.Version ?? 0, last?.Header.Version ?? 0), fault)
            : new Snapshot(row!.Version, row.Data, last!.Hash);
    }

    public async Task<Recorded?> FindAsync(string kind, string key, Guid command)
    {
        await using var query = _source.CreateCommand(
            "select version, digest, answer, actor from journal where kind = $1 and key = $2 and command = $3");
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        query.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = command });
        await using var reader = await query.ExecuteReaderAsync();
        return await reader.ReadAsync()
            ? new Recorded(
                reader.GetInt64(0),
                reader.GetFieldValue<byte[]>(1),
                await reader.IsDBNullAsync(2) ? null : reader.GetString(2),
                reader.GetString(3))
            : null;
    }

    public async Task<ImmutableArray<Entry>> EntriesAsync(string kind, string key)
    {
        await using var query = _source.CreateCommand(
            $"select {EntryReader.Columns} from journal where kind = $1 and key = $2 order by version");
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        await using var reader = await query.ExecuteReaderAsync();
        var chain = new ChainCheck(_crypto);
        var entries = ImmutableArray.CreateBuilder<Entry>();
        while (await reader.ReadAsync())
        {
            var stored = EntryReader.Read(reader);
            entries.Add(stored.ToEntry(chain.Next(stored) is null));
        }

        return entries.ToImmutable();
    }

    public async Task<string> ClaimAsync(Claim claim, string owner)
    {
        await using var command = _source.CreateCommand(
            "insert into claim (space, value, owner) values ($1, $2, $3) on conflict do nothing");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = claim.Space });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = claim.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = owner });
        return await command.ExecuteNonQueryAsync() == 1
            ? owner
            : await OwnerAsync(claim)
                ?? throw new InvalidOperationException($"the claim on a {claim.Space} vanished while it was taken");
    }

    public async Task<string?> OwnerAsync(Claim claim)
    {
        await using var connection = await _source.OpenConnectionAsync();
        return await JournalBatch.OwnerAsync(connection, claim);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
