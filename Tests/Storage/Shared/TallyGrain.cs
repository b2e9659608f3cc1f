using System.Text.Json.Serialization;
using NpgsqlTypes;
using Orleans;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Tests.Storage.Shared;

/// <summary>The smallest thing with a rule: numbers are added up to a limit.</summary>
[Alias("SunGov.Tests.ITally")]
public interface ITally : IGrainWithStringKey
{
    [Alias("Add")]
    Task<Outcome<TallyView>> Add(AddNumber command, By by);

    [Alias("Forget")]
    Task Forget();
}

[Immutable, Alias("SunGov.Tests.AddNumber")]
public sealed record AddNumber(long Number, string? Claim = null);

[Immutable, Alias("SunGov.Tests.TallyView")]
public sealed record TallyView(long Total);

public sealed record TallyState(long Total)
{
    public const long Limit = 40;

    public static Kind<TallyState, TallyEvent> Kind { get; } = new(
        "tally",
        new TallyState(0),
        (state, happened) => happened switch
        {
            NumberAdded added => state with { Total = state.Total + added.Number },
            _ => throw new InvalidOperationException($"unknown event {happened.GetType().Name}"),
        },
        state => [new Column("total", NpgsqlDbType.Bigint, state.Total)],
        _ => [],
        (_, _) => []);
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(NumberAdded), "number-added")]
public abstract record TallyEvent;

public sealed record NumberAdded(long Number) : TallyEvent;

public sealed class TallyGrain(Ground ground) : DecidedGrain<TallyState, TallyEvent>(ground), ITally
{
    protected override Kind<TallyState, TallyEvent> Kind => TallyState.Kind;

    public Task<Outcome<TallyView>> Add(AddNumber command, By by) => Decide<AddNumber, TallyView>(
        command,
        by,
        (state, _, _) => state.Total + command.Number > TallyState.Limit
            ? Refusal.Of(RefusalKind.WrongState, "tally-full")
            : new NumberAdded(command.Number),
        (state, _) => new TallyView(state.Total),
        command.Claim is { } value ? [new Claim("tally-name", value)] : default);

    public Task Forget()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
