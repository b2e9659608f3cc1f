using System.Globalization;
using System.Text.Json.Serialization;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>What happened to a series of numbers.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SerialIssued), "serial-issued")]
public abstract record NumberSeriesEvent;

/// <summary>A project got a serial.</summary>
public sealed record SerialIssued(DateTimeOffset At, long Serial, string Project) : NumberSeriesEvent;

/// <summary>A series: the last serial and whose it is.</summary>
public sealed record NumberSeriesState(long Last, string Project)
{
    /// <summary>State after an event; an event it does not know throws.</summary>
    public static NumberSeriesState Evolve(NumberSeriesState state, NumberSeriesEvent happened) => happened switch
    {
        SerialIssued e => new NumberSeriesState(e.Serial, e.Project),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not an event of a series"),
    };
}

/// <summary>Issues serials; the journal remembers which command got which.</summary>
public sealed class NumberSeriesGrain(Ground ground)
    : DecidedGrain<NumberSeriesState, NumberSeriesEvent>(ground), INumberSeriesGrain
{
    /// <summary>What the journal knows of series.</summary>
    public static Kind<NumberSeriesState, NumberSeriesEvent> Stored { get; } = new(
        "number_series",
        new NumberSeriesState(0, ""),
        NumberSeriesState.Evolve,
        _ => [],
        _ => [],
        (_, _) => []);

    /// <inheritdoc/>
    protected override Kind<NumberSeriesState, NumberSeriesEvent> Kind => Stored;

    /// <inheritdoc/>
    public async Task<Outcome<IssuedSerial>> Next(IssueSerial command, By by)
    {
        var outcome = await Decide(
            command, by, (state, caller, now) => Next(state, command, caller, now), (state, _) => state.Last);
        return !outcome.Succeeded ? outcome.Refusal
            : outcome.Repeated && await Ground.Journal.FindAsync(Kind.Name, Key, by.Command) is { } recorded
                ? Outcome.Of(new IssuedSerial(long.Parse(recorded.Answer!, CultureInfo.InvariantCulture)), Version)
            : Outcome.Of(new IssuedSerial(outcome.Value), Version);
    }

    private static Decision<NumberSeriesEvent> Next(
        NumberSeriesState state, IssueSerial command, Caller caller, DateTimeOffset now) =>
        !caller.By.IsPlatform
            ? SharedRefusals.NotAllowed
            : new Decision<NumberSeriesEvent>(
                null,
                [new SerialIssued(now, state.Last + 1, command.Project)],
                (state.Last + 1).ToString(CultureInfo.InvariantCulture));
}
