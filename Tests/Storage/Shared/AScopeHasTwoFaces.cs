using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Npgsql;
using NpgsqlTypes;
using SunGov.Grains.Shared;
using FactSet = SunGov.Grains.Shared.Facts;

namespace SunGov.Tests.Storage.Shared;

/// <summary>R-PRM-02: what a grain lets a caller read is exactly what lists show, on random grants and rows.</summary>
public sealed class AScopeHasTwoFaces : IAsyncLifetime
{
    private const int Rounds = 400;
    private const int RowsOfRound = 12;

    /// <summary>Values easily mistaken for one another, and characters with a meaning in SQL or patterns.</summary>
    private static readonly string[] Values =
    [
        "", "a", "a/b", "a/bc", "a/b/c", "ab", "A", "a/", "/a", "a%", "a_", "a\\", "'", "''; drop table t --", "\"",
        "{a}", "{}", "null", "NULL", "省", "省/市", "市", "é", "e\u0301", "\U00020000", "a b", " a", "person:a", "r@a",
        "\t", "\n", "@v0", "$1",
    ];

    private static readonly ImmutableHashSet<string> Columns = ["one", "two", "many"];
    private Database _database = null!;

    public async Task InitializeAsync() => _database = await Database.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Matches_and_ToSql_agree()
    {
        await using var source = NpgsqlDataSource.Create(_database.Owner);
        await using (var create = source.CreateCommand("create table t (id int, one text, two text, many text[])"))
        {
            await create.ExecuteNonQueryAsync();
        }

        var seed = (ulong)System.Random.Shared.NextInt64();
        var sample = Cases.Sample(Rounds, new Rnd(seed), 50).ToList();
        var inside = 0;
        foreach (var (scope, rows) in sample)
        {
            var expected = Enumerable.Range(0, rows.Length).Where(id => scope.Matches(rows[id].Facts)).ToList();
            var actual = await AskAsync(source, scope, rows);
            inside += actual.Count;
            Assert.True(
                expected.SequenceEqual(actual),
                $"seed {seed}: {Text(scope)} finds {string.Join(',', actual)}, matches {string.Join(',', expected)}");
        }

        Assert.InRange(inside, Rounds, (Rounds * RowsOfRound) - Rounds);
    }

    [Fact]
    public void A_fact_that_is_no_column_is_a_fault() => Assert.Throws<InvalidOperationException>(
        () => new Scope([[new Condition("secret", Comparison.Is, "x")]]).ToSql("t", Columns, _ => "@x"));

    /// <summary>Each case takes a few of the values only, so that grants and rows meet often.</summary>
    private static Gen<(Scope Scope, ImmutableArray<Row> Rows)> Cases =>
        from words in Gen.Elements(Values).ArrayOf(5)
        from alternatives in Alternatives(words)
        from everything in Gen.Choose(0, 19)
        from rows in Rows(words).ArrayOf(RowsOfRound)
        select (everything == 0 ? Scope.All : new Scope([.. alternatives]), rows.ToImmutableArray());

    private static Gen<IEnumerable<ImmutableArray<Condition>>> Alternatives(string[] words) =>
        from conditions in Conditions(words).ArrayOf(4)
        from many in Gen.Choose(0, 4)
        from length in Gen.Choose(1, 2)
        select conditions.Take(many).Chunk(length).Select(chunk => chunk.ToImmutableArray());

    private static Gen<Condition> Conditions(string[] words) =>
        from comparison in Gen.Elements(Enum.GetValues<Comparison>())
        from column in Gen.Elements("one", "two")
        from value in Gen.Elements(words)
        select new Condition(comparison == Comparison.Holds ? "many" : column, comparison, value);

    private static Gen<Row> Rows(string[] words) =>
        from one in Gen.Elements<string?>([.. words, null])
        from two in Gen.Elements<string?>([.. words, null])
        from many in Gen.Elements(words).ArrayOf(3)
        from length in Gen.Choose(-1, 3)
        select new Row(one, two, length < 0 ? null : [.. many.Take(length)]);

    private static async Task<List<int>> AskAsync(NpgsqlDataSource source, Scope scope, ImmutableArray<Row> rows)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("truncate t"));
        foreach (var (row, id) in rows.Select((row, id) => (row, id)))
        {
            var insert = new NpgsqlBatchCommand("insert into t values ($1, $2, $3, $4)");
            insert.Parameters.Add(new NpgsqlParameter { Value = id });
            insert.Parameters.Add(Parameter(row.One, NpgsqlDbType.Text));
            insert.Parameters.Add(Parameter(row.Two, NpgsqlDbType.Text));
            insert.Parameters.Add(Parameter(row.Many, NpgsqlDbType.Array | NpgsqlDbType.Text));
            batch.BatchCommands.Add(insert);
        }

        await batch.ExecuteNonQueryAsync();
        var list = new ScopedList();
        list.WhereScope(scope, "t", Columns);
        var order = ListOrder.Of(new(Limit: 200), "id", "t.id::text", [new SortColumn("id", "t.id", "bigint")]).Order;
        var page = await list.ReadAsync(source, "t.id", "t", "t.id::text", order, row => row.GetInt32(0));
        Assert.Equal(page.Items.Length, page.Total);
        return [.. page.Items];
    }

    private static NpgsqlParameter Parameter(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private static string Text(Scope scope) => string.Join(
        " or ", scope.Alternatives.Select(a => "(" + string.Join(" and ", a.Select(c => $"{c}")) + ")"));

    /// <summary>A row and its facts.</summary>
    private sealed record Row(string? One, string? Two, string[]? Many)
    {
        public IFacts Facts => FactSet.None.With("one", One).With("two", Two).With("many", Many ?? []);
    }
}
