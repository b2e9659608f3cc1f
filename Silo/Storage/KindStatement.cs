using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NpgsqlTypes;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>
/// The one statement that writes a batch of one kind (design section 4): commands already written drop out, the upsert
/// names the winners, and journal, claims, due and outbox rows join the winners. A loser never hurts a winner.
/// </summary>
internal sealed partial class KindStatement
{
    private const string Unclaimed = "/* unclaimed */";

    private readonly string _insertRows;
    private readonly string _kind;
    private readonly Dictionary<(bool Due, bool Removed, bool Grants, bool Claims), string> _sql = [];

    public KindStatement(string kind, ImmutableArray<Column> columns)
    {
        _kind = Name(kind);
        Columns = [.. columns.Select(column => (Name(column.Name), column.Type))];
        var names = Columns.Select(column => $", \"{column.Name}\"").ToList();
        var arrays = Columns.Select(
            (column, i) => $", ${FirstColumn + i}::{ColumnArray.ElementType(column.Type)}[]");
        var elements = Columns.Select((_, i) => $", c{i}");
        var values = Columns.Select((column, i) => ", " + ColumnArray.Read($"i.c{i}", column.Type));
        var updates = Columns.Select(column => $", \"{column.Name}\" = excluded.\"{column.Name}\"");
        _insertRows =
            $"""
            with input as (
                select * from unnest(
                    $2::text[], $3::bigint[], $4::uuid[], $5::bytea[], $6::text[], $7::text[], $8::text[], $9::text[],
                    $10::timestamptz[], $11::bytea[], $12::bytea[], $13::bytea[], $14::jsonb[], $15::bytea[]
                    {string.Concat(arrays)})
                    as i (key, version, command, digest, answer, actor, identity, on_behalf,
                        at, body, prev, hash, data, seal{string.Concat(elements)})
                where (select true from journal j
                    where j.kind = $1 and j.key = i.key and j.command = i.command) is null
                and (i.version = 1 or (select true from "{_kind}" t where t.key = i.key))
                {Unclaimed}
            ), won as (
                insert into "{_kind}" as t (key, version, data, seal{string.Concat(names)})
                select i.key, i.version, i.data, i.seal{string.Concat(values)} from input i
                on conflict (key) do update
                set version = excluded.version, data = excluded.data, seal = excluded.seal{string.Concat(updates)}
                where t.version = excluded.version - 1
                returning key
            ), written as (
                insert into journal (kind, key, version, command, digest, answer, actor, identity, on_behalf,
                    at, body, prev, hash)
                select $1, i.key, i.version, i.command, i.digest, i.answer, i.actor, i.identity, i.on_behalf,
                    i.at, i.body, i.prev, i.hash
                from input i join won using (key)
                returning key, seq
            )
            """;
    }

    /// <summary>Position of the first plain column among the parameters; due rows stand behind the last.</summary>
    public const int FirstColumn = 16;

    /// <summary>The plain columns.</summary>
    public ImmutableArray<(string Name, NpgsqlDbType Type)> Columns { get; }

    /// <summary>Whether a write's columns are those this statement was made for.</summary>
    public bool Fits(ImmutableArray<Column> columns)
    {
        if (columns.Length != Columns.Length)
        {
            return false;
        }

        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].Type != Columns[i].Type || columns[i].Name != Columns[i].Name)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The statement, with what this batch needs of due rows and news for other nodes.</summary>
    public string Sql(bool due, bool removed, bool grants, bool claims)
    {
        if (!_sql.TryGetValue((due, removed, grants, claims), out var sql))
        {
            sql = _sql[(due, removed, grants, claims)] = Build(due, removed, grants, claims);
        }

        return sql;
    }

    private string Build(bool due, bool removed, bool grants, bool claims)
    {
        var at = FirstColumn + Columns.Length;
        var sql = Claiming(claims, ref at);
        if (due)
        {
            sql +=
                $"""
                , later as (
                    insert into due (id, at, kind, key, what, own, ready)
                    select d.id, d.at, d.kind, d.key, d.what, d.own, d.at
                    from unnest(${at}::text[], ${at + 1}::uuid[], ${at + 2}::timestamptz[], ${at + 3}::text[],
                        ${at + 4}::text[], ${at + 5}::text[], ${at + 6}::boolean[]) with ordinality
                        as d (source, id, at, kind, key, what, own, n)
                    join won on won.key = d.source
                    order by d.n
                )
                """;
            at += 7;
        }

        if (removed)
        {
            sql +=
                $"""
                , unwanted as (
                    delete from due where id = any(array(
                        select d.id
                        from (select r.key, r.what from unnest(${at}::text[], ${at + 1}::text[]) as r (key, what)
                            join won using (key)) r
                        cross join lateral (select id from due o
                            where o.own and o.kind = $1 and o.key = r.key and o.what = r.what offset 0) d))
                )
                """;
        }

        return sql + (grants
            ? " select key, seq, pg_notify('grants', key) from written"
            : " select key, seq from written");
    }

    /// <summary>
    /// Nobody else takes a claim meanwhile: whoever writes holds the lock on commit order, and a batch holds at most
    /// one write of each claim. Should one appear nevertheless, its key is there twice and the statement fails.
    /// </summary>
    private string Claiming(bool claims, ref int at)
    {
        if (!claims)
        {
            return _insertRows.Replace(Unclaimed, "", StringComparison.Ordinal);
        }

        var wanted = $"unnest(${at}::text[], ${at + 1}::text[], ${at + 2}::text[]) as k (key, space, value)";
        at += 3;
        return _insertRows.Replace(
            Unclaimed,
            $"""
            and i.key not in (select k.key from {wanted}
                where (select c.owner from claim c where c.space = k.space and c.value = k.value) <> $1 || ':' || k.key)
            """,
            StringComparison.Ordinal)
            + $"""
            , claimed as (
                insert into claim (space, value, owner)
                select k.space, k.value, $1 || ':' || k.key
                from {wanted} join won using (key)
                where (select true from claim c where c.space = k.space and c.value = k.value) is null
            )
            """;
    }

    /// <summary>Kinds and columns are names in the code; anything else in their place is a fault.</summary>
    internal static string Name(string name) =>
        PlainName().IsMatch(name) ? name
            : throw new ArgumentException($"'{name}' is not the name of a table or column");

    [GeneratedRegex("^[a-z][a-z0-9_]{0,50}$")]
    private static partial Regex PlainName();
}
