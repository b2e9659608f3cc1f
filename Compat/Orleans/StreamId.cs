namespace Orleans.Runtime;

/// <summary>The name of a stream: a namespace and a key.</summary>
public readonly struct StreamId : IEquatable<StreamId>
{
    private readonly string? _space;
    private readonly string? _key;

    private StreamId(string? space, string key)
    {
        _space = space;
        _key = key;
    }

    /// <summary>Joins namespace and key.</summary>
    public static StreamId Create(string? ns, string key) => new(ns, key);

    /// <summary>Joins namespace and key.</summary>
    public static StreamId Create(string? ns, Guid key) => new(ns, key.ToString("N"));

    /// <summary>The key as text.</summary>
    public string GetKeyAsString() => _key ?? "";

    /// <summary>The namespace, or null.</summary>
    public string? GetNamespace() => _space;

    /// <inheritdoc/>
    public bool Equals(StreamId other) =>
        string.Equals(_space, other._space, StringComparison.Ordinal)
        && string.Equals(_key, other._key, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is StreamId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_space, _key);

    /// <inheritdoc/>
    public override string ToString() => $"{_space ?? "null"}/{_key}";

    /// <summary>Same stream.</summary>
    public static bool operator ==(StreamId s1, StreamId s2) => s1.Equals(s2);

    /// <summary>Different streams.</summary>
    public static bool operator !=(StreamId s1, StreamId s2) => !s1.Equals(s2);
}
