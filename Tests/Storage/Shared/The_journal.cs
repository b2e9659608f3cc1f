using System.Text;
using Npgsql;
using SunGov.Grains.Shared;

namespace SunGov.Tests.Storage.Shared;

/// <summary>Design section 4: one entry per accepted command, group commit, a loser never hurts a winner.</summary>
public sealed class The_journal : IAsyncLifetime
{
    private JournalRig _rig = null!;

    public async Task InitializeAsync() => _rig = await JournalRig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Gives_back_what_was_written()
    {
        var journal = _rig.Open();
        var first = JournalRig.Write("a", 0, []) with { Answer = "42" };
        var written = await journal.WriteAsync(first);
        var second = await journal.WriteAsync(JournalRig.Write("a", 1, written.Hash));

        var snapshot = await journal.LoadAsync("counter", "a");
        var entries = await journal.EntriesAsync("counter", "a");
        var recorded = await journal.FindAsync("counter", "a", first.By.Command);

        Assert.Equal(WrittenState.Committed, written.State);
        Assert.True(second.Sequence > written.Sequence);
        Assert.Equal(2, snapshot?.Version);
        Assert.Equal(second.Hash, snapshot?.LastHash);
        Assert.Equal([1L, 2L], entries.Select(entry => entry.Version));
        Assert.All(entries, entry => Assert.True(entry.Verified));
        Assert.Equal(first.Body, entries[0].Body);
        Assert.Equal("42", recorded?.Answer);
        Assert.Equal(first.Digest, recorded?.Digest);
        Assert.Null(await journal.LoadAsync("counter", "b"));
        Assert.Equal(
            "a\"b|c\\d,{e}|é",
            await _rig.TamperAsync("select array_to_string(tags, '|') from counter where key = 'a'"));
    }

    [Fact]
    public async Task Answers_a_repeated_command_once_and_leaves_the_thing_as_it_is()
    {
        var journal = _rig.Open();
        var command = Guid.NewGuid();
        var first = await journal.WriteAsync(JournalRig.Write("a", 0, [], command));

        var again = await journal.WriteAsync(JournalRig.Write("a", 1, first.Hash, command));

        Assert.Equal(WrittenState.Repeated, again.State);
        Assert.Single(await journal.EntriesAsync("counter", "a"));
    }

    [Fact]
    public async Task Lets_a_conflict_inside_a_batch_hurt_nobody_else()
    {
        var journal = _rig.Open();
        var known = await journal.WriteAsync(JournalRig.Write("k00", 0, []));
        var writes = Enumerable.Range(0, 64).Select(i => i switch
        {
            0 => JournalRig.Write("k00", 0, []),
            1 => JournalRig.Write("k01", 5, known.Hash),
            _ => JournalRig.Write($"k{i:D2}", 0, []),
        });

        var ends = await Task.WhenAll(writes.Select(journal.WriteAsync));

        Assert.Equal([WrittenState.Conflict, WrittenState.Conflict], ends[..2].Select(end => end.State));
        Assert.All(ends[2..], end => Assert.Equal(WrittenState.Committed, end.State));
        Assert.Null(await journal.LoadAsync("counter", "k01"));
        Assert.Equal(1, (await journal.LoadAsync("counter", "k00"))?.Version);
    }

    [Theory]
    [InlineData("not json", """[{"type":"added"}]""")]
    [InlineData("""{"text":"\u0000"}""", """[{"type":"added"}]""")]
    public async Task Lets_a_poisoned_write_hurt_nobody_else(string data, string body)
    {
        var journal = _rig.Open();
        var poisoned = JournalRig.Write("p", 0, []) with
        {
            Data = Encoding.UTF8.GetBytes(data),
            Body = Encoding.UTF8.GetBytes(body),
        };
        var writes = Enumerable.Range(0, 32).Select(i => JournalRig.Write($"q{i:D2}", 0, [])).ToList();

        var good = writes.Select(journal.WriteAsync).ToList();
        await Assert.ThrowsAnyAsync<Exception>(() => journal.WriteAsync(poisoned));

        Assert.All(await Task.WhenAll(good), end => Assert.Equal(WrittenState.Committed, end.State));
        Assert.Null(await journal.LoadAsync("counter", "p"));
        Assert.Equal(WrittenState.Committed, (await journal.WriteAsync(JournalRig.Write("p", 0, []))).State);
    }

    [Fact]
    public async Task Lets_a_write_the_database_refuses_hurt_nobody_else()
    {
        var journal = _rig.Open();
        await _rig.TamperAsync("alter table counter add check (label <> '计数 bad')");
        var writes = Enumerable.Range(0, 20).Select(i => JournalRig.Write(i == 7 ? "bad" : $"g{i}", 0, []));

        var ends = await Task.WhenAll(writes.Select(async write =>
        {
            try
            {
                return (await journal.WriteAsync(write)).State.ToString();
            }
            catch (PostgresException failure)
            {
                return failure.SqlState;
            }
        }));

        Assert.Equal(PostgresErrorCodes.CheckViolation, ends[7]);
        Assert.Equal(19, ends.Count(end => end == nameof(WrittenState.Committed)));
    }

    [Fact]
    public async Task Numbers_entries_in_the_order_of_their_commits_also_with_several_writers()
    {
        IJournal[] journals = [_rig.Open(), _rig.Open(), _rig.Open()];
        var seen = new List<long>();
        using var stop = new CancellationTokenSource();
        var watcher = Task.Run(async () =>
        {
            var after = 0L;
            while (!stop.IsCancellationRequested)
            {
                await using var command = _rig.Source.CreateCommand(
                    $"select seq from journal where seq > {after} order by seq");
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                {
                    seen.Add(after = reader.GetInt64(0));
                }
            }
        });

        await Task.WhenAll(Enumerable.Range(0, 300).Select(
            i => journals[i % 3].WriteAsync(JournalRig.Write($"o{i}", 0, []))));
        await stop.CancelAsync();
        await watcher;

        var all = (long)(await _rig.TamperAsync("select count(*) from journal where seq <= " + seen.LastOrDefault()))!;
        Assert.Equal(all, seen.Count);
    }

    [Fact]
    public async Task Gives_a_claim_to_one_owner_only_and_to_that_owner_again()
    {
        var journal = _rig.Open();
        var claim = new Claim("login", "lin");

        var owners = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => journal.ClaimAsync(claim, $"person:{i}")));

        var owner = Assert.Single(owners.Distinct());
        Assert.Equal(owner, await journal.ClaimAsync(claim, owner));
        Assert.Equal(owner, await journal.OwnerAsync(claim));
        Assert.Null(await journal.OwnerAsync(new Claim("login", "nobody")));
    }

    [Fact]
    public async Task Tells_live_changes_and_grants_after_the_commit()
    {
        var journal = _rig.Open(options => options with { Announce = true });
        var changes = new List<LiveChange>();
        _rig.Changes.Changed += changes.Add;
        await using var listener = new NpgsqlConnection(_rig.Database.App + ";Pooling=false");
        await listener.OpenAsync();
        var heard = new List<string>();
        listener.Notification += (_, news) => heard.Add($"{news.Channel}: {news.Payload.Trim().Split('\n')[^1]}");
        await using (var listen = new NpgsqlCommand("listen live; listen grants", listener))
        {
            await listen.ExecuteNonQueryAsync();
        }

        await journal.WriteAsync(JournalRig.Write("a", 0, []) with { Live = true, ChangesGrants = true });
        while (heard.Count < 2)
        {
            await listener.WaitAsync();
        }

        Assert.Equal([new LiveChange("counter", "a", 1)], changes);
        Assert.Equal(["grants: a", "live: counter 1 a"], heard.Order());
    }
}
