
namespace SunGov.Silo.Storage;

/// <summary>
/// Keeps a flood of refusals out of the access log: beyond 60 a minute per account they are only counted, and the count
/// becomes one line when the minute is over.
/// </summary>
internal sealed class RefusalMeter
{
    /// <summary>Lines a minute per account.</summary>
    public const int MostLines = 60;

    /// <summary>Code of the line that stands for those counted.</summary>
    public const string CountedCode = "refusals-counted";

    private readonly Dictionary<string, Minute> _minutes = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>The refusal itself if it still gets a line; null when it was only counted.</summary>
    public Access? Take(Access refusal)
    {
        lock (_lock)
        {
            var minute = _minutes.TryGetValue(refusal.Person, out var known) && known.Start == StartOf(refusal.At)
                ? known
                : new Minute(StartOf(refusal.At), 0, known?.Counted ?? 0);
            var lines = minute.Lines + 1;
            _minutes[refusal.Person] = lines <= MostLines
                ? minute with { Lines = lines }
                : minute with { Counted = minute.Counted + 1 };
            return lines <= MostLines ? refusal : null;
        }
    }

    /// <summary>
    /// One line for each account that had refusals counted in minutes now over; forgets quiet accounts.
    /// </summary>
    public IReadOnlyList<Access> Over(DateTime now)
    {
        lock (_lock)
        {
            var over = _minutes.Where(minute => minute.Value.Start != StartOf(now)).ToList();
            foreach (var (person, _) in over)
            {
                _minutes.Remove(person);
            }

            return [.. over.Where(minute => minute.Value.Counted > 0).Select(minute => new Access(
                now, AccessLog.Refusal, minute.Key, "", "", "", CountedCode, "", minute.Value.Counted))];
        }
    }

    private static DateTime StartOf(DateTime at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));

    private sealed record Minute(DateTime Start, int Lines, long Counted);
}
