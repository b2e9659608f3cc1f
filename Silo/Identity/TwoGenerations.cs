namespace SunGov.Silo.Identity;

/// <summary>
/// A bounded cache: when the young generation is full it becomes the old one, and what was not used since is forgotten.
/// What was loaded before something was forgotten is not kept, since it may be older than the change.
/// </summary>
internal sealed class TwoGenerations<T>(int most)
    where T : class
{
    private readonly Lock _lock = new();
    private Dictionary<string, T> _young = new(StringComparer.Ordinal);
    private Dictionary<string, T> _old = new(StringComparer.Ordinal);
    private long _changes;

    /// <summary>How many changes were heard of; read it before loading.</summary>
    public long Changes => Volatile.Read(ref _changes);

    /// <summary>The value, if it is kept.</summary>
    public T? Find(string key)
    {
        lock (_lock)
        {
            if (_young.TryGetValue(key, out var value))
            {
                return value;
            }

            if (_old.TryGetValue(key, out value))
            {
                Put(key, value);
            }

            return value;
        }
    }

    /// <summary>Keeps a value loaded after <paramref name="changes"/>, unless something changed since.</summary>
    public void Keep(string key, T value, long changes)
    {
        lock (_lock)
        {
            if (changes == _changes)
            {
                Put(key, value);
            }
        }
    }

    /// <summary>Forgets one key; null for all.</summary>
    public void Forget(string? key)
    {
        lock (_lock)
        {
            _changes++;
            if (key is null)
            {
                _young = new(StringComparer.Ordinal);
                _old = new(StringComparer.Ordinal);
            }
            else
            {
                _young.Remove(key);
                _old.Remove(key);
            }
        }
    }

    private void Put(string key, T value)
    {
        if (_young.Count >= most / 2)
        {
            _old = _young;
            _young = new(StringComparer.Ordinal);
        }

        _young[key] = value;
    }
}
