using System.Collections.Immutable;
using System.Globalization;
using Npgsql;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Tests.Storage.Identity;

namespace SunGov.Tests.Storage.Shared;

/// <summary>
/// Lists of few and of very many rows are read in different ways, and show the same: every row of the scope once, in
/// order, none from outside, whatever changes between two pages (design section 4).
/// </summary>
public sealed class ListsAtScale : IAsyncLifetime
{
    private const int Foreign = 400;
    private static readonly ImmutableHashSet<string> Columns = ["owner"];

    private static readonly Scope Mine =
        new([[new Condition("owner", Comparison.Is, "mine")], [new Condition("owner", Comparison.Is, "ours")]]);

    private Database _database = null!;
    private NpgsqlDataSource _source = null!;

    public async Task InitializeAsync()
    {
        _database = await Database.CreateAsync();
        _source = NpgsqlDataSource.Create(_database.Owner);
        await DoAsync("create table t (key text primary key, owner text, changed timestamptz, name text)");
        await DoAsync("create index t_changed on t (changed desc nulls last, key)");
    }

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData(0, "-changed")]
    [InlineData(1, "changed")]
    [InlineData(999, "-changed")]
    [InlineData(1_000, "changed")]
    [InlineData(1_000, "-name")]
    [InlineData(1_001, "-changed")]
    [InlineData(1_001, "name")]
    [InlineData(1_500, "changed")]
    public async Task Show_each_row_of_the_scope_once_in_order_and_count_no_other(int rows, string sort)
    {
        await FillAsync(rows);
        var expected = await KeysAsync(sort);
        Assert.Equal(rows, expected.Count);

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await PageAsync(cursor, 200, sort);
            Assert.Equal(
                ((long)Math.Min(rows, ScopedList.MostCounted), rows > ScopedList.MostCounted), (page.Total, page.More));
            seen.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(expected, seen);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(1_400)]
    public async Task Keep_their_pages_while_other_rows_change(int rows)
    {
        await FillAsync(rows);
        var (random, seed) = (new Random(rows), rows);
        var (touched, seen) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
        string? cursor = null;
        for (var turn = 0; ; turn++)
        {
            var page = await PageAsync(cursor, 37, "-changed");
            seen.AddRange(page.Items);
            if (page.Next is null)
            {
                break;
            }

            cursor = page.Next;
            touched.UnionWith(await ChangeAsync(random, turn));
        }

        var untouched = (await AllOfMineAsync()).Where(key => !touched.Contains(key)).ToList();
        Assert.NotEmpty(untouched);
        Assert.True(
            untouched.All(key => seen.Count(one => one == key) == 1),
            $"seed {seed}: an untouched row was shown twice or left out");
        Assert.DoesNotContain(seen, key => key.StartsWith("foreign", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(50)]
    [InlineData(1_200)]
    public async Task Show_nothing_that_left_the_scope_to_a_cursor_from_before(int rows)
    {
        await FillAsync(rows);
        var first = await PageAsync(null, 10, "-changed");
        await DoAsync("update t set owner = 'theirs'");
        var second = await PageAsync(first.Next, 10, "-changed");
        Assert.Equal((0, 0L, false), (second.Items.Length, second.Total, second.More));
    }

    [Fact]
    public async Task Are_known_as_very_long_for_minutes_to_those_alone_who_found_out()
    {
        await FillAsync(1_200);
        var clock = new MovableClock();
        var known = new LongLists(clock);
        Assert.True((await PageAsync(null, 10, "-changed", known)).More);
        await DoAsync("delete from t where key like 'mine%' and key > 'mine-00030'");

        var soon = await PageAsync(null, 200, "-changed", known);
        Assert.Equal((30, true), (soon.Items.Length, soon.More));
        var ours = new Scope([[new Condition("owner", Comparison.Is, "ours")]]);
        var other = await PageAsync(null, 200, "-changed", known, ours);
        Assert.Equal((15, 15L, false), (other.Items.Length, other.Total, other.More));
        clock.Move(TimeSpan.FromMinutes(8));
        var later = await PageAsync(null, 200, "-changed", known);
        Assert.Equal((30, 30L, false), (later.Items.Length, later.Total, later.More));
    }

    /// <summary>Rows change their place, their scope, come and go; gives which.</summary>
    private async Task<List<string>> ChangeAsync(Random random, int turn)
    {
        var statement = (turn % 4) switch
        {
            0 => "update t set changed = now() + random() * interval '1 day'",
            1 => "update t set owner = case owner when 'theirs' then 'mine' else 'theirs' end",
            2 => "delete from t",
            _ => "update t set changed = null",
        };
        await using var command = _source.CreateCommand(
            $"{statement} where key like 'mine%' and abs(hashtext(key || @turn)) % 20 = @part returning key");
        command.Parameters.Add(new NpgsqlParameter<string>("turn", turn.ToString(CultureInfo.InvariantCulture)));
        command.Parameters.Add(new NpgsqlParameter<int>("part", random.Next(20)));
        return await ReadAsync(command);
    }

    /// <summary>Rows of the scope and others; many share an instant, some have none.</summary>
    private async Task FillAsync(int rows)
    {
        await DoAsync("truncate t");
        await DoAsync(
            $"""
            insert into t select 'mine-' || lpad(n::text, 5, '0'), case when n % 2 = 0 then 'mine' else 'ours' end,
                case when n % 11 = 0 then null else timestamptz '2026-01-01Z' + (n % 97) * interval '1 hour' end,
                chr(19968 + n * 7 % 500) from generate_series(1, {rows}) n
            union all
            select 'foreign-' || n, case when n % 5 = 0 then null else 'theirs' end,
                timestamptz '2026-01-01Z' + (n % 97) * interval '1 hour', '外' from generate_series(1, {Foreign}) n
            """);
        await DoAsync("analyze t");
    }

    private async Task<Page<string>> PageAsync(
        string? cursor, int limit, string sort, LongLists? known = null, Scope? scope = null)
    {
        var (order, refusal) = ListOrder.Of(
            new PageRequest(cursor, limit, sort), "-changed", "t.key",
            [new SortColumn("changed", "t.changed", "timestamptz"), SortColumn.OfName("name", "t.name")]);
        Assert.Null(refusal);
        var list = new ScopedList(known);
        list.WhereScope(scope ?? Mine, "t", Columns);
        return await list.ReadAsync(_source, "t.key, t.owner", "t", "t.key", order, row =>
        {
            Assert.Contains(row.GetString(1), new[] { "mine", "ours" });
            return row.GetString(0);
        });
    }

    private Task<List<string>> AllOfMineAsync() => KeysAsync("-changed");

    private async Task<List<string>> KeysAsync(string sort)
    {
        var (column, direction) = (sort.TrimStart('-'), sort[0] == '-' ? "desc" : "asc");
        var collation = column == "name" ? " collate \"zh-x-icu\"" : "";
        await using var command = _source.CreateCommand(
            $"""
            select key from t where owner in ('mine', 'ours')
            order by {column}{collation} {direction} nulls last, key
            """);
        return await ReadAsync(command);
    }

    private static async Task<List<string>> ReadAsync(NpgsqlCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        var keys = new List<string>();
        while (await reader.ReadAsync())
        {
            keys.Add(reader.GetString(0));
        }

        return keys;
    }

    private async Task DoAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
