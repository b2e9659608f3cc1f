namespace SunGov.Silo.Demo;

/// <summary>
/// The clock of demo mode. It shows the present, except while the demo's past is being told: then it is set back, and
/// moved on from moment to moment, so that every entry bears the time at which the story has it happen. Between two
/// moves it ticks as any clock. Timers and elapsed times are always real.
/// </summary>
/// <param name="present">Tells the present.</param>
public sealed class StoryClock(TimeProvider present) : TimeProvider
{
    private long _behind;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() =>
        present.GetUtcNow() - TimeSpan.FromTicks(Interlocked.Read(ref _behind));

    /// <summary>Shows this instant now; the future is not told, so a later one shows the present.</summary>
    public void MoveTo(DateTimeOffset instant) =>
        Interlocked.Exchange(ref _behind, Math.Max(0, (present.GetUtcNow() - instant).Ticks));

    /// <summary>Shows the present again.</summary>
    public void Return() => Interlocked.Exchange(ref _behind, 0);
}
