using System.Collections.Concurrent;

namespace SunGov.Silo.Crypto;

/// <summary>A data key in use; without key it has been destroyed.</summary>
internal sealed record DataKey(string Id, byte[]? Key);

/// <summary>
/// Data keys of this process, bounded and never older than a given age: what is used stays in the younger half, and
/// when that is full the older half goes.
/// </summary>
internal sealed class DataKeyCache(TimeProvider clock, TimeSpan age, int most)
{
    private volatile ConcurrentDictionary<string, Held> _young = new();
    private volatile ConcurrentDictionary<string, Held> _old = new();

    internal int Count => _young.Count + _old.Count;

    internal DataKey? Find(string name)
    {
        if (_young.TryGetValue(name, out var held))
            return Fresh(held) ? held.Key : null;
        if (!_old.TryRemove(name, out held) || !Fresh(held))
            return null;
        Keep(name, held);
        return held.Key;
    }

    internal void Add(string name, DataKey key) => Keep(name, new Held(key, clock.GetTimestamp()));

    internal void Remove(string name)
    {
        _young.TryRemove(name, out _);
        _old.TryRemove(name, out _);
    }

    private void Keep(string name, Held held)
    {
        if (_young.Count >= most / 2)
        {
            _old = _young;
            _young = new ConcurrentDictionary<string, Held>();
        }
        _young[name] = held;
    }

    private bool Fresh(Held held) => clock.GetElapsedTime(held.Since) < age;

    private sealed record Held(DataKey Key, long Since);
}
