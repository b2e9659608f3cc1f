using System.Collections.Concurrent;

namespace SunGov.Grains.Shared;

/// <summary>
/// What was found out about very long lists, for a few minutes: that there are more rows than are counted, and for one
/// minute how many stand in which stage. Finding it out takes longer than reading a page, and who sees a thousand rows
/// or more does not miss the last one. Rows themselves are always read anew, under the caller's scope; what is
/// remembered is under the whole condition with all its values, so that nobody gets what another found.
/// </summary>
public sealed class LongLists(TimeProvider clock)
{
    private const int MostKept = 2_000;
    private const int Spread = 64;
    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, object Value)> _known =
        new(StringComparer.Ordinal);

    /// <summary>What is known of a list; null for nothing.</summary>
    public T? Find<T>(string list)
        where T : class =>
        _known.TryGetValue(list, out var found) && found.Until > clock.GetUtcNow() ? found.Value as T : null;

    /// <summary>Remembers it, for up to half as long again: what was found at once is not to be forgotten at once.
    /// </summary>
    /// <param name="list">The list, with all its values.</param>
    /// <param name="value">What is known of it.</param>
    /// <param name="kept">How long at least.</param>
    public void Keep(string list, object value, TimeSpan kept)
    {
        var now = clock.GetUtcNow();
        if (_known.Count >= MostKept)
        {
            foreach (var (key, old) in _known)
            {
                if (old.Until <= now || _known.Count >= MostKept)
                {
                    _known.TryRemove(key, out _);
                }
            }
        }

        var more = kept / (2 * Spread) * ((uint)StringComparer.Ordinal.GetHashCode(list) % Spread);
        _known[list] = (now + kept + more, value);
    }
}
