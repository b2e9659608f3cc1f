using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NpgsqlTypes;
using Orleans;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Tools.Bench;

/// <summary>A thing like any other, with a state of some 1 KiB, so that only the journal is measured.</summary>
[Alias("SunGov.Tools.IBenchThing")]
public interface IBenchThing : IGrainWithStringKey
{
    /// <summary>Puts a number; one durable command.</summary>
    [Alias("Put")]
    Task<Outcome<Done>> Put(PutNumber command, By by);
}

/// <summary>Puts a number.</summary>
[Immutable, Alias("SunGov.Tools.PutNumber")]
public sealed record PutNumber(long Number);

/// <summary>The state: what lists need, and a text that fills it up to 1 KiB.</summary>
public sealed record BenchState(long Number, string Title, ImmutableArray<string> Holders, string Text)
{
    /// <summary>What the journal knows of the kind.</summary>
    public static Kind<BenchState, BenchEvent> Kind { get; } = new(
        "bench_thing",
        new BenchState(0, "Bench", ["officer@division-1", "leader@entity-7"], new string('x', 900)),
        (state, happened) => happened switch
        {
            NumberPut put => state with { Number = put.Number },
            _ => throw new InvalidOperationException($"unknown event {happened.GetType().Name}"),
        },
        state =>
        [
            new Column("title", NpgsqlDbType.Text, state.Title),
            new Column("number", NpgsqlDbType.Bigint, state.Number),
            new Column("holders", NpgsqlDbType.Array | NpgsqlDbType.Text, state.Holders),
        ],
        _ => [],
        (_, _) => []);

    /// <summary>Its table.</summary>
    public const string Table =
        """
        -- app: select, insert, update on bench_thing
        create table bench_thing (
            key text primary key, version bigint not null, data jsonb not null, seal bytea not null,
            title text, number bigint, holders text[]) with (fillfactor = 70);
        create table bench_plain (key text primary key, version bigint not null, data jsonb not null)
            with (fillfactor = 70);
        """;
}

/// <summary>What happens to the thing.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(NumberPut), "number-put")]
public abstract record BenchEvent;

/// <summary>A number was put.</summary>
public sealed record NumberPut(long Number) : BenchEvent;

/// <inheritdoc cref="IBenchThing"/>
public sealed class BenchThing(Ground ground) : DecidedGrain<BenchState, BenchEvent>(ground), IBenchThing
{
    /// <inheritdoc/>
    protected override Kind<BenchState, BenchEvent> Kind => BenchState.Kind;

    /// <inheritdoc/>
    public Task<Outcome<Done>> Put(PutNumber command, By by) => Decide(
        command, by, (_, _, _) => (BenchEvent)new NumberPut(command.Number), (_, _) => Done.It);
}

/// <summary>Grants that let the measuring caller in.</summary>
internal sealed class BenchGrants : IGrants
{
    public ValueTask<Caller?> FindAsync(By by) => ValueTask.FromResult<Caller?>(
        new Caller(by, "bench", "bench", "bench", "", "", ImmutableDictionary<string, Scope>.Empty));

    public async ValueTask<ImmutableArray<Caller>> AllOfAsync(By by) => [(await FindAsync(by))!];
}
