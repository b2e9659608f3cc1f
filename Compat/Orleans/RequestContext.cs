namespace Orleans.Runtime;

/// <summary>Values that go with calls from caller to callee, never back. Trace ids only: nothing trusts it.</summary>
public static class RequestContext
{
    private static readonly AsyncLocal<Dictionary<string, object>?> Flow = new();

    /// <summary>The names now set.</summary>
    public static IEnumerable<string> Keys => Flow.Value?.Keys ?? Enumerable.Empty<string>();

    /// <summary>The names and values now set.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries => Flow.Value ?? [];

    /// <summary>The values as one, never changed once here, so that calls share it; null when there are none.</summary>
    internal static Dictionary<string, object>? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    /// <summary>The value of this name, or null.</summary>
    public static object? Get(string key) =>
        Flow.Value is { } values && values.TryGetValue(key, out var value) ? value : null;

    /// <summary>Sets a value for the calls made from here on.</summary>
    public static void Set(string key, object value)
    {
        var changed = Flow.Value is { } values ? new Dictionary<string, object>(values) : new(1);
        changed[key] = value;
        Flow.Value = changed;
    }

    /// <summary>Takes a value away from the calls made from here on; false if there was none.</summary>
    public static bool Remove(string key)
    {
        if (Flow.Value is not { } values || !values.ContainsKey(key))
        {
            return false;
        }

        var changed = new Dictionary<string, object>(values);
        changed.Remove(key);
        Flow.Value = changed.Count == 0 ? null : changed;
        return true;
    }

    /// <summary>Takes all values away.</summary>
    public static void Clear()
    {
        if (Flow.Value is not null)
        {
            Flow.Value = null;
        }
    }
}
